"""Each shape has a graph that keeps it and one that breaks it; both engines find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg import config
from kg.errors import UsageError
from kg.ontology.shacl import Unsupported, compile_shapes
from kg.ontology.shapes import Problem, ValidationReport, shipped_shapes, validate, validate_with_pyshacl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
from made_graphs import declared, sound_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def less(cls: str, term: str) -> str:
    """An update that takes a value away from every instance of a class."""
    return f"DELETE {{ ?s {term} ?v }} WHERE {{ ?s a {cls} ; {term} ?v }}"


def more(cls: str, term: str, value: str) -> str:
    """An update that gives every instance of a class a further value."""
    return f"INSERT {{ ?s {term} {value} }} WHERE {{ ?s a {cls} }}"


def other(cls: str, term: str, value: str) -> str:
    """An update that replaces a value of every instance of a class."""
    return f"DELETE {{ ?s {term} ?v }} INSERT {{ ?s {term} {value} }} WHERE {{ ?s a {cls} ; {term} ?v }}"


def without_selector(term: str) -> str:
    return f"DELETE {{ ?v {term} ?x }} WHERE {{ ?e oa:hasSelector ?v . ?v {term} ?x }}"


ARTICLE, TEXT, RECORD, SPAN = "schema:NewsArticle", "kg:TextReport", "kg:RecordReport", "oa:SpecificResource"
POSITION, QUOTE = "oa:TextPositionSelector", "oa:TextQuoteSelector"
GHOST = "<urn:ghost>"

# What is done to the sound graph, the shape that notices, and words of its message.
BREACHES = [
    (less(ARTICLE, "dcterms:identifier"), "Article", "exactly one identifier"),
    (more(ARTICLE, "dcterms:identifier", '"y"'), "Article", "exactly one identifier"),
    (other(ARTICLE, "kg:contentHash", '"?"'), "Article", "20 hex"),
    (more(ARTICLE, "dcterms:title", '"Other"'), "Article", "one title"),
    (other(ARTICLE, "schema:datePublished", '"Friday"'), "Article", "published on"),
    (more(ARTICLE, "schema:url", "<urn:x>"), "Article", "one URL"),
    (less(TEXT, "kg:reportedClass"), "Report", "exactly one event class"),
    (other(TEXT, "kg:reportedClass", "kg:planned"), "Report", "must be an event class"),
    (less(TEXT, "kg:source"), "Source", "must be a source"),
    (more(TEXT, "kg:target", GHOST), "Target", "must be a target"),
    (less(TEXT, "kg:sourceState"), "SourceState", "what the source stands for"),
    (less(TEXT, "kg:targetState"), "TargetState", "what the target stands for"),
    (more(TEXT, "kg:reciprocal", "7"), "Reciprocal", "Reciprocal is true"),
    (other(TEXT, "kg:date", '"2024-02-30"^^xsd:date'), "Date", "A date is one real day"),
    (more(TEXT, "kg:dateEnd", "2024"), "DateEnd", "An end date"),
    (more(TEXT, "kg:status", "kg:denied"), "Report", "exactly one status"),
    (less(TEXT, "kg:status"), "Report", "exactly one status"),
    (other(TEXT, "kg:status", "kg:Status"), "Report", "exactly one status"),
    (other(TEXT, "kg:speaker", GHOST), "Report", "one speaker"),
    (other(TEXT, "kg:speakerState", GHOST), "Report", "the speaker stands for"),
    (more(TEXT, "kg:placeName", "5"), "Report", "one place"),
    (more(TEXT, "kg:qualifier", "5"), "Report", "one qualifier"),
    (other(TEXT, "kg:confidence", "1.5"), "Report", "between 0 and 1"),
    (other(TEXT, "kg:confidence", '"high"'), "Report", "between 0 and 1"),
    (less(TEXT, "kg:extractor"), "Report", "mechanism"),
    (less(TEXT, "kg:evidence"), "TextReport", "carry its evidence"),
    (less(RECORD, "kg:dataSet"), "RecordReport", "name its data set"),
    (other(RECORD, "kg:row", '""'), "RecordReport", "key of its row"),
    (less(SPAN, "oa:hasSource"), "Evidence", "exactly one article"),
    (without_selector("oa:start"), "Evidence", "its position"),
    (without_selector("oa:exact"), "Evidence", "its words"),
    (more(SPAN, "kg:field", '"text"'), "Evidence", "title, or is left out"),
    (other(POSITION, "oa:start", "-1"), "Position", "start of a span"),
    (less(POSITION, "oa:end"), "Position", "end of a span"),
    (other(POSITION, "oa:start", "9000"), "Position", "before it ends"),
    (other(QUOTE, "oa:exact", '""'), "Quote", "exact words"),
    (more(QUOTE, "oa:prefix", '"more"'), "Quote", "text before it"),
    (more(QUOTE, "oa:suffix", '"more"'), "Quote", "text after it"),
    (less("kg:Person", "rdfs:label"), "Actor", "An actor must have a name"),
    (more("kg:Person", "kg:actorOf", GHOST), "Actor", "counts for must be"),
    (more("kg:State", "skos:notation", '"Iran"'), "State", "three capital letters"),
    (more("kg:Organization", "skos:notation", '"OTAN"'), "Organization", "one code"),
    (more("kg:Person", "a", "kg:State"), "Person", "cannot be a state"),
    (more("kg:Person", "kg:private", '"yes"'), "Person", "Private is true"),
    (more("kg:ArmedGroup", "kg:actorOf", ":actor/IRN"), "ArmedGroup", "one state at most"),
    (less("kg:Office", "rdfs:label"), "Office", "office must have a name"),
    (less("kg:Office", "kg:officeOf"), "Office", "belong to one"),
    (less("kg:Tenure", "kg:holder"), "Tenure", "one holder"),
    (less("kg:Tenure", "kg:office"), "Tenure", "one described office"),
    (less("kg:Tenure", "kg:evidence"), "Tenure", "where it is from"),
    (more("kg:Tenure", "kg:heldFrom", '"long ago"'), "Tenure", "dates of a tenure"),
    (other("kg:Event", "kg:status", "kg:planned"), "Event", "must have happened"),
    (less("kg:Event", "a"), "Relation", "events that happened"),
    ("DELETE { ?e a ?c } WHERE { ?e a kg:Event, ?c FILTER(?c != kg:Event) }", "Event", "of some event class"),
    (more("kg:Event", "kg:prospectOf", "kg:Visit"), "Event", "no prospect"),
    (more("kg:Event", "kg:disputed", '"perhaps"'), "Event", "Disputed is true"),
    (less("kg:Event", "kg:report"), "Reports", "report in the graph"),
    (other("kg:Event", "kg:reportCount", "0"), "ReportCount", "number of reports"),
    (less("kg:Event", "kg:articleCount"), "ArticleCount", "number of articles"),
    (less("kg:Prospect", "kg:prospectOf"), "Prospect", "of which event class"),
    (other("kg:Prospect", "kg:prospectOf", "kg:planned"), "Prospect", "What a prospect is one of"),
    (more("kg:Prospect", "kg:status", "kg:occurred"), "Prospect", "none that says it occurred"),
    (more("kg:Prospect", "a", "kg:Meeting"), "Prospect", "must not carry an event class"),
    (other("kg:Relation", "rdf:object", ":actor/IRN"), "Relation", "from one described actor to another"),
    (less("kg:Relation", "rdf:object"), "Relation", "lead to one described actor"),
    (less("kg:Relation", "rdf:predicate"), "Relation", "name its property"),
    (less("kg:Relation", "kg:eventCount"), "Relation", "number of events"),
    (other("kg:Relation", "kg:event", ":event/p1"), "Relation", "events that happened"),
    (more("kg:Event", "kg:disputed", "true"), "Relation", "somebody denies"),
    (more("kg:Event", "kg:alleged", '"perhaps"'), "Alleged", "Alleged is true"),
    (more(TEXT, "kg:alleged", '"perhaps"'), "Alleged", "Alleged is true"),
    (more("kg:Event", "kg:alleged", "true"), "Relation", "only alleged"),
    (more("kg:Relation", "kg:lastDate", '"soon"'), "Relation", "dates of a relation"),
    (other("kg:DyadYear", "kg:otherParty", ":actor/IRN"), "DyadYear", "one described party, and another"),
    (less("kg:DyadYear", "kg:otherParty"), "DyadYear", "its other party"),
    (other("kg:DyadYear", "kg:year", "2024"), "DyadYear", "year of a dyad-year"),
    (less("kg:DyadYear", "kg:cooperationCount"), "DyadYear", "acts of cooperation"),
    (other("kg:DyadYear", "kg:conflictCount", "-1"), "DyadYear", "acts of conflict"),
    (other("kg:DyadYear", "kg:cooperativeEvent", ":event/p1"), "DyadYear", "dyad-year must rest on events"),
]


def told(report: ValidationReport) -> set[tuple[str, str]]:
    return {(problem.focus, problem.message) for problem in report.problems}


def test_a_sound_graph_of_all_layers_keeps_every_shape() -> None:
    assert validate(sound_graph()).problems == ()
    assert validate_with_pyshacl(sound_graph()).problems == ()


def test_the_sound_graph_has_a_node_for_every_shape() -> None:
    """Else a shape could be kept by having nothing to check."""
    from kg.ontology.shacl import Data

    data = Data(sound_graph())
    for shape in shipped_shapes():
        assert any(next(data.instances(data.subclasses(target)), None) for target in shape.targets), (
            shape.node
        )


def test_every_message_of_the_shapes_is_provoked_here() -> None:
    messages = {
        message
        for shape in shipped_shapes()
        for message in (shape.message, *(inner.message for inner in shape.properties))
        if message
    }
    assert {m for m in messages if not any(words in m for _, _, words in BREACHES)} == set()


@pytest.mark.parametrize(("breach", "shape", "words"), BREACHES, ids=lambda value: str(value)[:60])
def test_a_breach_is_found_and_told_in_plain_words(breach: str, shape: str, words: str) -> None:
    store = sound_graph()
    store.update(declared(breach))
    report = validate(store)
    assert [p for p in report.problems if words in p.message and p.shape == shape]
    assert told(report) == told(validate_with_pyshacl(store))


@settings(max_examples=25)
@given(st.data())
def test_both_engines_find_the_same_in_graphs_with_random_damage(data: st.DataObject) -> None:
    store = sound_graph()
    quads = sorted(store, key=str)
    nodes = sorted({quad.object for quad in quads}, key=str)
    for quad in data.draw(st.lists(st.sampled_from(quads), min_size=1, max_size=6, unique=True)):
        store.remove(quad)
        if data.draw(st.booleans()):
            store.add(ox.Quad(quad.subject, quad.predicate, data.draw(st.sampled_from(nodes))))
    assert told(validate(store)) == told(validate_with_pyshacl(store))


def test_loose_quads_are_checked_like_a_store() -> None:
    store = sound_graph()
    store.update(declared(less(TEXT, "kg:extractor")))
    assert validate(list(store)) == validate(store)


def test_graphs_are_checked_together() -> None:
    """A report's states are described in the registry's graph, its events stand in another one."""
    named = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(f"urn:{i % 3}"))
        for i, q in enumerate(sound_graph())
    ]
    assert validate(named).conforms


def test_a_problem_reads_as_a_sentence_and_as_json() -> None:
    problem = Problem(focus="urn:r", message="A report must name it.", shape="Report", value="1.5")
    assert str(problem) == "urn:r: A report must name it. Found: 1.5"
    assert problem.as_dict() == {
        "focus": "urn:r",
        "message": "A report must name it.",
        "shape": "Report",
        "value": "1.5",
    }


def test_problems_come_in_the_order_of_the_nodes() -> None:
    store = sound_graph()
    store.update(declared(less("?any", "kg:confidence")))
    focuses = [problem.focus for problem in validate(store).problems]
    assert focuses == sorted(focuses)
    assert len(focuses) == 3


OWN = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/bilateral-kg/ontology#> . "


@pytest.fixture
def own_shapes(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "mine.ttl"
        path.write_text(OWN + text, encoding="utf-8")
        return path

    return write


def test_shapes_of_one_s_own_replace_ours(own_shapes: Callable[[str], Path]) -> None:
    path = own_shapes(
        "<urn:mine> a sh:NodeShape ; sh:targetClass kg:Relation ; sh:property [ sh:path kg:eventCount ;"
        ' sh:minInclusive 2 ; sh:message "Seen once is not enough." ] .'
    )
    (problem,) = validate(sound_graph(), shapes=path).problems
    assert (problem.message, problem.shape, problem.value) == ("Seen once is not enough.", "urn:mine", "1")


def test_shapes_beyond_our_engine_go_to_pyshacl(own_shapes: Callable[[str], Path]) -> None:
    path = own_shapes(
        "<urn:mine> a sh:NodeShape ; sh:targetSubjectsOf kg:eventCount ; sh:property [ "
        'sh:path [ sh:inversePath kg:report ] ; sh:minCount 1 ; sh:message "Nobody reports it." ] .'
    )
    with pytest.raises(Unsupported):
        compile_shapes(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    (problem,) = validate(sound_graph(), shapes=path).problems
    assert problem.message == "Nobody reports it."


@pytest.mark.parametrize("text", ["<urn:mine> a", "this is no Turtle"])
def test_a_shapes_file_that_does_not_parse_says_so(own_shapes: Callable[[str], Path], text: str) -> None:
    with pytest.raises(UsageError, match="not valid Turtle"):
        validate(sound_graph(), shapes=own_shapes(text))


def test_a_missing_shapes_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot read the shapes file"):
        validate(sound_graph(), shapes=tmp_path / "none.ttl")


def test_the_shipped_shapes_are_shacl_core_without_sparql() -> None:
    text = (config.ontologies() / "shapes.ttl").read_text(encoding="utf-8")
    assert "sh:sparql" not in text
    assert "sh:rule" not in text
