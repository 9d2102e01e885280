"""What of an article must be parsed, told from its raw text.

An event ties two parties that count for different states or organisations. Names are found in the text by
a trie, some forty times faster than it is parsed. So an article that names fewer than two such parties is
not parsed at all. Of the others those lines are read first that name somebody; where these tell of nothing
between two, the rest would only say more of it, and is left unread. Where they do, the article is read in
full: an article either yields what it would yield without the scan, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.actors import homes
from kg.extraction.scene import hits_in, titles_in
from kg.language import dates
from kg.model import ActorKind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.actors import Registry
    from kg.language.layout import Block
    from kg.model import Article, Extraction

__all__ = ["Scan", "scan", "tells"]

# Above this share of the text the lines that name somebody are not worth reading apart.
_MOST = 0.85
# What becomes of a candidate that has two parties: with one of these the article is about relations.
_TELLING = frozenset(
    {Reason.TOLD_ONCE, Reason.ONLY_ASKED, Reason.PRIVATE_PERSON, Reason.BELOW_CONFIDENCE}
)  # fmt: skip
_FULL_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]+(?: (?:[A-Z]\. ?)?[^\W\d_a-z][\w'’-]+){1,3}")
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-z][\w-]{3,}")
_BEFORE_TITLE = re.compile(r"[^\W\d_a-z][\w'’-]+,(?: [\w'’-]+){0,6} ?$")
_NEAR = 80  # characters before a title in which the name may stand that it describes
# A word before a name, which may be the last of a title.
_BEFORE_NAME = re.compile(r"(?<!\w)([^\W\d_]+),? (?=[^\W\d_a-z])")
_AFTER_TITLE = re.compile(
    r",? (?:Mr\.? |Dr\.? |[A-Z]\. )*((?:[^\W\d_a-z][\w'’-]+ (?:[A-Z]\. )?){0,3}[^\W\d_a-z][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look at an article's text tells: the numbers of the ``lines`` to parse first, and for what
    ``reason`` it is to be left at that if they tell of nothing; None where all are to be parsed at once."""

    lines: tuple[int, ...]
    reason: Reason | None


def scan(article: Article, lines: Sequence[Block], registry: Registry) -> Scan:
    """Who is named in an article, by name, as a listed office holder, or as where it was written."""
    named = [{h.actor.country or h.actor.id for h in hits_in(registry, line.text)} for line in lines]
    few = len(set().union(*named)) < 2
    for codes, line in zip(named, lines, strict=True):
        if few or not codes:
            codes |= set(_persons(line.text, registry, article.published))
    told = set().union(*named)
    if len(told) < 2:
        told |= set(_home(article, registry))
    if len(told) < 2:
        # Nothing can be told between two, but who holds which office can.
        told_of = (n for n, codes in enumerate(named) if codes and not lines[n].headline)
        return Scan(tuple(n for n in told_of if _post(lines[n].text, registry)), Reason.ONE_PARTY)
    chosen = tuple(n for n, codes in enumerate(named) if codes)
    size = sum(len(line.text) for line in lines)
    sparse = sum(len(lines[n].text) for n in chosen) <= _MOST * size
    return Scan(chosen, Reason.NOTHING_BETWEEN if sparse else None)


def tells(extraction: Extraction) -> bool:
    """Do the lines that were read tell of something between two parties, kept or not?"""
    return bool(extraction.mentions) or any(r.reason in _TELLING for r in extraction.rejected)


def _persons(text: str, registry: Registry, published: str | None) -> Iterator[str]:
    """The states of listed office holders: "Barack Obama", "Chancellor Merkel", "Obama" while in office."""
    if published:
        for word in set(_CAPITALISED.findall(text)):
            yield from (t.office.country for t in registry.named(word, published))
    for found in _FULL_NAME.finditer(text):
        words = found.group().split()
        spans = {tuple(words), *pairwise(words)}
        for span in spans:
            yield from registry.people.states_of(" ".join(span))
    if not any(registry.is_title_word(word) for word in _BEFORE_NAME.findall(text)):
        return
    for hit in titles_in(registry, text):
        if (found_name := _AFTER_TITLE.match(text, hit.end)) is not None:
            last = re.sub(r"['’]s$", "", found_name[1].split()[-1])
            yield from (t.office.country for t in registry.titled(last, hit.title.name))


def _post(text: str, registry: Registry) -> bool:
    """Can the line say who holds an office: does a name stand beside a title?"""
    return _FULL_NAME.search(text) is not None and any(
        _AFTER_TITLE.match(text, hit.end) or _BEFORE_TITLE.search(text[max(0, hit.start - _NEAR) : hit.start])
        for hit in titles_in(registry, text)
    )


def _home(article: Article, registry: Registry) -> Iterator[str]:
    """The state that the dateline gives the article, as ``people.home_of`` reads it."""
    opening = dates.dateline(article.text)
    if opening.agency and (code := homes.of_agency(opening.agency.text)):
        yield code
    if opening.place:
        for hit in registry.find(opening.place.text):
            if hit.actor.kind == ActorKind.STATE and hit.actor.country:
                yield hit.actor.country
