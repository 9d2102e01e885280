"""How direct relations follow from occurrences: summed up from all of them, or moved by some."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.store.dyads import DyadYears, dyad_changes
from kg.store.extremes import extremes_without
from kg.store.nquads import quads_of
from kg.store.readback import tally_of
from kg.store.relations import (
    Tally,
    contributions,
    earliest,
    founding_line,
    latest,
    relation_iri,
    relation_lines,
    tally,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import Quad

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
        self._dyads = DyadYears(names, taxonomy)

    def founded_by(self, event: Occurrence) -> Iterator[str]:
        """Count an occurrence, and say which relations and dyad-years list it."""
        yield from self._dyads.counting(event)
        for edge, part in contributions(event, self._taxonomy).items():
            sums = self._sums.get(edge)
            if sums is None:
                self._sums[edge] = _Sums(part)
            else:
                sums.add(part)
            yield founding_line(edge, event.id, self._names)

    def sums(self) -> Iterator[str]:
        """The relations with their counts and dates, without their events; then the dyad-years."""
        for edge, sums in self._sums.items():
            total = Tally(sums.events, sums.reports, sums.first, sums.last)
            yield from relation_lines(edge, total, (), self._names)
        yield from self._dyads.counts()


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
    engine: Engine, names: Names, taxonomy: Taxonomy, old: Collection[Occurrence], new: Collection[Occurrence]
) -> tuple[list[Quad], list[Quad]]:
    """Quads to take from the relation graph and to add: only relations and dyad-years whose sums move."""
    out, in_ = dyad_changes(engine, names, taxonomy, old, new)
    before, after = _by_edge(old, taxonomy), _by_edge(new, taxonomy)
    removed, appeared = set(out), set(in_)
    for edge in sorted(before.keys() | after.keys()):
        lost, won = before[edge] - after[edge], after[edge] - before[edge]
        if lost or won:
            less, more = _moved(engine, names, edge, lost, won)
            removed |= less
            appeared |= more
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
        return set(), set(quads_of(relation_lines(edge, gain, come, names)))
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
    before = set(quads_of(relation_lines(edge, standing, gone, names)))
    after = set(quads_of(relation_lines(edge, total, come, names))) if total.events else set()
    return before, after


def _by_edge(events: Iterable[Occurrence], taxonomy: Taxonomy) -> dict[Edge, set[Contribution]]:
    edges: dict[Edge, set[Contribution]] = defaultdict(set)
    for event in events:
        for edge, part in contributions(event, taxonomy).items():
            edges[edge].add(part)
    return edges
