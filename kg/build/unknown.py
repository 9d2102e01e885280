"""Names that appear as parties to events without being resolved, ranked: what to add to the actors next."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Extraction, Mention

__all__ = ["UnknownName", "unknown_names"]

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n")
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name, how often and in how many articles it stands for a party, and sentences that show it."""

    name: str
    mentions: int
    articles: int
    examples: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        examples = [{"article": article, "sentence": sentence} for article, sentence in self.examples]
        return {"name": self.name, "mentions": self.mentions, "articles": self.articles, "examples": examples}


def unknown_names(extractions: Iterable[Extraction]) -> list[UnknownName]:
    """Every unresolved name, those of most articles first, then of most mentions, then by name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for extraction in extractions:
        for mention in extraction.unresolved:
            sentence = _sentence(extraction.article.field(mention.field), mention)
            found[" ".join(mention.text.split())].append((mention.article, sentence))
    names = [
        UnknownName(
            name=name, mentions=len(told), articles=len({article for article, _ in told}),
            examples=tuple(dict.fromkeys(told))[:_EXAMPLES],
        )
        for name, told in found.items()
    ]  # fmt: skip
    return sorted(names, key=lambda n: (-n.articles, -n.mentions, n.name))


def _sentence(text: str, mention: Mention) -> str:
    """The sentence around a mention, on one line."""
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= mention.start)
    stop = min(end for end in ends if end >= mention.end)
    return " ".join(text[start:stop].split())
