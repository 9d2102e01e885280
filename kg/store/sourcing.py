"""Who reports each event and how sure the best reading is: for all events at once, in three passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from kg.ontology.terms import DCTERMS, KG

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Sourcing", "sourcing"]


class Sourcing(NamedTuple):
    """What the reports of an event have in common.

    ``event`` is its IRI, ``confidence`` that of its most confident report, in [0, 1]; ``publishers`` are
    sorted, "" for articles that name none.
    """

    event: str
    confidence: float
    publishers: tuple[str, ...]


def sourcing(engine: Engine, names: Names) -> Iterator[Sourcing]:
    """A row for every event that has reports, in no order."""
    publisher_of = {
        _text(quad.graph_name): _text(quad.object)
        for quad in engine.quads_for_pattern(None, DCTERMS.publisher, None, None)
        if quad.subject == quad.graph_name
    }
    said: dict[str, tuple[float, str]] = {
        _text(quad.subject): (float(_text(quad.object)), publisher_of.get(_text(quad.graph_name), ""))
        for quad in engine.quads_for_pattern(None, KG.confidence, None, None)
    }
    reports_of: dict[str, list[str]] = {}
    for quad in engine.quads_for_pattern(None, KG.report, None, names.occurrence_graph):
        reports_of.setdefault(_text(quad.subject), []).append(_text(quad.object))
    for event, reports in reports_of.items():
        known = [said.get(report, (0.0, "")) for report in reports]
        publishers = tuple(sorted({publisher for _, publisher in known}))
        yield Sourcing(event, max(confidence for confidence, _ in known), publishers)


def _text(term: object) -> str:
    return cast("ox.NamedNode", term).value
