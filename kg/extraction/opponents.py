"""The other side of what is being told, where only the text around says who it is.

A dyad that an article tells of goes on being meant: "it called its tanks home", "had downed a
helicopter", "offered to mediate". Only where the text has told, in so many words, of something
between the two (for hostile acts, of something that sets them at odds).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.scene import Referent
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.coreference import Coreference
    from kg.extraction.memory import Memory
    from kg.extraction.scene import Scene
    from kg.extraction.slots import Slots
    from kg.extraction.status import StatusReader

__all__ = ["Opponents", "Sides"]

_TWO_SIDED = frozenset(
    {
        "Assault",
        "Coercion",
        "Mobilization",
        "Concession",
        "Protest",
        "Sanction",
        "Consultation",
        "Aid",
        "Rejection",
        "Accusation",
        "Threat",
    }
)
_SPEAKING = frozenset({"Accusation", "Request", "Rejection", "Support", "Threat"})
# Acts that only a dyad at odds gives the other side of.
_HOSTILE = frozenset({"Assault", "Coercion", "Mobilization"})
_UNFRIENDLY = _HOSTILE | {"Concession"}
_AT_ODDS = _HOSTILE | {"Sanction", "Protest", "Threat", "Accusation", "Concession"}
_TOPICAL = 0.05  # of the names of an article: less, and a state is mentioned in passing

Sides = tuple[list[Referent], list[Referent]]


@dataclass(eq=False)
class Opponents:
    """Answers for one scene. ``speaker`` gives the speaker of a token."""

    scene: Scene
    slots: Slots
    status: StatusReader
    memory: Memory
    coreference: Coreference
    speaker: Callable[[int], Referent | None]
    daring: bool = False  # may it fill in what the sentence and its neighbours do not say?

    def opponent(self, root: str, token: int, have: list[Referent]) -> list[Referent]:
        """The other side of what is being told: "it called its tanks home", "had downed a helicopter".

        Only of acts that have another side, and only of the pair of the last event in this sentence or
        the two before, told with nobody else in between.
        """
        countries = {r.country for r in have if r.country}
        if not self.daring or root not in _TWO_SIDED or len(countries) != 1:
            return []
        if root == "Assault" and have[0].actor.kind is ActorKind.PERSON:
            return []  # who killed somebody is said, or not known
        named = self.coreference.history.countries_of_sentence(token)
        told = self.memory.last_between(token, next(iter(countries)))
        speaker = self.speaker(token)
        facing = (have[0], speaker) if speaker and speaker.country not in countries else ()
        pairs = [facing, told.parties if told else (), self._topical(token)]
        for certainty, pair in zip((0.65, 0.6, 0.5), pairs, strict=True):
            between = {r.country for r in pair}
            if not self.memory.tied(pair, _AT_ODDS if root in _UNFRIENDLY else None) or any(
                self.coreference.history.share(c or "") < _TOPICAL for c in between
            ):
                continue
            if named | countries <= between or pair is facing:
                return [
                    state
                    for code in sorted(c for c in between - countries if c)
                    if (state := self.slots.referents.state(code, token, "opponent", certainty))
                ][:1]
        return []

    def apart(self, root: str, token: int, source: list[Referent], target: list[Referent]) -> Sides:
        """Sides that turned out to be one state.

        A person of a bare title is the other state's after all ("the envoys were seen by the Minister of
        Defence, X"); else the object is the doer's own ("it called its tanks home") and the other side is
        left unsaid.
        """
        for one, other, first in ((target, source, False), (source, target, True)):
            if one and all(r.how in ("assumed", "home") for r in one) and root == "Consultation":
                missing = (
                    self.opponent(root, token, other)
                    or [r for r in self._topical(token) if r.country not in {o.country for o in other}][:1]
                )
                if missing:
                    return (missing, target) if first else (source, missing)
        if root in _SPEAKING or root == "Aid":
            return source, target  # "to protect US personnel" is nobody else's affair
        return source, self.opponent(root, token, source) or target

    def adversaries(self, token: int, mediators: list[Referent]) -> list[Referent]:
        """Between whom "offered to mediate" means: the two that the text is about."""
        if not self.daring:
            return []
        own = {r.country for r in mediators}
        for pair in (self.memory.last_pair(token), self.coreference.pairs.of_topic(token)):
            found = [r for r in pair if r.country not in own]
            if len({r.country for r in found}) == 2 and self.memory.tied(found):
                return [replace(r, first=token, last=token, how="pair", certainty=0.6) for r in found]
        return []

    def _topical(self, token: int) -> list[Referent]:
        pair = self.coreference.pairs.of_topic(token) if self.daring else []
        return pair if self.memory.tied(pair) else []
