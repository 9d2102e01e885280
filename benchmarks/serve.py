"""The server: a million events in memory, and a store behind real requests.

The index is measured on a million rows: the columns of 50,000 made-up events (those of the explorer's
benchmark) put twenty times one after the other; what a request costs besides, on ``kg serve`` itself with
10,000 reports in its store. Looking up the words of a panel's events costs the same in a store of any size.
"""

from __future__ import annotations

import gzip
import http.client
import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from kg.server.index import Filter, Index
from kg.store import Store
from kg.views.explore import columns

from benchmarks import Comparison, interleaved
from benchmarks.explorer import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVENTS: Final = 1_000_000
_TILES: Final = 20
_REPORTS: Final = 10_000
_BASE: Final = "https://w3id.org/bilateral-kg/data/"


def measure() -> Iterator[Comparison]:
    """Wall-clock times, and a size."""
    yield from _in_memory()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        _fill(store)
        yield from _requests(store)


def _in_memory() -> Iterator[Comparison]:
    small = columns(World(_EVENTS // _TILES)).core
    core = _tiled(json.loads(small))
    start = time.perf_counter()
    index = Index(core)
    index.dyads(Filter())
    made = time.perf_counter() - start
    text = json.dumps(core, separators=(",", ":")).encode()
    start = time.perf_counter()
    json.loads(text)
    reading = time.perf_counter() - start
    yield Comparison(
        title="A million events, once at the start (beside reading the store)",
        unit="seconds",
        figures={"reading the core": reading, "index, with its pairs": made},
        baseline="reading the core",
    )
    yield Comparison(
        title=f"The core of {_EVENTS // _TILES:,} events (no tiles: equal ones would pack too well)",
        unit="MB",
        figures={"JSON": len(small) / 1e6, "as it is sent": len(gzip.compress(small, 6, mtime=0)) / 1e6},
        baseline="JSON",
    )
    a, b = (index.dyads(Filter())[0].a, index.dyads(Filter())[0].b)
    actions: dict[str, Callable[[], object]] = {
        "rows that a filter lets through": partial(index.mask, Filter()),
        "first view: all dyads": partial(index.dyads, Filter()),
        "dyads of one class since 2015": partial(index.dyads, Filter(classes=("Cooperation",), since="2015")),
        "panel: events of the busiest dyad": partial(index.newest, Filter(between=(a, b)), 0, 50),
        "panel: its months": partial(index.histogram, Filter(between=(a, b))),
        "search with a typo": partial(index.search, "persn", 20),
    }
    yield Comparison(
        title="A million events, each question",
        unit="seconds",
        figures=interleaved(actions, rounds=7),
        baseline="rows that a filter lets through",
    )


def _tiled(core: dict[str, Any]) -> dict[str, Any]:
    events = {name: column * _TILES for name, column in core["events"].items()}
    order = sorted(range(len(events["date"])), key=lambda i: events["date"][i] or 99_999_999)
    return {**core, "events": {name: [column[i] for i in order] for name, column in events.items()}}


def _fill(path: Path) -> None:
    """A store of made-up news: those that the tests of the store are made with."""
    tests = Path(__file__).parent.parent / "tests"
    sys.path += [str(tests), str(tests / "store")]
    made = import_module("made_graph")
    with Store.open(path, create=True, base=_BASE) as store:
        made.fill(store, list(made.extractions(_REPORTS)))


@contextmanager
def _serving(store: Path) -> Iterator[tuple[str, float]]:
    """The URL of a server, and the seconds it took to start."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", "--json"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            said = ""
            while not said.endswith("}\n"):
                said += server.stdout.readline()
            yield json.loads(said)["url"], time.perf_counter() - begun
        finally:
            server.terminate()


def _requests(store: Path) -> Iterator[Comparison]:
    starts = {}
    for name in ("that reads the store", "from what is kept beside it"):
        with _serving(store) as (_, seconds):
            starts[name] = seconds
    yield Comparison(
        title=f"A start of kg serve, {_REPORTS:,} reports",
        unit="seconds",
        figures=starts,
        baseline="from what is kept beside it",
    )
    with _serving(store) as (url, _):
        version = json.loads(_get(url, "/api/info"))["version"]
        dyad = json.loads(_get(url, "/api/dyads?limit=1"))["dyads"][0]
        rows = ",".join(map(str, range(0, 4000, 80)))
        query = quote("SELECT ?s { ?s a kg:State } LIMIT 5")
        paths = {
            "a style sheet": "/assets/pages.css",
            "panel: words of 50 events": f"/api/explorer/texts?version={version}&rows={rows}",
            "50 events of a dyad with evidence": f"/api/events?a={dyad['a']}&b={dyad['b']}&evidence=true",
            "page of a dyad": f"/bilateral-kg/data/dyad/{dyad['a']}/{dyad['b']}",
            "page of an actor": f"/bilateral-kg/data/actor/{dyad['a']}",
            "actor as Turtle": f"/bilateral-kg/data/actor/{dyad['a']}?format=turtle",
            "first page": "/",
            "SPARQL query": f"/sparql?query={query}",
        }
        figures = interleaved({name: partial(_get, url, path) for name, path in paths.items()}, rounds=9)
    yield Comparison(
        title=f"Requests to kg serve, {_REPORTS:,} reports",
        unit="seconds",
        figures=figures,
        baseline="a style sheet",
    )


def _get(url: str, path: str) -> bytes:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    try:
        connection.request("GET", path, headers={"Accept": "text/html, */*;q=0.5", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, body[:500]
        return body
    finally:
        connection.close()
