"""What one mention of a happening takes from another of the same article.

A news report tells its event several times: in the headline, in the lead, in full, and pointing back
("the visit"). Often one of them alone says when it was, or that it is only planned; and what one side
tells as a deed, the other may tell as not done, which denies it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.model import EventMention

__all__ = ["retold"]

_POINTS_BACK = "event coreference"


def retold(
    mentions: Sequence[EventMention], headline: Callable[[EventMention], bool], published: str | None
) -> list[EventMention]:
    """The mentions, in text order, with the status and the date that others of their happening give them."""
    by_pair: dict[frozenset[str | None], list[EventMention]] = {}
    for m in mentions:
        by_pair.setdefault(_pair(m), []).append(m)
    heads = [headline(m) for m in mentions]
    pairs = list(zip(mentions, heads, strict=True))
    read: dict[int, Status] = {}
    for m, head in sorted(pairs, key=lambda x: not x[1]):  # what points back may mean a headline
        read[id(m)] = _status(m, by_pair[_pair(m)], head, read)
    settled = [replace(m, status=read[id(m)]) for m in mentions]
    peers: dict[frozenset[str | None], list[EventMention]] = {}
    for m in settled:
        peers.setdefault(_pair(m), []).append(m)
    year = published[:4] if published else None
    return [_dated(m, peers[_pair(m)], head, year) for m, head in zip(settled, heads, strict=True)]


def _pair(m: EventMention) -> frozenset[str | None]:
    return frozenset(p.actor.country for p in (*m.source, *m.target))


def _doers(m: EventMention) -> frozenset[str | None]:
    return frozenset(p.actor.country for p in m.source)


def _before(m: EventMention, other: EventMention) -> bool:
    """Does ``other`` stand before ``m``, the title before the text?"""
    here, there = m.trigger, other.trigger
    return (there.field != "title", there.start) < (here.field != "title", here.start)


def _status(
    m: EventMention, group: Sequence[EventMention], headline: bool, read: dict[int, Status]
) -> Status:
    """``read`` holds the statuses, by identity, that are settled already."""
    same = [k for k in group if k is not m and k.type == m.type and k.extractor != _POINTS_BACK]
    if m.status is Status.OCCURRED and (headline or m.extractor == _POINTS_BACK):
        # "Minister Travels to Oman", "throughout his trip": no more than the text tells elsewhere
        told = {read.get(id(k), k.status) for k in same if headline or _before(m, k)}
        return Status.PLANNED if told == {Status.PLANNED} else m.status
    if m.status is Status.NEGATED and m.speaker is not None:
        side = m.speaker.actor.country
        alleged = [k for k in group if k.root == m.root and k.status is Status.OCCURRED and _before(m, k)]
        if side in {p.actor.country for p in m.source} and any(_says_another(k, side) for k in alleged):
            return Status.DENIED
    return m.status


def _says_another(m: EventMention, side: str | None) -> bool:
    return m.speaker is None or m.speaker.actor.country != side


def _dated(m: EventMention, group: Sequence[EventMention], headline: bool, year: str | None) -> EventMention:
    """With the date of the happening, where it has none of its own or a coarser one."""
    told = [k for k in group if k is not m and k.date and _same_happening(m, k, headline)]
    # what is told of another year is background, of which news may only be reminded later
    told = [k for k in told if not (year and k.date) or k.date[:4] == year or _reminded(m, k)]
    if m.date:
        told = [k for k in told if k.date and k.date.startswith(f"{m.date}-")]
    dates = {(k.date, k.date_end) for k in told}
    if len(dates) > 1 and m.extractor == _POINTS_BACK:  # which was told last
        before = [k for k in told if _before(m, k)]
        dates = {(k.date, k.date_end) for k in before[-1:]}
    if len(dates) != 1:
        return m
    date, date_end = dates.pop()
    return replace(m, date=date, date_end=date_end)


def _reminded(m: EventMention, other: EventMention) -> bool:
    return m.extractor == _POINTS_BACK and _before(m, other)


def _same_happening(m: EventMention, other: EventMention, headline: bool) -> bool:
    """Of one pair already: the same class and status, or a meeting within a visit."""
    points = headline or m.extractor == _POINTS_BACK
    if m.status is not other.status and not points:
        return False
    if not m.reciprocal and not other.reciprocal and m.root == other.root and _doers(m) != _doers(other):
        return False
    if m.type == other.type:
        return True
    return m.root == other.root and (points or m.root == "Consultation") and m.status is other.status
