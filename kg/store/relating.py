"""How direct relations follow from occurrences: summed up from all of them, or moved by some."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.ontology.terms import KG
from kg.store.extremes import extremes_without
from kg.store.readback import tally_of
from kg.store.relations import (
    Tally,
    contributions,
    earliest,
    latest,
    relation_iri,
    relation_quads,
    tally,
)
from kg.store.terms import node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.events import Occurrence
    from kg.store.relations import Contribution, Edge
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Relations", "relation_changes"]


class Relations:
    """The sums of all relations, while occurrences come one after the other; it holds no events."""

    def __init__(self, names: Names, taxonomy: Taxonomy) -> None:
        self._names = names
        self._taxonomy = taxonomy
        self._sums: dict[Edge, _Sums] = {}

    def founded_by(self, event: Occurrence) -> Iterator[Quad]:
        """Count an occurrence, and say which relations list it."""
        iri, graph = node(self._names.events + event.id), self._names.relation_graph
        for edge, part in contributions(event, self._taxonomy).items():
            sums = self._sums.get(edge)
            if sums is None:
                self._sums[edge] = _Sums(part)
            else:
                sums.add(part)
            yield Quad(NamedNode(relation_iri(edge, self._names)), KG.event, iri, graph)

    def sums(self) -> Iterator[Quad]:
        """The relations with their counts and dates, without their events."""
        for edge, sums in self._sums.items():
            total = Tally(sums.events, sums.reports, sums.first, sums.last)
            yield from relation_quads(edge, total, (), self._names)


class _Sums:
    """A ``Tally`` that grows: there are millions of parts."""

    __slots__ = ("events", "first", "last", "reports")

    def __init__(self, part: Contribution) -> None:
        self.events = 1
        _, self.reports, self.first, self.last = part

    def add(self, part: Contribution) -> None:
        """Count one occurrence more."""
        _, reports, first, last = part
        self.events += 1
        self.reports += reports
        if first and (not self.first or first < self.first):
            self.first = first
        if last and (not self.last or last > self.last):
            self.last = last


def relation_changes(
    engine: Engine, names: Names, taxonomy: Taxonomy, old: Iterable[Occurrence], new: Iterable[Occurrence]
) -> tuple[list[Quad], list[Quad]]:
    """Quads to take from the relation graph and to add: only relations whose sum moves."""
    before, after = _by_edge(old, taxonomy), _by_edge(new, taxonomy)
    removed: set[Quad] = set()
    appeared: set[Quad] = set()
    for edge in sorted(before.keys() | after.keys()):
        lost, won = before[edge] - after[edge], after[edge] - before[edge]
        if lost or won:
            out, in_ = _moved(engine, names, edge, lost, won)
            removed |= out
            appeared |= in_
    return list(removed - appeared), list(appeared - removed)


def _moved(
    engine: Engine, names: Names, edge: Edge, lost: set[Contribution], won: set[Contribution]
) -> tuple[set[Quad], set[Quad]]:
    """What one relation's node loses and gains; other events are looked at only for a lost extreme."""
    iri = relation_iri(edge, names)
    gain, loss = tally(won), tally(lost)
    gone, come = {part.event for part in lost}, {part.event for part in won}
    standing = tally_of(engine, iri, names)
    if standing is None:
        return set(), set(relation_quads(edge, gain, come, names))
    first = earliest((standing.first, gain.first))
    last = latest((standing.last, gain.last))
    if (loss.first == first != gain.first) or (loss.last == last != gain.last):
        first, last = extremes_without(engine, iri, gone, standing, names)
        first, last = earliest((first, gain.first)), latest((last, gain.last))
    total = Tally(
        standing.events - loss.events + gain.events,
        standing.reports - loss.reports + gain.reports,
        first,
        last,
    )
    before = set(relation_quads(edge, standing, gone, names))
    after = set(relation_quads(edge, total, come, names)) if total.events else set()
    return before, after


def _by_edge(events: Iterable[Occurrence], taxonomy: Taxonomy) -> dict[Edge, set[Contribution]]:
    edges: dict[Edge, set[Contribution]] = defaultdict(set)
    for event in events:
        for edge, part in contributions(event, taxonomy).items():
            edges[edge].add(part)
    return edges
