"""What an article does not vouch for; every tree is written by hand."""

from __future__ import annotations

import pytest
from kg.extraction.hearsay import Hearsay
from kg.model import Status

from made_readers import reader_of


def alleged(*sentences: str) -> set[tuple[str, bool, str]]:
    """(class, alleged, status) of each candidate that stands."""
    reader = reader_of(*sentences)
    hearsay = Hearsay(reader.status)
    return {(c.type, hearsay.of(c), c.status.value) for c in reader.candidates() if c.reason is None}


STRUCK = "Iran/NNP/nsubj>1 struck/VBD/ROOT>1 Oman/NNP/dobj>1"


def test_what_the_article_says_itself_is_not_alleged() -> None:
    assert alleged(STRUCK) == {("Strike", False, "occurred")}


def test_what_a_named_speaker_says_is_not_alleged_by_that_alone() -> None:
    said = "Qatar/NNP/nsubj>1 said/VBD/ROOT>1 Iran/NNP/nsubj>3 struck/VBD/ccomp>1 Oman/NNP/dobj>3"
    assert ("Strike", False, "occurred") in alleged(said)


@pytest.mark.parametrize("adverb", ["allegedly", "reportedly", "purportedly"])
def test_an_adverb_of_hearsay_marks_its_verb(adverb: str) -> None:
    marked = f"Iran/NNP/nsubj>2 {adverb}/RB/advmod>2 struck/VBD/ROOT>2 Oman/NNP/dobj>2"
    assert alleged(marked) == {("Strike", True, "occurred")}


def test_an_adverb_of_the_clause_beside_marks_nothing() -> None:
    beside = (
        "Iran/NNP/nsubj>1 struck/VBD/ROOT>1 Oman/NNP/dobj>1 and/CC/cc>1 "
        "Qatar/NNP/nsubj>6 allegedly/RB/advmod>6 knew/VBD/conj>1"
    )
    assert alleged(beside) == {("Strike", False, "occurred")}


def test_an_alleged_strike_is_alleged_and_what_is_said_of_it_is_not() -> None:
    condemned = (
        "Qatar/NNP/nsubj>1 condemned/VBD/ROOT>1 the/DT/det>5 alleged/JJ/amod>5 Iranian/JJ/amod>5 "
        "strike/NN/dobj>1 on/IN/prep>5 Oman/NNP/pobj>6"
    )
    found = alleged(condemned)
    assert ("Strike", True, "occurred") in found
    assert all(not hearsay for kind, hearsay, _ in found if kind != "Strike")


def test_what_somebody_is_accused_of_is_alleged_and_the_accusation_is_not() -> None:
    accused = (
        "Qatar/NNP/nsubj>1 accused/VBD/ROOT>1 Iran/NNP/dobj>1 of/IN/prep>1 arming/VBG/pcomp>3 Oman/NNP/dobj>4"
    )
    assert alleged(accused) == {("Accusation", False, "occurred"), ("ArmsTransfer", True, "occurred")}


def test_it_is_alleged_too_where_nobody_is_named_who_accuses() -> None:
    accused = "Iran/NNP/nsubjpass>2 was/VBD/auxpass>2 accused/VBN/ROOT>2 of/IN/prep>2 arming/VBG/pcomp>3 Oman/NNP/dobj>4"
    assert alleged(accused) == {("ArmsTransfer", True, "occurred")}


def test_what_somebody_is_condemned_for_is_taken_for_granted() -> None:
    condemned = "Qatar/NNP/nsubj>1 condemned/VBD/ROOT>1 Iran/NNP/dobj>1 for/IN/prep>1 bombing/VBG/pcomp>3 Oman/NNP/dobj>4"
    assert ("Strike", False, "occurred") in alleged(condemned)


def test_a_perfect_infinitive_under_is_said_is_hearsay_of_what_was() -> None:
    said = (
        "Iran/NNP/nsubjpass>2 is/VBZ/auxpass>2 said/VBN/ROOT>2 to/TO/aux>5 have/VB/aux>5 "
        "struck/VBN/xcomp>2 Oman/NNP/dobj>5"
    )
    assert alleged(said) == {("Strike", True, Status.OCCURRED.value)}


def test_a_bare_infinitive_under_was_told_is_an_order() -> None:
    told = (
        "Iran/NNP/nsubjpass>2 was/VBD/auxpass>2 told/VBN/ROOT>2 to/TO/aux>4 strike/VB/xcomp>2 Oman/NNP/dobj>4"
    )
    assert alleged(told) <= {("Strike", False, "proposed"), ("Strike", False, "planned")}


def test_a_headline_that_says_accused_of_accuses_its_subject() -> None:
    headline = "Iran/NNP/nsubj>1 accused/VBD/ROOT>1 of/IN/prep>1 arming/VBG/pcomp>2 Oman/NNP/dobj>3"
    assert alleged(headline) == {("ArmsTransfer", True, "occurred")}


def test_who_accuses_may_stand_behind_the_deed() -> None:
    late = (
        "Iran/NNP/nsubjpass>2 was/VBD/auxpass>2 accused/VBN/ROOT>2 of/IN/prep>2 arming/VBG/pcomp>3 Oman/NNP/dobj>4 "
        "by/IN/prep>4 Qatar/NNP/pobj>6"
    )
    assert ("Accusation", False, "occurred") in alleged(late)
