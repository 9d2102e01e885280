"""The expressions of dates: the patterns that begin at a word, and what each reads as.

The set is closed and small on purpose: what it does not know is no date, rather than a guess.
"""

from __future__ import annotations

import math
import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from kg.language.calendar_readings import (
    Ahead,
    Fixed,
    Reading,
    Season,
    Shift,
    Stretch,
    Unit,
    Vague,
    Weekday,
    Which,
    Yearless,
    day,
    month,
    year,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CALENDAR", "RULES", "SHORT_WEEKDAY", "DateKind", "Meaning", "Rule"]


class DateKind(StrEnum):
    """What a date needs to be resolved: nothing, a publication date, or more than anybody knows."""

    ABSOLUTE = "absolute"
    YEARLESS = "yearless"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    VAGUE = "vague"


class Meaning(NamedTuple):
    """What an expression reads as, and as what it ends if it is a range."""

    kind: DateKind
    first: Reading
    last: Reading | None = None


class Rule(NamedTuple):
    """A pattern, and what a match of it means; None where the calendar has no such date."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Meaning | None]


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_DAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
CALENDAR = frozenset(name.lower() for name in (*_MONTHS, *_SHORT, *_WEEKDAYS))
"""Names of months, also short, and of days, in lower case."""
_COUNTS = {
    w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_COUNTS |= {"a": 1, "an": 1}

_FULL = "|".join((*_MONTHS, *(m.upper() for m in _MONTHS)))
_M = rf"(?P<m>(?:{_FULL})\b|(?:{'|'.join((*_SHORT, *(m.upper() for m in _SHORT)))})\b\.?)"
_D = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_D2 = r"(?P<d2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_Y = r"(?P<y>1[5-9]\d\d|20\d\d)"
_Y2 = r"(?P<y2>1[5-9]\d\d|20\d\d|\d\d)"
# what a number counts, so that it is neither a year nor a day: "2000 troops", "May 3 percent"
_COUNTED = (
    r"(?!\s+(?:troops|soldiers|people|men|women|civilians|tonnes|tons|miles|km|kilometers|kilometres|metres|meters"
    r"|barrels|dollars|euros|pounds|million|billion|trillion|percent|per\s+cent|hours|GMT|UTC|local\s+time|members"
    r"|personnel|fighters|refugees|migrants|rounds|missiles|rockets|drones|tanks|houses|villages|workers|students"
    r"|police|feet|degrees|families|prisoners|detainees|others|others|litres|megawatts|MW|hectares|square)\b)"
)
_STOP = rf"(?![\w%]|[.,:/]\d|['’]\d){_COUNTED}"
_TO = r"\s?(?:-|–|—|to|through)\s?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|month|year)s?"


def _rx(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})", flags)


def _month_number(name: str) -> int:
    return next(
        n for n, full in enumerate(_MONTHS, 1) if full.lower().startswith(name.rstrip(".").lower()[:3])
    )


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _calendar(y: str | None, m: int, d: str | None) -> Meaning | None:
    """A month or day with or without its year; None if no calendar has it."""
    try:
        if y is None:
            day(2000, m, int(d or 1))
            return Meaning(DateKind.YEARLESS, Yearless(m, int(d) if d else None))
        window = day(int(y), m, int(d)) if d else month(int(y), m)
    except ValueError:
        return None
    return Meaning(DateKind.ABSOLUTE, Fixed(*window))


def _month_day(match: re.Match[str]) -> Meaning | None:
    parts = match.groupdict()
    number = _month_number(parts["m"])
    first = _calendar(parts.get("y"), number, parts.get("d"))
    if first is None:
        return None
    if parts.get("d2") is None:
        return first
    last = _calendar(parts.get("y"), number, parts["d2"])
    if last is None or int(parts["d2"]) <= int(parts["d"]):
        return None
    return first._replace(last=last.first)


def _numeric(match: re.Match[str]) -> Meaning | None:
    """ISO, or day and month in an order that only a number above 12 or a dot gives away; else the year."""
    parts = match.groupdict()
    y, a, b = int(parts["y"]), int(parts["a"]), int(parts["b"])
    orders = [(a, b), (b, a)] if parts["sep"] == "/" else [(a, b)]
    windows = set()
    for month_number, day_number in orders:
        try:
            windows.add(day(y, month_number, day_number))
        except ValueError:
            continue
    if not windows:
        return None
    return Meaning(DateKind.ABSOLUTE, Fixed(*(windows.pop() if len(windows) == 1 else year(y))))


def _iso_month(match: re.Match[str]) -> Meaning | None:
    y, m = int(match["y"]), int(match["a"])
    if y % 100 < m:  # "2010-12" may be a span of years; "2024-05" cannot
        return Meaning(DateKind.ABSOLUTE, Fixed(*year(y)))
    return Meaning(DateKind.ABSOLUTE, Fixed(*month(y, m)))


def _years(match: re.Match[str]) -> Meaning | None:
    first, second = int(match["y"]), match["y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first:
        return None
    return Meaning(DateKind.ABSOLUTE, Fixed(*year(first)), Fixed(*year(last)))


def _bare_year(match: re.Match[str]) -> Meaning | None:
    return Meaning(DateKind.ABSOLUTE, Fixed(*year(int(match["y"]))))


def _eleventh(match: re.Match[str]) -> Meaning | None:  # noqa: ARG001 - one date, known by its name
    return Meaning(DateKind.ABSOLUTE, Fixed(date(2001, 9, 11), date(2001, 9, 11)))


def _weekday(match: re.Match[str]) -> Meaning | None:
    parts = match.groupdict()
    number = next(n for n, full in enumerate(_WEEKDAYS) if full.lower() == parts["w"].lower())
    which = (parts["which"] or "").lower()
    week = {"last": -1, "this": 0, "next": 1}[parts["week"].lower()] if parts["week"] else None
    kept = "coming" if which.endswith("coming") else "last" if which.endswith("past") else which
    return Meaning(DateKind.WEEKDAY, Weekday(number, cast("Which", kept), week))


def _which_month(match: re.Match[str]) -> Meaning | None:
    which = cast("Which", match["which"].lower())
    return Meaning(DateKind.YEARLESS, Yearless(_month_number(match["m"]), which=which))


def _season(match: re.Match[str]) -> Meaning | None:
    which = cast("Which", match["which"].lower())
    return Meaning(DateKind.RELATIVE, Season(match["season"].lower(), which))


_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _named_day(match: re.Match[str]) -> Meaning | None:
    count = _DAYS[match["name"].lower()]
    beyond = match["beyond"]
    if beyond:
        count += {"before": -1, "after": 1}[beyond.lower()]
    return Meaning(DateKind.RELATIVE, Shift("day", count))


def _this_unit(match: re.Match[str]) -> Meaning | None:
    word = (match["part"] or match["unit"]).lower()
    which = match["which"].lower()
    if word in ("morning", "afternoon", "evening", "night", "day"):
        return Meaning(DateKind.RELATIVE, Shift("day", -1 if which in ("last", "past") else 0))
    counts = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1, "coming": 1}
    return Meaning(DateKind.RELATIVE, Shift(cast("Unit", word), counts[which]))


def _weekend(match: re.Match[str]) -> Meaning | None:
    counts = {"last": 0, "past": 0, "the": 0, "this": 0, "next": 1, "coming": 0}
    return Meaning(DateKind.RELATIVE, Shift("weekend", counts[(match["which"] or "the").lower().split()[-1]]))


def _ago(match: re.Match[str]) -> Meaning | None:
    return Meaning(DateKind.RELATIVE, Shift(cast("Unit", match["unit"].lower()), -_count(match["n"])))


def _ahead(match: re.Match[str]) -> Meaning | None:
    return Meaning(DateKind.RELATIVE, Ahead(cast("Unit", match["unit"].lower()), _count(match["n"])))


def _stretch(match: re.Match[str]) -> Meaning | None:
    sign = -1 if match["side"].lower() in ("past", "last") else 1
    count = _count(match["n"] or "one")
    return Meaning(DateKind.RELATIVE, Stretch(cast("Unit", match["unit"].lower()), sign * count))


def _hence(match: re.Match[str]) -> Meaning | None:
    return Meaning(DateKind.RELATIVE, Shift(cast("Unit", match["unit"].lower()), _count(match["n"])))


def _fortnight(match: re.Match[str]) -> Meaning | None:  # noqa: ARG001 - it has one form
    return Meaning(DateKind.RELATIVE, Shift("week", -2))


def _hours(match: re.Match[str]) -> Meaning | None:
    return Meaning(DateKind.RELATIVE, Stretch("day", -math.ceil(int(match["n"]) / 24)))


def _overnight(match: re.Match[str]) -> Meaning | None:  # noqa: ARG001 - it has one form
    return Meaning(DateKind.RELATIVE, Stretch("day", -1))


def _vague(match: re.Match[str]) -> Meaning | None:  # noqa: ARG001 - every form means the same: no date
    return Meaning(DateKind.VAGUE, Vague())


_I = re.IGNORECASE
_PART = r"(?:\s+(?:morning|afternoon|evening|night|noon)\b)?"
_WD = "|".join((*_WEEKDAYS, *(w.upper() for w in _WEEKDAYS)))
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_FEW = r"(?:few|several|couple\s+of|dozen|many)"
_SIDE = r"(?P<side>past|last|next|coming)"
_WHICH = r"(?P<which>last|this|next)"
_LEADS = "the this last past next coming"

SHORT_WEEKDAY = re.compile(rf"(?:{'|'.join(_SHORT_DAYS)})\b\.?,?\s+(?=\d|{_M})")

_NUMBERED = (
    Rule(_rx(rf"{_Y}(?P<sep>-)(?P<a>\d\d)-(?P<b>\d\d)(?:T[\d:.]*Z?)?(?![\w-])"), _numeric),
    Rule(_rx(rf"(?P<b>\d\d?)(?P<sep>[/.])(?P<a>\d\d?)(?P=sep){_Y}(?!\d)"), _numeric),
    Rule(_rx(r"9/11(?![\d/])"), _eleventh),
    Rule(_rx(rf"{_D}{_TO}{_D2}\s+(?:of\s+)?{_M},?\s+{_Y}{_STOP}"), _month_day),
    Rule(_rx(rf"{_D}(?:{_TO}|\s+and\s+){_D2}\s+(?:of\s+)?{_M}"), _month_day),
    Rule(_rx(rf"{_D}\s+(?:of\s+)?{_M},?\s+{_Y}{_STOP}"), _month_day),
    Rule(_rx(rf"{_D}[\s-](?:of\s+)?{_M}(?:-{_Y})?(?!\w)"), _month_day),
    Rule(_rx(rf"{_N}\s+{_UNIT}\s+ago\b", _I), _ago),
    Rule(_rx(r"(?:1[5-9]|20)\d0['’]?s\b"), _vague),
    Rule(_rx(rf"{_Y}(?P<sep>-)(?P<a>0[1-9]|1[0-2])(?![\w-])"), _iso_month),
    Rule(_rx(rf"{_Y}\s?(?:-|–|—|/)\s?{_Y2}{_STOP}"), _years),
    Rule(_rx(rf"{_Y}(?!-[A-Za-z]){_STOP}"), _bare_year),
)
_MONTH = (
    Rule(_rx(rf"{_M}\s+{_D}(?:{_TO}|\s+and\s+){_D2},?\s+{_Y}{_STOP}"), _month_day),
    Rule(_rx(rf"{_M}\s+{_D}(?:{_TO}|\s+and\s+){_D2}(?!\s+(?:{_FULL})\b){_STOP}"), _month_day),
    Rule(_rx(rf"{_M}\s+{_D},?\s+{_Y}{_STOP}"), _month_day),
    Rule(_rx(rf"{_M},?\s+(?:of\s+)?{_Y}{_STOP}"), _month_day),
    Rule(_rx(rf"{_M}\s+{_D}{_STOP}"), _month_day),
    Rule(_rx(rf"(?P<m>(?:{_FULL})\b)(?!\s+\d|-\d)"), _month_day),
)
_DAY_OF_WEEK = Rule(
    _rx(
        rf"(?:(?P<which>last|next|this|coming|past|this\s+(?:coming|past))\s+)?(?P<w>{_WD}){_PART}"
        r"(?:,?\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b)?(?!\w)",
        _I,
    ),
    _weekday,
)

# the words that an expression can begin with, its pattern, its reader
_WORDED = (
    ("last this next", rf"{_WHICH}\s+(?P<m>{_FULL})\b(?!\s+\d)", _which_month),
    ("last this next", rf"{_WHICH}\s+{_SEASON}", _season),
    ("spring summer autumn fall winter", rf"{_SEASON},?\s+(?:of\s+)?{_Y}{_STOP}", _bare_year),
    (
        "the day today tonight yesterday tomorrow",
        rf"(?:(?:the\s+)?day\s+(?P<beyond>before|after)\s+)?(?P<name>today|tonight|yesterday|tomorrow)\b{_PART}",
        _named_day,
    ),
    (
        "this last",
        r"(?P<which>this|last)\s+(?P<part>morning|afternoon|evening|night)\b(?P<unit>)",
        _this_unit,
    ),
    (
        _LEADS,
        r"(?P<which>last|the\s+(?:past|coming|next)|the|this\s+(?:past|coming)|this|next)\s+weekend\b",
        _weekend,
    ),
    (_LEADS, rf"(?:the\s+|this\s+)?{_SIDE}\s+{_FEW}\s+(?:day|week|month|year|decade)s\b", _vague),
    (_LEADS, rf"(?:the\s+)?{_SIDE}\s+{_N}\s+{_UNIT}\b", _stretch),
    ("the", rf"the\s+{_SIDE}\s+(?P<unit>week|month|year)\b(?P<n>)", _stretch),
    ("last this next", rf"{_WHICH}\s+(?P<unit>week|month|year)\b(?P<part>)", _this_unit),
    (
        "the earlier later",
        r"(?:the\s+(?:end|middle|close|rest|beginning|start)\s+of|(?:earlier|later)\s+in)\s+(?P<which>the)\s+"
        r"(?P<unit>week|month|year)\b(?!\s+\d)(?P<part>)",
        _this_unit,
    ),
    ("recent", r"recent\s+(?:days|weeks|months|years|decades|times)\b", _vague),
    (
        "the following previous preceding same",
        rf"(?:the\s+)?(?:following|previous|preceding|same|next)\s+(?:day|week|month|year|morning|evening|{_WD})\b",
        _vague,
    ),
    ("the", r"the\s+day\s+(?:before|after|earlier)\b", _vague),
    ("coming", r"coming\s+(?:days|weeks|months|years|decades)\b", _vague),
    ("in", rf"in\s+{_N}\s+{_UNIT}(?=\s*[.,;:)]|\s+(?:time|from\s+now)\b|\s*$)", _ahead),
    ("a few several couple dozen many", rf"(?:a\s+)?{_FEW}\s+{_UNIT}\s+ago\b", _vague),
    (" ".join(_COUNTS), rf"{_N}\s+{_UNIT}\s+ago\b", _ago),
    (
        " ".join(_COUNTS),
        rf"{_N}\s+(?:day|week|month|year|decade)s?\s+(?:earlier|later|before|after)\b",
        _vague,
    ),
    (" ".join(_COUNTS), rf"{_N}\s+{_UNIT}\s+(?:from\s+(?:now|today)|hence)\b", _hence),
    ("a", r"a\s+fortnight\s+ago\b", _fortnight),
    (_LEADS, r"(?:the\s+)?(?:past|last)\s+(?P<n>\d{2})\s+hours\b", _hours),
    ("overnight", r"overnight\b", _overnight),
)


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    """The rules to try at a word, in order; ``"0"`` stands for a word that begins with a digit."""
    rules: dict[str, list[Rule]] = {"0": list(_NUMBERED)}
    for words in ("last this next past coming", *_WEEKDAYS):
        for word in words.lower().split():
            rules.setdefault(word, []).append(_DAY_OF_WEEK)
    for words, pattern, read in _WORDED:
        for word in words.split():
            rules.setdefault(word, []).append(Rule(_rx(pattern, _I), read))
    for name in (*_MONTHS, *_SHORT):
        rules.setdefault(name.lower(), []).extend(_MONTH)
    return {word: tuple(found) for word, found in rules.items()}


RULES = _by_first_word()
