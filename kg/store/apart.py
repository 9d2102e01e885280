"""A store read apart: from a copy by hard links, so that others may write to the store meanwhile.

kg-store/
  readers/NAME        the copy: links to the files that never change, copies of the few that do
  readers/NAME.lock   held (flock) by the one who reads it; a copy whose lock is free is left over

The data files of RocksDB are written once and then only removed, so a link holds what was there when it was
laid; it takes no room until the writer has replaced what it links to.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from kg.config import DEFAULT_BASE_IRI
from kg.model import digest
from kg.store.home import READERS, Copy, Home, open_engine
from kg.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Apart", "open_apart", "state_of"]

_TRIES = 100
_WRITTEN_ONCE = ".sst"
_OF_NO_USE = ("LOG", "LOCK")  # written by whoever looks


class Apart(NamedTuple):
    """A store to read; ``state`` names that of its files (None: unknown), as ``state_of`` does."""

    store: Store
    state: str | None


def open_apart(path: Path) -> Apart:
    """The store as it is now, to read while others write; ``Store.open`` says what it raises.

    Where no links can be laid (a medium that is read-only or knows none) writers are kept out instead.
    """
    if path.suffix == ".toml":
        return Apart(Store.open(path, read_only=True), None)
    home = Home.open(path, create=False, base=None, default_base=DEFAULT_BASE_IRI, read_only=True)
    try:
        state = state_of(path)
        with suppress(OSError):
            copy = _laid(home)
            home.close()
            home.copy = copy
        engine = open_engine(home)
        return Apart(Store(engine, home.base, home, read_only=True), state)
    except BaseException:
        home.close()
        raise


def state_of(path: Path) -> str | None:
    """A name for the state of a store's files, another one after every write; None where there are none."""
    try:
        files = sorted(file for file in (path / "quads").iterdir() if not file.name.startswith(_OF_NO_USE))
        seen = ((file.name, file.stat()) for file in files)
        return digest(*(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in seen))
    except OSError:  # gone, or changing while we look
        return None


def _marked(mark: Path) -> int:
    """The open file that will hold the lock; the last of other readers may just be removing its folder."""
    for _ in range(_TRIES):
        with suppress(FileExistsError, FileNotFoundError):
            mark.parent.mkdir(exist_ok=True)
            return os.open(mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    raise FileNotFoundError(f"{mark.parent} is removed as often as it is made")


def _laid(home: Home) -> Copy:
    """The copy, made while our lock keeps writers out."""
    folder = home.path / READERS / f"{os.getpid()}-{secrets.token_hex(4)}"
    descriptor = _marked(folder.with_suffix(".lock"))
    copy = Copy(folder, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder.mkdir()
        for file in home.quads.iterdir():
            if file.suffix == _WRITTEN_ONCE:
                os.link(file, folder / file.name)
            elif not file.name.startswith(_OF_NO_USE):
                shutil.copy2(file, folder / file.name)
    except BaseException:
        copy.remove()
        raise
    return copy
