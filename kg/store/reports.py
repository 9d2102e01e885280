"""Layer 1 as typed rows: what the merging of reports looks at, read from an article's graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from kg.ontology.terms import KG, KG_NAMESPACE, OA, SCHEMA
from kg.store.terms import LABEL, TYPE, local, node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["ArticleFacts", "Report", "report_of", "reports_of_article", "reports_of_store"]

_REPORT_TYPES = {KG_NAMESPACE + name for name in ("TextReport", "RecordReport", "Report")}
_OF_RECORDS = {SCHEMA.url.value: "url", SCHEMA.datePublished.value: "published"}
_PARTIES = ("source", "target", "sourceState", "targetState", "context")


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


class ArticleFacts(NamedTuple):
    """What a report takes from its article: its date, and the names of the actors it introduces."""

    published: str | None
    name_of: Callable[[str], str | None]
    sentence_of: Callable[[str], str]


def report_of(
    iri: str, article: str, quads: Iterable[Quad], facts: ArticleFacts, names: Names
) -> Report | None:
    """The row of one report from the quads it is the subject of; None where they describe no report."""
    single: dict[str, str] = {}
    many: dict[str, list[str]] = {name: [] for name in _PARTIES}
    is_report = False
    cut = len(names.actors)
    for quad in quads:
        predicate, value = quad.predicate.value, quad.object
        if predicate in _OF_RECORDS:  # a record has a document and a day of its own
            single[_OF_RECORDS[predicate]] = value.value  # type: ignore[union-attr]
            continue
        if not isinstance(value, NamedNode):
            text = value.value  # type: ignore[union-attr]  # our graphs hold no quoted triples
        elif value.value.startswith(names.actors):
            text = value.value[cut:]
        elif quad.predicate == TYPE:
            is_report = is_report or value.value in _REPORT_TYPES
            continue
        else:
            text = local(value.value) if value.value.startswith(KG_NAMESPACE) else value.value
        if not predicate.startswith(KG_NAMESPACE):
            continue
        key = predicate[len(KG_NAMESPACE) :]
        if key in many:
            many[key].append(intern(text))  # few actors, classes and dates in very many reports
        else:
            single[key] = min(intern(text), single.get(key, text))
    if not is_report or "reportedClass" not in single:
        return None
    source, target = _sorted(many["source"]), _sorted(many["target"])
    date = single.get("date")
    named = sorted({*source, *target})
    return Report(
        id=iri[len(names.reports) :] if iri.startswith(names.reports) else iri,
        article=single.get("url", iri) if "row" in single else article,
        cls=single["reportedClass"],
        source=source,
        target=target,
        source_state=_sorted(many["sourceState"]) or source,
        target_state=_sorted(many["targetState"]) or target,
        status=single.get("status", "occurred"),
        reciprocal=single.get("reciprocal") in {"true", "1"},
        date=date,
        date_end=single.get("dateEnd"),
        place=single.get("placeName"),
        place_country=single.get("placeCountry"),
        context=_sorted(many["context"]),
        published=single.get("published", facts.published),
        sentence=facts.sentence_of(iri) if date is None or len(date) < 7 else "",
        names=tuple((actor, label) for actor in named if (label := facts.name_of(actor))),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def reports_of_article(article: str, quads: Iterable[Quad], names: Names) -> Iterator[Report]:
    """The rows of all reports in an article's graph, given its quads; sorted by IRI."""
    by_subject: dict[str, list[Quad]] = {}
    for quad in quads:
        by_subject.setdefault(quad.subject.value, []).append(quad)  # type: ignore[union-attr]

    def values(subject: str, predicate: str) -> list[str]:
        return sorted(
            q.object.value  # type: ignore[union-attr]
            for q in by_subject.get(subject, ())
            if q.predicate.value == predicate
        )

    facts = ArticleFacts(
        published=next(iter(values(article, SCHEMA.datePublished.value)), None),
        name_of=lambda actor: next(iter(values(names.actors + actor, LABEL.value)), None),
        sentence_of=lambda report: _sentence(report, values),
    )
    for iri in sorted(by_subject):
        if (row := report_of(iri, article, by_subject[iri], facts, names)) is not None:
            yield row


def reports_of_store(engine: Engine, iris: Iterable[str], names: Names) -> Iterator[Report]:
    """The rows of the named reports that the store holds, whichever article's graph they stand in."""

    def values(subject: str, predicate: str) -> list[str]:
        pattern = engine.quads_for_pattern(node(subject), node(predicate), None, graph)
        return sorted(q.object.value for q in pattern)  # type: ignore[union-attr]

    for iri in iris:
        quads = list(engine.quads_for_pattern(node(iri), None, None, None))
        if not quads:
            continue
        graph = quads[0].graph_name
        article: str = graph.value  # type: ignore[union-attr]
        facts = ArticleFacts(
            published=next(iter(values(article, SCHEMA.datePublished.value)), None),
            name_of=lambda actor: next(iter(values(names.actors + actor, LABEL.value)), None),
            sentence_of=lambda report: _sentence(report, values),
        )
        if (row := report_of(iri, article, quads, facts, names)) is not None:
            yield row


def _sentence(report: str, values: Callable[[str, str], list[str]]) -> str:
    """The sentence a report stands in: its quote with what comes before and after."""
    for evidence in values(report, KG.evidence.value):
        for selector in values(evidence, OA.hasSelector.value):
            parts = [values(selector, OA[name].value) for name in ("prefix", "exact", "suffix")]
            if parts[1]:
                return "".join(part[0] for part in parts if part)
    return ""
