"""What ``kg extract`` prints is a contract with other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from kg.build import samples
from kg.model import Article
from kg.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Kg = Callable[..., Result]

KEYS = [
    "article", "type", "root", "plover", "cameo", "context", "source", "target", "reciprocal", "id",
    "status", "speaker", "alleged", "date", "date_end", "date_precision", "place", "trigger", "sentence", "confidence",
    "extractor",
]  # fmt: skip


@pytest.fixture
def printed(kg: Kg) -> str:
    result = kg("extract", samples())
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_every_line_fits_the_schema_that_ships(kg: Kg, lines: list[dict[str, Any]]) -> None:
    schema = json.loads(kg("extract", "--schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert len(lines) > 50
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []


def test_keys_stand_in_the_order_of_the_contract(lines: list[dict[str, Any]]) -> None:
    assert {tuple(line) for line in lines} == {tuple(KEYS)}
    parties = {tuple(party)[:7] for line in lines for party in (*line["source"], *line["target"])}
    assert parties == {("id", "name", "kind", "country", "office", "start", "end")}


def test_offsets_point_into_the_text_as_it_was_read(lines: list[dict[str, Any]]) -> None:
    articles = {item.id: item for item in read([samples()]) if isinstance(item, Article)}
    for line in lines:
        article, trigger, sentence = articles[line["article"]], line["trigger"], line["sentence"]
        field = article.field(trigger["field"])
        assert field[trigger["start"] : trigger["end"]] == trigger["text"]
        assert sentence["start"] <= trigger["start"] < trigger["end"] <= sentence["end"] <= len(field)
        for party in (*line["source"], *line["target"]):
            assert article.field(party.get("field", "text"))[party["start"] : party["end"]].strip()


def test_lines_stand_in_the_order_of_the_articles_and_of_their_text(lines: list[dict[str, Any]]) -> None:
    order = [item.id for item in read([samples()]) if isinstance(item, Article)]
    places = [
        (order.index(line["article"]), line["trigger"]["field"] != "title", line["trigger"]["start"])
        for line in lines
    ]
    assert places == sorted(places)


def test_a_second_run_prints_the_same_bytes(kg: Kg, printed: str) -> None:
    assert kg("extract", samples(), "--json").stdout == printed


def test_a_planned_exercise_is_coded_as_an_agreement_to_hold_it(lines: list[dict[str, Any]]) -> None:
    planned = [m for m in lines if m["root"] == "Cooperation" and m["status"] == "planned"]
    assert planned
    assert {m["plover"] for m in planned} == {"AGREE"}


def test_standard_input_holds_json_lines_or_one_text(kg: Kg) -> None:
    text = "France and Japan held joint naval exercises."
    as_text = json.loads(kg("extract", "-", input=text).stdout)
    as_json = json.loads(kg("extract", "-", input=json.dumps({"id": "x", "text": text})).stdout)
    assert as_json["article"] == "x"
    assert {k: v for k, v in as_text.items() if k not in {"article", "id"}} == {
        k: v for k, v in as_json.items() if k not in {"article", "id"}
    }


def test_text_outside_ascii_is_printed_as_it_is(kg: Kg) -> None:
    text = "France and Türkiye held joint naval exercises."
    assert "Türkiye" in kg("extract", "-", input=text).stdout


def test_a_higher_threshold_sets_more_aside_and_counts_it(kg: Kg) -> None:
    result = kg("extract", "-", "--min-confidence", "1", input="France and Japan held joint naval exercises.")
    assert result.stdout == ""
    assert "1 below confidence" in result.stderr
