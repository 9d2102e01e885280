"""Dyad-years: how often two parties cooperated and how often they clashed in a year, in ``:graph/relations``.

What asks for the course of all dyads adds these up, instead of looking at every event there is; each lists
the events that it counts.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from kg.ontology import iris
from kg.ontology.terms import KG
from kg.store.nquads import date_term, kg_iri, number, quads_of
from kg.store.terms import TYPE, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, Quad

    from kg.store.events import Occurrence
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["DyadYears", "dyad_changes"]

_COOPERATION: Final = {"VerbalCooperation", "MaterialCooperation"}


class _DyadYear(NamedTuple):
    """Two parties by the part of their IRI, in code-point order; the year of an event, if it has one."""

    one: str
    other: str
    year: str | None


class _Kind(NamedTuple):
    dyad: _DyadYear
    cooperative: bool


class DyadYears:
    """The counts of all dyad-years, while occurrences come one after the other; it holds no events."""

    def __init__(self, names: Names, taxonomy: Taxonomy) -> None:
        self._names = names
        self._taxonomy = taxonomy
        self._counts: Counter[_Kind] = Counter()

    def counting(self, event: Occurrence) -> Iterator[str]:
        """Count an occurrence, and say which dyad-years list it."""
        for kind in _kinds(event, self._taxonomy):
            self._counts[kind] += 1
            yield _listing(kind, event.id, self._names)

    def counts(self) -> Iterator[str]:
        """The statements of all of them, without their events."""
        for dyad in sorted({kind.dyad for kind in self._counts}, key=str):
            yield from _lines(dyad, self._counts, self._names)


def dyad_changes(
    engine: Engine, names: Names, taxonomy: Taxonomy, old: Iterable[Occurrence], new: Iterable[Occurrence]
) -> tuple[list[Quad], list[Quad]]:
    """Quads to take from the relation graph and to add: only dyad-years whose events change."""
    before = {(kind, event.id) for event in old for kind in _kinds(event, taxonomy)}
    after = {(kind, event.id) for event in new for kind in _kinds(event, taxonomy)}
    moved = Counter(kind for kind, _ in after - before)
    moved.subtract(kind for kind, _ in before - after)
    removed = [_listing(kind, event, names) for kind, event in before - after]
    added = [_listing(kind, event, names) for kind, event in after - before]
    for dyad in {kind.dyad for kind, difference in moved.items() if difference}:
        standing = _stored(engine, dyad, names)
        total = Counter({kind: standing[kind] + moved[kind] for kind in _both(dyad)})
        removed += _lines(dyad, standing, names) if any(standing.values()) else ()
        added += _lines(dyad, total, names) if any(total.values()) else ()
    out, in_ = set(quads_of(removed)), set(quads_of(added))
    return list(out - in_), list(in_ - out)


def _kinds(event: Occurrence, taxonomy: Taxonomy) -> list[_Kind]:
    """What an occurrence counts for: each two parties of it, unless it has not happened, or is in doubt."""
    known = taxonomy.classes.get(event.cls)
    if known is None or not event.happened or event.disputed or event.alleged:
        return []
    year = (event.date or event.first_reported or "")[:4] or None
    cooperative = known.quad in _COOPERATION
    parties = sorted({*event.source_state, *event.target_state})
    return [_Kind(_DyadYear(one, other, year), cooperative) for one, other in combinations(parties, 2)]


def _both(dyad: _DyadYear) -> tuple[_Kind, _Kind]:
    return _Kind(dyad, True), _Kind(dyad, False)


def _listing(kind: _Kind, event: str, names: Names) -> str:
    predicate = kg_iri("cooperativeEvent" if kind.cooperative else "conflictEvent")
    return f"<{_iri(kind.dyad, names)}> {predicate} <{names.events}{event}> {names.relation_graph} .\n"


def _lines(dyad: _DyadYear, counts: Mapping[_Kind, int], names: Names) -> Iterator[str]:
    subject, end = f"<{_iri(dyad, names)}>", f" {names.relation_graph} .\n"
    cooperation, conflict = _both(dyad)
    yield f"{subject} {TYPE} {kg_iri('DyadYear')}{end}"
    yield f"{subject} {kg_iri('oneParty')} <{names.actors}{dyad.one}>{end}"
    yield f"{subject} {kg_iri('otherParty')} <{names.actors}{dyad.other}>{end}"
    if dyad.year is not None:
        yield f"{subject} {kg_iri('year')} {date_term(dyad.year)}{end}"
    yield f"{subject} {kg_iri('cooperationCount')} {number(counts[cooperation])}{end}"
    yield f"{subject} {kg_iri('conflictCount')} {number(counts[conflict])}{end}"


def _stored(engine: Engine, dyad: _DyadYear, names: Names) -> Counter[_Kind]:
    subject, graph = node(_iri(dyad, names)), names.relation_graph

    def one(predicate: NamedNode) -> int:
        found = next(engine.quads_for_pattern(subject, predicate, None, graph), None)
        return int(found.object.value) if found is not None else 0  # type: ignore[union-attr]

    counts = (one(KG.cooperationCount), one(KG.conflictCount))
    return Counter(dict(zip(_both(dyad), counts, strict=True)))


@lru_cache(maxsize=65536)
def _iri(dyad: _DyadYear, names: Names) -> str:
    return iris.dyad_year_iri(names.base, unquote(dyad.one), unquote(dyad.other), dyad.year)
