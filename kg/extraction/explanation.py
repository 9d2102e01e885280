"""Why a mention was read as it was, or not kept: the records behind ``kg explain``.

Every ground is a span of the article, so that whoever doubts a mention can see the words that it rests
on, and whoever mends a rule knows which one spoke: ``frame`` is the file and line of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.confidence import Part
    from kg.model import Actor, Article, EventMention, Mention, Rejected, Status

__all__ = ["HOW", "Account", "Argument", "Explanation", "Ground", "NearMiss", "PassedOver", "how"]

HOW = {
    "name": "named",
    "adjective": "by the adjective of the state",
    "demonym": "by its people",
    "capital": "a capital that locates it",
    "city": "a city that locates it",
    "seat": "a seat of power that stands for its state",
    "metonymy": "a capital that stands for its state",
    "organization": "named",
    "service": "a service of the state",
    "group": "a group",
    "person": "a listed office holder",
    "agent": "a body, office or people of the state",
    "title": "a title that one person of the article holds",
    "possessive": "as owner",
    "pronoun": "a pronoun",
    "pair": "the two that are meant together",
    "definite": "a definite phrase",
    "event": "a party of the event told before",
    "opponent": "the other side of what was told before",
    "host": "the host of the visit that is told",
    "home": "the state that the article is written from",
    "speaker": "the state of who says so",
    "assumed": "named",
    "judged": "whoever is blamed, thanked or asked for it",
    "faced": "whom the words before it are for",
    "place": "where the thing stands that is struck",
    "repeated": "a phrase told before with its state",
    "summed up": "what the clause before is about",
}
"""How a phrase means an actor: code of ``Referent.how`` -> words."""


def how(code: str) -> str:
    """A code of ``Referent.how`` in words; an unknown one as it stands."""
    if code.startswith("inside "):
        return f"inside the phrase, {how(code.removeprefix('inside '))}"
    return HOW.get(code, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A party, the words that mean it, and why they do.

    ``slot`` is the slot of the frame that yielded it, None where the text around filled it in. ``repeats``
    is the earlier phrase that a pronoun, title or event noun goes back to; ``tie`` and ``tied_by`` say
    what gave a person their state. ``certainty`` lies in [0, 1].
    """

    side: str
    actor: Actor
    words: Mention
    how: str
    certainty: float
    standing: str
    slot: str | None = None
    repeats: Mention | None = None
    tie: str = ""
    tied_by: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A finding and the words without which it would be another; ``note`` where no single word decides."""

    because: tuple[Mention, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One candidate: what evoked it, whom it ties, and what became of it.

    ``outcome`` is the mention, or what was set aside and why. ``carrier`` is the light or matrix verb above
    a noun. ``confidence`` adds up to the log-odds of the mention's confidence, empty for what was rejected
    before that was asked.
    """

    trigger: Mention
    sentence: tuple[int, int]
    type: str
    root: str
    mechanism: str
    frame: str
    arguments: tuple[Argument, ...]
    outcome: EventMention | Rejected
    status: Status
    status_ground: Ground
    headline: bool = False
    passive: bool = False
    carrier: Mention | None = None
    speaker: Argument | None = None
    speaker_ground: Ground | None = None
    date_ground: Ground | None = None
    confidence: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A frame that would fit but for one of its conditions."""

    type: str
    frame: str
    unmet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A word that has frames, of which none spoke: a use that evokes nothing (``blocked`` names its
    frame), or conditions that are not met."""

    word: Mention
    lemma: str
    frames: int
    blocked: str | None = None
    near: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that can be said about the reading of one article, in text order.

    ``home`` is the state that the article is written from, as its dateline or agency tells.
    """

    article: Article
    explanations: tuple[Explanation, ...]
    passed_over: tuple[PassedOver, ...]
    home: str | None = None
    published: str | None = None
