"""Where data goes: a file that is named with ``-o``, else standard output."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UsageError

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
    partial = path.with_name(f".{path.name}.partial")
    if path.exists() and not path.is_file():  # a pipe, /dev/null: nothing to keep, nothing to rename
        partial = path
    try:
        with partial.open("wb") as file:
            yield file
        if partial != path:
            partial.replace(path)
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}.") from error
    finally:
        if partial != path:
            partial.unlink(missing_ok=True)
