"""What the name of a file says of its bytes: which format, packed how, and what its articles are called."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["FORMATS", "Format", "format_of"]

FORMATS = {
    ".txt": "text", ".html": "page", ".htm": "page", ".jsonl": "records", ".ndjson": "records",
}  # fmt: skip
_PACKINGS = {".gz": "gzip", ".zst": "zstd"}


class Format(NamedTuple):
    """``wire.jsonl.gz`` -> ("records", "gzip", "wire")."""

    kind: str
    """``text``, ``page`` or ``records``."""
    packing: str | None
    """``gzip``, ``zstd`` or None."""
    stem: str
    """The name without these suffixes."""


def format_of(name: str) -> Format | None:
    """The format that the last suffixes of a name or path tell, in either case; None for any other name."""
    bare, packing = name, None
    for suffix, called in _PACKINGS.items():
        if name.lower().endswith(suffix):
            bare, packing = name[: -len(suffix)], called
    dot = bare.rfind(".")
    kind = FORMATS.get(bare[dot:].lower()) if dot >= 0 else None
    return Format(kind, packing, bare[:dot]) if kind else None
