"""From an extraction to the quads of the article's graph, and from the registry to its graph.

Pure: nothing here opens a store. The shape of the graph is described in ``docs/rdf-model.md``.
The order of the quads is that of the text, so the same extraction gives the same bytes.

Characters that XML and RDF literals cannot hold (NUL and other control characters, lone
surrogates, U+FFFE, U+FFFF) become U+FFFD, one for one, so that offsets stay valid. Numbers are
written as Oxigraph gives them back (``0.9``, not ``0.90``): what is stored is what is exported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from kg.model import (
    Actor,
    ActorKind,
    Article,
    EventMention,
    Extraction,
    Membership,
    Mention,
    Party,
    Tenure,
    digest,
    precision_of,
)
from kg.ontology import iris
from kg.ontology.qualifying import party_words, qualifier
from kg.ontology.terms import DCTERMS, KG, OA, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = ["actor_quads", "article_quads", "date_literal", "registry_quads", "text_literal", "url_node"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_KIND = {
    ActorKind.STATE: KG.State,
    ActorKind.ORGANIZATION: KG.Organization,
    ActorKind.PERSON: KG.Person,
    ActorKind.ARMED_GROUP: KG.ArmedGroup,
}
_DATE_TYPE = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
_TRUE = ox.Literal(True)
_CONTEXT_OF_TENURE = 80  # characters on each side of the words that state a tenure, within their line


def article_quads(
    extraction: Extraction, base: str, registered: Collection[str] = (), *, settings_hash: str | None = None
) -> Iterator[ox.Quad]:
    """Everything the article's graph holds: the article, its reports with evidence, who takes part.

    ``base`` is the IRI that data IRIs start with. ``registered`` holds the ids of actors that
    ``:graph/registry`` names; every other actor, and every person, is described here.
    ``settings_hash`` tells with which model, rules and data the article was read.
    """
    graph = _Graph(base, ox.NamedNode(iris.article_iri(base, extraction.article.id)))
    yield from _article(graph, extraction.article)
    if settings_hash:
        yield graph.quad(graph.name, KG.settingsHash, ox.Literal(settings_hash))
    parties = party_words(extraction)
    for mention in extraction.mentions:
        yield from _report(graph, extraction.article, mention, parties)
    for tenure in _tenures(extraction.tenures):
        yield from _tenure(graph, tenure, extraction)
    known = frozenset(registered)
    for actor in _actors(extraction):
        if actor.kind is ActorKind.PERSON or actor.id not in known:
            yield from _actor(graph, actor, listed=actor.id in known)


def registry_quads(
    actors: Iterable[Actor],
    base: str,
    tenures: Iterable[Tenure] = (),
    memberships: Iterable[Membership] = (),
    apart: Iterable[Collection[str]] = (),
) -> Iterator[ox.Quad]:
    """The graph ``:graph/registry``: states and listed organisations with names, code and Wikidata.

    ``tenures`` are listed ones: who held which office from when until when, with a citation.
    ``memberships`` are those of organisations; ``apart`` holds pairs of ids that never mean one person.
    """
    graph = _Graph(base, ox.NamedNode(iris.graph_iri(base, "registry")))
    for actor in sorted(actors, key=lambda actor: actor.id):
        yield from _actor(graph, actor)
        if actor.kind in {ActorKind.STATE, ActorKind.ORGANIZATION}:
            yield graph.quad(graph.actor(actor.id), SKOS.notation, text_literal(actor.id))
        for alias in sorted(set(actor.aliases) - {actor.name}):
            yield graph.quad(graph.actor(actor.id), SKOS.altLabel, text_literal(alias))
    for tenure in sorted(tenures, key=lambda t: (t.office.id, t.start or "", t.person)):
        yield from _tenure(graph, tenure, None)
    for membership in memberships:
        yield from _membership(graph, membership)
    for one, other in sorted(map(sorted, apart)):
        yield graph.quad(graph.actor(one), OWL.differentFrom, graph.actor(other))


def text_literal(text: str, language: str | None = None) -> ox.Literal:
    """A literal of any text; characters that RDF cannot hold become U+FFFD. A malformed tag is dropped."""
    text = _ILLEGAL.sub("\ufffd", text)
    if language and _LANGUAGE.fullmatch(language):
        return ox.Literal(text, language=language.lower())
    return ox.Literal(text)


def date_literal(date: str) -> ox.Literal:
    """``2024`` -> xsd:gYear, ``2024-05`` -> xsd:gYearMonth, ``2024-05-03`` -> xsd:date, else ValueError."""
    return ox.Literal(date, datatype=_DATE_TYPE[str(precision_of(date))])


@dataclass(slots=True)
class _Graph:
    """The graph that is being written, and the nodes it has already named."""

    base: str
    name: ox.NamedNode
    _actors: dict[str, ox.NamedNode] = field(default_factory=dict)

    def quad(
        self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal
    ) -> ox.Quad:
        return ox.Quad(subject, predicate, value, self.name)

    def actor(self, actor: str) -> ox.NamedNode:
        if actor not in self._actors:
            self._actors[actor] = ox.NamedNode(iris.actor_iri(self.base, actor))
        return self._actors[actor]


def _article(graph: _Graph, article: Article) -> Iterator[ox.Quad]:
    node = graph.name
    yield graph.quad(node, RDF.type, SCHEMA.NewsArticle)
    yield graph.quad(node, DCTERMS.identifier, text_literal(article.id))
    if article.title:
        yield graph.quad(node, DCTERMS.title, text_literal(article.title, article.language))
    if article.published:
        yield graph.quad(node, SCHEMA.datePublished, date_literal(article.published))
    if article.retrieved:
        yield graph.quad(node, KG.retrieved, date_literal(article.retrieved))
    if article.publisher:
        yield graph.quad(node, DCTERMS.publisher, text_literal(article.publisher))
    if article.url:
        yield graph.quad(node, SCHEMA.url, url_node(article.url))
    if article.language:
        yield graph.quad(node, DCTERMS.language, text_literal(article.language))
    yield graph.quad(node, KG.contentHash, ox.Literal(article.content_hash))
    yield graph.quad(node, KG.textSketch, ox.Literal(article.sketch))


def _report(
    graph: _Graph, article: Article, mention: EventMention, parties: Collection[str]
) -> Iterator[ox.Quad]:
    node = ox.NamedNode(iris.report_iri(graph.base, mention.id))
    yield graph.quad(node, RDF.type, KG.TextReport)
    yield graph.quad(node, KG.reportedClass, KG[mention.type])
    yield from _parties(graph, node, mention)
    yield graph.quad(node, KG.status, KG[mention.status.value])
    if mention.date:
        yield graph.quad(node, KG.date, date_literal(mention.date))
    if mention.date_end:
        yield graph.quad(node, KG.dateEnd, date_literal(mention.date_end))
    if mention.place:
        yield graph.quad(node, KG.placeName, text_literal(mention.place.name))
        if mention.place.country:
            yield graph.quad(node, KG.placeCountry, graph.actor(mention.place.country))
    for context in mention.context:
        yield graph.quad(node, KG.context, text_literal(context))
    if told := qualifier(mention, article, parties):
        yield graph.quad(node, KG.qualifier, text_literal(told))
    yield graph.quad(node, KG.confidence, _decimal(mention.confidence))
    yield graph.quad(node, KG.extractor, text_literal(mention.extractor))
    yield from _evidence(graph, node, mention.trigger, mention.sentence, article)


def _parties(graph: _Graph, node: ox.NamedNode, mention: EventMention) -> Iterator[ox.Quad]:
    for named, stands_for, parties in (
        (KG.source, KG.sourceState, mention.source),
        (KG.target, KG.targetState, mention.target),
    ):
        for actor in dict.fromkeys(party.actor.id for party in parties):
            yield graph.quad(node, named, graph.actor(actor))
        for state in dict.fromkeys(state for party in parties if (state := _stands_for(party))):
            yield graph.quad(node, stands_for, graph.actor(state))
    if mention.reciprocal:
        yield graph.quad(node, KG.reciprocal, _TRUE)
    if mention.speaker:
        yield graph.quad(node, KG.speaker, graph.actor(mention.speaker.actor.id))
        if spoken_for := _stands_for(mention.speaker):
            yield graph.quad(node, KG.speakerState, graph.actor(spoken_for))
    if mention.alleged:
        yield graph.quad(node, KG.alleged, _TRUE)


def _stands_for(party: Party) -> str | None:
    """Whom it acts for: its state or organisation; an armed group acts for itself, not for its state."""
    actor = party.actor
    if actor.kind is ActorKind.ARMED_GROUP:
        return actor.id
    if actor.country is None and actor.kind in {ActorKind.STATE, ActorKind.ORGANIZATION}:
        return actor.id
    return actor.country


def _evidence(
    graph: _Graph, node: ox.NamedNode, span: Mention, around: tuple[int, int], article: Article
) -> Iterator[ox.Quad]:
    """The span as position and as quotation, two selectors in one node as both select the same.

    prefix + exact + suffix is the text of ``around``.
    """
    text = article.field(span.field)
    start, end = min(around[0], span.start), max(around[1], span.end)
    evidence, selector = (ox.NamedNode(iris.part_iri(node.value, part)) for part in ("evidence", "selector"))
    yield graph.quad(node, KG.evidence, evidence)
    yield graph.quad(evidence, RDF.type, OA.SpecificResource)
    yield graph.quad(evidence, OA.hasSource, graph.name)
    yield graph.quad(evidence, OA.hasSelector, selector)
    if span.field != "text":
        yield graph.quad(evidence, KG.field, text_literal(span.field))
    yield graph.quad(selector, RDF.type, OA.TextPositionSelector)
    yield graph.quad(selector, OA.start, ox.Literal(span.start))
    yield graph.quad(selector, OA.end, ox.Literal(span.end))
    yield graph.quad(selector, RDF.type, OA.TextQuoteSelector)
    if prefix := text[start : span.start]:
        yield graph.quad(selector, OA.prefix, text_literal(prefix))
    yield graph.quad(selector, OA.exact, text_literal(span.text))
    if suffix := text[span.end : end]:
        yield graph.quad(selector, OA.suffix, text_literal(suffix))


def _tenure(graph: _Graph, tenure: Tenure, extraction: Extraction | None) -> Iterator[ox.Quad]:
    """``extraction`` is the article that says so; None for a listed tenure."""
    told_by = extraction.article.id if extraction else digest(tenure.start or "", tenure.source or "")
    node = ox.NamedNode(iris.tenure_iri(graph.base, told_by, tenure.person, tenure.office.id))
    office = ox.NamedNode(iris.office_iri(graph.base, tenure.office.id))
    person = graph.actor(tenure.person)
    yield graph.quad(node, RDF.type, KG.Tenure)
    yield graph.quad(node, KG.holder, person)
    yield graph.quad(node, KG.office, office)
    for term, date in ((KG.heldFrom, tenure.start), (KG.heldUntil, tenure.end), (KG.seen, tenure.seen)):
        if date:
            yield graph.quad(node, term, date_literal(date))
    if tenure.source:
        yield graph.quad(node, DCTERMS.source, text_literal(tenure.source))
    if tenure.evidence and extraction:
        yield from _evidence(
            graph, node, tenure.evidence, _around(tenure.evidence, extraction), extraction.article
        )
    yield graph.quad(person, KG.holdsOffice, office)
    yield graph.quad(office, RDF.type, KG.Office)
    yield graph.quad(office, RDFS.label, text_literal(tenure.office.name))
    yield graph.quad(office, KG.officeOf, graph.actor(tenure.office.country))
    if tenure.office.role:
        yield graph.quad(office, KG.role, text_literal(tenure.office.role))
    if extraction is None:
        yield from _actor(graph, _holder(tenure))


def _membership(graph: _Graph, membership: Membership) -> Iterator[ox.Quad]:
    node = ox.NamedNode(
        iris.membership_iri(graph.base, membership.organization, membership.member, membership.start)
    )
    yield graph.quad(node, RDF.type, ORG.Membership)
    yield graph.quad(node, ORG.member, graph.actor(membership.member))
    yield graph.quad(node, ORG.organization, graph.actor(membership.organization))
    for term, date in ((KG.heldFrom, membership.start), (KG.heldUntil, membership.end)):
        if date:
            yield graph.quad(node, term, date_literal(date))


def _tenures(told: Iterable[Tenure]) -> list[Tenure]:
    """One for each person and office, in the order of the text: the first to tell gives the evidence."""
    found: dict[tuple[str, str], Tenure] = {}
    for tenure in told:
        key = (tenure.person, tenure.office.id)
        first = found.setdefault(key, tenure)
        found[key] = replace(
            first,
            start=first.start or tenure.start,
            end=first.end or tenure.end,
            seen=first.seen or tenure.seen,
            evidence=first.evidence or tenure.evidence,
            source=first.source or tenure.source,
        )
    return list(found.values())


def _around(span: Mention, extraction: Extraction) -> tuple[int, int]:
    """The sentence of an event mention that contains the span, else part of the span's line."""
    for mention in extraction.mentions:
        start, end = mention.sentence
        if mention.trigger.field == span.field and start <= span.start and span.end <= end:
            return start, end
    text = extraction.article.field(span.field)
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    return (
        max(line_start, span.start - _CONTEXT_OF_TENURE),
        min(len(text) if line_end < 0 else line_end, span.end + _CONTEXT_OF_TENURE),
    )


def _holder(tenure: Tenure) -> Actor:
    return Actor(
        id=tenure.person,
        name=tenure.person_name,
        kind=ActorKind.PERSON,
        country=tenure.office.country,
        role=tenure.office.role,
    )


def _actors(extraction: Extraction) -> list[Actor]:
    """Everyone the article names, by id; of several records for one id the one with the fullest name."""
    found: dict[str, Actor] = {}

    def add(actor: Actor) -> None:
        known = found.get(actor.id)
        if known is None or (len(actor.name), actor.name) > (len(known.name), known.name):
            found[actor.id] = actor

    for tenure in extraction.tenures:
        add(_holder(tenure))
    for mention in extraction.mentions:
        for party in (*mention.source, *mention.target, *((mention.speaker,) if mention.speaker else ())):
            add(party.actor)
    return [found[key] for key in sorted(found)]


def actor_quads(actor: Actor, base: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """What a graph says of an actor: kind, name, whom it stands for, role."""
    yield from _actor(_Graph(base, graph), actor)


def _actor(graph: _Graph, actor: Actor, *, listed: bool = False) -> Iterator[ox.Quad]:
    """``listed``: the registry's graph has the label; the article's spelling stands beside it."""
    node = graph.actor(actor.id)
    yield graph.quad(node, RDF.type, _KIND[actor.kind])
    yield graph.quad(node, SKOS.altLabel if listed else RDFS.label, text_literal(actor.name))
    if actor.country and actor.country != actor.id:
        yield graph.quad(node, KG.actorOf, graph.actor(actor.country))
    if actor.role:
        yield graph.quad(node, KG.role, text_literal(actor.role))
    if actor.private:
        yield graph.quad(node, KG.private, _TRUE)
    for same in actor.same_as:
        yield graph.quad(node, SKOS.exactMatch, url_node(same))


def _decimal(value: float) -> ox.Literal:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=XSD.decimal)


def url_node(url: str) -> ox.NamedNode | ox.Literal:
    """The URL as an IRI, with what an IRI cannot hold percent-encoded; a literal if it still is none."""
    for candidate in (url, quote(url, safe="!#$%&'()*+,/:;=?@[]~", errors="surrogatepass")):
        try:
            return ox.NamedNode(candidate)
        except ValueError:
            continue
    return text_literal(url)
