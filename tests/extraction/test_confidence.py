"""What confidence adds up from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from kg.extraction import Extractor
from kg.model import Article, EventMention

if TYPE_CHECKING:
    from kg.extraction.explanation import Explanation

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def explained() -> dict[str, Explanation]:
    text = (
        "Iran criticised Oman. It rained for days. Tehran said so. It rejected the plan. "
        "The Iranian minister thanked Oman for a visit which everybody had expected to be cancelled."
    )
    account = Extractor().explain(Article(id="a", text=text))
    return {e.trigger.text: e for e in account.explanations if isinstance(e.outcome, EventMention)}


def value(e: Explanation, feature: str) -> float:
    return sum(part.value for part in e.confidence if part.feature == feature)


def test_the_parts_add_up_to_the_confidence(explained: dict[str, Explanation]) -> None:
    for e in explained.values():
        assert isinstance(e.outcome, EventMention)
        odds = sum(part.value for part in e.confidence)
        assert e.outcome.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.0051)


def test_two_named_parties_are_less_in_doubt_than_a_pronoun(explained: dict[str, Explanation]) -> None:
    named, pronoun = explained["criticised"], explained["rejected"]
    assert value(named, "party named") != 0
    assert value(pronoun, "party pronoun") != 0
    assert value(pronoun, "doubt about the parties") < value(named, "doubt about the parties") <= 0
    assert named.outcome.confidence > pronoun.outcome.confidence
