"""What a frame file says, as records: frozen, slotted, words folded, word classes expanded.

A ``Phrase`` is the words of one entry, head last: ``("fighter", "jet")``. An empty set of
phrases is no condition. The keys are those of docs/frames.md; ``class`` is called ``type`` here,
as in ``EventMention``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "NONE",
    "LightVerb",
    "MatrixVerb",
    "NounFrame",
    "Phrase",
    "SpeechVerb",
    "VerbFrame",
    "Words",
    "called",
    "matches",
]

Phrase: TypeAlias = tuple[str, ...]
Words: TypeAlias = frozenset[Phrase]

NONE = "none"
_ANY: Words = frozenset()
_DESIGNATED: Phrase = ("#",)
_DESIGNATION = re.compile(r"(?!g7|g8|g20|covid)[a-z]{1,5}\d{1,3}[a-z]{0,2}")


def matches(words: Words, head: str, before: Sequence[str] = ()) -> bool:
    """True where ``head``, alone or with the words right ``before`` it, is one of ``words``.

    All arguments are folded; ``before`` runs in text order ("fighter" for "fighter jet"). The entry
    ``#`` stands for any designation of letters and digits ("F-16", "S-400").
    """
    return not words.isdisjoint(called(head, tuple(before)))


@lru_cache(maxsize=16_384)
def called(head: str, before: Phrase = ()) -> Words:
    """What a word can be listed as: alone, with the words right before it, and as a designation."""
    alone = {(head,), _DESIGNATED} if _DESIGNATION.fullmatch(head) else {(head,)}
    return frozenset(alone | {(*before[i:], head) for i in range(len(before))})


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame:
    """One use of some verbs: conditions, the class it evokes, and where its parties stand.

    ``words`` is what follows the head of a lemma of several words ("carry *out*"), each a particle,
    adverb, preposition or bare object of the verb. ``origin`` is file and line.
    """

    lemmas: tuple[str, ...]
    type: str
    root: str
    origin: str
    words: Phrase = ()
    object: Words = _ANY
    not_object: Words = _ANY
    object_modifiers: Words = _ANY
    subject: Words = _ANY
    not_subject: Words = _ANY
    particle: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    prep_object: Words = _ANY
    complement: frozenset[str] = frozenset()
    complement_head: Words = _ANY
    complement_modal: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    speech: bool = False
    status: Status = Status.OCCURRED
    private: bool = False
    context: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """True for a use that evokes nothing and ends the search."""
        return self.type == NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame:
    """One use of some event nouns. ``words`` precede the head in a lemma of several ("*war* game")."""

    lemmas: tuple[str, ...]
    type: str
    root: str
    origin: str
    words: Phrase = ()
    number: str = ""
    modifiers: Words = _ANY
    not_modifiers: Words = _ANY
    of: Words = _ANY
    prep: frozenset[str] = frozenset()
    prep_object: Words = _ANY
    complement: frozenset[str] = frozenset()
    complement_head: Words = _ANY
    source: tuple[str, ...] = ("poss", "by", "adjective", "of", "governor")
    target: tuple[str, ...] = ("with", "to", "against", "on", "for", "compound")
    parties: tuple[str, ...] = (
        "between",
        "among",
        "with",
        "poss",
        "adjective",
        "compound",
        "of",
        "by",
        "governor",
    )
    definite: bool = False
    reciprocal: bool = False
    speech: bool = False
    status: Status = Status.OCCURRED
    private: bool = False
    context: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """True for a use that evokes nothing and ends the search."""
        return self.type == NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A verb that carries an event noun: what it does to the noun's status, whom its subject adds.

    ``subject`` is ``source``, ``target``, ``host`` or ``none``; ``prep`` is where the noun stands if
    not in the object; ``object`` names the nouns it is light for (any if empty). ``ends``: its date is
    that of the end.
    """

    lemmas: tuple[str, ...]
    origin: str
    words: Phrase = ()
    object: Words = _ANY
    prep: frozenset[str] = frozenset()
    status: Status = Status.OCCURRED
    subject: str = "source"
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixVerb:
    """A verb, noun or adjective whose complement did not necessarily happen.

    ``of`` holds complement kinds (``to``, ``that``, ``ing``, ``object``) and prepositions;
    ``control`` says whose subject the complement shares, ``subject`` or ``object``; ``pos`` is
    ``verb``, ``noun``, ``adj`` or empty for any. ``negated`` is what the complement reads where the
    word itself is negated ("did not rule out talks"), if not simply that it did not happen.
    """

    lemmas: tuple[str, ...]
    origin: str
    words: Phrase = ()
    status: Status = Status.PROPOSED
    of: frozenset[str] = frozenset({"to", "that", "ing", "object"})
    negated: Status | None = None
    control: str = "subject"
    pos: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechVerb:
    """A verb of saying. ``kind``: ``say`` (asserts), ``deny``, ``promise`` (planned), ``ask`` (proposed)."""

    lemmas: tuple[str, ...]
    origin: str
    words: Phrase = ()
    kind: str = "say"
