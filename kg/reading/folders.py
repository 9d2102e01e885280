"""The files below a folder, in a fixed order, and what is not read of it and why.

Links are followed inside the folder. One that leads out of it is set aside: an archive from elsewhere could
point to any file of this machine, and articles that somebody else keeps are no part of the folder.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kg.model import Reason, Rejected
from kg.reading.formats import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["files_below", "of_other_format", "shown"]


def files_below(root: Path) -> Iterator[tuple[Path, Rejected | None]]:
    """Each file below ``root`` by name, folder by folder, with None, or why it is not to be read.

    Names that start with a dot are passed over; a folder that can be reached twice is read once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        known = format_of(path.name) is not None
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) in seen:
                    continue
                if path != root and (detail := _leads_out(path, root)):
                    yield path, _aside(path, Reason.UNREADABLE, detail)
                    continue
                seen.add((status.st_dev, status.st_ino))
                names = (name for name in os.listdir(path) if not name.startswith("."))
                waiting.extend(path / name for name in sorted(names, reverse=True))
            elif known:
                detail = _no_file(path, root, status)
                yield path, _aside(path, Reason.UNREADABLE, detail) if detail else None
            else:
                yield path, of_other_format(shown(path))
        except OSError as error:
            if not known and error.errno in {errno.ENOENT, errno.ELOOP}:  # a link to nowhere
                yield path, of_other_format(shown(path))
            else:
                yield path, _aside(path, Reason.UNREADABLE, error.strerror or str(error))


def shown(path: Path) -> str:
    """The path with ``/``, and bytes of its name that are no UTF-8 written out as ``\\xff``."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _no_file(path: Path, root: Path, status: os.stat_result) -> str:
    if not stat.S_ISREG(status.st_mode):
        return "a pipe or a device; to have it read, name it itself"
    return _leads_out(path, root)


def _leads_out(path: Path, root: Path) -> str:
    if not path.is_symlink() or (target := path.resolve()).is_relative_to(root.resolve()):
        return ""
    return f"a link to {shown(target)}, out of the folder; to have that read, name it itself"


def of_other_format(where: str) -> Rejected:
    """The account of a file that kg does not read."""
    return Rejected(
        article=where, reason=Reason.OTHER_FORMAT, detail=PurePosixPath(where).suffix or "no suffix"
    )


def _aside(path: Path, reason: Reason, detail: str) -> Rejected:
    return Rejected(article=shown(path), reason=reason, detail=detail)
