"""How much is read at once: no input, however long its lines, is held in memory beyond this."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ARTICLE_LIMIT", "TEXT_LIMIT", "bounded", "bounded_lines", "check_size"]

ARTICLE_LIMIT = 10_000_000
"""Bytes of one article as it comes in: a text or HTML file, or one line of JSON lines."""

TEXT_LIMIT = 1_000_000
"""Characters of one article's text, blanks at its ends left out; more would take gigabytes to parse."""

_LINE_LIMIT = 1_000_000_000  # bytes of a line that are read past before its file is given up
_CHUNK = 1 << 16


def check_size(size: int) -> None:
    """Raise ``UnreadableSource`` where ``size`` bytes are more than one article may have."""
    if size > ARTICLE_LIMIT:
        raise UnreadableSource(f"more than {ARTICLE_LIMIT:,} bytes for one article; split it")


def bounded(pieces: Iterable[bytes]) -> bytes:
    """The pieces joined. Raises ``UnreadableSource`` as soon as they exceed the limit."""
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        check_size(size)
        kept.append(piece)
    return b"".join(kept)


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of ``stream`` with their ends; one over the limit comes cut, a byte over the limit.

    The rest of such a line is read past, not kept; a line without end raises ``UnreadableSource``.
    """
    while line := stream.readline(ARTICLE_LIMIT + 1):
        yield line
        if len(line) > ARTICLE_LIMIT and not line.endswith(b"\n"):
            _read_past(stream)


def _read_past(stream: BinaryIO) -> None:
    size = 0
    while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
        size += len(rest)
        if size > _LINE_LIMIT:
            raise UnreadableSource(f"a line of more than {_LINE_LIMIT:,} bytes; nothing after it is read")
