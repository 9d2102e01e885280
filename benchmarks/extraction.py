"""Extraction: what the rules cost beyond the parse, and whether a long article costs more a word.

CPU time of this process, so that a busy machine does not show. The rules have a budget: 25% of the parse.
News are ../shared/corpus/wikinews.jsonl, where that is at hand; the project's gold set is denser in events.
"""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from kg.build.batch import collect_seldom
from kg.evaluation import load_gold
from kg.extraction import Extractor, frames
from kg.extraction.extractor import Reader
from kg.language.layout import blocks
from kg.language.parse import Parsed, parse
from kg.language.tree import Tree
from kg.model import Article
from kg.reading import read

from benchmarks import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHECKOUT = Path(__file__).parent.parent
_NEWS = _CHECKOUT.parent / "shared" / "corpus" / "wikinews.jsonl"
_ROUNDS = 3


def measure() -> Iterator[Comparison]:
    """Time the steps from a text to its mentions, then ever longer articles."""
    extractor = Extractor()
    gold = load_gold(_CHECKOUT / "tests" / "gold").articles
    news = [a for a in read([_NEWS]) if isinstance(a, Article)][:100] if _NEWS.is_file() else []
    _steps(extractor, gold[:5])  # whatever is loaded on first use
    collect_seldom()  # as the command does
    for name, articles in (("news articles", news), ("articles of the gold set", gold)):
        if articles:
            rounds = [_steps(extractor, articles) for _ in range(_ROUNDS)]
            steps = {step: median(r[step] for r in rounds) / len(articles) * 1000 for step in rounds[0]}
            beyond = sum(value for step, value in steps.items() if step != "parse")
            yield Comparison(
                title=f"{len(articles)} {name}", unit="ms an article", baseline="parse",
                figures=steps | {"all beyond the parse": beyond},
            )  # fmt: skip
    yield Comparison(
        title="The rules on one article that tells the gold set over and over", unit="µs a word",
        figures=dict(_longer(extractor, gold)), baseline="once",
    )  # fmt: skip


def _steps(extractor: Extractor, articles: Sequence[Article]) -> dict[str, float]:
    """Step -> CPU seconds over all articles."""
    spent: dict[str, float] = defaultdict(float)
    last = time.process_time()

    def lap(step: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[step] += now - last
        last = now

    for article in articles:
        lap("")
        lines = tuple(blocks(article))
        lap("layout")
        docs = list(extractor.nlp.pipe([line.text for line in lines], batch_size=256))
        lap("parse")
        tree = Tree.of(docs, [line.start for line in lines], frames.fold)
        lap("tree")
        parsed = Parsed(article=article, blocks=lines, tree=tree)
        reader = Reader.of(parsed, extractor.lexicon, extractor.registry)
        lap("names, people, coreference")
        reader.outcomes(0.0)
        lap("frames, status, speakers, dates")
    del spent[""]
    return dict(spent)


def _longer(extractor: Extractor, articles: Sequence[Article]) -> Iterator[tuple[str, float]]:
    for times, name in ((1, "once"), (2, "twice"), (4, "four times")):
        text = "\n\n".join(article.text for article in articles for _ in range(times))
        parsed = parse(Article(id="long", text=text), extractor.nlp, frames.fold)
        taken = []
        for _ in range(_ROUNDS):
            start = time.process_time()
            Reader.of(parsed, extractor.lexicon, extractor.registry).outcomes(0.0)
            taken.append(time.process_time() - start)
        yield name, median(taken) / len(parsed.tree) * 1e6
