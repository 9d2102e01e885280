"""One client's connection: uvicorn's, with a clock.

uvicorn waits for ever for a request's head and for a client to take in its answer; some two hundred
clients that send a byte a minute would hold every place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from kg.server.settings import Limits

__all__ = ["watched"]

_PROGRESS = 1 << 16  # bytes that a client must take in, each time we look


def watched(limits: Limits) -> type[H11Protocol]:
    """A protocol for uvicorn that drops clients which take too long by these limits."""

    class Watched(H11Protocol):
        """Closes the connection where no request's head is complete in time, or an answer is not taken in."""

        _clock: asyncio.TimerHandle | None = None
        _reader: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._watch(limits.head)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._unwatch()
            elif self._clock is None:
                self._watch(limits.head)

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._unwatch()
            self._watch(limits.answer)

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._unwatch()
            self._unwatch_reader()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._watch_reader()

        def resume_writing(self) -> None:
            super().resume_writing()
            self._unwatch_reader()

        def _watch(self, seconds: float) -> None:
            if not self.transport.is_closing() or self.transport.get_write_buffer_size():
                self._clock = self.loop.call_later(seconds, self._drop)

        def _unwatch(self) -> None:
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None

        def _drop(self) -> None:
            self._clock = None
            if self.cycle is None or self.cycle.response_complete:
                self.transport.abort()

        def _watch_reader(self) -> None:
            left = self.transport.get_write_buffer_size()
            self._reader = self.loop.call_later(limits.answer, self._drop_reader, left)

        def _unwatch_reader(self) -> None:
            if self._reader is not None:
                self._reader.cancel()
                self._reader = None

        def _drop_reader(self, left: int) -> None:
            if self.transport.get_write_buffer_size() > left - _PROGRESS:
                self.transport.abort()
            else:
                self._watch_reader()

    return Watched
