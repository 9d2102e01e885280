"""Everything the explorer counts and draws, as columns (docs/explorer-data.md: the core)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Protocol

from kg.analysis.selection import STANDINGS, select, standing
from kg.model import Status, digest
from kg.ontology import classes as event_classes
from kg.views.explore_layout import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.store.rows import ActorRow, EventRow, EvidenceRow
    from kg.store.sourcing import Sourcing

__all__ = ["FORMAT", "STATUSES", "Atlas", "Rows", "as_bytes", "columns", "number"]

FORMAT = 1
STATUSES = tuple(status.value for status in Status)
_NEW_KIND = "organization"


class Rows(Protocol):
    """What the explorer reads: a store, or anything else that has these rows."""

    def events(self) -> Iterable[EventRow]:
        """Every occurrence and prospect."""
        ...

    def actors(self) -> Iterable[ActorRow]:
        """Every actor that an event names or stands for."""
        ...

    def evidence(self, iri: str) -> Iterable[EvidenceRow]:
        """The words that an event rests on."""
        ...

    def sourcing(self) -> Iterable[Sourcing]:
        """Who reports each event."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The core, and what is needed to find the texts of its rows.

    ``core`` is JSON in UTF-8; ``version`` names this very core; ``events`` are the IRIs by row;
    ``names`` those of actors by id.
    """

    core: bytes
    version: str
    title: str
    base: str
    events: tuple[str, ...]
    names: Mapping[str, str]
    classes: Mapping[str, int]


class _Index(dict[Any, int]):
    """Values in the order of their first use, each with its number."""

    def of(self, value: Any) -> int:
        return self.setdefault(value, len(self))


def columns(
    rows: Rows,
    *,
    title: str = "Relations between states",
    level: str = "states",
    since: str | None = None,
    until: str | None = None,
    classes: Collection[str] = (),
    statuses: Collection[str] = (),
    min_reports: int = 1,
) -> Atlas:
    """The core of the events that meet the conditions (those of ``kg.analysis.select``; default: all).

    ``level`` is what the page shows first: states, persons or all. Raises ``UsageError``.
    """
    events = select(
        rows.events(), since=since, until=until, classes=classes, statuses=statuses, min_reports=min_reports
    )
    cast = _cast(events, rows.actors())
    numbers = {actor.id: i for i, actor in enumerate(cast)}
    base = _base([event.iri for event in events], "event/") or _base([a.iri for a in cast], "actor/")
    known = _classes(events)
    sourced = {row.event: row for row in rows.sourcing()} if events else {}
    parties, sources, sites = _Index(), _Index(), _Index()
    publishers = sorted({name for e in events if e.iri in sourced for name in sourced[e.iri].publishers})
    publisher_numbers = {name: i for i, name in enumerate(publishers)}
    table: dict[str, list[int]] = {name: [] for name in _COLUMNS}
    for event in events:
        who = sourced.get(event.iri)
        names = tuple(publisher_numbers[name] for name in who.publishers) if who else ()
        site = (event.place or "", numbers.get(event.place_country or "", -1))
        row = (
            known[event.cls],
            number(event.date),
            number(event.date_end),
            number(event.last_reported),
            STANDINGS.index(standing(event)),
            sum(1 << STATUSES.index(status) for status in event.statuses if status in STATUSES),
            parties.of(_parties(event, numbers)),
            event.reports,
            event.articles,
            round(100 * who.confidence) if who else 0,
            sources.of(names),
            sites.of(site) if event.place or site[1] >= 0 else -1,
        )
        for column, value in zip(_COLUMNS, row, strict=True):
            table[column].append(value)
    core = {
        "format": FORMAT,
        "title": title,
        "level": level,
        "base": base,
        "statuses": STATUSES,
        "standings": STANDINGS,
        "classes": _class_columns(known),
        "actors": _actor_columns(cast, numbers, base, _weights(events, cast)),
        "publishers": publishers,
        "sources": list(sources),
        "places": list(sites),
        "parties": list(parties),
        "events": table,
    }
    version = digest(as_bytes(core).decode())
    return Atlas(
        core=as_bytes({"version": version} | core),
        version=version,
        title=title,
        base=base,
        events=tuple(event.iri for event in events),
        names={actor.id: actor.label for actor in cast},
        classes=known,
    )


_COLUMNS = (
    "cls", "date", "dateEnd", "reported", "standing", "statuses",
    "parties", "reports", "articles", "confidence", "sources", "place",
)  # fmt: skip


def number(date: str | None) -> int:
    """``2024-05-03`` -> 20240503, ``2024-05`` -> 20240500, ``2024`` -> 20240000, None -> 0."""
    return int((date or "0").replace("-", "").ljust(8, "0"))


def as_bytes(value: Any) -> bytes:
    """Compact JSON in UTF-8; half surrogate pairs, which UTF-8 cannot hold, become U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _cast(events: Sequence[EventRow], actors: Iterable[ActorRow]) -> list[ActorRow]:
    """Everybody who takes part, is stood for or lends a place, sorted by id."""
    from kg.store.rows import ActorRow

    described = {actor.id: actor for actor in actors}
    named: set[str] = set()
    for event in events:
        named.update(event.source, event.target, event.source_state, event.target_state)
        if event.place_country:
            named.add(event.place_country)
    for name in list(named):
        country = described[name].country if name in described else name.partition("/")[0]
        if country and (country in described or "/" in name):
            named.add(country)
    root = next((a.iri[: -len(a.id)] for a in described.values() if a.iri.endswith(a.id)), "actor/")
    return [
        described.get(name)
        or ActorRow(
            iri=root + name,
            id=name,
            label=name,
            kind="person" if "/" in name else _NEW_KIND,
            country=name.partition("/")[0],
        )
        for name in sorted(named)
    ]


def _base(iris: Iterable[str], folder: str) -> str:
    """What the IRIs have before ``event/``; "" where there are none."""
    first = next(iter(iris), "")
    return first[: first.rfind("/" + folder) + 1]


def _classes(events: Iterable[EventRow]) -> dict[str, int]:
    """Every class of the ontology and every other that an event has, superclasses before subclasses."""
    ordered = sorted(event_classes().values(), key=lambda cls: len(cls.ancestors))
    names = [cls.name for cls in ordered]
    names += sorted({event.cls for event in events} - set(names))
    return {name: i for i, name in enumerate(names)}


def _class_columns(known: Mapping[str, int]) -> dict[str, list[Any]]:
    described = [(name, event_classes().get(name)) for name in known]
    return {
        "name": [name for name, _ in described],
        "label": [cls.label if cls else name for name, cls in described],
        "parent": [known[cls.ancestors[0]] if cls and cls.ancestors else -1 for _, cls in described],
        "quad": [cls.quad if cls else "" for _, cls in described],
        "intensity": [cls.intensity if cls else None for _, cls in described],
    }


def _actor_columns(
    cast: Sequence[ActorRow], numbers: Mapping[str, int], base: str, weights: Mapping[tuple[str, str], int]
) -> dict[str, list[Any]]:
    stands = places(cast, weights)
    return {
        "id": [actor.id for actor in cast],
        "iri": [actor.iri.removeprefix(base) for actor in cast],
        "name": [actor.label for actor in cast],
        "kind": [actor.kind for actor in cast],
        "country": [numbers.get(actor.country or "", -1) for actor in cast],
        "aliases": [list(actor.aliases) for actor in cast],
        "x": [stands[actor.id][0] for actor in cast],
        "y": [stands[actor.id][1] for actor in cast],
    }


def _parties(event: EventRow, numbers: Mapping[str, int]) -> tuple[Any, ...]:
    sides = (event.source, event.target, event.source_state, event.target_state)
    return *(tuple(numbers[name] for name in side) for side in sides), int(event.reciprocal)


def _weights(events: Iterable[EventRow], cast: Iterable[ActorRow]) -> Counter[tuple[str, str]]:
    """Events by pair of actors that stand for themselves, and by person (paired with itself)."""
    persons = {actor.id for actor in cast if actor.kind == "person"}
    found: Counter[tuple[str, str]] = Counter()
    for event in events:
        sides = sorted({*event.source_state, *event.target_state} - persons)
        found.update(combinations(sides, 2))
        found.update((name, name) for name in {*event.source, *event.target} & persons)
    return found
