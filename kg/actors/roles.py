"""What the common nouns of a phrase say of its actor: "rebel commander", "student protesters".

A phrase may hold several nouns, each with a CAMEO role. CAMEO writes a code's roles from the one
that tells who acts (rebels, police, opposition) to the one that tells their walk of life (students,
doctors), so the first of these is the role of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.actors.words import possessive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.actors.records import Agent
    from kg.actors.words import Word

__all__ = ["combined", "nouns", "singular"]

_LONGEST: Final = 4  # words of a listed noun
_ENDS: Final = frozenset({"to", "in", "with", "for", "from", "against", "on", "at", "near", "over", ","})
_PLURALS: Final = (("women", "woman"), ("men", "man"), ("ies", "y"), ("ches", "ch"), ("s", ""))
# A modifier of an earlier rank decides; GOV says little of a soldier or a judge, all of a newspaper.
_RANKS: Final = (
    ("REB", "UAF", "OPP"),
    ("CRM",),
    ("MIL", "COP", "SPY", "JUD", "LEG"),
    ("GOV",),
    ("IGO",),
    ("PTY", "BUS", "MED", "EDU", "HLH", "LAB", "AGR", "ENV", "REL", "REF", "NGO", "ELI"),
    ("CVL",),
)
_RANK: Final = {role: rank for rank, roles in enumerate(_RANKS) for role in roles}
# Heads that only say that somebody leads, speaks or belongs: the modifier tells to what.
_GENERIC: Final = frozenset(
    "official leader chief head boss spokesman spokeswoman spokesperson member representative delegate "
    "source commander officer adviser advisor aide supporter group movement team family delegation office "
    "agency committee council commission organisation organization force forces unit president general "
    "coalition alliance community agent guard staff personnel secretary director party people".split()
)
_RULING: Final = frozenset(
    {"government", "regime", "junta", "ruler", "minister", "ministry", "dictator", "president"}
)


def singular(words: str) -> str:
    """``ministries`` -> ``ministry``, ``militiamen`` -> ``militiaman``."""
    for many, one in _PLURALS:
        if words.endswith(many) and len(words) > len(many) + 1 and not words.endswith("ss"):
            return words[: -len(many)] + one
    return words


def nouns(words: Sequence[Word], listed: Callable[[str], Agent | None]) -> list[Agent]:
    """The listed nouns of a phrase in order, longest first, up to a preposition that follows one."""
    found: list[Agent] = []
    keys = [possessive(word.key) for word in words]
    position = 0
    while position < len(keys):
        if found and keys[position] in _ENDS:
            break
        for length in range(min(_LONGEST, len(keys) - position), 0, -1):
            spelt = " ".join(keys[position : position + length])
            if (agent := listed(spelt) or listed(singular(spelt))) is not None:
                found.append(agent)
                position += length
                break
        else:
            position += 1
    return found


def combined(roles: Sequence[str], head: str) -> str:
    """The role of a phrase whose nouns have these roles; the last one is its head, whose noun is ``head``.

    ``["OPP", "LEG"]`` -> ``OPP``; ``["GOV", "MIL"]`` (government troops) -> ``MIL``;
    ``["MIL", "GOV"]`` -> ``GOV`` with the head "ruler", ``MIL`` with "spokesman".
    """
    own = roles[-1]
    for role in reversed(roles[:-1]):
        last = singular(head).split()[-1]
        if last in _GENERIC and not (
            last in _RULING and own == "GOV" and role in {"MIL", "COP", "SPY", "LEG"}
        ):
            own = role if role != "GOV" or own == "GOV" or _RANK.get(own, 9) > _RANK["GOV"] else own
        elif not (last in _RULING and own == "GOV") and _RANK.get(role, 9) < _RANK.get(own, 9):
            own = role
    return own
