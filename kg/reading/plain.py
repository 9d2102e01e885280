"""Plain text: the whole of it is the article's text, and its first line may be the title too."""

from __future__ import annotations

import re

from kg.model import Article, digest

__all__ = ["plain_article", "title_of"]

# A line, a blank line, and something after it. What is longer than any headline is a paragraph.
_TITLE = re.compile(r"\s*(\S[^\r\n]{0,249}?)[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*\S")


def plain_article(text: str, *, id: str | None = None) -> Article:
    """The article that is this text; without an id, its id is a hash of the text."""
    return Article(id=id or digest(text), text=text, title=title_of(text))


def title_of(text: str) -> str | None:
    """The first line, if a blank line and more text follow it and it has at most 250 characters.

    It stays in the text, so offsets need no shift; surrounding blanks are no part of the title.
    """
    found = _TITLE.match(text)
    return found[1] if found else None
