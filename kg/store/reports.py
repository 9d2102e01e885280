"""Layer 1 as typed rows: what the merging of reports looks at, read from an article's graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import NamedNode, Store

from kg.ontology.terms import KG, KG_NAMESPACE, OA, SCHEMA
from kg.store.terms import LABEL, node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["Report", "report_of_store", "reports_of_article", "reports_of_graph"]

_NODES: Final = frozenset(
    {"reportedClass", "source", "target", "sourceState", "targetState", "status", "placeCountry"}
)
_TOLD: Final = {
    **{KG[name].value: name for name in _NODES},
    **{
        KG[name].value: name
        for name in ("alleged", "context", "date", "dateEnd", "placeName", "qualifier", "reciprocal", "row")
    },
    SCHEMA.url.value: "url",  # a record has a document and a day of its own
    SCHEMA.datePublished.value: "published",
    LABEL.value: "label",
}
"""What rows are made of, by the IRI of the property; the sentence is looked up where it is needed."""

_ASKED: Final = tuple(NamedNode(iri) for iri in sorted(_TOLD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, with actors by the part of their IRI after ``:actor/``.

    ``published`` is the article's date; ``sentence`` is read only where wording matters (a report
    without a date, or with no more than a year). ``names`` holds labels of the actors that the
    article introduces. What people decided: reports with the same ``together`` are one happening, compared
    with others in the group ``key``; those in ``apart`` are another.
    """

    id: str
    article: str
    cls: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_state: tuple[str, ...]
    target_state: tuple[str, ...]
    status: str
    reciprocal: bool = False
    date: str | None = None
    date_end: str | None = None
    place: str | None = None
    place_country: str | None = None
    context: tuple[str, ...] = ()
    published: str | None = None
    sentence: str = ""
    names: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    together: str | None = None
    key: str | None = None
    apart: frozenset[str] = frozenset()
    alleged: bool = False
    qualifier: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Everything that takes part, by state or organisation, sorted."""
        return tuple(sorted({*self.source_state, *self.target_state}))

    @property
    def persons(self) -> Mapping[str, frozenset[str]]:
        """Who is named of each party, beside the party itself."""
        return _persons(self.source, self.target)


@lru_cache(maxsize=65536)
def _persons(source: tuple[str, ...], target: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    named: dict[str, set[str]] = {}
    for actor in (*source, *target):
        if "/" in actor:
            named.setdefault(actor.split("/", 1)[0], set()).add(actor)
    return {party: frozenset(people) for party, people in named.items()}


def reports_of_graph(engine: Engine, graph: NamedNode, names: Names) -> Iterator[Report]:
    """The rows of all reports in a stored article's graph, sorted by IRI.

    An engine in this process is asked only for what rows are made of: a third of a graph's statements.
    """
    if not isinstance(engine, Store):
        return reports_of_article(graph.value, engine.quads_for_pattern(None, None, None, graph), names)
    told = (engine.quads_for_pattern(None, predicate, None, graph) for predicate in _ASKED)
    return _rows(
        graph.value, chain.from_iterable(told), lambda iri: _stored_sentence(engine, iri, graph), names
    )


def reports_of_article(article: str, quads: Iterable[Quad], names: Names) -> Iterator[Report]:
    """The rows of all reports in an article's graph, given its quads; sorted by IRI."""
    every = list(quads)

    @cache
    def by_subject() -> dict[str, list[Quad]]:
        found: dict[str, list[Quad]] = {}
        for quad in every:
            found.setdefault(quad.subject.value, []).append(quad)  # type: ignore[union-attr]
        return found

    def values(subject: str, predicate: NamedNode) -> list[str]:
        about = by_subject().get(subject, ())
        return sorted(q.object.value for q in about if q.predicate == predicate)  # type: ignore[union-attr]

    return _rows(article, every, lambda iri: _sentence(iri, values), names)


def report_of_store(engine: Engine, iri: str, names: Names) -> Report | None:
    """The row of a report, whichever article's graph it stands in; None where the store has none."""
    found = next(iter(engine.quads_for_pattern(node(iri), KG.reportedClass, None, None)), None)
    if found is None:
        return None
    reports = reports_of_graph(engine, cast("NamedNode", found.graph_name), names)
    return next((report for report in reports if names.reports + report.id == iri), None)


def _rows(
    article: str, quads: Iterable[Quad], sentence_of: Callable[[str], str], names: Names
) -> Iterator[Report]:
    """The rows that the quads tell of; those of other statements are passed over."""
    found: dict[str, dict[str, list[str]]] = {}
    cut = len(names.actors)
    for quad in quads:
        key = _TOLD.get(quad.predicate.value)
        if key is None:
            continue
        text: str = quad.object.value  # type: ignore[union-attr]  # our graphs hold no quoted triples
        if key in _NODES:
            if text.startswith(names.actors):
                text = text[cut:]
            elif text.startswith(KG_NAMESPACE):
                text = text[len(KG_NAMESPACE) :]
        about = found.setdefault(quad.subject.value, {})  # type: ignore[union-attr]
        about.setdefault(key, []).append(intern(text))  # few actors, classes, dates in very many reports
    published = min(found.get(article, {}).get("published", ()), default=None)
    for iri in sorted(iri for iri, about in found.items() if "reportedClass" in about):
        about = found[iri]

        def one(key: str, about: dict[str, list[str]] = about) -> str | None:
            return min(about[key]) if key in about else None

        def many(key: str, about: dict[str, list[str]] = about) -> tuple[str, ...]:
            return tuple(sorted(set(about[key]))) if key in about else ()

        source, target, date = many("source"), many("target"), one("date")
        labels = ((a, found.get(names.actors + a, {}).get("label")) for a in sorted({*source, *target}))
        yield Report(
            id=iri[len(names.reports) :] if iri.startswith(names.reports) else iri,
            article=(one("url") or iri) if "row" in about else article,  # a record has a document of its own
            cls=one("reportedClass") or "",
            source=source,
            target=target,
            source_state=many("sourceState") or source,
            target_state=many("targetState") or target,
            status=one("status") or "occurred",
            reciprocal=one("reciprocal") in {"true", "1"},
            date=date,
            date_end=one("dateEnd"),
            place=one("placeName"),
            place_country=one("placeCountry"),
            context=many("context"),
            published=one("published") or published,
            sentence=sentence_of(iri) if date is None or len(date) < 7 else "",
            names=tuple((actor, min(texts)) for actor, texts in labels if texts),
            alleged=one("alleged") in {"true", "1"},
            qualifier=one("qualifier") or "",
        )


def _stored_sentence(engine: Engine, iri: str, graph: NamedNode) -> str:
    def values(subject: str, predicate: NamedNode) -> list[str]:
        pattern = engine.quads_for_pattern(NamedNode(subject), predicate, None, graph)
        return sorted(q.object.value for q in pattern)  # type: ignore[union-attr]

    return _sentence(iri, values)


def _sentence(report: str, values: Callable[[str, NamedNode], list[str]]) -> str:
    """The sentence a report stands in: its quote with what comes before and after."""
    for evidence in values(report, KG.evidence):
        for selector in values(evidence, OA.hasSelector):
            parts = [values(selector, OA[name]) for name in ("prefix", "exact", "suffix")]
            if parts[1]:
                return "".join(part[0] for part in parts if part)
    return ""
