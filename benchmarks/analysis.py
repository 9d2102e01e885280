"""Analysis: dyad series and network measures, from event tables and from a store.

Beside each stands what the same machine needs to count the rows of the same source, since everything has
to read them.
"""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import Comparison, interleaved, memory
from benchmarks._events import gdelt_lines
from benchmarks._tables import STATES, event_table, fill_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_IN_TABLE = int(os.environ.get("KG_BENCH_EVENTS", "1_000_000"))
_IN_ROWS = int(os.environ.get("KG_BENCH_ROWS", "100_000"))
_IN_STORE = int(
    os.environ.get("KG_BENCH_STORE", "20_000")
)  # lines of GDELT's format, two thirds of them events


def measure() -> Iterator[Comparison]:
    """Wall-clock time, warm caches.

    ``KG_BENCH_EVENTS`` sets the size of the table (default a million events), ``KG_BENCH_ROWS`` how many rows
    are held in memory, ``KG_BENCH_STORE`` how many lines fill the store.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_folder(folder / "events", _IN_TABLE)
        yield _table(folder / "events")
        yield _store(folder)
    yield _rows()
    yield memory()


def _table(folder: Path) -> Comparison:
    from kg.analysis import EventTable, dyad, measure_actors, measure_network, network

    table = EventTable.scan(folder)
    graph = network(table)
    pair = STATES[0], STATES[1]
    actions = {
        "count the rows": table.count,
        "a dyad's score by month": lambda: dyad(table, *pair).score("month"),
        "the network": lambda: network(table),
        "measures of the network": lambda: (measure_actors(graph), measure_network(graph)),
    }
    interleaved(actions, rounds=1)
    return Comparison(
        title=f"Parquet, {_IN_TABLE:,} events between 200 states, the largest dyad",
        unit="seconds",
        figures=interleaved(actions, rounds=3),
        baseline="count the rows",
    )


def _rows() -> Comparison:
    from kg.analysis import measure_actors, measure_network, network

    rows = tuple(event_table(_IN_ROWS).rows())
    graph = network(rows)
    actions = {
        "look at each row": lambda: sum(row.reports for row in rows),
        "the network": lambda: network(rows),
        "measures of the network": lambda: (measure_actors(graph), measure_network(graph)),
    }
    return Comparison(
        title=f"Rows in memory, {_IN_ROWS:,} events between 200 states",
        unit="seconds",
        figures=interleaved(actions, rounds=3),
        baseline="look at each row",
    )


def _store(folder: Path) -> Comparison:
    from kg.analysis import dyad
    from kg.interchange import to_store
    from kg.store import Store

    source = folder / "rows.tsv"
    source.write_text("".join(f"{line}\n" for line in gdelt_lines(_IN_STORE)), encoding="utf-8")
    with Store.open(folder / "store", create=True) as store:
        to_store("gdelt", [source], store)
        actions: dict[str, Callable[[], object]] = {
            "count the events in SPARQL": partial(store.query, "SELECT (COUNT(*) AS ?n) { ?e a kg:Event }"),
            "the largest dyad's score by month": lambda: dyad(store.events("USA", "IND"), "USA", "IND").score(
                "month"
            ),
            "an ordinary dyad's": lambda: dyad(store.events("IRN", "PAK"), "IRN", "PAK").score("month"),
            "read all events": lambda: sum(1 for _ in store.events()),
        }
        interleaved(actions, rounds=1)
        return Comparison(
            title=f"A store of {_IN_STORE:,} lines of GDELT's format",
            unit="seconds",
            figures=interleaved(actions, rounds=3),
            baseline="count the events in SPARQL",
        )
