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
@pytest.mark.parametrize("show", ["triads", "brokers", "alignment", "path", "time"])
def test_every_table_of_a_network_is_printed(kg: Kg, sample_store: Path, show: str) -> None:
    of = ("--of", "IRN", "PAK") if show in {"alignment", "path"} else ()
    for form in ("--json", "--csv", "--limit=5"):
        assert kg("network", "--store", sample_store, "--show", show, *of, form).exit_code == 0
    rows = json.loads(kg("network", "--store", sample_store, "--show", show, *of, "--json").stdout)[show]
    with package.open(sample_store) as graph:
        for row in rows:
            steps = row.get("events", []) if show in {"triads", "path"} else []
            iris = [iri for step in steps for iri in (step if isinstance(step, list) else [step])]
            assert all(graph.evidence(iri) for iri in iris)
    assert rows or show == "time"  # the samples have few dates


@pytest.mark.model
def test_a_table_gives_the_network_of_its_store(kg: Kg, sample_store: Path, tmp_path: Path) -> None:
    kg("export", "--store", sample_store, "-o", tmp_path / "e.parquet")
    stored = json.loads(kg("network", "--store", sample_store, "--json").stdout)
    assert json.loads(kg("network", "--table", tmp_path / "e.parquet", "--json").stdout) == stored


@pytest.fixture
def table(tmp_path: Path) -> Path:
    EventTable.of(
        [
            event("1", "Visit", "IRN", "TUR", "2023-05-01"),
            event("2", "Visit", "TUR", "QAT", "2024-05-01"),
            event("3", "Meeting", "IND", "PAK", "2024-06-01"),
        ]
    ).write(tmp_path / "e.parquet")
    return tmp_path / "e.parquet"


def test_the_source_line_of_a_picture_says_what_one_wants(kg: Kg, table: Path, tmp_path: Path) -> None:
    for command in (("network",), ("dyad", "IRN", "TUR")):
        kg(*command, "--table", table, "--plot", tmp_path / "p.svg", "--source", "Made up, 2026")
        assert "Source: Made up, 2026." in (tmp_path / "p.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--show", "path"), "--of IRN PAK"),
        (("--of", "IRN", "PAK"), "--show path"),
        (("--chart", "map"), "--plot FILE"),
        (("--show", "path", "--of", "IRN", "Turky"), "nearest are TUR"),
        (("--show", "alignment", "--of", "IRN", "QATA"), "nearest are QAT"),
    ],
)
def test_what_does_not_fit_together_is_told_with_what_does(
    kg: Kg, table: Path, options: tuple[str, ...], message: str
) -> None:
    result = kg("network", "--table", table, *options)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_the_ends_of_a_path_may_be_given_by_name(kg: Kg, table: Path) -> None:
    found = kg("network", "--table", table, "--show", "path", "--of", "Iran", "Qatar", "--json").stdout
    assert [row["actors"] for row in json.loads(found)["path"]] == [["IRN", "TUR", "QAT"]]
    none = kg("network", "--table", table, "--show", "path", "--of", "Qatar", "Iran")
    assert "--undirected" in none.stderr
    assert not none.stdout


def test_where_nothing_fits_the_command_says_what_to_leave_out(kg: Kg, table: Path) -> None:
    empty = kg("network", "--table", table, "--since", "2030")
    assert (empty.exit_code, empty.stdout, "--since" in empty.stderr) == (0, "", True)
    assert kg("network", "--table", table, "--since", "2030", "--csv").stdout.startswith("actor,label,")
    assert "all tied" in kg("network", "--table", table, "--show", "triads").stderr


def test_a_series_of_networks_starts_with_the_first_event_that_fits_and_counts_events(
    kg: Kg, table: Path
) -> None:
    printed = kg("network", "--table", table, "--show", "time", "--since", "2024").stdout
    assert "events" in printed
    rows = json.loads(kg("network", "--table", table, "--show", "time", "--since", "2024", "--json").stdout)
    assert [(row["period"], row["events"]) for row in rows["time"]] == [("2024", 2)]
