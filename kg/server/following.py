"""A server that only reads, and the store that others write meanwhile.

The server reads from a copy by hard links (``kg.store.apart``), so that ``kg build`` can go on beside
it. Some seconds after a writer is done, a new copy is laid and read, and answers come from there.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import anyio.to_thread

from kg.errors import KgError, StoreLocked
from kg.server.app import application
from kg.store import open_apart, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

    from kg.server.settings import Settings
    from kg.store import Store

__all__ = ["Following"]

_EVERY: Final = 2.0  # seconds between two looks at the files
_AGAIN: Final = 60.0  # seconds more where what is there could not be read
_LOG: Final = logging.getLogger("kg.server")


@dataclass(slots=True)
class _Served:
    """A copy of the store and the application over it, until nobody asks it any more."""

    store: Store
    files: str | None
    app: ASGIApp
    asking: int = 0
    retired: bool = False

    def close_if_unused(self) -> None:
        if self.retired and self.asking == 0:
            self.store.close()


class Following:
    """An ASGI application over the newest state of a store. Close it when the server has ended."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._served = self._read()
        self._watching: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        served = self._served
        served.asking += 1
        try:
            await served.app(scope, receive, send)
        finally:
            served.asking -= 1
            served.close_if_unused()

    def watch(self) -> None:
        """Look for changes from now on, in the running event loop."""
        if self._served.files is not None:
            self._watching = asyncio.get_running_loop().create_task(self._watch())

    def close(self) -> None:
        """Give the copy back."""
        self._served.store.close()

    def _read(self) -> _Served:
        store, files = open_apart(self._path)
        try:
            return _Served(store, files, application(store, self._settings, files=files))
        except BaseException:
            store.close()
            raise

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_EVERY)
            if await anyio.to_thread.run_sync(state_of, self._path) in {None, self._served.files}:
                continue
            try:
                newer = await anyio.to_thread.run_sync(self._read)
            except StoreLocked:  # still being written
                continue
            except (KgError, OSError) as error:
                _LOG.warning(
                    "The store has changed and cannot be read; what was there is served on. %s", error
                )
                await asyncio.sleep(_AGAIN)
                continue
            before, self._served = self._served, newer
            before.retired = True
            before.close_if_unused()
