"""``kg explain`` on texts, files and streams."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from kg.build import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Kg = Callable[..., Result]

TEXT = "Iran and Oman will hold naval drills in May 2025."

pytestmark = pytest.mark.model


def test_a_text_is_explained_mention_by_mention(kg: Kg) -> None:
    lines = kg("explain", TEXT).stdout.splitlines()
    assert any(line.startswith("+ NavalExercise, planned") for line in lines)
    assert "    Iran and Oman will hold [[naval drills]] in May 2025." in lines
    assert any(line.startswith("    date") and "“May 2025”" in line for line in lines)
    alone = kg("explain", "Oman imposed sanctions.").stdout.splitlines()
    assert any(line.startswith("x SanctionsImposed: missing party") for line in alone)


def test_json_holds_the_mention_as_kg_extract_prints_it(kg: Kg) -> None:
    (account,) = json.loads(kg("explain", TEXT, "--json").stdout)
    outcomes = [e["outcome"] for e in account["explanations"]]
    jsonschema.validate(outcomes[0], schema())
    assert [json.loads(line) for line in kg("extract", "-", input=TEXT).stdout.splitlines()] == outcomes
    for span in (e["trigger"] for e in account["explanations"]):
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_one_article_of_many_is_chosen_by_its_id(kg: Kg, tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": f"Iran criticised {state}."} for name, state in (("a", "Oman"), ("b", "Qatar"))
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = json.loads(kg("explain", "news.jsonl", "--article", "b", "--json").stdout)
    assert [account["article"] for account in found] == ["b"]
    unknown = kg("explain", "news.jsonl", "--article", "c")
    assert unknown.exit_code == 2
    assert "No article has the id 'c'" in unknown.stderr


def test_a_page_is_written_and_nothing_else_printed(kg: Kg, tmp_path: Path) -> None:
    run = kg("explain", TEXT, "-o", "page.html")
    assert run.stdout == ""
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_file_that_does_not_exist_is_no_text(kg: Kg) -> None:
    assert kg("explain", "articel.txt").exit_code == 2


def test_all_adds_the_words_that_evoked_nothing(kg: Kg) -> None:
    text = "Oman struck a balance."
    assert "- struck:" in kg("explain", text, "--all").stdout
    assert "- struck:" not in kg("explain", text).stdout


def test_a_status_told_elsewhere_in_the_article_is_not_laid_to_the_date(kg):
    told = (
        "Iran attacks Israel\n\nIran denied attacking Israel on Monday. "
        '"Iran did not attack Israel," the minister said. Iran attacked Israel, Israel said.'
    )
    stdout = kg("explain", told).stdout
    assert "denied: as another mention of the happening in this article has it" in stdout
    assert "its date lies after" not in stdout
