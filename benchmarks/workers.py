"""Workers: what a second process gains, what a cold start costs, and whether memory stays flat.

Processes of the command, as a person starts them. The articles are the project's gold set, many times
over, each with names of its own, so that no two are alike. A second process can only show on a second
core that nobody else uses. ``KG_BENCH_ARTICLES`` sets how many are many (default 5,000).
"""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import Comparison, interleaved
from benchmarks._news import articles, kg, peak

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEW, _MANY = 500, int(os.environ.get("KG_BENCH_ARTICLES", "5_000"))
_ARTICLE = "France and Japan held joint naval exercises near Toulon on Monday."


def measure() -> Iterator[Comparison]:
    """Time one process and two, then a cold start, then weigh few articles and many."""
    with tempfile.TemporaryDirectory() as name:
        few, many, one = Path(name) / "few.jsonl", Path(name) / "many.jsonl", Path(name) / "one.txt"
        articles(few, _FEW)
        articles(many, _MANY)
        one.write_text(_ARTICLE, encoding="utf-8")
        cold = interleaved(
            {
                "kg --help": partial(kg, "--help"),
                "kg extract on one short article": partial(kg, "extract", one),
            },
            rounds=3,
        )
        yield Comparison(title="From a cold process", unit="s", figures=cold, baseline="kg --help")
        told = interleaved(
            {
                f"{n} worker{'s' if n > 1 else ''}": partial(kg, "extract", many, "--workers", n)
                for n in (1, 2)
            },
            rounds=2,
        )
        title = f"{_MANY:,} articles (wanted: one worker at least 1.8)"
        yield Comparison(title=title, unit="s", figures=told, baseline="2 workers")
        memory = {f"{n:,} articles": peak("extract", p) for n, p in ((_FEW, few), (_MANY, many))}
        yield Comparison(
            title="Peak memory of kg extract", unit="MB", figures=memory, baseline=f"{_FEW:,} articles"
        )
