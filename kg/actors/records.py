"""What the actors floor returns beside the records of ``kg.model``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Actor

__all__ = ["Agent", "Form", "Hit", "Title", "TitleHit"]


class Form(StrEnum):
    """How a name stands for its actor."""

    NAME = "name"  # Iran, U.S.
    ADJECTIVE = "adjective"  # Iranian, British; also "an Iranian"
    DEMONYM = "demonym"  # Briton, Iranians, Saudis
    CAPITAL = "capital"  # Tehran
    SEAT = "seat"  # Kremlin, White House
    ORGANIZATION = "organization"  # NATO
    SERVICE = "service"  # IRGC, Royal Navy, Mossad, Duma
    GROUP = "group"  # Hezbollah
    PERSON = "person"  # Vladimir Putin
    CITY = "city"  # Karachi, Crimea


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A listed name in a text: ``text[start:end]``. ``actor`` is whom it stands for (the state itself
    for its capital, cities and seats); ``others`` holds the country codes of readings not taken."""

    start: int
    end: int
    text: str
    form: Form
    actor: Actor
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A post or rank. ``kind``: ``office`` (Minister of Defence), ``rank`` (Major General) or
    ``speaker`` (spokesman); ``role`` is CAMEO's; ``slug`` is the last part of an office's id."""

    name: str
    role: str
    kind: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleHit:
    """A title in running text: ``text[start:end]`` without the state's name."""

    start: int
    end: int
    title: Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A common noun that acts for a state when a state modifies it ("Iranian *troops*").

    ``standing``: ``official`` (minister, diplomat), ``body`` (government, embassy), ``force`` (army,
    warship), ``people`` (refugees: only victims or recipients) or ``private`` (journalist, club).
    """

    lemma: str
    role: str
    standing: str
    collective: bool = False
