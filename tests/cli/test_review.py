"""``kg review``: decisions on the terminal, and what becomes of the graph."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from kg.store import Store
from rdflib import Graph


@pytest.fixture
def store(sample_store, tmp_path):
    """A copy of the sample graph that may be changed."""
    shutil.copytree(sample_store, tmp_path / "kg-store")
    return tmp_path / "kg-store"


def events(store):
    with Store.open(store, read_only=True) as graph:
        return {event.iri.rpartition("/")[2]: event for event in graph.events()}


def test_the_least_certain_events_come_first_and_reviewed_ones_no_more(kg, store):
    rows = json.loads(kg("review", "list", "--json", "--limit", 5).stdout)
    assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)
    kg("review", "accept", rows[0]["event"], "--who", "Ada")
    again = json.loads(kg("review", "list", "--json", "--limit", 5).stdout)
    assert [row["event"] for row in again[:4]] == [row["event"] for row in rows[1:]]
    everything = json.loads(kg("review", "list", "--json", "--all", "--limit", 1).stdout)
    assert everything[0]["event"] == rows[0]["event"]


def test_rejecting_and_undoing_leaves_the_graph_as_it_was(kg, store):
    before = events(store)
    chosen = next(iter(before))
    made = json.loads(
        kg("review", "reject", f"event/{chosen}", "--who", "Ada", "--why", "no such thing", "--json").stdout
    )
    assert (made["who"], made["why"], made["act"]) == ("Ada", "no such thing", "reject")
    assert chosen not in events(store)
    kg("review", "undo", "--who", "Bo")
    assert events(store) == before
    listed = json.loads(kg("review", "list", "--corrections", "--all", "--json").stdout)
    assert [(c["act"], c["who"]) for c in listed] == [("reject", "Ada"), ("undo", "Bo")]
    assert "Nothing to undo" in kg("review", "undo").stderr


def test_an_edit_changes_the_event_and_survives_a_build_from_nothing(kg, store, tmp_path):
    chosen = next(
        key for key, event in events(store).items() if event.cls == "Meeting" and event.reports == 1
    )
    kg("review", "edit", chosen, "--set", "class=PhoneCall", "--set", "date=2024-01-02", "--who", "Ada")
    edited = events(store)[chosen]
    assert (edited.cls, edited.date) == ("PhoneCall", "2024-01-02")
    shutil.rmtree(store)
    kg("build", "--samples")
    assert events(store)[chosen] == edited


def test_merged_events_are_one_and_split_ones_are_two_again(kg, store):
    found = sorted(
        k for k, e in events(store).items() if {*e.source_state, *e.target_state} == {"IRN", "PAK"}
    )[:2]
    count = len(events(store))
    merged = json.loads(kg("review", "merge", *found, "--json").stdout)
    assert len(events(store)) == count - 1
    assert set(found) <= set(merged["reports"])
    kg("review", "split", f"report/{found[1]}")
    after = events(store)
    assert len(after) == count
    assert set(found) <= set(after)


def test_events_without_a_common_party_are_merged_only_on_request(kg, store):
    found = events(store)
    parties = {k: {*e.source, *e.target, *e.source_state, *e.target_state} for k, e in found.items()}
    one = min(parties)
    other = min(key for key, who in parties.items() if not who & parties[one])
    refused = kg("review", "merge", one, other)
    assert refused.exit_code == 1
    assert "have no party in common" in refused.stderr
    assert len(events(store)) == len(found)
    assert kg("review", "merge", one, other, "--anyway").exit_code == 0
    assert len(events(store)) == len(found) - 1


def test_an_edit_may_name_a_person_of_a_known_state_whom_nobody_lists(kg, store):
    event = min(events(store))
    assert kg("review", "edit", event, "--set", "source=NZL/jane-example").exit_code == 0
    assert ("NZL/jane-example",) in {e.source for e in events(store).values()}


def test_a_merged_actor_gives_its_events_to_the_one_that_is_kept(kg, store):
    def of(actor):
        return sum(e.reports for e in events(store).values() if actor in (*e.source, *e.target))

    people = sorted(
        {a for e in events(store).values() for a in (*e.source, *e.target) if a.startswith("IRN/")}
    )
    one, other = people[:2]
    together = of(one) + of(other)
    kg("review", "merge", "--actors", one, other)
    assert (of(one), of(other)) == (together, 0)
    kg("review", "undo")
    assert of(other)


def test_a_report_can_mean_another_person(kg, store):
    chosen, event = next(
        (k, e) for k, e in events(store).items() if any("/" in a for a in e.source) and e.reports == 1
    )
    seeming = next(a for a in event.source if "/" in a)
    kg(
        "review",
        "split",
        f"report/{chosen}",
        "--actor",
        seeming,
        "--new",
        "TUR/somebody",
        "--name",
        "Some Body",
    )
    assert "TUR/somebody" in events(store)[chosen].source
    assert "Some Body" in events(store)[chosen].label


def test_the_table_for_training_holds_the_sentence_and_both_readings(kg, store):
    chosen = next(key for key, event in events(store).items() if event.reports == 1)
    kg("review", "edit", chosen, "--set", "status=planned", "--who", "=Ada")
    (row,) = csv.DictReader(io.StringIO(kg("review", "export").stdout))
    assert (row["decision"], row["report"], row["corrected_status"], row["who"]) == (
        "edit",
        chosen,
        "planned",
        "=Ada",
    )
    assert row["sentence"][int(row["trigger_start"]) : int(row["trigger_end"])]
    assert row["class"] == events(store)[chosen].cls
    assert json.loads(kg("review", "export", "--json").stdout) == [row]


def test_corrections_are_exported_as_rdf_that_others_read(kg, store):
    kg("review", "reject", next(iter(events(store))), "--who", "Ada")
    graph = Graph().parse(data=kg("review", "export", "--format", "turtle").stdout, format="turtle")
    rows = graph.query(
        "SELECT ?who { ?c a kg:Correction ; kg:decision 'reject' ; kg:corrects ?r ; dcterms:creator ?who }",
        initNs={"kg": "https://w3id.org/bilateral-kg/ontology#", "dcterms": "http://purl.org/dc/terms/"},
    )
    assert [str(row.who) for row in rows] == ["Ada"]
    assert kg("validate").exit_code == 0


@pytest.mark.parametrize(
    ("args", "code", "why"),
    [
        (["reject", "event/none"], 1, "no event and no report 'event/none'"),
        (["reject", "a b"], 1, "no event and no report 'a b'"),
        (["edit", "EVENT", "--set", "class"], 2, "should be FIELD=VALUE"),
        (["edit", "EVENT", "--set", "class=Party"], 1, "no event class 'Party'"),
        (["edit", "EVENT", "--set", "source=Wakanda"], 1, "No actor has the id 'Wakanda'"),
        (["edit", "EVENT", "--set", "source=IRN <script>"], 1, "No actor has the id '<script>'"),
        (["edit", "EVENT", "--set", "target=IRN/<b>"], 1, "No actor has the id 'IRN/<b>'"),
        (["edit", "EVENT", "--set", "place_country=Wakanda"], 1, "No actor has the id 'Wakanda'"),
        (["merge", "EVENT"], 2, "Name two at least"),
        (["merge", "--actors", "IRN", "nobody"], 1, "no actor 'nobody'"),
        (["split", "EVENT"], 1, "Nothing would stay"),
        (["split", "EVENT", "--actor", "IRN"], 2, "--actor goes with --new and --name"),
        (["undo", "abc"], 1, "no correction 'abc' in force"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(kg, store, args, code, why):
    event = next(key for key, event in events(store).items() if event.reports == 1)
    result = kg("review", *(event if arg == "EVENT" else arg for arg in args))
    assert result.exit_code == code
    assert why in result.stderr
    assert not (store.parent / "kg-store.corrections.jsonl").exists()


def test_a_lost_file_is_written_again_from_the_store(kg, store):
    kg("review", "reject", next(iter(events(store))), "--who", "Ada")
    file = store.parent / "kg-store.corrections.jsonl"
    text = file.read_text()
    file.unlink()
    kg("review", "list")
    assert file.read_text() == text


def test_the_file_may_be_somewhere_else(kg, store, tmp_path):
    (tmp_path / "kg.toml").write_text('corrections = "ours/said.jsonl"\n')
    kg("review", "reject", next(iter(events(store))), "--who", "Ada")
    assert (tmp_path / "ours" / "said.jsonl").is_file()
