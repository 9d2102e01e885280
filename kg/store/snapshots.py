"""Copies of a store for queries from outside, made when first needed after a change."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Snapshots"]


class Snapshots:
    """Snapshots of one engine under ``folder``; each lives while it is the newest or somebody reads it."""

    def __init__(self, engine: ox.Store, folder: Path, *, on_disk: bool) -> None:
        self._engine = engine
        self._folder = folder
        self._on_disk = on_disk
        self._lock = threading.Lock()
        self._number = 0
        self._fresh = False
        self._readers: dict[Path, int] = {}

    def stale(self) -> None:
        """The store has changed: the next reader needs a new copy."""
        self._fresh = False

    @contextmanager
    def current(self) -> Iterator[Path]:
        """A directory that a child may open read-only, as the store is now; kept until the block ends."""
        with self._lock:
            path = self._take()
            self._readers[path] = self._readers.get(path, 0) + 1
        try:
            yield path
        finally:
            with self._lock:
                self._readers[path] -= 1
                self._drop_unread()

    def _take(self) -> Path:
        if not self._fresh:
            self._number += 1
            self._copy(self._newest())
            self._fresh = True
            self._readers.setdefault(self._newest(), 0)
            self._drop_unread()
        return self._newest()

    def _newest(self) -> Path:
        return self._folder / str(self._number)

    def _copy(self, target: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._on_disk:
            self._engine.backup(target)  # hard links
            return
        copy = ox.Store(target)
        copy.bulk_extend(self._engine)
        copy.flush()

    def _drop_unread(self) -> None:
        for path in [p for p, count in self._readers.items() if count == 0 and p != self._newest()]:
            shutil.rmtree(path, ignore_errors=True)
            del self._readers[path]
