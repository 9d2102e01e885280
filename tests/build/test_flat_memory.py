"""Memory stays flat however many articles there are: so many of them at most 1.15 times as much as 500.

It takes minutes, so it is for `make soak`: KG_MANY says how many (50,000 there).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from benchmarks._news import articles, peak

if TYPE_CHECKING:
    from pathlib import Path

MANY = int(os.environ.get("KG_MANY", "0"))


@pytest.mark.skipif(not MANY, reason="part of `make soak`: KG_MANY=50000")
def test_many_articles_take_no_more_memory_than_few(tmp_path: Path) -> None:
    held = []
    for count in (500, MANY):
        articles(tmp_path / f"{count}.jsonl", count)
        held.append(peak("extract", tmp_path / f"{count}.jsonl"))
    assert held[1] <= 1.15 * held[0], f"{held[0]:.0f} MB for 500, {held[1]:.0f} MB for {MANY:,}"
