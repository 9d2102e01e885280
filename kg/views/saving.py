"""Files that are there complete or not at all."""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["saving"]


@contextmanager
def saving(path: Path) -> Iterator[BinaryIO]:
    """Bytes to ``path``; a failure half-way leaves what was there before. A pipe is written to as it is.

    Raises ``UsageError`` where the file cannot be written, ``KgError`` where there is no room for it.
    """
    partial = path.with_name(f".{path.name}.partial")
    if path.exists() and not path.is_file():  # a pipe, /dev/null: nothing to keep, nothing to rename
        partial = path
    try:
        with partial.open("wb") as file:
            yield file
        if partial != path:
            partial.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise KgError(
                f"Cannot write {path}: {error.strerror}. Make room, or name another file."
            ) from error
        raise UsageError(f"Cannot write {path}: {error.strerror}. Name another file.") from error
    finally:
        if partial != path:
            with suppress(OSError):  # a read-only file system says so of files that are not there too
                partial.unlink(missing_ok=True)
