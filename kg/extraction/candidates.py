"""A frame that found its words: what may become an event mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import ActorKind, Reason, Status

if TYPE_CHECKING:
    from kg.extraction.lexicon_records import NounFrame, VerbFrame
    from kg.extraction.scene import Referent

__all__ = ["Candidate", "sides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Trigger ``head`` on tokens [first, last], its frame, whom it ties, and the verb of its clause."""

    frame: VerbFrame | NounFrame
    head: int
    first: int
    last: int
    source: tuple[Referent, ...]
    target: tuple[Referent, ...]
    reciprocal: bool
    status: Status
    mechanism: str
    clause: int | None = None
    reason: Reason | None = None
    stop: int | None = None  # the target's last token, where each of several has a date of its own

    @property
    def type(self) -> str:
        """The class it evokes."""
        return self.frame.type

    @property
    def root(self) -> str:
        """The root of its class."""
        return self.frame.root

    @property
    def countries(self) -> frozenset[str | None]:
        """The codes of its parties."""
        return frozenset(r.country for r in (*self.source, *self.target))


def _counts(r: Referent) -> bool:
    """Does it count for a state or an organisation? A band of no state's does not."""
    armed = r.actor.kind == ActorKind.ARMED_GROUP
    return bool(r.country) and not (armed and r.country == r.actor.id)


def sides(
    source: list[Referent], target: list[Referent], reciprocal: bool
) -> tuple[tuple[Referent, ...], tuple[Referent, ...], Reason | None]:
    """Two sides of different countries, or the reason why there are none.

    Of a reciprocal event every party counts, first named first; in a directed one those targets
    go that are of the source's own country.
    """
    source = [r for r in source if _counts(r)]
    target = [r for r in target if _counts(r)]
    if reciprocal:
        named = sorted([*source, *target], key=lambda r: r.first)
        parties = list({r.country: r for r in reversed(named)}.values())[::-1]
        if not parties:
            return (), (), Reason.UNRESOLVED_PARTY
        first = parties[0].country
        one = tuple(r for r in parties if r.country == first)
        other = tuple(r for r in parties if r.country != first)
        if not other:
            return one, (), Reason.MISSING_PARTY
        return one, other, None
    if not source or not target:
        return tuple(source), tuple(target), Reason.MISSING_PARTY
    if {r.country for r in target} < {r.country for r in source}:
        # "Kenya took delivery of these jeeps", which are Brazil's and for Kenya
        source = [r for r in source if r.country not in {t.country for t in target}]
    own = {r.country for r in source}
    other = tuple({r.country: r for r in reversed(target) if r.country not in own}.values())[::-1]
    if not other:
        return tuple(source), (), Reason.SAME_STATE
    return tuple({r.country: r for r in reversed(source)}.values())[::-1], other, None
