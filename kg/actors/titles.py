"""Titles of posts and ranks: patterns over word lists, so that any state's office is understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.actors.records import Title, TitleHit
from kg.actors.trie import Trie
from kg.actors.words import Word, fold, possessive, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.actors.records import Hit

__all__ = ["Titles", "slug"]

_ROLES = {"Police": "COP", "Border Guard": "COP", "Coast Guard": "COP", "Security": "SPY"}
_SMALL = frozenset({"of", "the", "for", "to", "and", "in", "at", "d'affaires", "on"})
# Words of a title that are too common alone to be told by ``is_title_word``.
_INNER = frozenset({"of", "the", "for", "to", "and", "in", "at", "on", "charge", "'s"})
_PLURALS = (("men", "man"), ("women", "woman"), ("ies", "y"), ("s", ""))
# "of" parts may name the state in between: "Chief of Staff of Iran's Armed Forces".
_SKIPPED = frozenset({"the"})


def slug(name: str) -> str:
    """``Minister of Defence`` -> ``minister-of-defence``: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")


class _Listed(NamedTuple):
    name: str
    kind: str
    role: str


class Titles:
    """The rules of ``titles.toml``, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._trie: Trie[_Listed] = Trie()
        prefixes = data.get("prefixes", {})
        self._deputies: dict[tuple[str, ...], str] = {}
        for kind, named in (("first-deputy", "First Deputy"), ("deputy", "Deputy")):
            for words in prefixes.get(kind, ()):
                self._deputies[tuple(words.replace("-", " ").split())] = (
                    named if words in {"deputy", "first deputy", "1st deputy"} else _heading(words)
                )
        self._same = {tuple(words.replace("-", " ").split()) for words in prefixes.get("same", ())}
        self._before = {words[0] for words in (*self._deputies, *self._same)}
        for words, (name, kind, role) in _expand(data):
            self._trie.add_first(words, _Listed(name, kind, role))
        self._words = self._trie.words() - _INNER

    def known_word(self, lemma: str) -> bool:
        """Whether this word can stand in a title ("minister", "chief", "Defence")."""
        return fold(lemma) in self._words

    def parse(self, words: str) -> Title | None:
        """The title that makes up the whole phrase, up to articles and prefixes; None if none does."""
        tokens = split(words)
        start = 0
        while start < len(tokens) and tokens[start].key in {"the", "a", "an", "his", "her", "its", "their"}:
            start += 1
        for after, _, title in self._at(words, tokens, start, frozenset()):
            if after == len(tokens):
                return title
        return None

    def find(self, text: str, hits: Sequence[Hit] = ()) -> list[TitleHit]:
        """Titles in running text, leftmost and longest; ``hits`` are the actors found in it, which
        may stand inside a title ("Chief of *Iran's* Army Staff")."""
        tokens = split(text)
        inside = _inside(tokens, hits)
        found: list[TitleHit] = []
        position = 0
        while position < len(tokens):
            best = None
            if position not in inside:
                best = next(self._at(text, tokens, position, inside), None)
            if best is None:
                position += 1
                continue
            after, end, title = best
            found.append(TitleHit(start=tokens[position].start, end=end, title=title))
            position = after
        return found

    def _at(
        self, text: str, tokens: Sequence[Word], first: int, inside: Collection[int]
    ) -> Iterator[tuple[int, int, Title]]:
        """Titles that begin at ``tokens[first]``, longest first."""
        deputy, start = "", first
        while (step := self._prefix(tokens, start)) is not None:
            named, start = step
            deputy = deputy or named
        found = list(self._walk(text, tokens, start, inside))
        if start > first:
            plain = list(self._walk(text, tokens, first, inside))  # "vice president" is a post of its own
            if plain and (not found or plain[0][0] >= found[0][0]):
                deputy, found = "", plain
        for after, end, listed in found:
            name = listed.name
            if deputy and listed.kind != "rank":
                name = f"{deputy} {name}"
            yield after, end, Title(name=name, role=listed.role, kind=listed.kind, slug=slug(name))

    def _prefix(self, tokens: Sequence[Word], start: int) -> tuple[str, int] | None:
        if tokens[start : start + 1] and tokens[start].key not in self._before:
            return None
        for length in (2, 1):
            words = tuple(t.key for t in tokens[start : start + length])
            if len(words) < length or start + length >= len(tokens):
                continue
            if words in self._deputies:
                return self._deputies[words], start + length
            if words in self._same:
                return "", start + length
        return None

    def _walk(
        self, text: str, tokens: Sequence[Word], start: int, inside: Collection[int]
    ) -> list[tuple[int, int, _Listed]]:
        """Listed titles from ``start``; actor names inside them are stepped over."""
        found: list[tuple[int, int, _Listed]] = []
        nodes = [(self._trie.root, start, True)]
        while nodes:
            node, position, fresh = nodes.pop()
            if position >= len(tokens) or (position > start and not _together(text, tokens, position)):
                continue
            key = tokens[position].key
            if position in inside and not fresh:
                nodes.append((node, position + 1, False))
                continue
            for word in dict.fromkeys((key, possessive(key), _singular(key))):
                if (below := node.get(word)) is None:
                    continue
                if values := below.get(""):
                    end = tokens[position].end - (2 if word != key and key.endswith("'s") else 0)
                    found.append((position + 1, end, values[0]))
                nodes.append((below, position + 1, False))
            if key in _SKIPPED and not fresh:
                nodes.append((node, position + 1, False))
        return sorted(found, key=lambda f: -f[0])


def _together(text: str, tokens: Sequence[Word], position: int) -> bool:
    gap = text[tokens[position - 1].end : tokens[position].start]
    return (len(gap) <= 2 and gap.strip(" \n\u00a0-‐‑–'’") in {"", "."} and "\n\n" not in gap) or gap == ""


def _inside(tokens: Sequence[Word], hits: Sequence[Hit]) -> frozenset[int]:
    found, at = set(), 0
    for hit in hits:
        while at < len(tokens) and tokens[at].end <= hit.start:
            at += 1
        index = at
        while index < len(tokens) and tokens[index].start < hit.end:
            found.add(index)
            index += 1
    return frozenset(found)


def _singular(key: str) -> str:
    for many, one in _PLURALS:
        if key.endswith(many) and len(key) > len(many) + 2:
            return key[: -len(many)] + one
    return key


def _heading(words: str) -> str:
    """``minister without portfolio`` -> ``Minister without Portfolio``."""
    return " ".join(w if w in _SMALL or w == "without" else w[:1].upper() + w[1:] for w in words.split())


def _expand(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for role, posts in data.get("posts", {}).items():
        for words, name in posts.items():
            yield words, (name or _heading(words), "office", role)
    for kind, section in (("rank", "ranks"), ("speaker", "speakers")):
        for role, names in data.get(section, {}).items():
            for words in names:
                yield words, (_heading(words), kind, role)
    for pattern, (name, kind, role) in data.get("patterns", {}).items():
        slot = "portfolio" if "{portfolio}" in pattern else "service"
        for label, words in data.get(slot + "s", {}).items():
            for word in words:
                filled = pattern.replace("(the) ", "").replace(f"{{{slot}}}", word)
                own = _ROLES.get(label, role) if role == "MIL" else role
                shown = _heading(word) if label == "own" else label
                yield filled, (name.replace(f"{{{slot}}}", shown), kind, own)
