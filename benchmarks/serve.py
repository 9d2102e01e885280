"""The server: a million events in memory and in a browser, and a store behind real requests.

The index is measured on a million rows: the columns of 50,000 made-up events (those of the explorer's
benchmark) put twenty times one after the other; what a request costs besides, on ``kg serve`` itself with
10,000 reports in its store (``KG_BENCH_REPORTS``, filled in bulk). Looking up the words of a panel's events
costs the same in a store of any size, so the page that shows a million events reads those of this store:
its columns, repeated and with parties drawn anew, are put where ``kg serve`` keeps what it has read.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from kg.ontology.grounding import article_quads, registry_quads
from kg.server.index import Filter, Index
from kg.server.kept import atlas_of, keep
from kg.store import Store, state_of
from kg.views.explore import columns

from benchmarks import Comparison, interleaved
from benchmarks.explorer import SWITCHES, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

_EVENTS: Final = 1_000_000
_TILES: Final = 20
_REPORTS: Final = int(os.environ.get("KG_BENCH_REPORTS", "10_000"))
_PARTIES: Final = 150_000  # sets of parties that a million events have
_BASE: Final = "https://w3id.org/bilateral-kg/data/"


def measure() -> Iterator[Comparison]:
    """Wall-clock times, and a size."""
    yield from _in_memory()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        _fill(store)
        yield from _requests(store)
        if shutil.which("chromedriver"):
            yield from _in_browser(store)


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
    sys.path += [str(tests)]
    made = import_module("made_graph")
    found = made.extractions(_REPORTS, days=made.days_of(_REPORTS), world=made.LARGE)
    states = made.LARGE.states
    with Store.open(path, create=True, base=_BASE) as store:
        quads = (quad for extraction in found for quad in article_quads(extraction, _BASE, states))
        store.bulk(chain(registry_quads(states.values(), _BASE), quads))


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


def _in_browser(store: Path) -> Iterator[Comparison]:
    """First view, panel and filters of the page in Chromium, drawn in software: as stored, then a million."""
    ready: dict[str, float] = {}
    acted: dict[str, float] = {}
    for name in (f"the store's {_REPORTS:,} reports", "a million events"):
        if name == "a million events":
            _multiply(store)
        with _serving(store) as (url, _), _chromium() as chrome:
            ready[name] = min(_opened(chrome, f"{url}explore") for _ in range(3))
            acted = chrome.execute_async_script(_ACTIONS)
    yield Comparison(
        title="First view of the page (at most 2 s)", unit="s", figures=ready, baseline=next(iter(ready))
    )
    yield Comparison(
        title="A million events: one action, until shown (a panel at most 0.2 s, a filter 1 s)",
        unit="s",
        figures={name: taken / 1000 for name, taken in acted.items()},
        baseline="status",
    )


def _multiply(path: Path) -> None:
    """Keep the columns of a store repeated up to a million rows, as if they had been read from it."""
    files = state_of(path)
    assert files is not None
    with Store.open(path, read_only=True) as store:
        atlas = atlas_of(store, files)
    core = json.loads(atlas.core)
    size = len(atlas.events)
    times = -(-_EVENTS // size)
    events = {name: column * times for name, column in core["events"].items()}
    order = sorted(range(size * times), key=lambda i: events["date"][i] or 99_999_999)
    events = {name: [column[i] for i in order] for name, column in events.items()}
    rng = random.Random(7)
    parties, kinds = core["parties"], core["actors"]["kind"]
    persons = [i for i, kind in enumerate(kinds) if kind == "person"]
    while len(parties) < _PARTIES:
        _, _, *states = rng.choice(parties)
        parties.append([[rng.choice(persons)], [rng.choice(persons)], *states])
    for row in range(0, len(order), 5):
        events["parties"][row] = rng.randrange(len(parties))
    version = f"{atlas.version}-{times}"
    body = json.dumps({**core, "version": version, "events": events}, separators=(",", ":")).encode()
    iris = tuple(atlas.events[i % size] for i in order)
    keep(path, files, replace(atlas, core=body, version=version, events=iris))


@contextmanager
def _chromium() -> Iterator[WebDriver]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as chrome:
        yield chrome


def _opened(chrome: WebDriver, url: str) -> float:
    """Seconds from the start of loading until the graph is drawn."""
    chrome.get("about:blank")
    chrome.get(url)
    while not (at := chrome.execute_script("return window.explorerReady")):
        time.sleep(0.05)
    return float(at) / 1000


_ACTIONS: Final = """
const done = arguments[arguments.length - 1], {history, choose} = explorer.context, times = {};
const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
const take = async (name, act, shown = frame) => {
  const begun = performance.now();
  act();
  await shown();
  times[name] = performance.now() - begun;
};
const told = async () => {
  while (!document.querySelector("#panel .event") || document.querySelector("#panel [aria-busy=true]")) {
    await new Promise((wait) => setTimeout(wait, 2));
  }
};
const dyads = [...document.querySelectorAll("#panel [data-dyad]")].map((row) => row.dataset.dyad.split(" "));
(async () => {
  for (const i of [0, 5, 14]) {
    const [a, b] = dyads[i], size = document.querySelectorAll("#panel [data-dyad] .count")[i].textContent;
    await take(`panel: a dyad of ${size} events`, () => choose({kind: "dyad", a, b}), told);
    choose(null);
    await frame();
  }
  await take("status", () => history.filter({standings: ["occurred", "planned"]}));
  await take("class", () => history.filter({classes: ["Cooperation"]}));
  await take("all classes", () => history.filter({classes: []}));
  await take("level of everybody", () => history.change({level: "all"}));
  done(times);
})();
"""


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
