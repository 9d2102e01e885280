from __future__ import annotations

import json
from typing import TYPE_CHECKING

import kg as package
import pytest

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


def test_a_path_needs_two_ends(kg: Kg, tmp_path: Path) -> None:
    from kg.analysis import EventTable

    EventTable.of([]).write(tmp_path / "e.parquet")
    assert kg("network", "--table", tmp_path / "e.parquet", "--show", "path").exit_code == 2
