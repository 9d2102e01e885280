"""Invented event tables of any size, made column by column: the same seed gives the same table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from kg.analysis.event_table import COLUMNS, EventTable, schema
from kg.ontology import classes

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["STATES", "event_table", "fill_folder"]

STATES = [f"{a}{b}{c}" for a in "ABCDEFGH" for b in "ABCDE" for c in "ABCDE"]  # 200
_PART = 500_000
_OF_CLASS = (("cls", "name"), ("root", "root"), ("quad", "quad"), ("intensity", "intensity"))


def event_table(events: int, *, seed: int = 1, first: int = 0) -> EventTable:
    """``events`` between 200 states over twenty years; few dyads make most of the news."""
    rng = np.random.default_rng([seed, first])
    weights = 1 / (np.arange(len(STATES)) + 1.0) ** 0.8
    weights /= weights.sum()
    source, target = (rng.choice(len(STATES), events, p=weights) for _ in range(2))
    target = np.where(source == target, (target + 1) % len(STATES), target)
    names, known = np.array(STATES), list(classes().values())
    low, high = names[np.minimum(source, target)], names[np.maximum(source, target)]
    which = rng.integers(len(known), size=events)
    days = np.datetime64("2000-01-01") + rng.integers(20 * 365, size=events)
    one = np.ones(events, np.uint32)
    given = {
        "event": pl.int_range(first, first + events, eager=True).cast(pl.String) + "@made",
        **{
            name: np.array([getattr(cls, field) for cls in known])[which]
            for name, field in _OF_CLASS
        },
        "status": np.array(["occurred", "occurred", "occurred", "planned"])[rng.integers(4, size=events)],
        "date": np.datetime_as_string(days),
        "source": names[source], "target": names[target],
        "source_state": names[source], "target_state": names[target],
        "pair": pl.Series(low) + "+" + pl.Series(high),
        "parties": 2 * one,
        "reciprocal": np.array([cls.symmetric for cls in known])[which],
        "disputed": np.zeros(events, bool),
        "reports": one, "articles": one,
    }  # fmt: skip
    frame = pl.DataFrame(given).with_columns(pl.col("status").alias("statuses"))
    absent = [pl.lit(None).alias(name) for name in COLUMNS if name not in frame.columns]
    return EventTable(frame.with_columns(absent).cast(schema()).select(*COLUMNS).lazy())  # type: ignore[arg-type]


def fill_folder(folder: Path, events: int) -> None:
    """Parquet files of half a million events each, written as an import writes them."""
    folder.mkdir(exist_ok=True)
    for number, first in enumerate(range(0, events, _PART)):
        event_table(min(_PART, events - first), first=first).write(folder / f"part-{number:05}.parquet")
