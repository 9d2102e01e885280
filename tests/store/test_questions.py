"""Named questions, each asked of nine articles whose answers are known."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.errors import QueryError
from kg.store import Store, named, question
from made_news import BASE, news

STATE = {"IRN": ":actor/IRN", "PAK": ":actor/PAK", "RUS": ":actor/RUS", "USA": ":actor/USA"}


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as store:
        yield news(store)


def column(store, name, column, **parameters):
    result = store.run(name, **parameters)
    at = result.columns.index(column)
    return [row[at] for row in result.shortened]


MET_BAQERI = "Mohammad Baqeri and Zaheer Ahmad Babar Sidhu: meeting (2023-07-17)"
MET_ASHTIANI = "Zaheer Ahmad Babar Sidhu and Mohammad-Reza Ashtiani: meeting (2023-07-17)"
DRILL = "Iran and Pakistan: naval exercise (2024-05-04)"
SANCTIONS = "United States to Iran: sanctions imposed (2024-06-09)"


@pytest.mark.parametrize(
    ("name", "parameters", "labels"),
    [
        ("who-met", {"a": "IRN", "b": "PAK"}, [MET_BAQERI, MET_ASHTIANI]),
        ("who-met", {"a": "IRN/ashtiani"}, [MET_ASHTIANI]),
        ("who-met", {"a": "IRN", "since": "2023-08"}, []),
        ("who-met", {"a": "USA"}, []),
        ("who-visited", {"host": "IRN"}, ["Zaheer Ahmad Babar Sidhu to Iran: visit (2023-07-16)"]),
        ("who-visited", {"visitor": "IRN"}, []),
        ("cooperation", {"a": "PAK"}, [DRILL]),
        ("cooperation", {"a": "IRN", "b": "PAK", "since": "2024-06"}, []),
        ("agreements", {"a": "IRN"}, ["Russia and Iran: treaty (2024-06-30)"]),
        ("sanctions", {"on": "IRN"}, [SANCTIONS]),
        ("sanctions", {"by": "IRN"}, []),
        ("sanctions", {}, [SANCTIONS]),
        ("praise", {"of": "IRN"}, ["Zaheer Ahmad Babar Sidhu to Iran: praise"]),
        ("criticism", {"by": "IRN", "of": "USA"}, ["Iran to United States: criticism"]),
        ("arms-and-aid", {"by": "IRN"}, []),
        ("plans", {"a": "IRN", "b": "PAK"}, ["Pakistan to Iran: delegation, planned (2023-08)"]),
        ("plans", {"a": "RUS"}, ["Russia and Iran: joint patrol, proposed (2024)"]),
        (
            "timeline",
            {"a": "IRN", "b": "PAK", "since": "2023-07-18"},
            [
                "Zaheer Ahmad Babar Sidhu to Iran: praise",
                "Pakistan to Iran: delegation, planned (2023-08)",
                DRILL,
            ],
        ),
    ],
)
def test_a_question_finds_the_events_that_the_articles_tell_of(store, name, parameters, labels):
    assert sorted(column(store, name, "label", **parameters)) == sorted(labels)


def test_a_timeline_is_in_the_order_of_time(store):
    when = column(store, "timeline", "when", a="IRN", b="PAK")
    assert when == sorted(when)
    assert len(when) == 6


def test_a_merged_event_counts_its_reports_and_articles(store):
    (row,) = store.run("cooperation", a="IRN", b="PAK")
    assert (row["reports"], row["articles"], row["date"]) == (2, 2, "2024-05-04")


def test_what_somebody_says_comes_with_the_words(store):
    result = store.run("said-by", speaker="PAK/sidhu")
    found = {(row["reported"].short, row["status"].short, row["sentence"]) for row in result}
    assert found == {
        ("kg:Delegation", "kg:planned", "A Pakistani delegation will come in August, Sidhu said."),
        ("kg:Praise", "kg:occurred", "Sidhu praised Iran."),
    }
    assert len(store.run("said-by", speaker="PAK", **{"class": "Praise"})) == 1
    assert len(store.run("said-by", speaker="PAK", **{"class": "Support"})) == 1
    assert len(store.run("said-by", speaker="PAK", **{"class": "MaterialCooperation"})) == 1
    assert len(store.run("said-by", speaker="RUS")) == 0


def test_offices_are_listed_once_however_many_articles_name_them(store):
    result = store.run("offices")
    assert result.columns == ("holder", "office", "title", "first", "last")
    assert result.shortened == [
        (":actor/IRN/baqeri", ":office/IRN/chief-of-staff", "Chief of Staff of the Armed Forces", "2023-07-18", "2024-05-06"),
        (":actor/PAK/sidhu", ":office/PAK/air-chief", "Chief of the Air Staff", "2023-07-18", "2023-07-18"),
    ]  # fmt: skip
    assert column(store, "offices", "holder", country="PAK") == [":actor/PAK/sidhu"]


def test_a_relation_leads_to_its_sentences(store):
    relation = next(row for row in store.edges() if row.predicate == "exercisesWith")
    sentences = column(store, "evidence", "sentence", of=relation.iri)
    assert sentences == [
        "Iran and Pakistan hold a naval exercise this week.",
        "The drill of Iran and Pakistan goes on.",
    ]
    event = store.run("cooperation", a="IRN").shortened[0][0]
    assert column(store, "evidence", "sentence", of=event) == sentences


def test_dyads_are_counted_by_kind(store):
    assert store.run("dyads").shortened == [
        (":actor/IRN", ":actor/PAK", 5, 5, 0),
        (":actor/IRN", ":actor/USA", 2, 0, 2),
        (":actor/IRN", ":actor/RUS", 1, 1, 0),
    ]
    assert len(store.run("dyads", a="USA")) == 1


def test_a_dispute_names_who_says_what(store):
    found = {(row["status"].short, row["publisher"]) for row in store.run("disputed")}
    assert found == {("kg:occurred", "Gazette"), ("kg:denied", "Courier")}
    assert len(store.run("disputed", a="PAK")) == 0


def test_articles_are_listed_with_what_they_report(store):
    counts = dict(
        zip(column(store, "articles", "article"), column(store, "articles", "reports"), strict=True)
    )
    assert counts[":article/talks"] == 5
    assert len(counts) == 9
    assert column(store, "articles", "article", actor="PAK/sidhu") == [
        ":article/talks",
        ":article/talks-again",
    ]


def test_what_was_kept_is_counted_by_class_and_status(store):
    rows = store.run("kept-by-class").shortened
    assert (":Meeting", "x", 0) not in rows
    assert ("kg:Meeting", "kg:occurred", 3) in rows
    assert sum(row[2] for row in rows) == 15


def test_partners_are_those_of_direct_relations(store):
    found = {(row["property"].short, row["partner"].short) for row in store.run("partners", a="USA")}
    assert found == {("kg:sanctions", ":actor/IRN"), ("kg:imposesSanctionsOn", ":actor/IRN")}


def test_relations_of_two_parties_go_both_ways(store):
    found = {(row["subject"].short, row["property"].short) for row in store.run("relation", a="USA", b="IRN")}
    assert (":actor/IRN", "kg:criticises") in found
    assert (":actor/USA", "kg:imposesSanctionsOn") in found


# Parameters


@pytest.mark.parametrize("name", named())
def test_every_question_says_what_it_answers_and_runs_with_no_more_than_it_needs(store, name):
    asked = question(name)
    assert asked.title
    assert asked.description.endswith(".")
    assert all(parameter.description for parameter in asked.parameters)
    values = {"actor": ":actor/IRN", "iri": ":event/x", "date": "2024"}
    required = {p.name: values[p.kind] for p in asked.parameters if p.required}
    assert store.query(asked.text(store.base, **required)).kind == "select"


def test_the_documents_list_every_question_with_its_parameters():
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \|(.*?)\|", text, re.MULTILINE))
    assert list(rows) == list(named())
    for name, row in rows.items():
        listed = {word.strip() for word in row.split(",")} - {""}
        assert listed == {f"**{p.name}**" if p.required else p.name for p in question(name).parameters}


@pytest.mark.parametrize("name", named())
def test_every_parameter_of_a_question_is_one_of_its_variables(name):
    asked = question(name)
    for parameter in asked.parameters:
        assert asked.source.count(f"?{parameter.name}") > 1


@pytest.mark.parametrize(
    ("name", "parameters", "complaint"),
    [
        ("who-mett", {}, "nearest is 'who-met'"),
        ("who-met", {}, "needs a"),
        ("who-met", {"a": "IRN", "sinse": "2024"}, "nearest is 'since'"),
        ("who-met", {"a": "IRN", "since": "May"}, "is no date"),
        ("said-by", {"speaker": "IRN", "class": "Meeeting"}, "nearest is 'Meeting'"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_would_be_right(store, name, parameters, complaint):
    with pytest.raises(QueryError, match=complaint):
        store.run(name, **parameters)


@pytest.mark.parametrize("value", ["IRN", ":actor/IRN", BASE + "actor/IRN"])
def test_an_actor_may_be_given_by_id_by_short_name_or_by_iri(store, value):
    assert len(store.run("who-met", a=value, b="PAK")) == 2


@pytest.mark.parametrize("value", ["IRN> ?x } } DROP ALL #", 'a"b', "a\\b", "a\nb", "\u00e9{}", "'''"])
def test_whatever_is_given_stays_one_term(store, value):
    assert len(store.run("who-met", a=value)) == 0
    with pytest.raises(QueryError, match=r"is no iri"):
        store.run("evidence", of=value)


def test_bindings_fix_a_variable_that_is_selected(store):
    bindings = {"a": ox.NamedNode(BASE + "actor/USA")}
    assert len(store.query("SELECT ?a ?b { ?a kg:imposesSanctionsOn ?b }", bindings=bindings)) == 1
