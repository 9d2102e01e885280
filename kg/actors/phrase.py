"""A phrase taken apart: its listed actors, its titles, its common nouns, the person's name in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.actors import roles
from kg.actors.names import HONORIFICS
from kg.actors.records import Form, TitleHit
from kg.actors.words import Word, fold, possessive, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.actors.records import Agent, Hit, Title
    from kg.actors.registry import Registry

__all__ = ["STATE_FORMS", "Phrase"]

STATE_FORMS: Final = frozenset({Form.NAME, Form.ADJECTIVE, Form.DEMONYM, Form.CAPITAL, Form.SEAT, Form.CITY})
_SMALL: Final = frozenset("the a an of s his her its their and in for to de from at on".split())
_TOWARDS: Final = frozenset({"to", "in", "with", "for", "against", "on", "at", "from", "and"})
_BACKED: Final = frozenset(
    {"backed", "supported", "occupied", "controlled", "aligned", "made", "funded", "based", "trained"}
)
# Adjectives with a capital that are no name, and of no one state.
_PEOPLES: Final = frozenset(
    "kurdish arab arabs western european african asian islamic islamist latin hutu tutsi pashtun tuareg "
    "tamil slavic nordic baltic balkan gulf muslim christian jewish sunni shiite shia catholic "
    "orthodox".split()
)
_PARTICLES: Final = frozenset("bin al el de van von der da ibn la le dos ben".split())
_FORMER: Final = re.compile(
    r"\b(?:former|ex|late|then|ousted|deposed|erstwhile|one-time|ex-)\b[ -]", re.IGNORECASE
)
_HYPHENS: Final = frozenset({"-", "‐", "‑"})


class Phrase:
    """``text`` as the registry reads it; ``context`` helps with names of two places."""

    def __init__(self, text: str, context: str, registry: Registry) -> None:
        self.text, self.registry = text, registry
        whole = f"{text}\n\n{context}" if context else text
        self.hits = [hit for hit in registry.find(whole) if hit.end <= len(text)]
        self.words = split(text)
        self.owner = self._owner()
        self.titles = self._titles()

    @property
    def country(self) -> str:
        """What the owner counts for. There must be one."""
        assert self.owner is not None
        return self.owner.actor.country or self.owner.actor.id

    @cached_property
    def former(self) -> bool:
        """Whether it speaks of an office as over: "former", "ousted", "ex-"."""
        return _FORMER.search(self.text) is not None

    def _owner(self) -> Hit | None:
        """The first listed actor that no preposition sets apart as somebody else's."""
        own = [hit for hit in self.hits if not self._backs(hit)]
        for hit in own:
            before = [w.key for w in self.words if w.end <= hit.start]
            if before and before[-1] == "the":
                before.pop()
            if before and before[-1] in _TOWARDS and len(own) > 1:
                continue
            return hit
        return None

    def _backs(self, hit: Hit) -> bool:
        """ "*US*-backed", "*Iran*-supported": somebody else's."""
        behind = next((w for w in self.words if w.start >= hit.end), None)
        return (
            behind is not None and self.text[hit.end : behind.start] in {"-", "–"} and behind.key in _BACKED
        )

    def _titles(self) -> list[TitleHit]:
        """Titles in it; of one that begins inside a body's name ("IRGC *Navy commander*") the rest."""
        found = []
        for hit in self.registry.find_titles(self.text):
            owner = self.owner
            if owner and owner.form not in STATE_FORMS and owner.start <= hit.start < owner.end:
                if (title := self.registry.title(self.text[owner.end : hit.end])) is None:
                    continue
                hit = TitleHit(start=owner.end, end=hit.end, title=title)
            found.append(hit)
        return found

    @cached_property
    def offices(self) -> tuple[Title | None, Title | None]:
        """The post and, failing one, the rank that it gives."""
        posts = [t.title for t in self.titles if t.title.kind != "rank"]
        ranks = [t.title for t in self.titles if t.title.kind == "rank"]
        return (posts[0] if posts else None), (ranks[0] if ranks else None)

    @cached_property
    def nouns(self) -> list[Agent]:
        """The common nouns for those who act, outside the owner's name; the last is the head."""
        owner = self.owner
        words = [w for w in self.words if owner is None or not owner.start <= w.start < owner.end]
        return roles.nouns(words, self.registry.agent)

    @cached_property
    def noun(self) -> Agent | None:
        """The common noun that heads it."""
        return self.nouns[-1] if self.nouns else None

    @cached_property
    def noun_role(self) -> str | None:
        """The role that its common nouns give it together."""
        if not self.nouns:
            return None
        return roles.combined([noun.role for noun in self.nouns], self.nouns[-1].lemma)

    def title_role(self, title: Title) -> str:
        """The title's role, as the nouns outside of it decide: "*militia* commander"."""
        spans = [(t.start, t.end) for t in self.titles]
        if self.owner is not None:
            spans.append((self.owner.start, self.owner.end))
        first = min((t.start for t in self.titles), default=0)
        before = [w for w in self.words if w.start < first and not any(s <= w.start < e for s, e in spans)]
        found = roles.nouns(before, self.registry.agent)
        return roles.combined([*(noun.role for noun in found), title.role], title.name.lower())

    def left(self, *spans: tuple[int, int]) -> list[Word]:
        """Words outside the spans, without small words and possessive endings."""
        return [
            w for w in self.words
            if possessive(w.key) not in _SMALL and not any(s <= w.start < e for s, e in spans)
        ]  # fmt: skip

    def spelt(self, words: Sequence[Word]) -> list[str]:
        """The words as written."""
        return [self.text[word.start : word.end] for word in words]

    def within_name(self, start: int, end: int) -> bool:
        """Whether one word goes on a name that no actor and no title takes: "Michael *Bloomberg*"."""
        before = [w for w in self.words if w.end <= start]
        if " " in self.text[start:end] or not before or self.text[before[-1].end : start] != " ":
            return False
        word = before[-1]
        taken = [*((h.start, h.end) for h in self.hits), *((t.start, t.end) for t in self.titles)]
        known = any(s <= word.start < e for s, e in taken) or self.registry.agent(roles.singular(word.key))
        return self.text[word.start].isupper() and word.key not in _SMALL and not known

    @property
    def many(self) -> bool:
        """Whether its last title is in the plural: "Israeli lawmakers" hold no office."""
        last = fold(self.text[self.titles[-1].start : self.titles[-1].end]).split()[-1]
        return last.endswith(("s", "men", "women")) and self.registry.agent(roles.singular(last)) is not None

    @cached_property
    def name(self) -> str:
        """The capitalised words that no actor and no title takes: the longest run, the last of equals.

        "" where these are a common noun ("Air Force") or there are none.
        """
        spans = [(h.start, h.end) for h in self.hits] + [(t.start, t.end) for t in self.titles]
        runs: list[list[Word]] = [[]]
        for word in self.words:
            shown = self.text[word.start : word.end]
            taken = any(s <= word.start < e for s, e in spans) or word.key == ","
            bound = bool(runs[-1]) and self.text[runs[-1][-1].end : word.start] in _HYPHENS
            particle = bound or word.key in _PARTICLES
            if taken or not (shown[:1].isupper() or (particle and runs[-1])):
                runs.append([])
            elif self._names(word, particle=particle, first=not runs[-1]):
                runs[-1].append(word)
        best = self._without_noun(max(runs, key=lambda r: (len(r), r[0].start if r else -1)))
        if not best:
            return ""
        name = self.text[best[0].start : best[-1].end]
        name = name[:-2] if possessive(best[-1].key) != best[-1].key else name
        return "" if self._is_noun(name) else name

    def _names(self, word: Word, *, particle: bool, first: bool) -> bool:
        if first and (word.key.rstrip(".") in HONORIFICS or word.key in _PEOPLES):
            return False
        return particle or possessive(word.key) not in _SMALL

    def _without_noun(self, run: Sequence[Word]) -> Sequence[Word]:
        """Without a capitalised noun in front: "*Republican* Senator", "*Catholic Bishop* John Doe"."""
        while len(run) > 2 and self.registry.agent(run[0].key) is not None:
            run = run[1:]
        return run

    def _is_noun(self, name: str) -> bool:
        """Whether a name is a body's: "Air Force", "Zambezi Mining Company"; not "Julie Bishop"."""
        words = fold(name).split()
        for first in range(len(words)):
            tail = " ".join(words[first:])
            agent = self.registry.agent(tail) or self.registry.agent(roles.singular(tail))
            if agent is not None and (agent.collective or first == 0 or first < len(words) - 1):
                return True
        return False
