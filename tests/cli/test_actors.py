"""``kg actors``: asking who is who, and an overlay that the analyst owns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

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
