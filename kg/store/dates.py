"""Partly known dates as spans of days."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Span", "day", "span"]


class Span(NamedTuple):
    """First and last day (proleptic Gregorian ordinals), and the characters known: 4, 7 or 10."""

    first: int
    last: int
    known: int


@lru_cache(maxsize=65536)
def span(start: str | None, end: str | None = None) -> Span | None:
    """The days that a date, or a range of dates, may mean; None where there is none to read.

    A range that ends before it starts is read as its start alone. ``known`` is that of the start.
    """
    if (first := _bounds(start)) is None or start is None:
        return None
    last = _bounds(end)
    return Span(first[0], last[1] if last is not None and last[1] > first[1] else first[1], len(start))


def day(text: str | None) -> int | None:
    """The ordinal of a date known to the day, else None."""
    found = span(text)
    return found.first if found is not None and found.known == 10 else None


def _bounds(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    try:
        year, month, number = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        first = date(year, month or 1, number or 1)
        if number:
            return first.toordinal(), first.toordinal()
        last_month = month or 12
        return first.toordinal(), date(year, last_month, calendar.monthrange(year, last_month)[1]).toordinal()
    except ValueError:  # 2023-02-30 in somebody's data: no day to reason with
        return None
