"""What a small graph shows: actors, and ties between them with the sentences that say so.

A tie merges the events of one dyad that have the same relation property (``meets``) and stand alike.
Events are the source, not the derived relations, so that planned and disputed ones can be shown too
and nothing is drawn twice (a relation and its superproperty, a symmetric relation each way).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from kg.analysis.selection import STANDINGS, standing
from kg.ontology import classes, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.store.rows import ActorRow, EventRow, EvidenceRow

__all__ = ["GROUPS", "Node", "Picture", "Rows", "Tie", "draw"]

GROUPS = {
    "occurred": "occurred",
    "planned": "planned",
    "proposed": "proposed",
    "alleged": "unconfirmed",
    "disputed": "unconfirmed",
    "negated": "unconfirmed",
    "denied": "unconfirmed",
}
"""How a standing is drawn: solid, dashed, dashed, dotted."""

_UNKNOWN_KIND = "organization"


class Rows(Protocol):
    """What a view reads: a store, or anything else that has these rows."""

    def events(self) -> Iterable[EventRow]:
        """Every occurrence and prospect."""
        ...

    def actors(self) -> Iterable[ActorRow]:
        """Every actor that an event names or stands for."""
        ...

    def evidence(self, iri: str) -> Iterable[EvidenceRow]:
        """The words that an event rests on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor in the picture; ``weight`` counts the events of its ties."""

    id: str
    label: str
    kind: str
    country: str | None
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Events of one dyad with one property and one way of standing.

    ``group`` is a value of ``GROUPS``. In an undirected tie ``source`` is the smaller id. ``events`` are
    oldest first; ``evidence`` newest first. ``first`` and ``last`` are dates.
    """

    source: str
    target: str
    relation: str
    label: str
    quad: str
    group: str
    directed: bool
    events: tuple[EventRow, ...]
    evidence: tuple[EvidenceRow, ...] = ()

    @property
    def id(self) -> str:
        """``IRN|meets|PAK|occurred``; an arrow tells a directed tie from a mutual one."""
        return "|".join(
            (self.source, self.relation + (">" if self.directed else ""), self.target, self.group)
        )

    @property
    def reports(self) -> int:
        """How often the events were reported."""
        return sum(event.reports for event in self.events)

    @property
    def dates(self) -> tuple[str, ...]:
        """The known dates, sorted."""
        return tuple(sorted(event.date for event in self.events if event.date))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A graph to draw: nodes and ties sorted by id.

    ``affiliations`` link persons to the states they stand for. ``left_out`` counts the ties above the
    limit, which are the weakest.
    """

    title: str
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    affiliations: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]
    left_out: int = 0

    @property
    def events(self) -> tuple[EventRow, ...]:
        """The distinct events behind all ties, sorted by IRI."""
        return tuple(
            sorted({e.iri: e for tie in self.ties for e in tie.events}.values(), key=lambda e: e.iri)
        )

    @property
    def articles(self) -> int:
        """How many articles are quoted."""
        return len({row.article for tie in self.ties for row in tie.evidence})


def draw(
    events: Iterable[EventRow],
    actors: Iterable[ActorRow],
    evidence: Callable[[str], Iterable[EvidenceRow]],
    *,
    title: str,
    parties: Callable[[EventRow], Iterable[tuple[str, str]]],
    max_edges: int,
) -> Picture:
    """The picture of ``events``; ``parties`` gives the ordered pairs of an event that are to be drawn.

    Beyond ``max_edges`` ties only the strongest are kept: those that occurred first, then by number of
    events, then of reports.
    """
    described = {actor.id: actor for actor in actors}
    ties = sorted(_ties(events, parties), key=_strongest)
    kept = sorted(ties[:max_edges], key=lambda tie: tie.id)
    said: dict[str, Sequence[EvidenceRow]] = {}
    for event in {event.iri: event for tie in kept for event in tie.events}:
        said[event] = tuple(evidence(event))
    kept = [replace(tie, evidence=_newest(row for e in tie.events for row in said[e.iri])) for tie in kept]
    names, affiliations = _cast(kept, described)
    weights: dict[str, set[str]] = defaultdict(set)
    for tie in kept:
        for name in (tie.source, tie.target):
            weights[name].update(event.iri for event in tie.events)
    return Picture(
        title=title,
        nodes=tuple(_node(name, described.get(name), len(weights[name])) for name in names),
        ties=tuple(kept),
        affiliations=affiliations,
        labels={name: actor.label for name, actor in described.items()},
        left_out=len(ties) - len(kept),
    )


def _ties(events: Iterable[EventRow], parties: Callable[[EventRow], Iterable[tuple[str, str]]]) -> list[Tie]:
    merged: dict[tuple[str, str, str, str, bool], dict[str, EventRow]] = defaultdict(dict)
    for event in events:
        relation, _, symmetric = _relation(event.cls)
        directed = not (event.reciprocal or symmetric)
        for source, target in parties(event):
            pair = (source, target) if directed else (min(source, target), max(source, target))
            key = (*pair, relation, GROUPS[standing(event)], directed)
            merged[key][event.iri] = event
    return [
        Tie(
            source=source,
            target=target,
            relation=relation,
            label=_relation(next(iter(behind.values())).cls)[1],
            quad=_quad(behind.values()),
            group=group,
            directed=directed,
            events=tuple(sorted(behind.values(), key=lambda e: (e.date or "~", e.iri))),
        )
        for (source, target, relation, group, directed), behind in sorted(merged.items())
    ]


def _relation(cls: str) -> tuple[str, str, bool]:
    """Property, label and symmetry of what a class founds; a class that the ontology lacks names itself."""
    known = classes().get(cls)
    if known is None:
        return cls, cls, False
    relation = relations()[known.relation]
    return relation.name, relation.label, relation.symmetric


def _quad(events: Iterable[EventRow]) -> str:
    """The quad of most events; of equals the first by name."""
    counts: dict[str, int] = defaultdict(int)
    for event in events:
        counts[event.quad] += 1
    return min(counts, key=lambda quad: (-counts[quad], quad))


def _strongest(tie: Tie) -> tuple[int, int, int, str]:
    rank = min(STANDINGS.index(standing(event)) for event in tie.events)
    return rank, -len(tie.events), -tie.reports, tie.id


def _newest(rows: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    by_report = {row.report: row for row in rows}
    ordered = sorted(by_report.values(), key=lambda row: (-row.confidence, row.report))
    return tuple(sorted(ordered, key=lambda row: row.date or "", reverse=True))


def _cast(
    ties: Iterable[Tie], described: Mapping[str, ActorRow]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Who is in the picture: both ends of every tie, and the states that its persons stand for."""
    named = {name for tie in ties for name in (tie.source, tie.target)}
    links = set()
    for name in named:
        actor = described.get(name)
        if actor and actor.kind in {"person", "armed-group"} and actor.country and actor.country != name:
            links.add((name, actor.country))
    return tuple(sorted(named | {state for _, state in links})), tuple(sorted(links))


def _node(name: str, actor: ActorRow | None, weight: int) -> Node:
    if actor is None:
        return Node(id=name, label=name, kind=_UNKNOWN_KIND, country=None, weight=weight)
    return Node(id=name, label=actor.label, kind=actor.kind, country=actor.country, weight=weight)
