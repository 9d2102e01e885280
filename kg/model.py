"""The records that pass between floors: frozen, slotted, keyword-only, standard library only.

Offsets are characters into the field they name (``text`` or ``title``), half-open. Dates are
strings that carry no more than is known: ``2024``, ``2024-05`` or ``2024-05-03``. Change makes
a new record with ``dataclasses.replace``; a record that breaks its promise cannot exist.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DISPUTES",
    "Actor",
    "ActorKind",
    "Article",
    "DatePrecision",
    "Event",
    "EventMention",
    "Extraction",
    "Membership",
    "Mention",
    "Office",
    "Party",
    "Place",
    "Reason",
    "Rejected",
    "Status",
    "Tenure",
    "alike",
    "digest",
    "is_disputed",
    "precision_of",
]

_WORD = re.compile(r"\w+")
_SKETCHED = 32  # marks of a sketch: texts that share a fifth of their word triples pass for alike, 99 in 100
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Status(StrEnum):
    """Whether the event happened (PLOVER's auxiliary modes plus denial)."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    PROPOSED = "proposed"
    NEGATED = "negated"
    DENIED = "denied"


DISPUTES = (frozenset({Status.DENIED}), frozenset({Status.OCCURRED, Status.NEGATED}))
"""What reports of one event say where they contradict each other: all statuses of any of these."""


def is_disputed(statuses: Iterable[str]) -> bool:
    """Some report denies the event, or one says that it occurred and another that it did not."""
    told = frozenset(statuses)
    return any(contrary <= told for contrary in DISPUTES)


class ActorKind(StrEnum):
    """What kind of thing an actor is."""

    STATE = "state"
    ORGANIZATION = "organization"
    PERSON = "person"
    ARMED_GROUP = "armed-group"


class DatePrecision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Reason(StrEnum):
    """Why something was not kept: the closed list."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    OTHER_LANGUAGE = "other language"
    OTHER_FORMAT = "other format"
    DUPLICATE_ID = "duplicate id"
    PRIVATE_PERSON = "private person"
    UNRESOLVED_PARTY = "unresolved party"
    MISSING_PARTY = "missing party"
    SAME_STATE = "same state twice"
    TOLD_ONCE = "told by another mention of its clause"
    ONLY_ASKED = "only asked for"
    BELOW_CONFIDENCE = "below confidence"
    ONE_PARTY = "names fewer than two states"
    NOTHING_BETWEEN = "tells of nothing between two states"


def digest(*parts: str) -> str:
    """A short stable hash (20 hex digits of SHA-256) of strings, which may hold any character."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:20]


def alike(one: str, other: str) -> bool:
    """Whether two sketches (``Article.sketch``) are of texts with more than 1 in 20 word triples in common.

    An estimate (bottom-k sketches, Cohen 1997): a text and its correction are alike, two reports are not.
    """
    marks, others = set(one.split()), set(other.split())
    lowest = sorted(marks | others)[:_SKETCHED]
    return not lowest or len(marks & others & set(lowest)) > len(lowest) / 20


def precision_of(date: str | None) -> DatePrecision | None:
    """``2024-05`` -> month; None for None. Raises ValueError for anything that is not such a date."""
    if date is None:
        return None
    if not _DATE.fullmatch(date):
        raise ValueError(f"{date!r} is not a date like 2024, 2024-05 or 2024-05-03")
    return {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}[len(date)]


@dataclass(frozen=True, kw_only=True)
class Article:
    """One text as it was read; ``text`` is never rewritten.

    ``published`` and ``retrieved`` are dates; ``language`` is BCP 47 (``en``). ``unread`` says in words which
    parts of the input could not be read and are left out; it is no part of what the article says.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = None
    retrieved: str | None = None
    unread: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        precision_of(self.published)
        precision_of(self.retrieved)

    @cached_property
    def content_hash(self) -> str:
        """Tells a changed article from the same one: covers every field but the id."""
        rest = (self.url, self.title, self.publisher, self.language, self.published, self.retrieved)
        return digest(self.text, *("\0" if part is None else part for part in rest))

    @cached_property
    def sketch(self) -> str:
        """The 32 smallest hashes of the text's word triples, hexadecimal, sorted: what ``alike`` compares."""
        words = _WORD.findall(self.text.lower())
        triples = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()
        hashes = {zlib.crc32(triple.encode("utf-8", "surrogatepass")) for triple in triples}
        return " ".join(f"{mark:08x}" for mark in sorted(hashes)[:_SKETCHED])

    @property
    def title_is_apart(self) -> bool:
        """True where the title does not open the text, so that it must be read as well."""
        return bool(self.title) and not self.text.lstrip().startswith((self.title or "").strip())

    def _repr_html_(self) -> str:
        """For notebooks: title, where it is from, and the text, all of it escaped."""
        known = [part for part in (self.publisher, self.published, self.url) if part]
        about = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in known)
        return (
            f'<h4 dir="auto">{escape(self.title or self.id)}</h4><p>{about}</p>'
            f'<div dir="auto" style="white-space: pre-wrap; max-width: 70ch">{escape(self.text)}</div>'
        )

    def field(self, name: str) -> str:
        """The characters that offsets with this field name point into: ``text`` or ``title``."""
        if name == "text":
            return self.text
        if name == "title" and self.title is not None:
            return self.title
        raise ValueError(f"article {self.id!r} has no field {name!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of an article: ``article.field(field)[start:end] == text``."""

    article: str
    field: str = "text"
    start: int
    end: int
    text: str
    label: str = ""

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"mention {self.text!r} does not fill [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to relations. ``id``: ISO 3166-1 alpha-3 for a state, a listed code for an
    organisation (``UN``), ``IRN/mohammad-baqeri`` for a person.

    ``country`` is what the actor counts for in a dyad: the state's code, the organisation's own
    code, a person's state. ``role`` is CAMEO's (GOV, MIL, LEG, REB, IGO, ...). ``private`` is a
    person who speaks for nobody. ``same_as`` holds IRIs (Wikidata).
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    private: bool = False
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id or not self.name:
            raise ValueError("an actor needs an id and a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post: ``IRN/minister-of-defence``, "Minister of Defence", of IRN, role GOV."""

    id: str
    name: str
    country: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who held an office from when until when, and who says so.

    ``start``/``end`` bound the tenure where known; ``seen`` is a date on which it was current
    (the article's); ``evidence`` is the span that says so, ``source`` a citation for listed ones.
    """

    person: str
    person_name: str
    office: Office
    start: str | None = None
    end: str | None = None
    seen: str | None = None
    evidence: Mention | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A member of an organisation, by the codes of both; dates bound it where known."""

    member: str
    organization: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in a role of an event, where the article names it (or a word that stands for it)."""

    actor: Actor
    start: int
    end: int
    field: str = "text"
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event takes place; ``country`` is ISO alpha-3 if known."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What one place in one article says of an event between two or more parties.

    ``type`` and ``root`` are class names of the ontology (``JointExercise``, ``Cooperation``).
    ``sentence`` is [start, end) in the trigger's field. ``confidence`` lies in [0, 1].
    ``context`` holds PLOVER context labels. ``extractor`` names the mechanism. ``alleged``: the article does
    not vouch for it ("accused of", "allegedly"), whatever its status and whether or not it names who says so.
    """

    type: str
    root: str
    trigger: Mention
    sentence: tuple[int, int]
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool = False
    status: Status = Status.OCCURRED
    speaker: Party | None = None
    alleged: bool = False
    date: str | None = None
    date_end: str | None = None
    place: Place | None = None
    context: tuple[str, ...] = ()
    confidence: float = 0.5
    extractor: str = ""

    def __post_init__(self) -> None:
        if not self.source or not self.target:
            raise ValueError(f"{self.type} at {self.trigger.start} needs a source and a target")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is outside [0, 1]")
        precision_of(self.date)
        precision_of(self.date_end)

    @property
    def article(self) -> str:
        """The id of the article it stands in."""
        return self.trigger.article

    @property
    def date_precision(self) -> DatePrecision | None:
        """How much of ``date`` is known."""
        return precision_of(self.date)

    @property
    def id(self) -> str:
        """Stable for the same article id, field, span and class."""
        t = self.trigger
        return digest(t.article, t.field, str(t.start), str(t.end), self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The occurrence that one or more reports tell of; built in the store's second layer.

    ``id`` is its smallest report's; ``statuses`` holds every status that some report gives.
    """

    id: str
    type: str
    reports: tuple[str, ...]
    statuses: tuple[Status, ...]
    date: str | None = None
    date_end: str | None = None
    merged_because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An article or a candidate mention that was not kept, with the reason and what it was about."""

    article: str
    reason: Reason
    detail: str = ""
    span: tuple[int, int] | None = None
    field: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article says: event mentions in text order, who holds which office, what was set aside.

    ``unresolved`` are names that stand where a party should and that nobody could resolve. ``passed_over``
    says why the article, or the lines of it that name nobody, were not parsed; None where all were.
    """

    article: Article
    mentions: tuple[EventMention, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unresolved: tuple[Mention, ...] = ()
    passed_over: Reason | None = None
