"""Finding and resolving date expressions: see ``kg.language.dates``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.language.calendar_grammar import WORD, Atom, atom
from kg.language.calendar_readings import (
    Fixed,
    Reading,
    Shift,
    Tense,
    Weekday,
    Window,
    Yearless,
    prefix,
    published_window,
)

if TYPE_CHECKING:
    from kg.language.calendar_expressions import DateKind

__all__ = ["DateSpan", "find", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date expression at [start, end) of the text it was found in (plus the caller's offset).

    ``date`` and ``date_end`` are ISO prefixes (``2024``, ``2024-05``, ``2024-05-03``) or None where
    nothing fixes them; ``date_end`` closes a range. ``since``: it begins there and is open at the end.
    ``until``: that day is the latest; after "before" only ``date_end`` is known.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    date: str | None = None
    date_end: str | None = None
    since: bool = False
    until: bool = False
    before: bool = False
    first: Reading = field(repr=False)
    last: Reading | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"date {self.text!r} does not fill [{self.start}, {self.end})")


def find(text: str, published: str | None = None, *, offset: int = 0) -> list[DateSpan]:
    """The date expressions of a text, in order, resolved as far as ``published`` (ISO) allows.

    Spans are characters of ``text`` plus ``offset``. Without a tense a weekday is the last one and
    a date without a year the nearest; ``resolve`` again with the tense of the verb for better.
    """
    spans = []
    for group in _joined(text, _atoms(text)):
        span = DateSpan(
            start=group.start + offset,
            end=group.end + offset,
            text=text[group.start : group.end],
            kind=group.kind,
            first=group.first,
            last=group.last,
        )
        spans.append(resolve(_bounded(text, span, offset), published))
    return spans


def resolve(span: DateSpan, published: str | None, tense: Tense | None = None) -> DateSpan:
    """The span with its dates as a text of ``published`` means them, beside a verb of that tense.

    "On Tuesday" lies before publication in the past, after it in the future and in the present (the
    scheduled one; give headlines "past"); on that very day it is today. ``published`` may be a year
    or a month: then only what holds for all its days is kept. Raises ValueError if it is no date.
    """
    days: tuple[Window | None, ...] = (None,) if published is None else (published_window(published),)
    firsts: list[Window | None] = []
    lasts: list[Window | None] = []
    for today in (None,) if days[0] is None else sorted(set(days[0])):
        try:
            start = span.first.window(today, tense)
            end = _end(span.last, start, tense)
        except (ValueError, OverflowError):  # off the calendar: "last year" in year 1
            start = end = None
        firsts.append(start)
        lasts.append(end)
    date, date_end = prefix(_hull(firsts)), prefix(_hull(lasts))
    if span.before:
        return replace(span, date=None, date_end=date)
    return replace(span, date=date, date_end=date_end if date is not None else None)


def _hull(windows: list[Window | None]) -> Window | None:
    known = [w for w in windows if w is not None]
    return (min(w[0] for w in known), max(w[1] for w in known)) if len(known) == len(windows) else None


def _end(last: Reading | None, start: Window | None, tense: Tense | None) -> Window | None:
    """Where a range ends: the first fitting day or month not before its start."""
    if last is None or start is None:
        return None
    if isinstance(last, Yearless | Weekday):
        return last.window(start[0], "future")
    end = last.window(None, tense)
    return end if end is not None and end[1] >= start[0] else None


def _atoms(text: str) -> list[Atom]:
    found: list[Atom] = []
    for word in WORD.finditer(text):
        if found and word.start() < found[-1].end:
            continue
        if (new := atom(text, word.start(), word[0])) is not None:
            found.append(new)
    return found


_DATE_AFTER_WEEKDAY = re.compile(r"\s*(?:,|,?\s+the|\(|\s)\s*")
_RANGE_GAP = re.compile(r"\s*(?:-|–|—|to|through|thru|until|till)\s*")
_OF = re.compile(r",?\s+(?:of\s+)?")
_AND = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
# what moves from one date to another does not last from one to the other
_MOVED = re.compile(r"\b(?:postpon|mov|reschedul|shift|delay|push|brought|defer)\w*\b[^.;]{0,60}$", re.I)


def _joined(text: str, atoms: list[Atom]) -> list[Atom]:
    """Makes one expression each of "Sunday (July 3)", "October last year" and "from 2011 to 2014"."""
    dated: list[Atom] = []
    for new in atoms:
        if dated and (
            pair := _weekday_and_date(text, dated[-1], new) or _date_and_more(text, dated[-1], new)
        ):
            dated[-1] = pair
        else:
            dated.append(new)
    joined: list[Atom] = []
    for new in dated:
        if joined and (pair := _range(text, joined[-1], new)):
            joined[-1] = pair
        else:
            joined.append(new)
    return joined


def _weekday_and_date(text: str, a: Atom, b: Atom) -> Atom | None:
    gap = text[a.end : b.start]
    if not isinstance(a.first, Weekday) or a.first.which or not _DATE_AFTER_WEEKDAY.fullmatch(gap):
        return None
    first: Reading
    if isinstance(b.first, Yearless) and b.first.day:
        first = replace(b.first, weekday=a.first.number)
    elif isinstance(b.first, Fixed) and b.first.first == b.first.last:
        first = b.first
    else:
        return None
    closes = "(" in gap and text[b.end : b.end + 1] == ")"
    return Atom(a.start, b.end + closes, b.kind, first, b.last)


def _date_and_more(text: str, a: Atom, b: Atom) -> Atom | None:
    """A month or day with its year told from today, or with its weekday in parentheses."""
    gap = text[a.end : b.start]
    if not isinstance(a.first, Yearless) or a.first.which or a.last:
        return None
    if isinstance(b.first, Shift) and b.first.unit == "year" and _OF.fullmatch(gap):
        return Atom(a.start, b.end, a.kind, replace(a.first, years=b.first.count))
    if isinstance(b.first, Weekday) and a.first.day and gap == " (" and text[b.end : b.end + 1] == ")":
        return Atom(a.start, b.end + 1, a.kind, replace(a.first, weekday=b.first.number))
    return None


def _range(text: str, a: Atom, b: Atom) -> Atom | None:
    gap, before = text[a.end : b.start], text[max(0, a.start - 80) : a.start]
    if a.last or b.last or _level(a.first) is None or _level(a.first) != _level(b.first) or _pointed(b.first):
        return None
    joined_by_and = bool(_AND.fullmatch(gap)) and (
        bool(_BETWEEN.search(before)) or _consecutive(a.first, b.first)
    )
    if not joined_by_and and not _RANGE_GAP.fullmatch(gap):
        return None
    if _MOVED.search(before):
        return None
    first = a.first
    if isinstance(first, Yearless) and isinstance(b.first, Fixed):
        shared = first.in_year(b.first.first.year)
        if shared and shared[0] > b.first.last:
            shared = first.in_year(b.first.first.year - 1)
        if shared is None:
            return None
        first = Fixed(*shared)
    if isinstance(first, Fixed) and isinstance(b.first, Fixed) and b.first.first <= first.first:
        return None
    return Atom(a.start, b.end, b.kind, first, b.first)


def _level(reading: Reading) -> str | None:
    """Day, month, year or weekday: only like is joined with like. None for what makes no range."""
    if isinstance(reading, Weekday):
        return "weekday"
    if isinstance(reading, Yearless):
        return "day" if reading.day else "month"
    if isinstance(reading, Fixed):
        return {4: "year", 7: "month", 10: "day"}[len(prefix((reading.first, reading.last)) or "year")]
    return None


def _pointed(reading: Reading) -> bool:
    """Whether it says itself which of its kind it is: then it closes no range."""
    if isinstance(reading, Yearless):
        return bool(reading.which) or reading.years is not None
    return isinstance(reading, Weekday) and (bool(reading.which) or reading.week is not None)


def _consecutive(a: Reading, b: Reading) -> bool:
    return isinstance(a, Weekday) and isinstance(b, Weekday) and (b.number - a.number) % 7 == 1


_BOUND = re.compile(
    r"\b(?P<word>since|as\s+of|as\s+from|starting(?:\s+(?:on|in|from))?|beginning(?:\s+(?:on|in|from))?|from|after"
    r"|until|till|by|no\s+later\s+than|before|prior\s+to|ahead\s+of|between)"
    r"(?P<part>\s+(?:early|late|mid|the\s+(?:end|beginning|start|middle)\s+of))?\s+(?:the\s+)?$",
    re.I,
)
_MODIFIES = re.compile(
    r"['’]s?\b|[-–]\w|\s+(?!to\b|and\b|or\b|with\b|in\b|on\b|at\b|by\b|for\b|from\b|as\b|when\b|after\b|before\b|because\b"
    r"|the\b|a\b|an\b|but\b|that\b|which\b|who\b|while\b|until\b|under\b|over\b|during\b|he\b|she\b|it\b|they\b|said\b|if\b"
    r"|has\b|have\b|had\b|is\b|are\b|was\b|were\b|will\b|would\b|his\b|her\b|its\b|their\b|both\b|all\b|onwards?\b)[a-z]"
)


def _bounded(text: str, span: DateSpan, offset: int) -> DateSpan:
    """ "Since", "by" and "before" belong to the date, unless it only modifies the noun after it."""
    start, end = span.start - offset, span.end - offset
    lead = _BOUND.search(text[max(0, start - 40) : start])
    if lead is None:
        return span
    word = " ".join(lead["word"].lower().split())
    if word != "since" and _MODIFIES.match(text, end):
        return span
    begin = max(0, start - 40) + lead.start()
    wide = replace(span, start=begin + offset, text=text[begin:end])
    if span.last is not None or word == "between":
        return wide if span.last is not None else span
    since = word.startswith(("since", "as ", "starting", "beginning", "from", "after"))
    before = word in ("before", "prior to", "ahead of")
    return replace(wide, since=since, until=not since, before=before)
