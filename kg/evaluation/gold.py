"""Gold sets: a folder with ``articles.jsonl`` and ``events.jsonl``.

Articles are what ``kg extract`` reads (id, title, text, published, ...; only id and text are needed), and
may name a ``split`` ("open", "held"). Events are lines of the contract that ``kg extract`` prints, of
which these keys are needed: article, type, source and target (with ``country``), status, trigger. An
article without an event is there to show that none should be found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableSource
from kg.evaluation.claims import Claim
from kg.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Gold", "load_gold"]

_ARTICLE_KEYS = {"id", "title", "text", "url", "publisher", "language", "published", "retrieved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Articles in file order, their events in file order, and the split of each article that has one."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    splits: Mapping[str, str] = field(default_factory=dict)

    def only(self, split: str) -> Gold:
        """The articles of one split with their events; empty if no article belongs to it."""
        kept = {article.id for article in self.articles if self.splits.get(article.id) == split}
        return Gold(
            articles=tuple(article for article in self.articles if article.id in kept),
            claims=tuple(claim for claim in self.claims if claim.article in kept),
            splits={name: part for name, part in self.splits.items() if name in kept},
        )


def load_gold(folder: Path) -> Gold:
    """The gold set in a folder.

    Raises ``UnreadableSource``, with file and line, for a missing file, a line that is not what it
    should be, an event of an article that is not there, and a trigger that is not at its place.
    """
    articles: dict[str, Article] = {}
    splits: dict[str, str] = {}
    for place, row in _lines(folder / "articles.jsonl"):
        try:
            article = Article(**{key: value for key, value in row.items() if key in _ARTICLE_KEYS})
        except (TypeError, ValueError) as error:
            raise UnreadableSource(f"{place} is not an article: {error}.") from error
        if article.id in articles:
            raise UnreadableSource(f"{place} the id {article.id!r} is taken; give each article its own.")
        articles[article.id] = article
        if "split" in row:
            splits[article.id] = str(row["split"])
    claims = tuple(_claim(place, row, articles) for place, row in _lines(folder / "events.jsonl"))
    return Gold(articles=tuple(articles.values()), claims=claims, splits=splits)


def _claim(place: str, row: dict[str, Any], articles: Mapping[str, Article]) -> Claim:
    try:
        claim = Claim.from_json(row)
    except (KeyError, TypeError, ValueError) as error:
        reason = f"lacks the key {error}" if isinstance(error, KeyError) else str(error)
        raise UnreadableSource(f"{place} is not an event: {reason}.") from error
    article = articles.get(claim.article)
    if article is None:
        raise UnreadableSource(
            f"{place} names no article: there is no article {claim.article!r} in articles.jsonl."
        )
    try:
        found = article.field(claim.field)[claim.start : claim.end]
    except ValueError as error:
        raise UnreadableSource(f"{place} has a bad field: {error}.") from error
    if found != claim.trigger:
        raise UnreadableSource(
            f"{place} is out of place: the trigger is {claim.trigger!r}, but [{claim.start}, {claim.end}) "
            f"of article {claim.article!r} reads {found!r}; count the offsets anew."
        )
    return claim


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a JSON lines file with the place it stands."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UnreadableSource(f"Cannot read {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path} is not UTF-8: {error}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}, line {number},"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableSource(f"{place} is not JSON: {error}.") from error
        if not isinstance(row, dict):
            raise UnreadableSource(f"{place} is not a JSON object.")
        yield place, row
