"""``kg actors``: asking who is who, and an overlay that the analyst owns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Kg = Callable[..., Result]

KEYS = ["phrase", "id", "name", "kind", "country", "role", "office", "reason"]


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_phrases_on_standard_input_give_a_line_of_json_each(kg: Kg) -> None:
    found = rows(kg("actors", "resolve", input="the Kremlin\n\nFrench fries\n"))
    assert [list(row) for row in found] == [KEYS, KEYS]
    assert [(row["phrase"], row["country"]) for row in found] == [
        ("the Kremlin", "RUS"),
        ("French fries", None),
    ]


def test_a_line_of_json_may_give_a_date_and_a_context(kg: Kg) -> None:
    asked = [
        {"phrase": "Boris Johnson", "date": "2017-05-01"},
        {"phrase": "Boris Johnson", "date": "2021-05-01"},
        {"phrase": "Georgia", "context": "The governor spoke in Atlanta."},
        {"phrase": "Georgia", "context": "Saakashvili spoke in Tbilisi."},
    ]
    found = rows(kg("actors", "resolve", input="".join(json.dumps(row) + "\n" for row in asked)))
    assert [row["office"] for row in found] == ["GBR/foreign-secretary", "GBR/prime-minister", None, None]
    assert [row["country"] for row in found] == ["GBR", "GBR", "USA", "GEO"]


def test_a_line_that_cannot_be_read_is_answered_with_the_reason_and_the_rest_goes_on(kg: Kg) -> None:
    result = kg(
        "actors", "resolve", input='{"phrase": 3}\n{"phrase": "Iran", "date": "yesterday"}\n{broken\nIran\n'
    )
    assert result.exit_code == 3
    found = rows(result)
    assert [row["country"] for row in found] == [None, None, None, "IRN"]
    assert all(row["reason"].startswith("not read: ") for row in found[:3])


def test_phrases_can_be_arguments_with_one_date(kg: Kg) -> None:
    found = rows(kg("actors", "resolve", "Chancellor Merkel", "the US president", "--date", "2015"))
    assert [row["id"] for row in found] == ["DEU/angela-merkel", "USA/barack-obama"]


def test_a_last_name_alone_that_means_nobody_is_answered_with_who_is_listed_and_since_when(kg: Kg) -> None:
    (undated,) = rows(kg("actors", "resolve", "Macron"))
    assert undated["id"] is None
    assert undated["reason"].startswith("a last name alone means somebody only with a date (--date)")
    assert undated["reason"].endswith("Emmanuel Macron (President of FRA, 2017-05-14 to now)")
    (early,) = rows(kg("actors", "resolve", "Macron", "--date", "2010"))
    assert early["reason"].startswith("no listed 'Macron' held an office on 2010: Emmanuel Macron (President")
    office = ("--office", "Minister of Defence", "--from", "2024")
    kg("actors", "add", "Ann Johnson", "--country", "FRA", *office)
    asked = ("resolve", "Johnson", "--date", "2024-07", "--actors", "my-actors.toml")
    (several,) = rows(kg("actors", *asked))
    assert several["reason"].startswith("several listed 'Johnson' held an office on 2024-07: ")
    assert "Ann Johnson" in several["reason"]
    assert "Mike Johnson" in several["reason"]
    assert rows(kg("actors", "resolve", "Qwerty"))[0]["reason"] == "nobody listed is named"


def test_an_addition_is_used_listed_and_taken_back(kg: Kg) -> None:
    added = kg(
        "actors",
        "add",
        "Jane Example",
        "--country",
        "FRA",
        "--office",
        "Minister of Defence",
        "--from",
        "2024",
    )
    assert added.exit_code == 0
    assert "my-actors.toml" in added.stderr
    asked = ("actors", "resolve", "Jane Example", "--date", "2024-06", "--actors", "my-actors.toml")
    assert rows(kg(*asked))[0]["office"] == "FRA/minister-of-defence"
    listed = json.loads(kg("actors", "changes", "--json", "--actors", "my-actors.toml").stdout)
    assert [(change["number"], change["do"], change["id"]) for change in listed] == [
        (1, "add", "FRA/jane-example")
    ]
    assert kg("actors", "undo", "--actors", "my-actors.toml").exit_code == 0
    assert rows(kg(*asked))[0]["id"] is None


def test_a_name_that_is_taken_is_not_added_again(kg: Kg) -> None:
    taken = kg("actors", "add", "Hezbollah", "--country", "SYR", "--kind", "group")
    assert taken.exit_code == 1
    assert "LBN/hezbollah" in taken.stderr
    person = kg("actors", "add", "Sergei Lavrov", "--country", "RUS", "--role", "GOV")
    assert "RUS/sergei-lavrov" in person.stderr


def test_an_import_reports_its_conflicts_and_writes_over_nothing(kg: Kg, tmp_path: Path) -> None:
    table = "name,country,office,start,end\nJane Example,FRA,Minister of Defence,2024,\nBerlin,FRA,,,\n"
    (tmp_path / "more.csv").write_text(table, encoding="utf-8")
    result = kg("actors", "import", "more.csv", "-o", "more.json")
    assert result.exit_code == 3
    assert "Berlin" in result.stderr
    found = rows(kg("actors", "resolve", "Jane Example", "Berlin", "--date", "2024", "--actors", "more.json"))
    assert [row["country"] for row in found] == ["FRA", "DEU"]
    assert kg("actors", "import", "more.csv", "-o", "more.json").exit_code == 2


def test_a_file_with_mistakes_is_checked_in_words(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[cities]\nQQQ = ["Nowhere"]\n', encoding="utf-8")
    result = kg("actors", "check", "mine.toml")
    assert result.exit_code == 3
    assert "QQQ" in result.stderr
    assert kg("actors", "check").exit_code == 0


def test_an_actor_is_found_by_a_part_of_its_name_and_by_a_near_spelling(kg: Kg) -> None:
    found = json.loads(kg("actors", "search", "hezbolah", "--json").stdout)
    assert found[0]["id"] == "LBN/hezbollah"
    assert "IRN/mohammad-baqeri" in kg("actors", "search", "baqeri").stdout
    assert "Nobody listed" in kg("actors", "search", "qqqqqq").stderr


def test_a_portrait_has_offices_over_time_and_what_the_graph_tells(kg: Kg, sample_store: Path) -> None:
    shown = json.loads(kg("actors", "show", "IRN/mohammad-baqeri", "--store", sample_store, "--json").stdout)
    assert shown["offices"][0]["from"] == "2016-06-28"
    assert {row["as"] for row in shown["mentions"]} == {"source", "speaker"}
    assert "Baqeri" in shown["offices told"][0]["sentence"]
    assert ":actor/PAK/zaheer-ahmad-babar-sidhu" in {row["other"] for row in shown["relations"]}
    members = json.loads(kg("actors", "show", "AU", "--json").stdout)["members"]
    assert [row for row in members if row["member"] == "MAR"][-1]["from"].startswith("2017-01")


def test_nobody_has_no_portrait(kg: Kg) -> None:
    result = kg("actors", "show", "FRA/nobody-at-all")
    assert result.exit_code == 2
    assert "kg actors search" in result.stderr


def test_unresolved_names_are_ranked_with_a_sentence(kg: Kg) -> None:
    found = json.loads(kg("actors", "unknown", "-", "--json", input="Zorvania attacked Iran.").stdout)
    assert [(name["name"], name["examples"][0]["sentence"]) for name in found] == [
        ("Zorvania", "Zorvania attacked Iran.")
    ]
