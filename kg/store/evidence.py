"""From an event, a relation or a report to the words that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kg.ontology.terms import DCTERMS, KG, OA, SCHEMA
from kg.store.rows import EvidenceRow
from kg.store.terms import local, node

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["evidence"]


def evidence(engine: Engine, names: Names, iri: str) -> list[EvidenceRow]:
    """A row for each report that an event, a relation or a report (itself) rests on.

    Sorted by publication date (undated first), article, field and place in it. Empty for an IRI
    that is none of these; the former IRI of a merged event leads to the event.
    """
    rows = [
        row for report in _reports(engine, names, iri) if (row := _row(engine, names, report)) is not None
    ]
    return sorted(rows, key=lambda row: (row.date or "", row.article, row.field, row.field_start, row.report))


def _reports(engine: Engine, names: Names, iri: str) -> set[str]:
    if iri.startswith(names.reports):
        return {iri}
    if iri.startswith(names.relations):
        found = _values(engine, iri, KG.event, names.relation_graph)
        return {report for event in found for report in _reports(engine, names, event)}
    reports = set(_values(engine, iri, KG.report, names.occurrence_graph))
    if not reports:
        for newer in _values(engine, iri, DCTERMS.isReplacedBy, names.occurrence_graph):
            reports |= set(_values(engine, newer, KG.report, names.occurrence_graph))
    return reports


def _row(engine: Engine, names: Names, report: str) -> EvidenceRow | None:
    about = next(engine.quads_for_pattern(node(report), KG.reportedClass, None, None), None)
    if about is None:
        return None
    graph = cast("ox.NamedNode", about.graph_name)
    article = graph.value

    def one(subject: str | None, predicate: ox.NamedNode) -> str | None:
        return next(iter(_values(engine, subject, predicate, graph)), None) if subject else None

    data_set, row = one(report, KG.dataSet), one(report, KG.row)  # of a record of somebody's event data
    span = one(report, KG.evidence)
    selectors = _values(engine, span, OA.hasSelector, graph) if span else []
    exact, prefix, suffix, start, end = (
        next((value for selector in selectors if (value := one(selector, part)) is not None), None)
        for part in (OA.exact, OA.prefix, OA.suffix, OA.start, OA.end)
    )
    speaker = one(report, KG.speaker)
    prefix, trigger = prefix or "", exact or ""
    return EvidenceRow(
        sentence=prefix + trigger + (suffix or ""),
        start=len(prefix),
        end=len(prefix) + len(trigger),
        trigger=trigger,
        article=article,
        title=one(article, DCTERMS.title) if row is None else f"{data_set}, row {row}",
        publisher=one(article, DCTERMS.publisher) if row is None else data_set,
        date=one(report, SCHEMA.datePublished) or one(article, SCHEMA.datePublished),
        url=one(report, SCHEMA.url) or one(article, SCHEMA.url),
        speaker=names.actor_id(speaker) if speaker else None,
        status=local(one(report, KG.status) or "occurred"),
        confidence=float(one(report, KG.confidence) or 0),
        report=report,
        cls=local(cast("ox.NamedNode", about.object).value),
        field=(one(span, KG.field) or "text") if span else "",
        field_start=int(start or 0),
        field_end=int(end or 0),
        alleged=one(report, KG.alleged) == "true",
    )


def _values(engine: Engine, subject: str, predicate: ox.NamedNode, graph: ox.NamedNode) -> list[str]:
    found = engine.quads_for_pattern(node(subject), predicate, None, graph)
    return sorted(cast("ox.NamedNode | ox.Literal", quad.object).value for quad in found)
