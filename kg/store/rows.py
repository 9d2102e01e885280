"""The typed rows that the store hands to analysis and views.

Actors are named by their local id (``IRN``, ``NATO``, ``IRN/mohammad-baqeri``), classes and
properties by their local name (``JointExercise``, ``cooperatesWith``), graph nodes by their
full IRI. Dates are strings that carry no more than is known (``2024``, ``2024-05``,
``2024-05-03``); None where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ActorRow", "EventRow", "EvidenceRow", "RelationRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor that some event names: a state, an organisation, a person, an armed group.

    ``country`` is what it counts for in a dyad: a person's state, a state's own code. ``aliases`` are
    other names that the registry lists, sorted.
    """

    iri: str
    id: str
    label: str
    kind: str  # state | organization | person | armed-group
    country: str | None = None
    role: str | None = None  # CAMEO role: GOV, MIL, IGO, ...
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One occurrence (``"occurred" in statuses``) or prospect, with everybody who takes part.

    ``source``/``target`` are the actors as named, ``source_state``/``target_state`` what they stand
    for; all four are sorted tuples of actor ids. In a ``reciprocal`` event every two parties are a
    pair. ``reports`` and ``articles`` are counts, at least 1. ``intensity`` is the class's
    cooperation-conflict weight in [-10, 10], 10 most cooperative; None where the class has none.
    """

    iri: str
    cls: str  # JointExercise
    root: str  # Cooperation
    quad: str  # MaterialCooperation | VerbalCooperation | MaterialConflict | VerbalConflict
    label: str
    date: str | None
    date_end: str | None
    statuses: tuple[str, ...]  # occurred | planned | proposed | negated | denied, sorted
    disputed: bool
    source: tuple[str, ...]
    target: tuple[str, ...]
    source_state: tuple[str, ...]
    target_state: tuple[str, ...]
    reciprocal: bool
    reports: int
    articles: int
    alleged: bool = False
    intensity: float | None = None
    place: str | None = None
    place_country: str | None = None
    context: tuple[str, ...] = ()
    first_reported: str | None = None  # dates of publication of the oldest and the youngest article
    last_reported: str | None = None

    @property
    def happened(self) -> bool:
        """True for an event that some report says occurred, on its article's own word, and none denies."""
        return "occurred" in self.statuses and not self.disputed and not self.alleged


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A direct relation, stated between named actors (``actor``) or what they stand for (``state``).

    Where a state itself is named on both sides the two levels are one triple; its row is ``state``.
    ``events`` and ``reports`` are counts, at least 1; a symmetric relation has a row each way.
    """

    iri: str
    subject: str
    predicate: str  # cooperatesWith
    object: str
    level: Literal["actor", "state"]
    events: int
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """The words of an article that one report rests on.

    ``sentence[start:end] == trigger``; ``field_start``/``field_end`` are the trigger's offsets in
    the article's ``field``. A record of somebody's event data has no words: ``sentence`` is "".
    """

    sentence: str
    start: int
    end: int
    trigger: str
    article: str  # the article's IRI
    title: str | None
    publisher: str | None
    date: str | None  # of publication
    url: str | None
    speaker: str | None  # actor id
    status: str
    confidence: float
    report: str  # the report's IRI
    cls: str
    field: str
    field_start: int
    field_end: int
    alleged: bool = False

    @property
    def stands(self) -> str:
        """``occurred``; ``occurred, alleged`` where the article does not vouch for it."""
        return f"{self.status}, alleged" if self.alleged else self.status
