from __future__ import annotations

import json
from typing import TYPE_CHECKING

import kg as package
import pytest
from kg.analysis import EventTable

from made_rows import event

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Kg = Callable[..., Result]


@pytest.mark.model
@pytest.mark.parametrize("show", ["score", "history", "exchange", "reciprocity", "promises", "changes"])
def test_every_table_of_a_dyad_is_printed_and_its_numbers_lead_to_sentences(
    kg: Kg, sample_store: Path, show: str
) -> None:
    result = kg(
        "dyad", "IRN", "PAK", "--store", sample_store, "--show", show, "--dates", "reported", "--json"
    )
    rows = json.loads(result.stdout)["rows"]
    with package.open(sample_store) as graph:
        for row in rows:
            assert all(graph.evidence(iri) for iri in row.get("iris", [row.get("plan")]))
    assert rows or show in {"changes", "reciprocity"}
    assert kg("dyad", "IRN", "PAK", "--store", sample_store, "--show", show, "--csv").exit_code == 0


@pytest.mark.model
def test_the_dyad_of_the_command_is_that_of_the_table(kg: Kg, sample_store: Path, tmp_path: Path) -> None:
    with package.open(sample_store) as graph:
        EventTable.of(graph.store.events()).write(tmp_path / "events.parquet")
    from_store = kg("dyad", "IRN", "PAK", "--store", sample_store, "--csv").stdout
    assert from_store == kg("dyad", "IRN", "PAK", "--table", tmp_path / "events.parquet", "--csv").stdout
    assert len(from_store.splitlines()) > 1


@pytest.mark.model
def test_weights_of_ones_own_come_from_a_file(kg: Kg, sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "w.toml").write_text("Visit = 3\n", encoding="utf-8")
    options = ("dyad", "IRN", "PAK", "--store", sample_store, "--weights", tmp_path / "w.toml")
    (row,) = json.loads(kg(*options, "--json").stdout)["rows"]
    assert row["total"] == 3.0 * row["scored"]
    (tmp_path / "w.toml").write_text("Visit 3\n", encoding="utf-8")
    wrong = kg(*options)
    assert (wrong.exit_code, "not valid TOML" in wrong.stderr) == (2, True)


def test_a_table_that_says_little_says_what_to_try_next(kg: Kg, tmp_path: Path) -> None:
    EventTable.of(
        [
            event("1", "Visit", "IRN", "PAK", "2024-05-01"),
            event("2", "Visit", "IRN", "PAK", None, first_reported="2024-06-01"),
        ]
    ).write(tmp_path / "e.parquet")

    def said(*arguments: str) -> str:
        return kg("dyad", *arguments, "--table", tmp_path / "e.parquet").stderr

    assert "--dates reported puts 1" in said("IRN", "PAK")
    assert "--dates reported" not in said("IRN", "PAK", "--dates", "reported")
    assert "1 of 2 events" in said("IRN", "PAK", "--show", "changes", "--by", "month")
    assert "--show path --of IRN ISL" in said("Iran", "Iceland")
    assert "--plot FILE" in said("IRN", "PAK", "--chart", "score")


def test_weights_that_a_data_set_gives_its_rows_are_those_of_a_table(kg: Kg, tmp_path: Path) -> None:
    import polars as pl

    frame = EventTable.of([event("1", "Visit", "IRN", "PAK", "2024-05-01")]).frame
    EventTable(frame.with_columns(given=pl.lit(2.5))).write(tmp_path / "e.parquet")
    found = kg("dyad", "IRN", "PAK", "--table", tmp_path / "e.parquet", "--weights", "given", "--json")
    assert json.loads(found.stdout)["rows"][0]["total"] == 2.5
    refused = kg("dyad", "IRN", "PAK", "--store", tmp_path, "--weights", "given")
    assert (refused.exit_code, "--table FILE" in refused.stderr) == (2, True)


@pytest.mark.model
def test_actors_may_be_given_by_name(kg: Kg, sample_store: Path) -> None:
    by_id = kg("dyad", "IRN", "PAK", "--store", sample_store, "--csv").stdout
    assert kg("dyad", "Iran", "Pakistan", "--store", sample_store, "--csv").stdout == by_id
