"""Cluster: what it costs that Dask hands out the work, beside the same processes without it.

Both make quads of the same articles with two processes, start and end included; ``kg build`` also stores
and derives, a cluster writes partitions, and ``kg load`` stores and derives those.
``KG_BENCH_CLUSTER`` sets the number of articles (default 1,000).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import Comparison, interleaved
from benchmarks._news import articles, kg

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = int(os.environ.get("KG_BENCH_CLUSTER", "1_000"))
_PARTITIONS = 16


def measure() -> Iterator[Comparison]:
    """Whole commands, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "news.jsonl"
        articles(source, _ARTICLES)
        size = max(0.001, round(source.stat().st_size / _PARTITIONS / 1e6, 3))
        pair = ("--workers", 2)

        def alone() -> None:
            shutil.rmtree(folder / "built", ignore_errors=True)
            kg("build", source, "--store", folder / "built", *pair)

        def dask() -> None:
            shutil.rmtree(folder / "parts", ignore_errors=True)
            kg("build", source, "--cluster", "local", "--out", folder / "parts", "--partition", size, *pair)

        def load() -> None:
            shutil.rmtree(folder / "loaded", ignore_errors=True)
            kg("load", folder / "parts", "--store", folder / "loaded")

        figures = interleaved(
            {
                "kg build --workers 2": alone,
                "kg build --cluster local --workers 2": dask,
                "kg extract --workers 2": partial(kg, "extract", source, *pair),
                "kg load of the partitions": load,
            },
            rounds=3,
        )
    yield Comparison(
        title=f"{_ARTICLES:,} articles, {_PARTITIONS} partitions (wanted: the cluster at most 1.15)",
        unit="s", figures=figures, baseline="kg build --workers 2",
    )  # fmt: skip
