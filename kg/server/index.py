"""All events as columns in memory: what is asked of a million of them in a moment.

Made once from the explorer's core (``docs/explorer-data.md``), which the server holds anyway. Rows are
places in its columns: oldest event first, undated last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from kg.errors import UnknownActor, UsageError
from kg.server.search import NameSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Ints = np.ndarray[Any, np.dtype[np.int32]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

__all__ = ["DyadRow", "Filter", "Index"]

Level = Literal["states", "actors"]
_COLUMNS: Final = (
    "cls date dateEnd reported standing statuses parties reports articles confidence sources place".split()
)
_MONTH, _YEAR = 100, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events count: every condition that is given must hold.

    Dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, both ends included; an event without a date lies in no
    period. ``classes`` take in what is below them, and name quad classes too; ``actors`` must all take
    part (a state takes part through its people); ``between`` are two who must stand on different sides.
    """

    since: str | None = None
    until: str | None = None
    classes: tuple[str, ...] = ()
    standings: tuple[str, ...] = ("occurred",)
    publishers: tuple[str, ...] = ()
    min_reports: int = 1
    min_confidence: int = 0
    actors: tuple[str, ...] = ()
    between: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadRow:
    """Two actors and what happened between them; ``score`` is the mean intensity in [-10, 10]."""

    a: str
    b: str
    events: int
    reports: int
    score: float | None
    first: str | None
    last: str | None


class Index:
    """Events of one state of the store, by column."""

    def __init__(self, core: Mapping[str, Any]) -> None:
        self.version: str = core["version"]
        self.base: str = core["base"]
        self.actors: list[str] = core["actors"]["id"]
        self.names: list[str] = core["actors"]["name"]
        self.kinds: list[str] = core["actors"]["kind"]
        self.aliases: list[list[str]] = core["actors"]["aliases"]
        self.countries: list[int] = core["actors"]["country"]
        self.standings: list[str] = core["standings"]
        self.classes: list[str] = core["classes"]["name"]
        self.publishers: list[str] = core["publishers"]
        self._labels: list[str] = core["classes"]["label"]
        self._parents: list[int] = core["classes"]["parent"]
        self._quads: list[str] = core["classes"]["quad"]
        self._parties: list[Any] = core["parties"]
        self._sources: list[list[int]] = core["sources"]
        weights = [np.nan if w is None else float(w) for w in core["classes"]["intensity"]]
        self._weights = np.array(weights or [np.nan])
        self.columns: dict[str, Ints] = {
            name: np.asarray(core["events"][name], dtype=np.int32) for name in _COLUMNS
        }
        self._place = {actor: i for i, actor in enumerate(self.actors)}

    def __len__(self) -> int:
        """How many events there are, prospects among them."""
        return len(self.columns["cls"])

    def name(self, actor: str) -> str:
        """What an actor is called; its id where the index does not know it."""
        place = self._place.get(actor)
        return self.names[place] if place is not None else actor

    def kind(self, actor: str) -> str | None:
        """``state``, ``organization``, ``person`` or ``armed-group``; None for an unknown one."""
        place = self._place.get(actor)
        return self.kinds[place] if place is not None else None

    def require(self, *actors: str) -> None:
        """Raise ``UnknownActor``, with the nearest, for an id that no event names."""
        for actor in actors:
            self._known(actor)

    def people(self, state: str) -> list[str]:
        """The ids of those who stand for a state or an organisation."""
        place = self._place.get(state)
        return [
            self.actors[i]
            for i, home in enumerate(self.countries)
            if home == place and i != place and place is not None
        ]

    # Selecting

    def mask(self, filter_: Filter) -> Flags:
        """True for each row that the filter lets through.

        Raises ``UnknownActor``, and ``UsageError`` for other unknown names.
        """
        column = self.columns
        keep: Flags = np.ones(len(self), dtype=bool)
        if filter_.standings:
            keep &= np.isin(column["standing"], self._numbers(filter_.standings, self.standings, "standing"))
        if filter_.classes:
            keep &= np.isin(column["cls"], self._below(filter_.classes))
        if filter_.since or filter_.until:
            first = _day(filter_.since, 0) if filter_.since else 1
            last = _day(filter_.until, 99) if filter_.until else 99_999_999
            ends = np.where(column["dateEnd"] > 0, column["dateEnd"], column["date"])
            keep &= (column["date"] > 0) & (column["date"] <= last) & (_upper(ends) >= first)
        if filter_.publishers:
            chosen = set(self._numbers(filter_.publishers, self.publishers, "publisher"))
            sets = [i for i, members in enumerate(self._sources) if chosen & set(members)]
            keep &= np.isin(column["sources"], sets)
        if filter_.min_reports > 1:
            keep &= column["reports"] >= filter_.min_reports
        if filter_.min_confidence > 0:
            keep &= column["confidence"] >= filter_.min_confidence
        for actor in filter_.actors:
            keep &= np.isin(column["parties"], self._parties_with(actor))
        if filter_.between is not None:
            keep &= np.isin(column["parties"], self._parties_between(*filter_.between))
        return keep

    def newest(self, filter_: Filter, offset: int, limit: int) -> tuple[int, list[int]]:
        """How many events the filter lets through, and the rows of one page of them, newest first."""
        rows = np.flatnonzero(self.mask(filter_))
        dated = rows[self.columns["date"][rows] > 0][::-1]
        undated = rows[self.columns["date"][rows] == 0]
        undated = undated[np.argsort(-self.columns["reported"][undated], kind="stable")]
        page = np.concatenate([dated, undated])[offset : offset + limit]
        return len(rows), [int(row) for row in page]

    def event(self, row: int) -> dict[str, Any]:
        """One row in words: class, dates, who, how often reported."""
        value = {name: int(column[row]) for name, column in self.columns.items()}
        source, target, source_state, target_state, reciprocal = self._parties[value["parties"]]
        return {
            "class": self.classes[value["cls"]],
            "label": self._labels[value["cls"]],
            "quad": self._quads[value["cls"]],
            "date": _text(value["date"]),
            "date_end": _text(value["dateEnd"]),
            "reported": _text(value["reported"]),
            "standing": self.standings[value["standing"]],
            "source": [self.actors[i] for i in source],
            "target": [self.actors[i] for i in target],
            "source_state": [self.actors[i] for i in source_state],
            "target_state": [self.actors[i] for i in target_state],
            "reciprocal": bool(reciprocal),
            "reports": value["reports"],
            "articles": value["articles"],
            "confidence": value["confidence"],
        }

    # Counting

    def dyads(self, filter_: Filter, level: Level = "states") -> list[DyadRow]:
        """Every two who have an event in common on different sides, most events first."""
        keep = self.mask(filter_)
        pairs, events, members = self._pairs[level]
        taken = keep[events]
        return self._tally(pairs, members[taken], events[taken])

    def _tally(self, pairs: list[tuple[int, int]], members: Ints, events: Ints) -> list[DyadRow]:
        size = len(pairs)
        column = self.columns
        counts = np.bincount(members, minlength=size)
        reports = np.bincount(members, weights=column["reports"][events], minlength=size)
        weight = self._weights[column["cls"][events]]
        known = ~np.isnan(weight)
        total = np.bincount(members[known], weights=weight[known], minlength=size)
        weighed = np.bincount(members[known], minlength=size)
        dates = column["date"][events]
        first = np.full(size, 99_999_999, dtype=np.int32)
        last = np.zeros(size, dtype=np.int32)
        np.minimum.at(first, members[dates > 0], dates[dates > 0])
        np.maximum.at(last, members, dates)
        order = sorted(np.flatnonzero(counts), key=lambda i: (-counts[i], self._pair_ids(pairs[i])))
        return [
            DyadRow(
                a=self.actors[pairs[i][0]],
                b=self.actors[pairs[i][1]],
                events=int(counts[i]),
                reports=int(reports[i]),
                score=round(float(total[i] / weighed[i]), 2) if weighed[i] else None,
                first=_text(int(first[i])) if last[i] else None,
                last=_text(int(last[i])),
            )
            for i in order
        ]

    def _pair_ids(self, pair: tuple[int, int]) -> tuple[str, str]:
        return self.actors[pair[0]], self.actors[pair[1]]

    def histogram(self, filter_: Filter, by: Literal["year", "month"] = "month") -> list[dict[str, Any]]:
        """Events in each year or month, and their mean intensity; those with no such date are left out."""
        keep = self.mask(filter_)
        dates, classes = self.columns["date"][keep], self.columns["cls"][keep]
        if by == "month":
            known = dates % _YEAR >= _MONTH
            bins = dates[known] // _MONTH
        else:
            known = dates > 0
            bins = dates[known] // _YEAR
        values, places = np.unique(bins, return_inverse=True)
        counts = np.bincount(places, minlength=len(values))
        weight = self._weights[classes[known]]
        weighed = ~np.isnan(weight)
        total = np.bincount(places[weighed], weights=weight[weighed], minlength=len(values))
        number = np.bincount(places[weighed], minlength=len(values))
        scale = _MONTH if by == "month" else _YEAR
        return [
            {
                "date": _text(int(value) * scale),
                "events": int(count),
                "score": round(float(sum_ / n), 2) if n else None,
            }
            for value, count, sum_, n in zip(values, counts, total, number, strict=True)
        ]

    def search(self, text: str, limit: int = 20) -> list[dict[str, Any]]:
        """Actors whose id or one of whose names is like ``text``, the most alike first, typos and all."""
        found = self._search.find(text, limit, self._events_of_actor)
        return [
            {
                "id": self.actors[i],
                "name": self.names[i],
                "kind": self.kinds[i],
                "matched": name,
                "events": int(self._events_of_actor[i]),
            }
            for i, name in found
        ]

    # What is worked out when first needed

    @cached_property
    def _search(self) -> NameSearch:
        columns = zip(self.actors, self.names, self.aliases, strict=True)
        return NameSearch([(name, id_, *others) for id_, name, others in columns])

    @cached_property
    def _events_of_actor(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """How many events, of any standing, name each actor or stand for it."""
        by_party = np.bincount(self.columns["parties"], minlength=len(self._parties))
        counts = np.zeros(len(self.actors), dtype=np.int64)
        for party, number in zip(self._parties, by_party, strict=True):
            for actor in {i for side in party[:4] for i in side}:
                counts[actor] += number
        return counts

    @cached_property
    def _pairs(self) -> dict[str, tuple[list[tuple[int, int]], Ints, Ints]]:
        """By level: the pairs, and for each event of each pair the event's row and the pair's number."""
        return {"states": self._pairs_of(2, 3), "actors": self._pairs_of(0, 1)}

    def _pairs_of(self, source: int, target: int) -> tuple[list[tuple[int, int]], Ints, Ints]:
        numbers: dict[tuple[int, int], int] = {}
        found: list[list[int]] = []
        for party in self._parties:
            pairs = _across(party[source], party[target], bool(party[4]))
            found.append([numbers.setdefault(pair, len(numbers)) for pair in pairs])
        lengths = np.array([len(pairs) for pairs in found] or [0], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        flat = np.array([n for pairs in found for n in pairs], dtype=np.int32)
        parties = self.columns["parties"]
        each = lengths[parties] if len(parties) else np.zeros(0, dtype=np.int64)
        events = np.repeat(np.arange(len(parties), dtype=np.int32), each)
        within = np.arange(len(events)) - np.repeat(np.cumsum(each) - each, each)
        members = flat[np.repeat(starts[parties], each) + within] if len(events) else flat[:0]
        return list(numbers), events, members

    def _parties_with(self, actor: str) -> list[int]:
        place = self._known(actor)
        return [i for i, party in enumerate(self._parties) if any(place in side for side in party[:4])]

    def _parties_between(self, one: str, other: str) -> list[int]:
        a, b = self._known(one), self._known(other)
        found = []
        for i, (source, target, source_state, target_state, reciprocal) in enumerate(self._parties):
            left, right = {*source, *source_state}, {*target, *target_state}
            together = reciprocal and a in left | right and b in left | right
            if together or (a in left and b in right) or (b in left and a in right):
                found.append(i)
        return found

    def _known(self, actor: str) -> int:
        if actor not in self._place:
            near = [f"{row['id']} ({row['name'][:100]})" for row in self.search(actor[:200], 3)]
            hint = f"; nearest are {', '.join(near)}" if near else ""
            raise UnknownActor(f"No event names the actor {actor[:100]!r}{hint}.")
        return self._place[actor]

    def _below(self, names: Sequence[str]) -> list[int]:
        """The numbers of classes and of all below them."""
        found: set[int] = set()
        for name in names:
            own = {
                i
                for i, (n, quad) in enumerate(zip(self.classes, self._quads, strict=True))
                if name in (n, quad)
            }
            if not own:
                raise UsageError(f"No event is of the class {name[:100]!r}.")
            found |= own
        for i, parent in enumerate(self._parents):  # superclasses come first
            if parent in found:
                found.add(i)
        return sorted(found)

    def _numbers(self, names: Iterable[str], known: list[str], what: str) -> list[int]:
        places = {name: i for i, name in enumerate(known)}
        for name in names:
            if name not in places:
                raise UsageError(f"There is no {what} {name[:100]!r}.")
        return [places[name] for name in names]


def _across(source: list[int], target: list[int], reciprocal: bool) -> list[tuple[int, int]]:
    """The unordered pairs of those who stand on different sides."""
    both = permutations({*source, *target}, 2) if reciprocal else product(source, target)
    return sorted({(min(pair), max(pair)) for pair in both if pair[0] != pair[1]})


def _day(date: str, fill: int) -> int:
    """``2024-05`` -> 20240500, or 20240599 for the end of a period."""
    year, month, day = ([*date.split("-"), "", ""])[:3]
    return int(year) * _YEAR + (int(month) if month else fill) * _MONTH + (int(day) if day else fill)


def _upper(dates: Ints) -> Ints:
    """The last day that a date may mean."""
    months = np.where(dates % _YEAR == 0, dates + 9_999, dates)
    return np.where(months % _MONTH == 0, months + 99, months)


def _text(date: int) -> str | None:
    """20240500 -> ``2024-05``."""
    if date <= 0:
        return None
    year, month, day = date // _YEAR, date // _MONTH % _MONTH, date % _MONTH
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
