"""What a report's words say to tell its event from others of its kind."""

from __future__ import annotations

import pytest
from kg.model import Actor, ActorKind, Article, EventMention, Mention, Party
from kg.ontology.qualifying import party_words, qualifier
from made_articles import extraction

USA = Actor(id="USA", name="United States", kind=ActorKind.STATE, country="USA", aliases=("US", "U.S."))
JOR = Actor(id="JOR", name="Jordan", kind=ActorKind.STATE, country="JOR")
WORDS = frozenset({"united", "states", "us", "u.s", "usa", "jordan", "jor"})


def told(marked: str, kind: str = "Meeting", root: str = "Consultation", extractor: str = "nominals") -> str:
    """The qualifier of an event whose trigger stands between brackets."""
    before, rest = marked.split("[")
    trigger, after = rest.split("]")
    text = before + trigger + after
    article = Article(id="x", text=text)
    mention = EventMention(
        type=kind,
        root=root,
        trigger=Mention(article="x", start=len(before), end=len(before) + len(trigger), text=trigger),
        sentence=(0, len(text.split("\n")[0])),
        source=(Party(actor=USA, start=0, end=1),),
        target=(Party(actor=JOR, start=0, end=1),),
        extractor=extractor,
    )
    return qualifier(mention, article, WORDS)


@pytest.mark.parametrize(
    ("marked", "qualified"),
    [
        ("They walked out of the INF [treaty] in May.", "INF"),
        ("They walked out of the New START [treaty] in May.", "START"),
        ("The [Treaty] on Open Skies binds both.", "Open Skies"),
        ("Both keep the [Treaty] of Lausanne in force.", "Lausanne"),
        ("This breaks the [Paris Climate Accord].", "Paris Climate"),
        ("He called the [maritime border agreement] void.", "maritime border"),
        ("The [agreement] on sending Jordanian soldiers to Libya is new.", "sending soldiers"),
        ("It ended with the [signing] of a memorandum on maritime rescue.", "maritime rescue"),
        ("Yet no [agreement] was reached on the exchange of cadets.", "exchange"),
        ("An [agreement] was signed on the sidelines of the talks.", ""),
        ("The two found an [agreement] to build a pipeline.", "build pipeline"),
        ("It is the [second defence agreement] of the two.", "second defence"),
        ("The [agreement] was signed on Monday.", ""),
        ("On May 3 the US-Jordan [deal] came into force.", ""),
        ("Jordan and the U.S. reached a new bilateral [agreement].", ""),
        ("The November 27 [deal] draws a line.", ""),
    ],
)
def test_an_agreement_is_told_by_its_name_and_by_what_it_is_about(marked, qualified):
    assert told(marked, "Treaty", "Agreement") == qualified


@pytest.mark.parametrize(
    ("marked", "qualified"),
    [
        ("The United States and Jordan [signed a maritime border agreement].", "maritime border"),
        ("The United States and Jordan [signed] the pact.", ""),
        (
            "The United States and Jordan [signed an agreement] to build the Red Sea pipeline.",
            "build Red Sea pipeline",
        ),
        ("The US and Jordan [Sign Loan Guarantee Agreement]", "loan guarantee"),
    ],
)
def test_a_verb_of_signing_says_nothing_of_what_is_signed(marked, qualified):
    assert told(marked, "Treaty", "Agreement", "clauses") == qualified


@pytest.mark.parametrize(
    ("marked", "qualified"),
    [
        ("U.S. forces will join Jordan in [Exercise] Eager Lion 16, near Amman.", "Eager Lion 16"),
        ("They met for the 2016 [summit] of the two.", "2016"),
        ("They met for the [seventh trilateral summit] in Athens.", "seventh"),
        ("They agreed to a [future meet] on Crete.", "future"),
        ("Then the Cairo [summit] of the two ended.", "Cairo"),
        ("They welcomed the [talks] on Syria.", ""),
        ("Both sides opened [talks] Monday.", ""),
        ("Foreign Secretary Jane Doe's [visit] was short.", ""),
    ],
)
def test_other_events_are_told_by_names_numbers_and_their_turn(marked, qualified):
    assert told(marked) == qualified


def test_a_verb_is_not_told_by_who_stands_before_it():
    assert told("Then General Jane Doe [visited] Jordan.", "Visit", extractor="clauses") == ""


def test_the_capital_of_a_first_word_tells_nothing_unless_the_text_writes_it_so():
    assert told("Military [talks] ended.") == ""
    assert told("Cairo [summit] ended.\nBoth had flown to Cairo on Monday.") == "Cairo"
    assert told("Border [talks] ended.\nThey had met at the border, and at Border on Monday.") == ""


def test_capitals_of_a_headline_are_names_only_where_the_text_writes_them_so():
    assert told("Jordan Hosts Border [Talks]") == ""


def test_parties_are_known_by_every_name_that_the_article_gives_them():
    assert {"iran", "pakistan"} <= party_words(extraction())
