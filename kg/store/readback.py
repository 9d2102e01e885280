"""Layers 2 and 3 read back from their quads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.ontology.classes import QUADS
from kg.ontology.terms import KG, KG_NAMESPACE
from kg.store.events import Occurrence
from kg.store.relations import Tally
from kg.store.terms import TYPE, local, node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["occurrence_from", "tally_of"]

_NO_CLASSES = {*QUADS, "Event", "Prospect"}


def occurrence_from(quads: Iterable[Quad], names: Names, taxonomy: Taxonomy) -> Occurrence:
    """The occurrence that the quads of one subject describe; ``names`` of actors are not among them."""
    values: dict[str, list[str]] = defaultdict(list)
    types: list[str] = []
    iri = ""
    for quad in quads:
        iri = quad.subject.value  # type: ignore[union-attr]  # no quoted triples here
        value = quad.object
        assert isinstance(value, NamedNode | Literal)
        if quad.predicate == TYPE:
            if value.value.startswith(KG_NAMESPACE):
                types.append(local(value.value))
        else:
            values[local(quad.predicate.value)].append(value.value)

    def one(name: str) -> str | None:
        return values[name][0] if values[name] else None

    def actors(name: str) -> tuple[str, ...]:
        return tuple(sorted(value[len(names.actors) :] for value in values[name]))

    classes = [name for name in types if name not in _NO_CLASSES]
    classes += [local(value) for value in values["prospectOf"]]
    return Occurrence(
        id=iri[len(names.events) :],
        key=one("mergeKey") or "",
        cls=max(classes, key=lambda name: (taxonomy.depth(name), name)),
        reports=tuple(sorted(value[len(names.reports) :] for value in values["report"])),
        articles=int(one("articleCount") or 0),
        statuses=tuple(sorted(local(value) for value in values["status"])),
        source=actors("source"),
        target=actors("target"),
        source_state=actors("sourceState"),
        target_state=actors("targetState"),
        reciprocal=one("reciprocal") == "true",
        date=one("date"),
        date_end=one("dateEnd"),
        place=one("placeName"),
        place_country=next(iter(actors("placeCountry")), None),
        context=tuple(sorted(values["context"])),
        first_reported=one("firstReported"),
        last_reported=one("lastReported"),
        because=tuple(sorted(values["mergedBecause"])),
        names=(),
        alleged=one("alleged") == "true",
    )


def tally_of(engine: Engine, relation: str, names: Names) -> Tally | None:
    """The sums a stored relation node gives; None where there is no such node."""
    subject, graph = node(relation), names.relation_graph

    def one(predicate: NamedNode) -> str | None:
        found = next(engine.quads_for_pattern(subject, predicate, None, graph), None)
        return found.object.value if found is not None else None  # type: ignore[union-attr]

    events, reports = one(KG.eventCount), one(KG.reportCount)
    if events is None or reports is None:
        return None
    return Tally(int(events), int(reports), one(KG.firstDate), one(KG.lastDate))
