"""Every mention can say why: the grounds of what is read, and of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.evaluation import load_gold
from kg.extraction import Extractor
from kg.extraction.explanation import HOW, Account, Explanation
from kg.model import Article, EventMention, Mention, Reason, Rejected, Status

pytestmark = pytest.mark.model

GOLD = Path(__file__).parent.parent / "gold"
TEXT = (
    "Iranian Foreign Minister Hossein Kazemi met Oman's Sultan in Muscat on 3 May 2024. "
    "He criticised Israel. Iran and Oman will hold joint naval exercises next month, Kazemi said. "
    "The two sides did not sign an agreement. Washington warned Oman."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def account(extractor: Extractor) -> Account:
    return extractor.explain(Article(id="a", text=TEXT, published="2024-05-10"))


@pytest.fixture(scope="module")
def many() -> list[tuple[Account, tuple[EventMention, ...], tuple[Rejected, ...]]]:
    found, extractor = [], Extractor(full_parse=True)  # an explanation passes nothing over
    for article in load_gold(GOLD).articles[::4]:
        extraction = extractor.extract(article)
        found.append((extractor.explain(article), extraction.mentions, extraction.rejected))
    return found


def one(account: Account, trigger: str) -> Explanation:
    return next(e for e in account.explanations if e.trigger.text == trigger)


def texts(mentions: tuple[Mention, ...]) -> list[str]:
    return [m.text for m in mentions]


def test_what_is_explained_is_exactly_what_is_extracted(many: list) -> None:
    for account, mentions, rejected in many:
        outcomes = [e.outcome for e in account.explanations]
        assert [o for o in outcomes if isinstance(o, EventMention)] == list(mentions)
        assert sorted(map(repr, (o for o in outcomes if isinstance(o, Rejected)))) == sorted(
            map(repr, rejected)
        )


def test_every_way_in_which_a_phrase_means_an_actor_has_its_words(many: list) -> None:
    codes = {a.how for account, _, _ in many for e in account.explanations for a in e.arguments}
    assert {code.removeprefix("inside ").removeprefix("inside ") for code in codes} <= set(HOW)


def test_every_status_but_a_plain_deed_has_a_ground(many: list) -> None:
    for account, _, _ in many:
        for e in account.explanations:
            grounded = bool(e.status_ground.because or e.status_ground.note)
            assert grounded == (e.status is not Status.OCCURRED), e


def test_a_pronoun_goes_back_to_its_antecedent_and_the_person_to_the_title(account: Account) -> None:
    source = one(account, "criticised").arguments[0]
    assert (source.side, source.words.text, source.how, source.slot) == ("source", "He", "pronoun", "subject")
    assert source.repeats is not None
    assert source.repeats.text == "Hossein Kazemi"
    assert (source.tie, source.tied_by and source.tied_by.text) == ("title", "Iranian Foreign Minister")


def test_a_capital_that_acts_is_metonymy(account: Account) -> None:
    source = one(account, "warned").arguments[0]
    assert (source.how, source.actor.id) == ("metonymy", "USA")


def test_status_speaker_and_date_name_their_words(account: Account) -> None:
    exercise = one(account, "joint naval exercises")
    assert "will" in " ".join(texts(exercise.status_ground.because))
    assert exercise.carrier is not None
    assert exercise.carrier.text == "hold"
    assert exercise.speaker is not None
    assert exercise.speaker_ground is not None
    assert texts(exercise.speaker_ground.because) == ["said"]
    assert exercise.date_ground is not None
    assert texts(exercise.date_ground.because) == ["next month"]
    assert exercise.frame.startswith("cooperation.toml:")


def test_a_candidate_that_was_set_aside_says_why_and_where(extractor: Extractor) -> None:
    text = "Oman imposed sanctions."
    alone = one(extractor.explain(Article(id="a", text=text)), "imposed sanctions")
    assert isinstance(alone.outcome, Rejected)
    assert alone.outcome.reason is Reason.MISSING_PARTY
    assert alone.outcome.span == (5, 22)
    assert [a.actor.id for a in alone.arguments] == ["OMN"]


def test_below_confidence_is_explained_too(extractor: Extractor) -> None:
    strict = Extractor(min_confidence=1.0)
    outcome = (
        strict.explain(Article(id="a", text="He was in Oman. Iran criticised Oman.")).explanations[0].outcome
    )
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.BELOW_CONFIDENCE


def test_a_word_passed_over_names_the_use_that_evokes_nothing_or_the_condition_not_met(
    extractor: Extractor,
) -> None:
    text = "Iran held a door. Oman struck a balance."
    passed = {p.word.text: p for p in extractor.explain(Article(id="a", text=text)).passed_over}
    assert passed["struck"].blocked is not None
    assert passed["held"].near
    assert all(miss.unmet for miss in passed["held"].near)
