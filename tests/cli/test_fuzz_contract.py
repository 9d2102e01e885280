"""Articles made up at random: what ``kg extract`` prints of them keeps the contract (`make soak` tries many)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.evaluation import load_gold
from kg.model import Article

from fuzzing import contract_holds

pytestmark = pytest.mark.model

EXAMPLES = int(os.environ.get("KG_FUZZ", "0"))
HARD = settings(
    max_examples=EXAMPLES or 25,
    derandomize=not EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
GOLD = load_gold(Path(__file__).parent.parent / "gold").articles
SENTENCES = [s for a in GOLD for s in re.split(r"(?<=[.!?])\s+", a.text) if s.strip()]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})

who = st.sampled_from(
    ["Iran", "the United States", "Beijing", "Iraqi officials", "Foreign Minister Wang Yi", "NATO", "it", "they",
     "both", "the two countries", "Mr Sidhu", "Colonel Zoran Vek", "Tehran's", "U.S.", "the Kremlin", "Georgia"]
)  # fmt: skip
did = st.sampled_from(
    ["met", "will meet", "did not attack", "denied that", "said", "has agreed to sell tanks to", "sanctioned",
     "held joint drills with", "accused", "was invaded by", "threatened to bomb", "urged", "talks between", "and",
     "in May 2024", "on Friday", ",", "\u201c", "\u201d", "\"", "(", ")", ";", ".", ". ", "\n\n", "?", "\u2014", "of"]
)  # fmt: skip
odd = st.sampled_from(
    ["\u00a0", "\u200b", "\U0001f600", "\r\n", "\t", "e\u0301", "ﬁ", "İ", "ß", "-", "'", "’s", "\x1f"]
)
days = st.none() | st.dates().map(lambda day: day.isoformat())


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """Names, verbs and signs in any order."""
    parts = draw(st.lists(who | did | odd | st.sampled_from(WORDS), min_size=1, max_size=40))
    return draw(st.sampled_from([" ", " ", " ", ""])).join(parts)


@st.composite
def shaken(draw: st.DrawFn) -> str:
    """Sentences of the gold set, words of which are left out, doubled, swapped or put in another's place."""
    text = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)))
    for _ in range(draw(st.integers(0, 6))):
        words = text.split(" ")
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + 1] = draw(
            st.sampled_from(
                [[], [words[at]] * 2, ["\n\n"], [words[at].upper()], words[at - 1 : at + 1][::-1]]
            )
            | st.lists(who | did | odd, min_size=1, max_size=2)
        )
        text = " ".join(words)
    return text


articles = st.builds(
    lambda text, title, day: Article(id="a", text=text or ".", title=title, published=day, language="en"),
    fragments() | shaken(),
    st.none() | fragments() | shaken(),
    days,
)


@HARD
@given(articles)
def test_whatever_an_article_says_every_line_keeps_the_contract(article: Article) -> None:
    contract_holds(article)


def test_the_articles_that_are_made_up_do_tell_of_events() -> None:
    found = [0]

    @settings(max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(shaken())
    def look(text: str) -> None:
        found[0] += len(contract_holds(Article(id="a", text=text or ".", language="en")).mentions)

    look()
    assert found[0] > 5
