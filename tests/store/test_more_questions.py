"""The questions of analysts, each asked of two dozen articles whose answers are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.store import Store, named
from made_news import BASE, news
from made_world import WORLD

PLAN = "Russia to Pakistan: arms transfer, planned (2023-04)"
DRILL = "Iran and Pakistan: naval exercise (2023-03-14)"
VISIT = "Yasar Guler to Iran: visit (2023-06-02)"
CALL = "Mohammad Baqeri and Yasar Guler: telephone call (2023-05-05)"
RETURN = "Mohammad Baqeri to Yasar Guler: visit (2024-03-04)"
STRIKE = "United States to Iran: strike (2023-11-01)"
JETS = "Russia to India: arms transfer (2023-12-01)"
CLASH = "China and India: clash (2023-07-01)"
MEDIATION = "Atlantis to India and Pakistan: mediation (2023-08-01)"


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as store:
        yield news(store, WORLD)


@pytest.fixture(scope="module")
def iri(store):
    """The IRI of an event by its label."""
    return {row.label: row.iri for row in store.events()}


def rows(store, name, columns, **parameters):
    """The answer's rows, cut down to some columns; IRIs without their ``:actor/``."""
    result = store.run(name, **parameters)
    places = [result.columns.index(column) for column in columns.split()]
    return [
        tuple(str(row[at]).removeprefix(":actor/").removeprefix("kg:") for at in places)
        for row in result.shortened
    ]


@pytest.mark.parametrize(
    ("name", "parameters", "labels"),
    [
        ("requests", {}, ["United States to Iran: demand (2023-08-05)"]),
        ("requests", {"by": "IRN"}, []),
        ("concessions", {"to": "IRN"}, ["United States to Iran: sanctions relief (2023-09-01)"]),
        ("concessions", {"since": "2023-10"}, []),
        ("mediations", {"to": "PAK"}, [MEDIATION]),
        ("mediations", {"by": "PAK"}, []),
        ("alleged", {}, []),
        ("attacks", {}, [CLASH, "Russia to Atlantis: strike (2023-10-01)"]),
        ("attacks", {"by": "USA"}, []),  # it is denied
        ("who-called", {"a": "TUR"}, [CALL]),
        ("who-called", {"a": "TUR", "b": "RUS"}, []),
        ("exercises", {"a": "PAK"}, [DRILL]),
        ("exercises", {"a": "IND", "b": "CHN"}, ["India and China: land exercise (2022-05)"]),
        ("promises-kept", {"a": "IRN"}, [DRILL, DRILL, VISIT]),  # a drill, and the naval one it turned out to be
        ("promises-kept", {"a": "IRN", "class": "Visit"}, [VISIT]),
        ("promises-kept", {"a": "IRN", "b": "PAK", "class": "JointExercise"}, [DRILL, DRILL]),
        ("promises-kept", {"a": "RUS"}, []),
        ("promises-open", {"a": "PAK"}, [PLAN]),
        ("promises-open", {"a": "PAK", "b": "RUS", "by": "2023-12"}, [PLAN]),
        ("promises-open", {"a": "PAK", "by": "2023-01"}, []),
        ("promises-open", {"a": "IRN"}, []),
        ("single-source", {"a": "IND", "b": "CHN", "since": "2023"}, ["India to China: accusation (2023-06-09)", CLASH]),
        ("best-attested", {"a": "IND"}, [JETS]),
        ("best-attested", {"a": "TUR"}, []),
        ("held-in", {"country": "IRN"}, [DRILL]),
        ("held-in", {"country": "ATL", "a": "RUS"}, ["Russia to Atlantis: strike (2023-10-01)"]),
        ("held-in", {"country": "ATL", "a": "USA"}, []),
        ("many-parties", {"a": "IND"}, [MEDIATION]),
        ("many-parties", {"a": "USA"}, []),
        ("person", {"who": "IRN/baqeri"}, [CALL, RETURN]),
        ("person", {"who": "IRN/ashtiani"}, [STRIKE]),
        ("person", {"who": "TUR/guler", "since": "2023-06"}, [VISIT, RETURN]),
    ],
)  # fmt: skip
def test_a_question_finds_the_events_that_the_articles_tell_of(store, name, parameters, labels):
    assert [label for (label,) in rows(store, name, "label", **parameters)] == labels


@pytest.mark.parametrize(
    ("name", "parameters", "columns", "expected"),
    [
        ("hosts", {}, "host visitor visits", [("IRN", "TUR", "1"), ("TUR", "IRN", "1"), ("TUR", "PAK", "1")]),
        ("hosts", {"host": "TUR", "since": "2024-03-02"}, "visitor first", [("IRN", "2024-03-04")]),
        ("unreturned-visits", {}, "visitor host", [("PAK", "TUR")]),
        ("unreturned-visits", {"a": "IRN"}, "visitor host", []),
        (
            "words-without-deeds", {}, "one other words",
            [("IRN", "TUR", "3"), ("ATL", "USA", "2"), ("RUS", "TUR", "2"), ("ATL", "IND", "1"), ("ATL", "PAK", "1"), ("PAK", "TUR", "1")],
        ),
        ("words-without-deeds", {"a": "USA"}, "one other first last", [("ATL", "USA", "2024-01-01", "2024-02-01")]),
        ("words-without-deeds", {"a": "CHN"}, "one other", []),  # they drilled
        ("cooled", {"after": "2023"}, "one other before since balance_before balance_since", [("CHN", "IND", "3", "2", "1.0", "-1.0")]),
        ("cooled", {"after": "2023-01-01", "a": "IND"}, "one other", [("CHN", "IND")]),
        ("cooled", {"after": "2023", "a": "TUR"}, "one other", []),
        ("warmed", {"after": "2023"}, "one other balance_before balance_since", [("RUS", "TUR", "-1.0", "1.0")]),
        ("common-partners", {"a": "IRN", "b": "CHN"}, "partner property", [("PAK", "cooperatesWith")]),
        ("common-partners", {"a": "IRN", "b": "RUS"}, "partner property", [("TUR", "consultsWith")]),
        ("divided-friends", {"a": "IRN", "b": "USA"}, "party property hostile", [("PAK", "criticises", "1")]),
        ("divided-friends", {"a": "IRN", "b": "CHN"}, "party", []),
        ("coverage", {"a": "IRN", "b": "PAK"}, "publisher events alone", [("Courier", "1", "0"), ("Gazette", "1", "0")]),
        ("coverage", {"a": "USA", "b": "ATL"}, "publisher events alone", [("Gazette", "2", "2")]),
        ("new-partners", {"a": "PAK", "since": "2024"}, "partner property", [
            ("TUR", "consultsWith"), ("TUR", "visits"), ("CHN", "cooperatesWith"), ("CHN", "patrolsWith"), ("USA", "criticises")]),
        ("last-contact", {"a": "USA"}, "partner last", [("IRN", "2023-09-01"), ("ATL", "2024-02-01"), ("PAK", "2024-05-01")]),
        ("denials", {}, "speaker_ reported sentence", [("IRN/ashtiani", "Strike", "Ashtiani denied that the United States struck Iran.")]),
        ("denials", {"speaker": "IRN", "class": "Assault"}, "reported", [("Strike",)]),
        ("denials", {"speaker": "USA"}, "reported", []),
        ("counterparts", {"a": "IRN"}, "person counterpart events first last", [("IRN/baqeri", "TUR/guler", "2", "2023-05-05", "2024-03-04")]),
        ("counterparts", {"a": "PAK", "b": "IRN"}, "person", []),
        ("by-month", {"a": "IND", "b": "CHN"}, "month events cooperation conflict", [
            ("2022-03", "2", "2", "0"), ("2022-05", "1", "1", "0"), ("2023-06", "1", "0", "1"), ("2023-07", "1", "0", "1")]),
        ("both-sides", {"a": "USA", "b": "IRN"}, "side speaker status", [("IRN", "IRN/ashtiani", "denied"), ("USA", "USA", "occurred")]),
        ("both-sides", {"a": "IRN", "b": "PAK"}, "side", []),
        ("suppliers", {"by": "RUS"}, "to property events", [("IND", "suppliesArmsTo", "1")]),
        ("suppliers", {"to": "PAK"}, "by", []),  # it was only planned
    ],
)  # fmt: skip
def test_a_question_counts_and_compares(store, name, parameters, columns, expected):
    assert rows(store, name, columns, **parameters) == expected


def test_who_said_it_gives_each_speaker_with_the_words(store, iri):
    assert rows(store, "who-said-it", "speaker status sentence", of=iri[STRIKE]) == [
        ("USA", "occurred", "The United States said it struck Iran."),
        ("IRN/ashtiani", "denied", "Ashtiani denied that the United States struck Iran."),
    ]
    assert rows(store, "who-said-it", "speaker", of=iri[JETS]) == []


def test_a_merged_event_says_why_with_each_report(store, iri):
    found = rows(store, "why-one-event", "because class status date", of=iri[DRILL])
    assert sorted(found) == [
        ("same parties, broader class, day within the month", "JointExercise", "planned", "2023-03"),
        ("same parties, broader class, day within the month", "NavalExercise", "occurred", "2023-03-14"),
    ]


def test_there_are_forty_questions_and_each_is_tried_on_known_answers():
    assert len(named()) >= 40
    tests = Path(__file__).parent.glob("test_*questions.py")
    here = [test.read_text(encoding="utf-8") for test in tests]
    untried = [name for name in named() if not any(f'"{name}"' in text for text in here)]
    assert untried == []
