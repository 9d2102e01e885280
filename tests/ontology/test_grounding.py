"""What the quads of an article's graph say of its extraction, and that no input breaks them."""

from __future__ import annotations

import io
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from kg.model import Actor, ActorKind, Article, Extraction, Mention, Tenure
from kg.ontology.grounding import article_quads, date_literal, registry_quads, text_literal
from kg.ontology.iris import article_iri, report_iri
from kg.ontology.shapes import validate
from kg.ontology.terms import DCTERMS, KG, OA, RDF, RDFS, SCHEMA, SKOS, XSD
from made_articles import (
    BAQERI,
    BASE,
    CHIEF,
    IRN,
    NATO,
    PAK,
    TEXT,
    exercise,
    extraction,
    meeting,
    party,
    span,
)

REGISTERED = {"IRN", "PAK", "NATO"}
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def quads_of(what: Extraction, registered: set[str] | None = None) -> list[ox.Quad]:
    return list(article_quads(what, BASE, REGISTERED if registered is None else registered))


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def values(quads: list[ox.Quad], subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    return [str(q.object.value) for q in quads if q.subject == subject and q.predicate == predicate]


def report_of(mention) -> ox.NamedNode:
    return ox.NamedNode(report_iri(BASE, mention.id))


def test_every_quad_stands_in_the_article_s_own_graph() -> None:
    graphs = {quad.graph_name for quad in quads_of(extraction())}
    assert graphs == {ox.NamedNode(article_iri(BASE, "x"))}


def test_there_is_no_blank_node() -> None:
    terms = [term for quad in quads_of(extraction()) for term in (quad.subject, quad.object)]
    assert not [term for term in terms if isinstance(term, ox.BlankNode)]


def test_the_article_says_what_is_known_of_it() -> None:
    quads = quads_of(extraction())
    article = node("article/x")
    assert values(quads, article, DCTERMS.identifier) == ["x"]
    assert ox.Literal("Drill in the gulf", language="en") in [q.object for q in quads]
    assert ox.Literal("2024-05-03", datatype=XSD.date) in [q.object for q in quads]
    assert values(quads, article, SCHEMA.url) == ["https://news.example/x"]
    assert values(quads, article, KG.contentHash) == [extraction().article.content_hash]
    assert not values(quads, article, KG.retrieved)


def test_a_report_carries_class_status_roles_speaker_date_and_place() -> None:
    quads, report = quads_of(extraction()), report_of(exercise())
    assert values(quads, report, KG.reportedClass) == [KG.NavalExercise.value]
    assert values(quads, report, KG.status) == [KG.occurred.value]
    assert values(quads, report, KG.source) == [BASE + "actor/IRN"]
    assert values(quads, report, KG.targetState) == [BASE + "actor/PAK"]
    assert values(quads, report, KG.reciprocal) == ["true"]
    assert values(quads, report, KG.speaker) == [BASE + "actor/IRN/mohammad-baqeri"]
    assert values(quads, report, KG.speakerState) == [BASE + "actor/IRN"]
    assert ox.Literal("2024-05", datatype=XSD.gYearMonth) in [q.object for q in quads if q.subject == report]
    assert values(quads, report, KG.placeName) == ["Chabahar"]
    assert values(quads, report, KG.placeCountry) == [BASE + "actor/IRN"]


def test_a_person_is_named_and_the_state_is_what_it_stands_for() -> None:
    spoken = exercise(source=(party(BAQERI),))
    quads = quads_of(replace(extraction(), mentions=(spoken,)))
    assert values(quads, report_of(spoken), KG.source) == [BASE + "actor/IRN/mohammad-baqeri"]
    assert values(quads, report_of(spoken), KG.sourceState) == [BASE + "actor/IRN"]


def test_two_persons_of_one_state_stand_for_it_once() -> None:
    other = replace(BAQERI, id="IRN/somebody-else", name="Somebody Else")
    spoken = exercise(source=(party(BAQERI), party(other)))
    quads = quads_of(replace(extraction(), mentions=(spoken,)))
    assert len(values(quads, report_of(spoken), KG.source)) == 2
    assert values(quads, report_of(spoken), KG.sourceState) == [BASE + "actor/IRN"]


def test_prefix_exact_and_suffix_make_up_the_sentence() -> None:
    quads = quads_of(extraction())
    for mention in extraction().mentions:
        quotation = ox.NamedNode(report_of(mention).value + "#selector")
        parts = [values(quads, quotation, term) for term in (OA.prefix, OA.exact, OA.suffix)]
        start, end = mention.sentence
        assert "".join(text for part in parts for text in part) == TEXT[start:end]


def test_the_position_is_that_of_the_trigger() -> None:
    quads, mention = quads_of(extraction()), exercise()
    position = ox.NamedNode(report_of(mention).value + "#selector")
    assert values(quads, position, OA.start) == [str(mention.trigger.start)]
    assert values(quads, position, OA.end) == [str(mention.trigger.end)]


def test_evidence_in_the_title_says_so_and_quotes_the_title() -> None:
    title = "Iran and Pakistan start drill"
    mention = exercise(trigger=span(title, "drill", field="title"), sentence=(0, len(title)))
    article = replace(extraction().article, title=title)
    quads = quads_of(Extraction(article=article, mentions=(mention,)))
    report = report_of(mention).value
    assert values(quads, ox.NamedNode(report + "#evidence"), KG.field) == ["title"]
    assert values(quads, ox.NamedNode(report + "#selector"), OA.prefix) == ["Iran and Pakistan start "]
    assert not values(quads, ox.NamedNode(report + "#selector"), OA.suffix)


def test_a_tenure_is_seen_on_the_article_s_date_and_quotes_its_words() -> None:
    quads = quads_of(extraction())
    (tenure,) = {q.subject for q in quads if q.object == KG.Tenure}
    assert values(quads, tenure, KG.holder) == [BASE + "actor/IRN/mohammad-baqeri"]
    assert values(quads, tenure, KG.seen) == ["2024-05-03"]
    assert values(quads, ox.NamedNode(tenure.value + "#selector"), OA.exact) == [
        "chief of staff Mohammad Baqeri"
    ]
    assert values(quads, node("actor/IRN/mohammad-baqeri"), KG.holdsOffice) == [
        BASE + "office/IRN/chief-of-staff"
    ]
    assert values(quads, node("office/IRN/chief-of-staff"), KG.officeOf) == [BASE + "actor/IRN"]


def test_a_tenure_that_is_told_twice_has_the_evidence_of_the_first_place() -> None:
    first = extraction().tenures[0]
    second = replace(first, evidence=span(TEXT, "Mohammad Baqeri"), start="2016")
    quads = quads_of(replace(extraction(), tenures=(first, second)))
    (tenure,) = {q.subject for q in quads if q.object == KG.Tenure}
    assert values(quads, ox.NamedNode(tenure.value + "#selector"), OA.exact) == [
        "chief of staff Mohammad Baqeri"
    ]
    assert values(quads, tenure, KG.heldFrom) == ["2016"]


def test_words_outside_every_event_sentence_are_quoted_within_their_line() -> None:
    text = "First line.\nMohammad Baqeri, chief of staff, was there.\nLast line.\n"
    tenure = Tenure(
        person=BAQERI.id, person_name=BAQERI.name, office=CHIEF, evidence=span(text, "chief of staff")
    )
    quads = quads_of(Extraction(article=Article(id="x", text=text), tenures=(tenure,)))
    quoted = [q.object.value for q in quads if q.predicate in {OA.prefix, OA.suffix}]
    assert quoted == ["Mohammad Baqeri, ", ", was there."]


def test_persons_are_described_in_the_article_and_listed_states_are_not() -> None:
    described = {q.subject for q in quads_of(extraction()) if q.predicate == RDFS.label}
    assert node("actor/IRN/mohammad-baqeri") in described
    assert node("actor/IRN") not in described


def test_an_actor_that_is_not_registered_is_described_in_the_article() -> None:
    quads = quads_of(extraction(), registered={"PAK"})
    assert values(quads, node("actor/IRN"), RDF.type) == [KG.State.value]


def test_a_group_counts_for_its_country_and_a_private_person_is_marked() -> None:
    group = Actor(id="LBN/group", name="Group", kind=ActorKind.ARMED_GROUP, country="LBN", role="REB")
    private = Actor(id="GRC/sailor", name="Sailor", kind=ActorKind.PERSON, country="GRC", private=True)
    mention = exercise(source=(party(group),), target=(party(private),))
    quads = quads_of(replace(extraction(), mentions=(mention,)))
    assert values(quads, node("actor/LBN/group"), RDF.type) == [KG.ArmedGroup.value]
    assert values(quads, node("actor/LBN/group"), KG.actorOf) == [BASE + "actor/LBN"]
    assert values(quads, node("actor/GRC/sailor"), KG.private) == ["true"]


def test_of_several_names_of_a_person_the_fullest_is_the_label() -> None:
    short = replace(BAQERI, name="Baqeri")
    quads = quads_of(replace(extraction(), tenures=(), mentions=(exercise(speaker=party(short)), meeting())))
    assert values(quads, node("actor/IRN/mohammad-baqeri"), RDFS.label) == ["Baqeri"]
    both = (exercise(speaker=party(short)), exercise(type="Meeting", speaker=party(BAQERI)))
    quads = quads_of(replace(extraction(), tenures=(), mentions=both))
    assert values(quads, node("actor/IRN/mohammad-baqeri"), RDFS.label) == ["Mohammad Baqeri"]


def test_a_report_with_its_evidence_takes_25_quads_at_most_where_little_more_than_the_event_is_known() -> (
    None
):
    mention = exercise(date=None, place=None)
    bare = quads_of(Extraction(article=extraction().article))
    assert len(quads_of(Extraction(article=extraction().article, mentions=(mention,)))) - len(bare) <= 25 + 4


def test_the_settings_hash_stands_on_the_article() -> None:
    quads = list(article_quads(extraction(), BASE, REGISTERED, settings_hash="9c41"))
    assert values(quads, node("article/x"), KG.settingsHash) == ["9c41"]


def test_the_registry_describes_states_with_names_codes_and_wikidata() -> None:
    quads = list(registry_quads([PAK, IRN, NATO], BASE))
    assert {q.graph_name for q in quads} == {node("graph/registry")}
    assert values(quads, node("actor/IRN"), SKOS.altLabel) == ["Islamic Republic of Iran"]
    assert values(quads, node("actor/NATO"), RDF.type) == [KG.Organization.value]
    assert values(quads, node("actor/PAK"), SKOS.notation) == ["PAK"]
    assert values(quads, node("actor/PAK"), SKOS.exactMatch) == ["http://www.wikidata.org/entity/Q843"]


def test_a_listed_tenure_carries_its_source() -> None:
    listed = Tenure(
        person=BAQERI.id,
        person_name=BAQERI.name,
        office=CHIEF,
        start="2016-06-28",
        end="2025-06-13",
        source="Tehran Times, 2016-06-28",
    )
    quads = list(registry_quads([IRN], BASE, [listed]))
    (tenure,) = {q.subject for q in quads if q.object == KG.Tenure}
    assert values(quads, tenure, DCTERMS.source) == ["Tehran Times, 2016-06-28"]
    assert values(quads, tenure, KG.heldUntil) == ["2025-06-13"]
    assert validate(quads).conforms


def test_the_order_of_the_registry_does_not_depend_on_the_order_of_actors() -> None:
    assert list(registry_quads([IRN, PAK, NATO], BASE)) == list(registry_quads([NATO, PAK, IRN], BASE))


@pytest.mark.parametrize(
    ("date", "datatype"), [("2024", XSD.gYear), ("2024-05", XSD.gYearMonth), ("2024-05-03", XSD.date)]
)
def test_a_date_says_no_more_than_is_known(date: str, datatype: ox.NamedNode) -> None:
    assert date_literal(date) == ox.Literal(date, datatype=datatype)


@given(ANY_TEXT)
def test_any_text_makes_a_literal_of_the_same_length(text: str) -> None:
    literal = text_literal(text, "en")
    assert len(literal.value) == len(text)
    assert all(a in {b, "\ufffd"} for a, b in zip(literal.value, text, strict=True))


@pytest.mark.parametrize("language", ["not a tag", "e", "", "en_GB", "x" * 40])
def test_a_malformed_language_tag_is_dropped(language: str) -> None:
    assert text_literal("Drill", language) == ox.Literal("Drill")


@pytest.mark.parametrize("url", ["https://x.example/a b{c}", "no scheme", "http://[half", "\ud800"])
def test_an_odd_url_is_kept_somehow(url: str) -> None:
    article = replace(extraction().article, url=url)
    quads = quads_of(Extraction(article=article))
    assert len(values(quads, node("article/x"), SCHEMA.url)) == 1


@given(id=ANY_TEXT.filter(bool), before=ANY_TEXT, words=ANY_TEXT.filter(bool), after=ANY_TEXT, title=ANY_TEXT)
def test_no_article_breaks_the_graph_its_shapes_or_its_serialisations(
    id: str, before: str, words: str, after: str, title: str
) -> None:
    """NUL, lone surrogates, control characters: everything is stored, valid, and read back by rdflib."""
    text = before + words + after
    trigger = Mention(article=id, start=len(before), end=len(before) + len(words), text=words)
    article = Article(id=id, text=text, title=title or None, publisher=title or None, language="en")
    mention = exercise(trigger=trigger, sentence=(0, len(text)), context=())
    quads = quads_of(Extraction(article=article, mentions=(mention,)))
    assert validate([*quads, *registry_quads([IRN, PAK], BASE)]).conforms
    for ours, theirs in ((ox.RdfFormat.RDF_XML, "xml"), (ox.RdfFormat.TURTLE, "turtle")):
        written = ox.serialize((quad.triple for quad in quads), format=ours)
        assert len(rdflib.Graph().parse(io.BytesIO(written or b""), format=theirs)) == len(set(quads))


def test_what_is_stored_comes_back_as_it_was_written(tmp_path) -> None:
    """Oxigraph rewrites numbers (0.90 -> 0.9): grounding writes them as Oxigraph gives them back."""
    store = ox.Store(tmp_path)
    quads = set(quads_of(extraction()))
    store.extend(quads)
    assert set(store) == quads
