"""Parsed text, actor names and frames to event mentions; no RDF here.

from kg.extraction import Extractor

for mention in Extractor().extract(article).mentions: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> Any:
    """``Extractor`` on first use: the lexicon alone needs no spaCy."""
    if name != "Extractor":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.extraction.extractor import Extractor

    return Extractor
