"""The graph: articles stored, layers derived, questions answered, graphs checked and written out.

The news are made up, the same in every run: two hundred states of which a few make most of the news, a
million reports spread over ten years (``tests/made_graph.py``). ``KG_BENCH_REPORTS`` sets how many reports
the large store holds (default 20,000, some minutes; a million wants an hour and 20 GB of disk).
"""

from __future__ import annotations

import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from kg.store import Store, named

from benchmarks import Comparison
from benchmarks._rdflib import seconds_in_rdflib
from benchmarks._reports import BASE, grounded, news, registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Extraction

_REPORTS: Final = int(os.environ.get("KG_BENCH_REPORTS", "20_000"))
_WRITTEN: Final = min(_REPORTS, 20_000)  # reports that are stored article by article
_CHECKED: Final = 20_000  # events that are checked against the shapes
_ASKED_OF_RDFLIB: Final = 500  # reports
_CHANGES: Final = 40
_ACTORS: Final = {
    "a": "RUS", "by": "RUS", "visitor": "RUS", "speaker": "RUS", "who": "RUS/person-0",
    "holder": "GBR/person-0", "actor": "GBR", "b": "GBR",
    "country": "GBR", "host": "GBR", "of": "GBR", "on": "GBR", "to": "GBR",
}  # fmt: skip
"""Two states that are much in the news: the first of six in a hundred reports."""
_DATE: Final = "2021-01-03"


def measure() -> Iterator[Comparison]:
    """Writing first, then what is derived, then what is read; bytes and quads last."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _writing(folder)
        sizes = [size for size in (_REPORTS // 100, _REPORTS // 10, _REPORTS) if size >= 200]
        made = {size: _Made(folder / f"of-{size}", size) for size in sizes}
        yield from _large(made[sizes[-1]])
        yield _updating(made)
        yield from _asking(made[sizes[-1]].path, folder)
        yield from _reading(made[sizes[-1]].path, folder)


def _register(store: Store) -> None:
    store.register(registry())


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


# Writing


def _writing(folder: Path) -> Iterator[Comparison]:
    """Articles one by one, each in a transaction of its own, beside the bare engine with ready quads."""
    found = list(news(_WRITTEN))
    changed = [replace(e, mentions=e.mentions[1:]) for e in found]
    ready = [list(grounded(extraction)) for extraction in found]
    bare = ox.Store(folder / "bare")
    with Store.open(folder / "written", create=True, base=BASE) as store:
        _register(store)
        figures = {
            "bare engine, ready quads": _timed(lambda: _extend(bare, ready)),
            "new articles": _timed(lambda: [_put(store, e) for e in found]),
            "replaced articles": _timed(lambda: [_put(store, e, "again") for e in changed]),
        }
        store.refresh()
    yield Comparison(
        title=f"Records to stored, {_WRITTEN:,} reports (wanted: 60 s new, 120 s replaced)",
        unit="seconds / 100,000 reports",
        figures={what: seconds * 100_000 / _WRITTEN for what, seconds in figures.items()},
        baseline="bare engine, ready quads",
    )


def _extend(engine: ox.Store, ready: list[list[ox.Quad]]) -> None:
    for quads in ready:
        engine.extend(quads)


def _put(store: Store, extraction: Extraction, mark: str = "") -> str:
    return store.replace(
        extraction.article.id, grounded(extraction), extraction.article.content_hash, mark or None
    )


# One large store, filled in bulk


class _Made:
    """A store of so many reports, filled in bulk; ``seconds`` by what was done, ``quads`` of layer 1."""

    def __init__(self, path: Path, reports: int) -> None:
        self.path, self.reports = path, reports
        self.seconds: dict[str, float] = {}
        file = path.with_suffix(".nq")
        with file.open("wb") as sink:  # so that both loaders start from the same bytes
            for extraction in news(reports):
                ox.serialize(grounded(extraction), sink, format=ox.RdfFormat.N_QUADS)
        start = time.perf_counter()
        self.quads = _bare_load(path.with_suffix(".raw"), file)
        self.seconds["pyoxigraph, ready quads"] = time.perf_counter() - start
        shutil.rmtree(path.with_suffix(".raw"))
        with Store.open(path, create=True, base=BASE) as store:
            quads = ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS)
            self.seconds["Store.fill, ready quads"] = _timed(lambda: store.fill(quads))
            _register(store)
            self.seconds["read all quads"] = _timed(lambda: sum(1 for _ in store.engine))
            self.seconds["derive"] = _timed(store.rebuild)
            self.layers = len(store.engine) - self.quads
            store.engine.optimize()  # type: ignore[union-attr]
        file.unlink()

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


def _bare_load(path: Path, file: Path) -> int:
    """Fill an engine of its own with a file; how many quads that are."""
    store = ox.Store(path)
    store.bulk_extend(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))
    store.flush()
    return len(store)


def _large(made: _Made) -> Iterator[Comparison]:
    def rated(*names: str) -> dict[str, float]:
        return {name: made.seconds[name] * 1_000_000 / made.reports for name in names}

    yield Comparison(
        title=f"Ready quads in bulk, {made.reports:,} reports (wanted: at most 1.11)",
        unit="seconds / 1,000,000 reports",
        figures=rated("pyoxigraph, ready quads", "Store.fill, ready quads"),
        baseline="pyoxigraph, ready quads",
    )
    yield Comparison(
        title=f"Occurrences and relations made anew, {made.reports:,} reports (wanted: 480 s)",
        unit="seconds / 1,000,000 reports",
        figures=rated("read all quads", "derive"),
        baseline="read all quads",
    )
    import resource

    yield Comparison(
        title="Most memory so far (wanted: 4,000 MB at 1,000,000 reports)",
        unit="MB",
        figures={"this process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024},
        baseline="this process",
    )
    yield Comparison(
        title="Quads a report (wanted: 25)",
        unit="quads",
        figures={
            "layer 1": made.quads / made.reports,
            "layers 2 and 3 on top": made.layers / made.reports,
        },
        baseline="layer 1",
    )
    yield Comparison(
        title="Size on disk",
        unit="bytes / report",
        figures={"whole store": made.bytes / made.reports},
        baseline="whole store",
    )


def _updating(made: dict[int, _Made]) -> Comparison:
    """One article changed and what follows from it, in stores of three sizes."""
    figures = {}
    for size, store_of in made.items():
        with Store.open(store_of.path) as store:
            chosen = list(islice(news(size), 4 * _CHANGES))
            random.Random(3).shuffle(chosen)
            taken = []
            for extraction in chosen[: _CHANGES + 5]:
                _put(store, replace(extraction, mentions=extraction.mentions[1:]), "changed")
                taken.append(_timed(store.refresh))
            figures[f"{size:,} reports"] = 1000 * statistics.median(taken[5:])
    return Comparison(
        title="Layers after one changed article, median (wanted: 50 ms, ratios near 1)",
        unit="milliseconds",
        figures=figures,
        baseline=next(iter(figures)),
    )


# Reading


def _asking(path: Path, folder: Path) -> Iterator[Comparison]:
    with Store.open(path, read_only=True) as store:
        taken = {name: _timed(partial(store.query, _text(store, name))) for name in named()}
        world = {
            name: _timed(partial(store.query, question.text(BASE)))
            for name, question in named().items()
            if not any(parameter.required for parameter in question.parameters)
        }
    yield Comparison(
        title=(
            f"{len(taken)} questions of two parties, {_REPORTS:,} reports (wanted: median 1 s, none over 5 s)"
        ),
        unit="seconds",
        figures={"median": statistics.median(taken.values())} | _slowest(taken),
        baseline="median",
    )
    yield Comparison(
        title=f"{len(world)} questions that name nobody: all there is, up to tens of thousands of rows",
        unit="seconds",
        figures={"median": statistics.median(world.values())} | _slowest(world),
        baseline="median",
    )
    small = _Made(folder / "small", _ASKED_OF_RDFLIB)
    with Store.open(small.path, read_only=True) as store:
        texts = {name: _text(store, name) for name in named()}
        ours = {name: _timed(partial(store.query, text)) for name, text in texts.items()}
        theirs = seconds_in_rdflib(store.engine, texts)
    yield Comparison(
        title=f"The median question, {_ASKED_OF_RDFLIB} reports (wanted: rdflib at least 10)",
        unit="milliseconds",
        figures={
            "kg": 1000 * statistics.median(ours.values()),
            "rdflib": 1000 * statistics.median(theirs.values()),
        },
        baseline="kg",
    )


def _slowest(taken: dict[str, float]) -> dict[str, float]:
    return {name: taken[name] for name in sorted(taken, key=lambda name: -taken[name])[:5]}


def _text(store: Store, name: str) -> str:
    """A question with what it needs, and with every actor that it knows how to ask for."""
    asked = named()[name]
    given: dict[str, object] = {p.name: _ACTORS[p.name] for p in asked.parameters if p.kind == "actor"}
    for parameter in asked.parameters:
        if parameter.required and parameter.kind == "date":
            given[parameter.name] = _DATE
        if parameter.required and parameter.kind == "iri":
            found = store.query("SELECT ?e { ?e kg:reportCount 2 } LIMIT 1").rows
            given[parameter.name] = found[0][0] if found else ""
    return asked.text(BASE, **given)


def _reading(path: Path, folder: Path) -> Iterator[Comparison]:
    with Store.open(path, read_only=True) as store:
        figures = {
            "pyoxigraph.Store.dump": _timed(
                lambda: store.engine.dump(io.BytesIO(), format=ox.RdfFormat.N_QUADS)  # type: ignore[union-attr]
            ),
            "kg export --format nquads": _timed(lambda: store.export("nquads", io.BytesIO())),
        }
        quads = len(store.engine)
    yield Comparison(
        title=f"N-Quads of {quads:,} quads (wanted: 10 s a million)",
        unit="seconds / 1,000,000 quads",
        figures={what: seconds * 1e6 / quads for what, seconds in figures.items()},
        baseline="pyoxigraph.Store.dump",
    )
    checked = folder / "checked"
    events = _events_store(checked)
    with Store.open(checked, read_only=True) as store:
        reading = _timed(lambda: sum(1 for _ in store.engine))
    command = [sys.executable, "-m", "kg", "validate", "--store", str(checked)]
    checking = _timed(lambda: subprocess.run(command, check=False, capture_output=True))
    yield Comparison(
        title=f"kg validate, {events:,} events (wanted: 60 s for 20,000)",
        unit="seconds",
        figures={"read all quads": reading, "kg validate": checking},
        baseline="read all quads",
    )


def _events_store(path: Path) -> int:
    """A store of at least as many events as are to be checked, or all of the large one's size; how many."""
    wanted = min(_CHECKED, _REPORTS)
    with Store.open(path, create=True, base=BASE) as store:
        made = news(int(wanted * 1.35))
        store.bulk(chain.from_iterable(grounded(extraction) for extraction in made))
        _register(store)
        store.refresh()
        return store.info().occurrences
