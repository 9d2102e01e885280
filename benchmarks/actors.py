"""Actors: what resolving costs beside the parse, what the registry weighs, what an import adds.

The import needs the folder ``../shared`` with the Phoenix dictionaries; without it, it is left out.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.actors import Registry
from kg.build import samples
from kg.config import DEFAULT_MODEL
from kg.extraction import frames, people
from kg.extraction.scene import lay_out
from kg.language import pipeline
from kg.language.parse import parse
from kg.model import Article
from kg.reading import read

from benchmarks import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.language.parse import Parsed

_PHOENIX = Path(__file__).parents[2] / "shared" / "dictionaries" / "Phoenix.Countries.actors.txt"
_ROUNDS = 3
_WEIGH = """
import sys, tracemalloc
from pathlib import Path
import kg.actors.registry, kg.actors.resolution
tracemalloc.start()
registry = kg.actors.registry.Registry.load([Path(p) for p in sys.argv[1:]])
kg.actors.resolution.resolve("Iranian Defence Minister Some Body", "2024", registry=registry)
print(tracemalloc.get_traced_memory()[0] / 1e6)
"""


def measure() -> Iterator[Comparison]:
    """CPU time and memory, as ratios."""
    yield _resolving()
    with tempfile.TemporaryDirectory() as folder:
        imported = Path(folder) / "phoenix.json"
        overlays: dict[str, list[Path]] = {"as shipped": []}
        if _PHOENIX.is_file():
            took = _cpu(lambda: _run("-m", "kg", "actors", "import", str(_PHOENIX), "-o", str(imported)))
            yield Comparison(
                title="Importing the Phoenix dictionary of countries",
                unit="CPU seconds, with the start of Python",
                figures={"import": took, "limit": 10.0},
                baseline="limit",
            )
            overlays["with the Phoenix dictionary"] = [imported]
        ready = {
            name: min(_cpu(lambda p=paths: _ready(p)) for _ in range(_ROUNDS))  # type: ignore[misc]
            for name, paths in overlays.items()
        }
        yield Comparison(
            title="Registry made ready for all questions",
            unit="CPU seconds",
            figures=ready,
            baseline="as shipped",
        )
        weights = {"limit": 60.0} | {name: _weight(paths) for name, paths in overlays.items()}
        yield Comparison(title="Memory of the registry", unit="MB", figures=weights, baseline="limit")


def _resolving() -> Comparison:
    """Names, titles, persons of an article, beside its parse."""
    nlp, registry = pipeline.load(DEFAULT_MODEL), Registry.load()
    articles = [item for item in read([samples()]) if isinstance(item, Article)]
    parses = [parse(article, nlp, frames.fold) for article in articles]
    _resolve(parses, registry)  # reads what is read when first asked for
    spent = {"parse": 0.0, "names, titles and persons": 0.0}
    for _ in range(_ROUNDS):
        spent["parse"] += _cpu(lambda: [parse(article, nlp, frames.fold) for article in articles])
        spent["names, titles and persons"] += _cpu(lambda: _resolve(parses, registry))
    each = {name: seconds / _ROUNDS / len(articles) * 1000 for name, seconds in spent.items()}
    return Comparison(title="Resolving", unit="CPU ms an article", figures=each, baseline="parse")


def _resolve(parses: list[Parsed], registry: Registry) -> None:
    for one in parses:
        people.find(lay_out(one, registry))


def _ready(overlays: list[Path]) -> None:
    registry = Registry.load(overlays)
    registry.find_titles("the minister")
    registry.holder("Some Body")


def _weight(overlays: list[Path]) -> float:
    return float(_run("-c", _WEIGH, *map(str, overlays)))


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, done.stderr
    return done.stdout


def _cpu(action: Callable[[], object]) -> float:
    """CPU seconds of this process and of its children."""
    before = _used()
    action()
    return _used() - before


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
