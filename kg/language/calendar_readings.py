"""What a date expression means before anybody says when it was written.

A reading answers one question: given the day of publication and the tense of the verb, which days
can it be? The answer is a window of days; ``prefix`` turns a window into the finest ISO date that
holds all of it, so that no date ever claims more than is known. No clock is consulted.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

__all__ = [
    "Ahead",
    "Fixed",
    "Reading",
    "Season",
    "Shift",
    "Stretch",
    "Tense",
    "Unit",
    "Vague",
    "Weekday",
    "Which",
    "Window",
    "Yearless",
    "day",
    "month",
    "prefix",
    "published_window",
    "year",
]

Tense = Literal["past", "present", "future"]
Unit = Literal["day", "week", "weekend", "month", "year"]
Which = Literal["", "last", "this", "next", "coming"]
Window = tuple[date, date]

# News gives the year of anything further away than this, so a reading beyond it that has a rival
# close by on the other side of today is taken for a wrong hint about tense.
_FAR = timedelta(days=300)
_NEAR = timedelta(days=35)


class Reading(Protocol):
    """One way to place an expression on the calendar."""

    def window(self, today: date | None, tense: Tense | None) -> Window | None:
        """The first and last day it can mean; None where that is unknown."""
        ...


def year(number: int) -> Window:
    """The days of a year in [1, 9999]; raises ValueError outside."""
    return date(number, 1, 1), date(number, 12, 31)


def month(number: int, month_number: int) -> Window:
    """The days of a month; raises ValueError for a month outside [1, 12]."""
    first = date(number, month_number, 1)
    return first, first.replace(day=calendar.monthrange(number, month_number)[1])


def day(number: int, month_number: int, day_number: int) -> Window:
    """One day; raises ValueError if the calendar has no such day."""
    only = date(number, month_number, day_number)
    return only, only


def prefix(window: Window | None) -> str | None:
    """The finest of ``2024-05-03``, ``2024-05`` and ``2024`` that holds the whole window, or None."""
    if window is None:
        return None
    first, last = window[0].isoformat(), window[1].isoformat()
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def published_window(published: str) -> Window:
    """The days an ISO date, month or year can mean. A day that no calendar has counts as its month.

    Raises ValueError for anything else.
    """
    numbers = [int(part) for part in published.split("-")]
    if len(numbers) == 1:
        return year(numbers[0])
    if len(numbers) == 3 and 1 <= numbers[2] <= calendar.monthrange(numbers[0], numbers[1])[1]:
        return day(*numbers)
    return month(numbers[0], numbers[1])


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that the words fix by themselves: "3 May 2024", "March 2022", "2015"."""

    first: date
    last: date

    def window(self, today: date | None, tense: Tense | None) -> Window:  # noqa: ARG002 - nothing to look up
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Vague:
    """Words about time that fix no date: "the 1990s", "in recent years", "the following day"."""

    def window(self, today: date | None, tense: Tense | None) -> None:  # noqa: ARG002 - nothing to look up
        return None


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month, or a day of a month, without its year: "in February", "May 3", "last May".

    ``years`` counts from today's where the words do: "in October last year" is -1.
    """

    month: int
    day: int | None = None
    weekday: int | None = None
    which: Which = ""
    years: int | None = None

    def window(self, today: date | None, tense: Tense | None) -> Window | None:
        if today is None:
            return None
        if self.years is not None:
            return self.in_year(today.year + self.years)
        options = [w for y in range(today.year - 1, today.year + 2) if (w := self.in_year(y))]
        if self.which:
            return self._chosen(options, today)
        if self.weekday is not None:
            options = [w for w in options if w[0].weekday() == self.weekday] or options
        past = [w for w in options if w[0] <= today]
        future = [w for w in options if w[1] >= today]
        distance = {w: max(w[0] - today, today - w[1], timedelta()) for w in options}
        nearest = min(options, key=lambda w: (distance[w], w), default=None)
        if tense is None or nearest is None:
            return nearest
        best = past[-1] if tense == "past" and past else future[0] if tense != "past" and future else nearest
        return nearest if distance[best] > _FAR and distance[nearest] <= _NEAR else best

    def in_year(self, number: int) -> Window | None:
        """Its days in a given year; None for 29 February of a common year and beyond the calendar."""
        try:
            return month(number, self.month) if self.day is None else day(number, self.month, self.day)
        except ValueError:
            return None

    def _chosen(self, options: list[Window], today: date) -> Window | None:
        if self.which == "this":
            return self.in_year(today.year)
        if self.which == "last":
            return next((w for w in reversed(options) if w[1] < today), None)
        return next((w for w in options if w[0] > today), None)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0: "on Tuesday", "last Friday", "Monday of next week" (``week`` 1).

    A bare one on that very day is today. "Next Friday" said on a Monday may mean this week's or the
    week after's, so it is a window that holds both.
    """

    number: int
    which: Which = ""
    week: int | None = None

    def window(self, today: date | None, tense: Tense | None) -> Window | None:
        if today is None:
            return None
        monday = today - timedelta(days=today.weekday())
        if self.week is not None or self.which == "this":
            only = monday + timedelta(days=self.number + 7 * (self.week or 0))
            if self.week is None and tense is not None:
                wrong_side = only > today if tense == "past" else only < today
                only += timedelta(days=(-7 if tense == "past" else 7) * wrong_side)
            return only, only
        since = (today.weekday() - self.number) % 7
        if self.which == "last":
            only = today - timedelta(days=since or 7)
        elif self.which == "coming":
            only = today + timedelta(days=7 - since)
        elif self.which == "next":
            only = today + timedelta(days=7 - since)
            if since and only < monday + timedelta(days=7):
                return only, only + timedelta(days=7)
        elif tense in ("future", "present"):
            only = today + timedelta(days=-since % 7)
        else:
            only = today - timedelta(days=since)
        return only, only


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from today's: "yesterday" (day, -1), "last month", "two weeks ago"."""

    unit: Unit
    count: int

    def window(self, today: date | None, tense: Tense | None) -> Window | None:
        if today is None:
            return None
        if self.unit == "year":
            return year(today.year + self.count)
        if self.unit == "month":
            return month(*_months_later(today, self.count))
        if self.unit == "day":
            only = today + timedelta(days=self.count)
            return only, only
        monday = today - timedelta(days=today.weekday())
        if self.unit == "week":
            first, last = monday, monday + timedelta(days=6)
        else:
            saturday = monday + timedelta(days=5)
            if tense not in ("future", "present") and saturday > today and self.count == 0:
                saturday -= timedelta(days=7)
            first, last = saturday, saturday + timedelta(days=1)
        first, last = first + timedelta(weeks=self.count), last + timedelta(weeks=self.count)
        if tense == "past" and first <= today:
            last = min(last, today)
        if tense == "future" and last >= today:
            first = max(first, today)
        return first, last


@dataclass(frozen=True, slots=True)
class Stretch:
    """Any day of the last (``count`` < 0) or next units: "in the past three days", "overnight"."""

    unit: Unit
    count: int

    def window(self, today: date | None, tense: Tense | None) -> Window | None:  # noqa: ARG002 - says its own side
        if today is None:
            return None
        other = _moved(today, self.unit, self.count)
        return (other, today) if self.count < 0 else (today, other)


@dataclass(frozen=True, slots=True)
class Ahead:
    """ "In three days": a date only if the verb looks ahead; else it tells how long something took."""

    unit: Unit
    count: int

    def window(self, today: date | None, tense: Tense | None) -> Window | None:
        return Shift(self.unit, self.count).window(today, tense) if tense == "future" else None


@dataclass(frozen=True, slots=True)
class Season:
    """A season of today's year, known no finer than its year: "this summer", "last spring".

    A winter straddles two years, and "last summer" said in or after summer may be this year's.
    """

    name: str
    which: Which

    def window(self, today: date | None, tense: Tense | None) -> Window | None:  # noqa: ARG002 - says its own side
        if today is None or self.name == "winter":
            return None
        starts = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}[self.name]
        if self.which == "this":
            return year(today.year)
        if self.which == "last":
            return year(today.year - 1) if today.month < starts else None
        return year(today.year + 1) if today.month >= starts else None


def _months_later(today: date, count: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + count
    return index // 12, index % 12 + 1


def _moved(today: date, unit: Unit, count: int) -> date:
    if unit in ("week", "weekend"):
        return today + timedelta(weeks=count)
    if unit == "day":
        return today + timedelta(days=count)
    number, month_number = _months_later(today, count * (12 if unit == "year" else 1))
    return date(number, month_number, min(today.day, calendar.monthrange(number, month_number)[1]))
