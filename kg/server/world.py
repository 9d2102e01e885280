"""What all requests look at: one store, and its events as columns."""

from __future__ import annotations

import gzip
import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.server.index import Index
from kg.server.kept import atlas_of
from kg.server.nodes import Nodes
from kg.server.packing import packed

if TYPE_CHECKING:
    from kg.server.settings import Settings
    from kg.store import Store
    from kg.views.explore import Atlas

__all__ = ["View", "World"]


@dataclass(frozen=True)
class View:
    """The events of one state of the store: as the explorer reads them, and as an index.

    ``columns`` is the core in binary (``kg.server.packing``), compressed.
    """

    atlas: Atlas
    columns: bytes
    index: Index

    @cached_property
    def compressed(self) -> bytes:
        """The core as JSON, compressed."""
        return gzip.compress(self.atlas.core, 6, mtime=0)


class World:
    """One store and what is made of it. Methods may be called from any thread.

    ``files`` names the state of the store's files where nobody writes to them.
    """

    def __init__(self, store: Store, settings: Settings, files: str | None = None) -> None:
        self.store = store
        self._files = files
        self.settings = settings
        self.nodes = Nodes(store)
        self._lock = threading.Lock()
        self._view: View | None = None

    @property
    def view(self) -> View:
        """The events as they are now; made anew after a change, which takes a while for many."""
        with self._lock:
            if self._view is None:
                self._view = _view(self.store, self._files)
            return self._view

    @property
    def index(self) -> Index:
        """The events as columns."""
        return self.view.index

    def changed(self) -> None:
        """The store holds something else now."""
        with self._lock:
            self._view = None


def _view(store: Store, files: str | None) -> View:
    atlas = atlas_of(store, files)
    core = json.loads(atlas.core)
    index = Index(core)
    return View(atlas, gzip.compress(packed(core, index.columns), 4, mtime=0), index)
