"""Occurrences and direct relations of nine articles whose answers are known."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from kg.model import Status
from kg.ontology.grounding import article_quads
from kg.ontology.shapes import validate
from kg.ontology.terms import KG, RDF, SEM
from kg.store import Store, extremes
from made_news import BASE, news, told

from made_graph import extractions, fill


@pytest.fixture
def store():
    with Store.memory(BASE) as store:
        yield news(store)


def triples(store, property_):
    found = store.query(
        f"SELECT DISTINCT ?a ?b {{ ?a kg:{property_} ?b . ?b ?x ?y }} ORDER BY ?a ?b"
    ).shortened
    return [(a.removeprefix(":actor/"), b.removeprefix(":actor/")) for a, b in found]


def event(store, label):
    return next(row for row in store.events() if row.label.startswith(label))


def put(store, extraction):
    store.replace(
        extraction.article.id, article_quads(extraction, store.base), extraction.article.content_hash
    )
    store.refresh()


def test_people_who_met_meet_and_so_do_their_states_both_ways(store):
    assert triples(store, "meets") == [
        ("IRN", "PAK"), ("IRN/ashtiani", "PAK/sidhu"), ("IRN/baqeri", "PAK/sidhu"),
        ("PAK", "IRN"), ("PAK/sidhu", "IRN/ashtiani"), ("PAK/sidhu", "IRN/baqeri"),
    ]  # fmt: skip


def test_what_a_relation_implies_is_written_out(store):
    assert set(triples(store, "meets")) < set(triples(store, "consultsWith"))
    assert (
        triples(store, "cooperatesWith")
        == triples(store, "exercisesWith")
        == [("IRN", "PAK"), ("PAK", "IRN")]
    )


def test_a_visit_has_a_direction_and_the_consultation_it_implies_has_none(store):
    assert triples(store, "visits") == [("PAK", "IRN"), ("PAK/sidhu", "IRN")]
    assert ("IRN", "PAK/sidhu") in triples(store, "consultsWith")


def test_plans_proposals_and_denied_deliveries_found_no_relation(store):
    for property_ in ("sendsDelegationTo", "patrolsWith", "suppliesArmsTo", "aids"):
        assert triples(store, property_) == []


def test_a_relation_counts_its_events_and_reports_with_first_and_last_date(store):
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("IRN", "meets", "PAK"))
    assert (row.events, row.reports, row.first, row.last, row.level) == (
        2,
        3,
        "2023-07-17",
        "2023-07-17",
        "state",
    )
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("PAK", "visits", "IRN"))
    assert (row.first, row.last) == ("2023-07-16", "2023-07-19")


def test_a_retracted_report_takes_its_relation_along(store):
    store.remove("sanctions")
    store.refresh()
    assert triples(store, "imposesSanctionsOn") == []
    assert triples(store, "sanctions") == []
    assert all(row.predicate != "criticises" for row in store.edges())


def test_the_last_date_of_a_relation_moves_back_when_its_last_event_goes(store):
    put(store, told("later", "2024-09-02", ("They *met*.", "Meeting", "IRN", "PAK", {"date": "2024-09-01"})))
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("IRN", "meets", "PAK"))
    assert (row.events, row.last) == (3, "2024-09-01")
    store.remove("later")
    store.refresh()
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("IRN", "meets", "PAK"))
    assert (row.events, row.last) == (2, "2023-07-17")


def test_a_busy_relation_finds_its_first_and_last_date_by_looking_up_days(store, monkeypatch):
    monkeypatch.setattr(extremes, "_FEW", 0)
    put(store, told("early", "2020-02-02", ("They *met*.", "Meeting", "IRN", "PAK", {"date": "2020-02"})))
    span = {"date": "2024-08-30", "date_end": "2024-09-03"}
    put(store, told("long", "2024-09-03", ("They *met*.", "Meeting", "IRN", "PAK", span)))
    put(store, told("later", "2024-10-02", ("They *met*.", "Meeting", "IRN", "PAK", {"date": "2024-10-01"})))
    store.remove("later")
    store.refresh()
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("IRN", "meets", "PAK"))
    assert (row.first, row.last) == ("2020-02", "2024-09-03")
    store.remove("early")
    store.remove("long")
    store.refresh()
    row = next(r for r in store.edges() if (r.subject, r.predicate, r.object) == ("IRN", "meets", "PAK"))
    assert (row.first, row.last) == ("2023-07-17", "2023-07-17")


def test_dates_are_looked_up_in_the_order_in_which_they_compare():
    days = extremes.calendar("2023-12-30", "2024-02-01")
    assert days == sorted(days)
    assert days[:4] == ["2023-12-30", "2023-12-31", "2024", "2024-01"]
    assert days[-3:] == ["2024-01-31", "2024-02", "2024-02-01"]


def test_a_denial_that_arrives_later_takes_the_relation_away(store):
    denial = told(
        "no", "2024-05-09",
        ("Pakistan denies any *drill*.", "JointExercise", "PAK", "IRN", {"date": "2024-05-05", "status": Status.DENIED}),
    )  # fmt: skip
    put(store, denial)
    drill = event(store, "Iran and Pakistan: naval exercise")
    assert (drill.disputed, drill.statuses, drill.happened) == (True, ("denied", "occurred"), False)
    assert triples(store, "exercisesWith") == []


def test_an_occurrence_carries_every_class_above_it(store):
    drill = ox.NamedNode(event(store, "Iran and Pakistan: naval exercise").iri)
    types = {q.object for q in store.engine.quads_for_pattern(drill, RDF.type, None, None)}
    names = "NavalExercise JointExercise Cooperation MaterialCooperation Event"
    assert types == {SEM.Event, *(KG[name] for name in names.split())}


def test_a_prospect_carries_no_event_class(store):
    plan = event(store, "Pakistan to Iran: delegation")
    types = {q.object for q in store.engine.quads_for_pattern(ox.NamedNode(plan.iri), RDF.type, None, None)}
    assert types == {KG.Prospect}
    assert (plan.cls, plan.root, plan.statuses, plan.happened) == (
        "Delegation",
        "Cooperation",
        ("planned",),
        False,
    )


def test_two_who_are_named_on_one_side_of_a_joint_event_are_partners_too(store):
    put(
        store,
        told(
            "three",
            "2024-08-02",
            ("They *exercise*.", "LandExercise", "RUS+IRN", "PAK", {"date": "2024-08-01"}),
        ),
    )
    assert ("IRN", "RUS") in triples(store, "exercisesWith")


def test_nobody_stands_in_a_relation_to_his_own_state(store):
    put(store, told("home", "2024-08-02", ("He *praised* it.", "Praise", "IRN/baqeri", "IRN+PAK", {})))
    assert triples(store, "praises") == [
        ("IRN", "PAK"),
        ("IRN/baqeri", "PAK"),
        ("PAK", "IRN"),
        ("PAK/sidhu", "IRN"),
    ]


def test_actors_say_who_they_are(store):
    actors = {actor.id: actor for actor in store.actors()}
    assert (actors["IRN"].kind, actors["IRN"].label, actors["IRN"].country) == ("state", "Iran", "IRN")
    sidhu = actors["PAK/sidhu"]
    assert (sidhu.kind, sidhu.country, sidhu.role) == ("person", "PAK", "MIL")
    assert "ATL" not in actors
    assert list(actors) == sorted(actors)


def test_evidence_is_the_sentence_with_the_trigger_marked(store):
    first, second = store.evidence(event(store, "Mohammad Baqeri and Zaheer").iri)
    assert first.sentence == "General Baqeri met Air Chief Sidhu on Monday."
    assert first.sentence[first.start : first.end] == first.trigger == "met"
    assert (first.title, first.publisher, first.date) == ("About talks", "Gazette", "2023-07-18")
    assert (first.url, first.status, first.confidence) == ("https://news.example/talks", "occurred", 0.9)
    assert (second.sentence, second.publisher) == ("In Tehran, Baqeri met Sidhu.", "Courier")


def test_evidence_of_a_report_and_of_a_relation(store):
    drill = next(row for row in store.edges() if row.predicate == "exercisesWith")
    rows = store.evidence(drill.iri)
    assert [row.cls for row in rows] == ["NavalExercise", "JointExercise"]
    assert store.evidence(rows[0].report) == rows[:1]
    assert store.evidence(BASE + "event/unknown") == []
    assert store.evidence("urn:else") == []


def test_a_speaker_is_named_by_id(store):
    assert {row.speaker for row in store.evidence(event(store, "Iran to Russia: arms transfer").iri)} == {
        "USA",
        "IRN/baqeri",
    }


def test_a_store_counts_what_it_holds(store):
    info = store.info()
    assert (info.articles, info.reports, info.occurrences, info.prospects) == (9, 15, 9, 3)
    assert (info.disputed, info.pending, info.size) == (1, 0, None)
    assert info.statuses == {"denied": 1, "negated": 1, "occurred": 11, "planned": 1, "proposed": 1}
    assert info.classes["Meeting"] == 2
    own = sum(1 for quad in store.engine if quad.graph_name in store.names.own_graphs)
    told = info.occurrences + info.prospects  # each between two parties
    assert own == 1 + info.reports + told  # which rules derived, the ledger, the histories
    assert sum(info.layers.values()) == info.quads == len(store.engine) - own
    assert info.as_dict()["layers"] == info.layers


def test_an_event_of_a_class_that_the_ontology_does_not_know_is_kept(store):
    graph = ox.NamedNode(store.article("foreign"))
    report = ox.NamedNode(BASE + "report/ffff")
    quads = [
        ox.Quad(graph, KG.contentHash, ox.Literal("1"), graph),
        ox.Quad(report, RDF.type, KG.RecordReport, graph),
        ox.Quad(report, KG.reportedClass, ox.NamedNode(KG.Report.value + "Odd"), graph),
        ox.Quad(report, KG.source, ox.NamedNode(BASE + "actor/IRN"), graph),
        ox.Quad(report, KG.target, ox.NamedNode(BASE + "actor/PAK"), graph),
        ox.Quad(report, KG.status, KG.occurred, graph),
    ]
    store.replace("foreign", quads, "1")
    store.refresh()
    odd = next(row for row in store.events() if row.iri.endswith("/ffff"))
    assert (odd.cls, odd.root, odd.intensity) == ("ReportOdd", "ReportOdd", None)
    (row,) = store.evidence(odd.iri)
    assert (row.sentence, row.start, row.end) == ("", 0, 0)


def test_made_up_news_keep_the_shapes():
    with Store.memory(BASE) as store:
        fill(store, list(extractions(60, seed=4)))
        assert validate(store.engine).problems == ()
