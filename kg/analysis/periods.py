"""Periods of a series: days, weeks, months, quarters and years, and dates that are known less well.

No date is made up. An event known to have happened in 2024 is in the period ``2024`` of a series by
month, and one without a date in the period None.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, get_args

from kg.analysis.needs import polars
from kg.errors import UsageError

__all__ = ["Period", "every_period", "first_day", "is_whole", "known_period", "period", "period_of"]

Period = Literal["day", "week", "month", "quarter", "year"]

_LENGTH = {"year": 4, "month": 7, "quarter": 7, "week": 8, "day": 10}


def period(column: str, by: Period) -> Any:
    """The period of each date, as an expression.

    ``2024``, ``2024-Q2``, ``2024-05``, ``2024-W18`` (ISO 8601) or ``2024-05-03``.
    Raises ``UsageError`` for a period that does not exist.
    """
    pl = polars()
    dates = pl.col(column)
    length = dates.str.len_chars()
    match known_period(by):
        case "quarter":
            quarter = (dates.str.slice(5, 2).cast(pl.UInt8, strict=False) + 2) // 3
            named = pl.concat_str(dates.str.slice(0, 4), pl.lit("-Q"), quarter.cast(pl.String))
            named = pl.when(length >= 7).then(named).otherwise(dates)
        case "week":
            weeks = dates.str.to_date("%Y-%m-%d", strict=False).dt.strftime("%G-W%V")
            named = pl.when(length == 10).then(pl.coalesce(weeks, dates)).otherwise(dates)
        case _:
            named = dates.str.slice(0, _LENGTH[by])
    return named


def period_of(date: str | None, by: Period) -> str | None:
    """The period of one date, as ``period`` has it."""
    if date is None:
        return None
    day = first_day(date)
    long_enough = len(date) >= {"quarter": 7, "week": 10}.get(by, 0)
    if by in {"quarter", "week"}:
        return _name(day, by) if day is not None and long_enough else date
    return date[: _LENGTH[by]]


def is_whole(name: str | None, by: Period) -> bool:
    """Whether a period is one of the series, not a date that is known less precisely."""
    return name is not None and len(name) == _LENGTH[by] and first_day(name) is not None


def every_period(first: str, last: str, by: Period) -> list[str]:
    """All periods from one to another, both included, those without events too."""
    start, end = first_day(first), first_day(last)
    if start is None or end is None:
        raise ValueError(f"{first!r} and {last!r} are no periods")
    found = []
    while start <= end:
        found.append(_name(start, by))
        start = _next(start, by)
    return found


def first_day(name: str) -> date | None:
    """The first day of a period; None for one that no calendar has."""
    try:
        year, rest = int(name[:4]), name[5:]
        if rest.startswith("Q"):
            return date(year, 3 * int(rest[1:]) - 2, 1)
        if rest.startswith("W"):
            return date.fromisocalendar(year, int(rest[1:]), 1)
        month, _, day = rest.partition("-")
        return date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None


def known_period(by: str) -> str:
    """The same. Raises ``UsageError`` for a period that does not exist."""
    if by not in get_args(Period):
        raise UsageError(f"There is no period {by!r}; periods are {', '.join(get_args(Period))}.")
    return by


def _name(day: date, by: Period) -> str:
    if by == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if by == "week":
        return "{:04d}-W{:02d}".format(*day.isocalendar()[:2])
    return day.isoformat()[: _LENGTH[by]]


def _next(day: date, by: Period) -> date:
    if by in {"day", "week"}:
        return day + timedelta(days=7 if by == "week" else 1)
    months = {"month": 1, "quarter": 3, "year": 12}[by]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
