"""Which date of a sentence is the trigger's, on trees written by hand; the report is of Thursday, May 16, 2024."""

from __future__ import annotations

import pytest
from kg.extraction.candidates import Candidate
from kg.extraction.circumstances import Circumstances
from kg.extraction.lexicon_records import LightVerb, NounFrame, VerbFrame
from kg.model import EventMention, Status

from made_readers import reader_of
from made_scenes import scene_of

PUBLISHED = "2024-05-16"


def date(
    spec: str,
    head: int,
    *,
    clause: int | None = None,
    status: Status = Status.OCCURRED,
    published: str | None = PUBLISHED,
    ends: bool = False,
) -> str | None:
    """The date of the trigger at ``head``."""
    scene = scene_of(spec)
    noun = scene.tree.is_noun(head)
    frame = (NounFrame if noun else VerbFrame)(lemmas=("x",), type="Visit", root="Consultation", origin="t")
    candidate = Candidate(
        frame=frame, head=head, first=head, last=head, source=(), target=(), reciprocal=False, status=status,
        mechanism="clauses", clause=head if clause is None and not noun else clause,
    )  # fmt: skip
    light = LightVerb(lemmas=("x",), origin="t", ends=ends)
    return Circumstances(scene, lambda verb, noun: light, published=published).date(candidate)[0]


@pytest.mark.parametrize(
    ("spec", "head", "expected"),
    [
        ("Iran/NNP/nsubj>1 met/VBD/ROOT>1 Oman/NNP/dobj>1 on/IN/prep>1 Tuesday/NNP/pobj>3", 1, "2024-05-14"),
        # what was said on Tuesday happened before
        ("Iran/NNP/nsubj>1 said/VBD/ROOT>1 on/IN/prep>1 Tuesday/NNP/pobj>2 it/PRP/nsubj>5 met/VBD/ccomp>1", 5, None),
        # the accusation is dated, not what it is about
        ("Iran/NNP/nsubj>3 on/IN/prep>3 Tuesday/NNP/pobj>1 accused/VBD/ROOT>3 Oman/NNP/dobj>3 of/IN/prep>3 "
         "attacking/VBG/pcomp>5", 6, None),
        # a participle shares the time of its clause
        ("Iran/NNP/nsubj>1 left/VBD/ROOT>1 on/IN/prep>1 Tuesday/NNP/pobj>2 ,/,/punct>1 accusing/VBG/advcl>1", 5,
         "2024-05-14"),
        # the year of a treaty is not that of its suspension, the period of a plan not that of its signature
        ("Iran/NNP/nsubj>1 broke/VBD/ROOT>1 a/DT/det>3 treaty/NN/dobj>1 of/IN/prep>3 2002/CD/pobj>4", 1, None),
        ("Iran/NNP/nsubj>1 broke/VBD/ROOT>1 the/DT/det>4 2002/CD/nummod>4 treaty/NN/dobj>1", 1, None),
        ("Iran/NNP/nsubj>1 signed/VBD/ROOT>1 it/PRP/dobj>1 for/IN/prep>1 2025/CD/pobj>3", 1, None),
        # "in the early hours of Tuesday" is Tuesday
        ("Iran/NNP/nsubj>1 struck/VBD/ROOT>1 in/IN/prep>1 the/DT/det>4 hours/NNS/pobj>2 of/IN/prep>4 "
         "Tuesday/NNP/pobj>5", 1, "2024-05-14"),
        # until then it lasted
        ("They/PRP/nsubj>1 cooperated/VBD/ROOT>1 until/IN/prep>1 2020/CD/pobj>2", 1, None),
        # of two clauses, with and without a subject and a tense of their own
        ("Iran/NNP/nsubj>1 left/VBD/ROOT>1 on/IN/prep>1 Tuesday/NNP/pobj>2 and/CC/cc>1 met/VBD/conj>1", 5, "2024-05-14"),
        ("Iran/NNP/nsubj>1 left/VBD/ROOT>1 on/IN/prep>1 Tuesday/NNP/pobj>2 and/CC/cc>1 Oman/NNP/nsubj>6 met/VBD/conj>1",
         6, None),
        ("On/IN/prep>3 Tuesday/NNP/pobj>0 Iran/NNP/nsubj>3 left/VBD/ROOT>3 and/CC/cc>3 Oman/NNP/nsubj>6 met/VBD/conj>3",
         6, "2024-05-14"),
        # what happens last dates what goes before it
        ("Iran/NNP/nsubj>1 seized/VBD/ROOT>1 it/PRP/dobj>1 and/CC/cc>1 left/VBD/conj>1 on/IN/prep>4 Tuesday/NNP/pobj>5",
         1, "2024-05-14"),
    ],
)  # fmt: skip
def test_a_date_belongs_to_the_trigger_whose_clause_it_stands_in(
    spec: str, head: int, expected: str | None
) -> None:
    assert date(spec, head) == expected


def test_a_finer_date_wins_over_the_year_of_a_name() -> None:
    spec = (
        "Iran/NNP/nsubj>2 will/MD/aux>2 hold/VB/ROOT>2 drill/NN/dobj>2 Shield/NNP/appos>3 2024/CD/nummod>3 "
        "on/IN/prep>2 June/NNP/pobj>6 4/CD/nummod>7"
    )
    assert date(spec, 3, clause=2, status=Status.PLANNED) == "2024-06-04"


def test_a_call_of_tuesday_for_talks_dates_no_talks() -> None:
    spec = "Iran/NNP/nsubj>1 called/VBD/ROOT>1 on/IN/prep>1 Tuesday/NNP/pobj>2 for/IN/prep>1 talks/NNS/pobj>4"
    assert date(spec, 5, clause=1, status=Status.PROPOSED) is None
    later = "Iran/NNP/nsubj>1 called/VBD/ROOT>1 for/IN/prep>1 talks/NNS/pobj>2 in/IN/prep>1 June/NNP/pobj>4"
    assert date(later, 3, clause=1, status=Status.PROPOSED) == "2024-06"


def test_the_day_that_ends_a_visit_of_four_days_gives_its_month() -> None:
    spec = (
        "Iran/NNP/nsubj>1 ended/VBD/ROOT>1 a/DT/det>6 four/CD/nummod>5 -/HYPH/punct>5 day/NN/nmod>6 "
        "visit/NN/dobj>1 on/IN/prep>1 Tuesday/NNP/pobj>7"
    )
    assert date(spec, 6, clause=1, ends=True) == "2024-05"
    assert date(spec, 6, clause=1, ends=False) == "2024-05-14"


def test_what_lasts_and_goes_on_is_of_this_month() -> None:
    spec = "He/PRP/nsubj>1 is/VBZ/ROOT>1 on/IN/prep>1 a/DT/det>7 four/CD/nummod>6 -/HYPH/punct>6 day/NN/nmod>7 visit/NN/pobj>2"
    assert date(spec, 7, clause=1) == "2024-05"
    assert date(spec, 7, clause=1, published=None) is None


def test_a_year_that_an_undated_article_names_alone_is_that_of_its_days() -> None:
    spec = (
        "Iran/NNP/nsubj>1 met/VBD/ROOT>1 on/IN/prep>1 3/CD/nummod>4 March/NNP/pobj>2 for/IN/prep>1 "
        "Summit/NN/pobj>5 {}/CD/nummod>6"
    )
    assert date(spec.format(2016), 1, published=None) == "2016-03-03"
    assert date(spec.format("Ten"), 1, published=None) is None


STOPS = (
    "Kenya/NNP/nsubj>1 visited/VBD/ROOT>1 Chad/NNP/dobj>1 on/IN/prep>1 Monday/NNP/pobj>3 "
    "and/CC/cc>2 Niger/NNP/conj>2 on/IN/prep>1 Tuesday/NNP/pobj>7"
)


def stops(spec: str) -> list[tuple[str, str | None, str]]:
    found = [m for _, m in reader_of(spec).outcomes(0.0) if isinstance(m, EventMention)]
    return [(m.target[0].actor.id, m.date, m.trigger.text) for m in found]


def test_each_stop_of_a_journey_has_the_day_behind_it_and_a_trigger_of_its_own() -> None:
    assert stops(STOPS) == [
        ("TCD", "2024-05-13", "visited"),
        ("NER", "2024-05-14", "visited Chad on Monday and Niger"),
    ]


def test_two_places_with_one_day_are_one_visit() -> None:
    one = STOPS.replace(" on/IN/prep>1 Monday/NNP/pobj>3", "").replace(
        "prep>1 Tuesday/NNP/pobj>7", "prep>1 Tuesday/NNP/pobj>5"
    )
    found = [m for _, m in reader_of(one).outcomes(0.0) if isinstance(m, EventMention)]
    assert [[p.actor.id for p in m.target] for m in found] == [["TCD", "NER"]]
