"""What mentions of one happening take from each other."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.retelling import retold
from kg.model import Actor, ActorKind, EventMention, Mention, Party, Status

IRAN, OMAN, QATAR = (
    Party(actor=Actor(id=c, name=c, kind=ActorKind.STATE, country=c), start=0, end=1, field="text")
    for c in ("IRN", "OMN", "QAT")
)


def told(start: int, **more: object) -> EventMention:
    """Iran visited Oman, told at character ``start``."""
    mention = EventMention(
        type="Visit", root="Consultation", sentence=(0, 500), source=(IRAN,), target=(OMAN,), reciprocal=False,
        trigger=Mention(article="a", field="text", start=start, end=start + 5, text="visit", label="Visit"),
        status=Status.OCCURRED, speaker=None, date=None, date_end=None, place=None, context=(),
        confidence=0.9, extractor="clauses",
    )  # fmt: skip
    return replace(mention, **more)  # type: ignore[arg-type]


def retell(*mentions: EventMention, headline: int = -1) -> list[EventMention]:
    """As in an article of May 2024; the mention at ``headline`` is its headline."""
    return retold(mentions, lambda m: m.trigger.start == headline, "2024-05-16")


def test_a_happening_has_the_date_that_one_of_its_mentions_gives() -> None:
    lead, full, back = retell(told(0), told(50, date="2024-05-14"), told(99, extractor="event coreference"))
    assert {lead.date, full.date, back.date} == {"2024-05-14"}


def test_a_coarse_date_becomes_the_finer_one_that_it_holds() -> None:
    coarse, _ = retell(told(0, date="2024"), told(50, date="2024-05-14"))
    assert coarse.date == "2024-05-14"


def test_two_dates_are_two_happenings() -> None:
    undated, *_ = retell(told(0), told(50, date="2024-05-14"), told(90, date="2024-05-10"))
    assert undated.date is None


def test_background_of_another_year_dates_no_news() -> None:
    news, _ = retell(told(0), told(50, date="2012"))
    assert news.date is None
    _, reminder = retell(told(0, date="2012"), told(50, extractor="event coreference"))
    assert reminder.date == "2012"


def test_a_plan_and_a_deed_and_another_visitor_keep_their_own_dates() -> None:
    plan, _ = retell(told(0, status=Status.PLANNED), told(50, date="2024-05-14"))
    back, _ = retell(told(0, source=(OMAN,), target=(IRAN,)), told(50, date="2024-05-14"))
    assert (plan.date, back.date) == (None, None)


def test_a_meeting_in_a_visit_is_of_its_date() -> None:
    meeting, _ = retell(told(0, type="Meeting", reciprocal=True), told(50, date="2024-05-14"))
    assert meeting.date == "2024-05-14"


def test_a_headline_in_the_present_tells_no_more_than_the_text() -> None:
    headline, _ = retell(told(0), told(50, status=Status.PLANNED), headline=0)
    assert headline.status is Status.PLANNED
    headline, *_ = retell(told(0), told(50, status=Status.PLANNED), told(90), headline=0)
    assert headline.status is Status.OCCURRED


def test_the_trip_that_points_back_to_a_plan_is_planned() -> None:
    _, trip = retell(told(0, status=Status.PLANNED), told(50, extractor="event coreference"))
    assert trip.status is Status.PLANNED


def test_a_headline_and_a_reminder_do_not_hold_each_other_up() -> None:
    read = retell(
        told(0), told(50, status=Status.PLANNED), told(90, extractor="event coreference"), headline=0
    )
    assert {m.status for m in read} == {Status.PLANNED}


def test_what_its_doer_says_was_not_done_after_it_was_alleged_is_denied() -> None:
    alleged = told(0, speaker=OMAN)
    _, contradicted = retell(alleged, told(50, status=Status.NEGATED, speaker=IRAN))
    assert contradicted.status is Status.DENIED
    for other in (told(50, status=Status.NEGATED, speaker=OMAN), told(50, status=Status.NEGATED)):
        assert retell(alleged, other)[1].status is Status.NEGATED
    assert retell(told(50, status=Status.NEGATED, speaker=IRAN))[0].status is Status.NEGATED
