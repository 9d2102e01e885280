"""One event mention, reduced to what is compared: the same for gold and for what was found.

A claim is read from a line of ``kg extract`` (the contract of its JSON Schema, of which gold needs only
a part) or made from an ``EventMention``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import Status, precision_of
from kg.ontology.classes import classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import EventMention

__all__ = ["Claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who did what to whom, where the article says so.

    ``source`` and ``target`` hold country or organisation codes, in order. ``speaker`` is the state
    of whoever is credited, "" for one without a state, None for the article itself. ``start`` and
    ``end`` bound the trigger in ``field``; ``sentence`` is [start, end) there, None where unknown.
    ``confidence`` is None for gold.
    """

    article: str
    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool
    status: Status
    speaker: str | None
    date: str | None
    field: str
    start: int
    end: int
    trigger: str
    sentence: tuple[int, int] | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.type not in classes():
            raise ValueError(f"{self.type!r} is not an event class of the ontology")
        if not 0 <= self.start < self.end:
            raise ValueError(f"trigger {self.trigger!r} spans [{self.start}, {self.end})")
        precision_of(self.date)

    @property
    def root(self) -> str:
        """The root class: ``Cooperation``."""
        return classes()[self.type].root

    @classmethod
    def of(cls, mention: EventMention) -> Claim:
        """The claim of an extracted mention."""
        speaker = mention.speaker
        return cls(
            article=mention.article,
            type=mention.type,
            source=tuple(party.actor.country or "" for party in mention.source),
            target=tuple(party.actor.country or "" for party in mention.target),
            reciprocal=mention.reciprocal,
            status=mention.status,
            speaker=None if speaker is None else speaker.actor.country or "",
            date=mention.date,
            field=mention.trigger.field,
            start=mention.trigger.start,
            end=mention.trigger.end,
            trigger=mention.trigger.text,
            sentence=mention.sentence,
            confidence=mention.confidence,
        )

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Claim:
        """The claim of one object that ``kg extract`` prints.

        Class names may be written with a prefix or as an IRI. Raises ValueError, KeyError or
        TypeError for an object that breaks the contract.
        """
        trigger, speaker, sentence = row["trigger"], row.get("speaker"), row.get("sentence")
        claim = cls(
            article=row["article"],
            type=_local(row["type"]),
            source=tuple(actor["country"] or "" for actor in row["source"]),
            target=tuple(actor["country"] or "" for actor in row["target"]),
            reciprocal=bool(row.get("reciprocal", False)),
            status=Status(row["status"]),
            speaker=None if speaker is None else speaker["country"] or "",
            date=row.get("date"),
            field=trigger.get("field", "text"),
            start=trigger["start"],
            end=trigger["end"],
            trigger=trigger["text"],
            sentence=None if sentence is None else (sentence["start"], sentence["end"]),
            confidence=row.get("confidence"),
        )
        if "root" in row and _local(row["root"]) != claim.root:
            raise ValueError(f"{claim.type} has the root {claim.root}, not {row['root']}")
        return claim


def _local(name: str) -> str:
    return name.replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]
