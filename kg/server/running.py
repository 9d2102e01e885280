"""Listening: a socket, uvicorn around the application, and an end in good order."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.server.connection import watched
from kg.server.following import Following

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

    from kg.server.settings import Settings

__all__ = ["listening", "serve"]

_BACKLOG = 512
_LAST_WORDS = 5  # seconds that requests under way have when the server is told to stop


@contextmanager
def listening(settings: Settings) -> Iterator[tuple[socket.socket, str]]:
    """The open socket, and the URL it is reached at; port 0 takes any that is free.

    Raises ``UsageError`` where the port is taken, or the host is not this machine's.
    """
    try:
        found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        raise UsageError(f"{settings.host!r} is no address of this machine: {error.strerror}.") from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(address)
            sock.listen(_BACKLOG)
        except OSError as error:
            raise UsageError(_refused(settings, error)) from error
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        yield sock, f"http://{host}:{sock.getsockname()[1]}/"


def _refused(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} of {settings.host} is taken by another program. Choose another "
            "with --port, or let one be chosen with --port 0."
        )
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {settings.port}. Choose one above 1023 with --port."
    return f"Cannot listen on {settings.host}, port {settings.port}: {os.strerror(error.errno or 0)}."


def serve(app: ASGIApp, settings: Settings, sock: socket.socket, started: Callable[[], None]) -> None:
    """Answer until the process is told to stop (SIGINT or SIGTERM); ``started`` is called once it answers.

    ``app`` is ``application`` of a store, or ``Following`` one.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if isinstance(app, Following):
                app.watch()
            started()

    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    server = Server(
        uvicorn.Config(
            app,
            http=watched(settings.limits),
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=_LAST_WORDS,
            limit_concurrency=settings.limits.connections,
        )
    )
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.run(sockets=[sock])
    except KeyboardInterrupt:  # uvicorn raises the signal again when all is done
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: object) -> None:
    """SIGTERM ends the server as Ctrl-C does: the store is closed, the snapshots are gone."""
    raise KeyboardInterrupt
