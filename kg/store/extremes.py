"""The first and the last date of a relation that has lost the event which gave one.

Of a relation of few events the dates of all are read. Of one of many they are not: days are looked up one
after the other from the lost date on, each with the events that carry it, until the relation lists one; the
more events a relation has, the sooner that is. So the time it takes does not grow with the relation.
"""

from __future__ import annotations

from calendar import monthrange
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.ontology.terms import KG, PREFIXES
from kg.store.relations import Tally, earliest, latest
from kg.store.terms import date_literal, node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["calendar", "extremes_without"]

_FEW: Final = 500  # events whose dates are read one by one


class _Seeker(NamedTuple):
    """One relation of an engine, without the events that go."""

    engine: Store
    relation: NamedNode
    gone: Collection[str]
    names: Names

    def dated(self, date: str, predicates: Iterable[NamedNode]) -> bool:
        """Whether the relation lists an event with this date."""
        literal, names = date_literal(date), self.names
        found = (self.engine.quads_for_pattern(None, p, literal, names.occurrence_graph) for p in predicates)
        for quad in chain.from_iterable(found):
            event = cast("NamedNode", quad.subject)
            if event.value[len(names.events) :] in self.gone:
                continue
            if Quad(self.relation, KG.event, event, names.relation_graph) in self.engine:
                return True
        return False


def extremes_without(
    engine: Engine, relation: str, gone: Collection[str], standing: Tally, names: Names
) -> tuple[str | None, str | None]:
    """First and last date of a stored relation's events but those that go, whose sums are ``standing``."""
    first, last = standing.first, standing.last
    if first is None or last is None:  # no event has a date
        return None, None
    if not isinstance(engine, Store):
        return _asked(engine, relation, gone, names)
    if standing.events <= _FEW:
        return _looked_up(engine, relation, gone, names)
    seeker = _Seeker(engine, NamedNode(relation), gone, names)
    days = calendar(first, last)
    return (
        next((day for day in days if seeker.dated(day, (KG.date,))), None),
        next((day for day in reversed(days) if seeker.dated(day, (KG.date, KG.dateEnd))), None),
    )


def calendar(first: str, last: str) -> list[str]:
    """Every year, month and day that a date can be, from one to another, as dates compare: as strings."""
    years = chain.from_iterable(_year(year) for year in range(int(first[:4]), int(last[:4]) + 1))
    return [date for date in years if first <= date <= last]


@lru_cache(maxsize=256)
def _year(year: int) -> tuple[str, ...]:
    return tuple(sorted(_dates(year)))


def _dates(year: int) -> Iterator[str]:
    yield f"{year:04}"
    for month in range(1, 13):
        yield f"{year:04}-{month:02}"
        for day in range(1, monthrange(year, month)[1] + 1):
            yield f"{year:04}-{month:02}-{day:02}"


def _looked_up(
    engine: Store, relation: str, gone: Collection[str], names: Names
) -> tuple[str | None, str | None]:
    """From each event in turn: a query would join them with every date there is."""

    def dates(event: NamedNode, predicate: NamedNode) -> list[str]:
        found = engine.quads_for_pattern(event, predicate, None, names.occurrence_graph)
        return [cast("Literal", quad.object).value for quad in found]

    listed = engine.quads_for_pattern(NamedNode(relation), KG.event, None, names.relation_graph)
    events = [cast("NamedNode", quad.object) for quad in listed]
    left = [event for event in events if event.value[len(names.events) :] not in gone]
    starts = [date for event in left for date in dates(event, KG.date)]
    ends = [date for event in left for date in dates(event, KG.dateEnd)]
    return earliest(starts), latest(starts + ends)


def _asked(
    engine: Engine, relation: str, gone: Collection[str], names: Names
) -> tuple[str | None, str | None]:
    query = f"""SELECT ?event ?date ?end {{
        GRAPH {names.relation_graph} {{ {node(relation)} kg:event ?event }}
        GRAPH {names.occurrence_graph} {{ ?event kg:date ?date OPTIONAL {{ ?event kg:dateEnd ?end }} }}
    }}"""
    rows = cast("QuerySolutions", engine.query(query, prefixes=dict(PREFIXES)))
    dates = [
        (cast("Literal", row["date"]).value, cast("Literal", row["end"] or row["date"]).value)
        for row in rows
        if cast("NamedNode", row["event"]).value[len(names.events) :] not in gone
    ]
    return earliest(first for first, _ in dates), latest(last for _, last in dates)
