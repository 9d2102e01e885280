"""PLOVER and CAMEO codes follow from class and status."""

from __future__ import annotations

import tomllib

import pytest
from kg import config
from kg.model import Status
from kg.ontology import classes
from kg.ontology.codes import Codes, cameo, codes, plover, rules

QUAD_OF_PLOVER = {
    "VerbalCooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "MaterialCooperation": {"COOPERATE", "AID", "RETREAT"},
    "VerbalConflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "MaterialConflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_an_event_that_occurred_has_the_codes_of_its_class() -> None:
    assert codes("JointExercise", "occurred") == Codes(plover="COOPERATE", cameo="062")


@pytest.mark.parametrize("cls", sorted(classes()))
def test_what_occurred_lies_in_the_quad_class_of_its_class(cls: str) -> None:
    known = classes()[cls]
    # PLOVER has one category for all asking (CAMEO's 02 is verbal cooperation), and counts the notes of
    # governments as words where crowds and notes are one class to analysts.
    if cls not in {"Appeal", "DiplomaticProtest"}:
        assert known.plover in QUAD_OF_PLOVER[known.quad]


@pytest.mark.parametrize(
    ("cls", "status", "category", "code"),
    [
        ("JointExercise", Status.PLANNED, "AGREE", "0312"),  # will hold drills
        ("Visit", Status.PLANNED, "AGREE", "036"),  # will visit
        ("ArmsTransfer", Status.PLANNED, "AGREE", "0332"),  # will deliver
        ("Treaty", Status.PLANNED, "AGREE", "030"),  # will sign
        ("Treaty", Status.OCCURRED, "SUPPORT", "057"),  # signed
        ("Negotiation", Status.PROPOSED, "AGREE", "036"),  # offers talks
        ("TroopWithdrawal", Status.PROPOSED, "AGREE", "0356"),  # is willing to withdraw
        ("Meeting", Status.NEGATED, "REJECT", "125"),  # refuses to meet
        ("SanctionsRelief", Status.NEGATED, "REJECT", "1244"),  # rules out lifting sanctions
        ("Agreement", Status.NEGATED, "REJECT", "120"),  # failed to agree
        ("SanctionsImposed", Status.PLANNED, "THREATEN", "1312"),  # will impose sanctions
        ("ReducedTies", Status.PLANNED, "THREATEN", "1313"),  # is about to break off relations
        ("Strike", Status.PLANNED, "THREATEN", "1384"),  # will strike
        ("NavalExercise", Status.PLANNED, "AGREE", "0312"),  # a leaf of a leaf takes its parent's
    ],
)
def test_status_turns_deeds_into_words(cls: str, status: Status, category: str, code: str) -> None:
    assert (plover(cls, status), cameo(cls, status)) == (category, code)


def test_a_denied_attack_is_marked_so_that_nobody_counts_it() -> None:
    assert codes("Strike", "denied") == Codes(plover="ASSAULT", cameo="016", context="negation")


def test_conflict_that_does_not_happen_is_marked_by_context() -> None:
    assert codes("Invasion", "negated") == Codes(plover="ASSAULT", cameo="010", context="negation")


def test_criticism_to_come_stays_an_accusation() -> None:
    assert codes("Criticism", "planned") == Codes(plover="ACCUSE", cameo="111", context="future")


def test_what_a_third_party_asks_for_is_a_request() -> None:
    assert codes("Ceasefire", "proposed", asked=True) == Codes(plover="REQUEST", cameo="0256")


def test_asking_changes_nothing_about_what_occurred() -> None:
    assert codes("Ceasefire", "occurred", asked=True) == codes("Ceasefire", "occurred")


@pytest.mark.parametrize("status", Status)
def test_every_class_has_codes_for_every_status(status: Status) -> None:
    for cls in classes():
        for asked in (False, True):
            found = codes(cls, status, asked=asked)
            assert found.plover in set().union(*QUAD_OF_PLOVER.values())
            assert found.cameo.isdigit()
            assert 2 <= len(found.cameo) <= 4


def test_nothing_that_did_not_happen_counts_as_a_deed_without_a_mark() -> None:
    deeds = QUAD_OF_PLOVER["MaterialCooperation"] | QUAD_OF_PLOVER["MaterialConflict"]
    for cls in classes():
        for status in set(Status) - {Status.OCCURRED}:
            found = codes(cls, status)
            assert found.plover not in deeds or found.context == "negation", (cls, status)


def test_an_unknown_class_or_status_raises() -> None:
    with pytest.raises(KeyError):
        codes("Wedding", "occurred")
    with pytest.raises(ValueError, match="maybe"):
        codes("Meeting", "maybe")


def test_the_table_names_only_classes_and_columns_that_exist() -> None:
    table = tomllib.loads((config.ontologies() / "codes.toml").read_text(encoding="utf-8"))
    columns = {rule["cameo"] for rule in rules()}
    assert set(table["cameo"]) <= set(classes())
    assert {column for row in table["cameo"].values() for column in row} <= columns
