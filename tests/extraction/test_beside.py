"""Parties that the sentence tells beside the event; every tree is written by hand."""

from __future__ import annotations

from made_readers import reader_of, told

ACCUSED = (
    "Oman/NNP/nsubj>1 accused/VBD/ROOT>1 Iran/NNP/dobj>1 of/IN/prep>1 lies/NNS/pobj>3 "
    "and/CC/cc>1 demanded/VBD/conj>1 answers/NNS/dobj>6"
)


def test_a_demand_beside_an_accusation_is_for_the_accused() -> None:
    assert ("Request", "OMN", "IRN") in told(reader_of(ACCUSED)) or ("Demand", "OMN", "IRN") in told(
        reader_of(ACCUSED)
    )


def test_a_demand_of_somebody_else_is_not_for_the_accused() -> None:
    other = ACCUSED.replace("demanded/VBD/conj>1", "Qatar/NNP/nsubj>7 demanded/VBD/conj>1").replace(
        "dobj>6", "dobj>7"
    )
    assert not any(kind in ("Request", "Demand") for kind, *_ in told(reader_of(other)))


MEDIATED = (
    "Kenya/NNP/nsubj>3 and/CC/cc>0 Somalia/NNP/conj>0 met/VBD/ROOT>3 "
    "under/IN/prep>3 Qatari/JJ/amod>6 mediation/NN/pobj>4"
)


def test_mediation_is_between_the_two_who_meet_in_its_sentence() -> None:
    assert ("Mediation", "QAT", "KEN+SOM") in told(reader_of(MEDIATED))


def test_mediation_by_one_of_the_two_is_between_nobody() -> None:
    own = MEDIATED.replace("Qatari", "Kenyan")
    assert not any(kind == "Mediation" for kind, *_ in told(reader_of(own)))


def struck(thing: str, tag: str = "NN") -> set[tuple[str, str, str]]:
    return told(
        reader_of(
            f"The/DT/det>1 attack/NN/nsubjpass>8 on/IN/prep>1 a/DT/det>4 {thing}/{tag}/pobj>2 "
            "in/IN/prep>4 Kuwait/NNP/pobj>5 was/VBD/auxpass>8 claimed/VBN/ROOT>8 by/IN/agent>8 Iran/NNP/pobj>9"
        )
    )


def test_a_thing_without_an_owner_is_of_the_state_where_it_stands() -> None:
    assert ("Strike", "IRN", "KWT") in struck("refinery")


def test_people_in_a_country_may_be_of_any() -> None:
    assert ("Strike", "IRN", "KWT") not in struck("tourist")
