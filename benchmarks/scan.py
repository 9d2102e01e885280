"""Scan: how much faster than bare spaCy texts are read to the end, and what the scan loses.

CPU time of this process, all parts of a comparison in turn. Bare spaCy is ``nlp.pipe`` with the default
model as it is installed, every component on, and nothing done with the result. News are
../shared/corpus/wikinews.jsonl and texts full of relations ../shared/gold, where these are at hand.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from kg.build.batch import collect_seldom
from kg.config import DEFAULT_MODEL
from kg.evaluation import load_gold
from kg.extraction import Extractor
from kg.model import Article
from kg.reading import read

from benchmarks import Comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.model import Extraction
    from spacy.language import Language

_CHECKOUT = Path(__file__).parent.parent
_SHARED = _CHECKOUT.parent / "shared"
_SOURCES = {
    "mixed news": [_SHARED / "corpus" / "wikinews.jsonl"],
    "text full of relations": [_SHARED / "gold" / "dev", _SHARED / "gold" / "wire"],
}


def measure() -> Iterator[Comparison]:
    """Time bare spaCy, reading with the scan and reading everything; then count what the scan loses."""
    own = load_gold(_CHECKOUT / "tests" / "gold").articles
    texts = {
        name: [a for a in read(paths) if isinstance(a, Article)]
        for name, paths in _SOURCES.items()
        if all(path.exists() for path in paths)
    } | {"the project's gold set": list(own)}
    bare, scanning = spacy.load(DEFAULT_MODEL), Extractor(min_confidence=0.3)
    everything = Extractor(min_confidence=0.3, full_parse=True)
    for extractor in (scanning, everything):  # whatever is loaded on first use
        list(extractor.extract_all(own[:40]))
    list(bare.pipe([article.text for article in own[:40]]))
    collect_seldom()  # as the command does
    for name, articles in texts.items():
        yield from _compared(name, articles, bare, scanning, everything)


def _compared(
    name: str, articles: Sequence[Article], bare: Language, scanning: Extractor, everything: Extractor
) -> Iterator[Comparison]:
    words = sum(len(article.text.split()) for article in articles)
    seconds, _ = _timed(lambda: [len(doc) for doc in bare.pipe([article.text for article in articles])])
    with_scan, found = _timed(lambda: list(scanning.extract_all(articles)))
    without, wanted = _timed(lambda: list(everything.extract_all(articles)))
    yield Comparison(
        title=f"{name}: {words:,} words", unit="µs a word", baseline="kg with the scan",
        figures={
            "bare spaCy": seconds / words * 1e6,
            "kg with the scan": with_scan / words * 1e6,
            "kg --full-parse": without / words * 1e6,
        },
    )  # fmt: skip
    told, scanned = _events(wanted), _events(found)
    yield Comparison(
        title=f"{name}: what the scan loses", unit="events", baseline="found by --full-parse",
        figures={
            "found by --full-parse": len(told),
            "of these lost": len(told - scanned),
            "found with the scan alone": len(scanned - told),
        },
    )  # fmt: skip


def _timed(action: Callable[[], list[Extraction] | list[int]]) -> tuple[float, list]:  # type: ignore[type-arg]
    start = time.process_time()
    found = action()
    return time.process_time() - start, found


def _events(extractions: Sequence[Extraction]) -> set[tuple[object, ...]]:
    """What makes a mention the same: its article, trigger and class, and who does it to whom."""
    return {
        (
            e.article.id, m.type, m.trigger.field, m.trigger.start, m.trigger.end,
            tuple(p.actor.country for p in m.source), tuple(p.actor.country for p in m.target),
        )
        for e in extractions
        for m in e.mentions
    }  # fmt: skip
