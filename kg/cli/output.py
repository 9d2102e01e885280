"""Where data goes: a file that is named with ``-o``, else standard output."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["open_output"]


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Bytes to ``path``, complete or not at all, or to standard output if it is None or ``-``.

    A failure half-way leaves what was at ``path`` before. Raises ``UsageError`` where it cannot be written.
    """
    if path is None or str(path) == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from kg.views.saving import saving

    with saving(path) as file:
        yield file
