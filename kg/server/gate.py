"""What every request passes before anything else sees it, and what every answer carries.

A page of another site can make a browser send requests here: with its own name in ``Host`` (DNS
rebinding), or as a form (cross-site request). Neither gets further than this. Nor do bodies that are
too large or that come too slowly.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.server.settings import Settings

__all__ = ["POLICY", "Gate"]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The content security policy of our pages: nothing but our own files, nothing inline."""

_HEADERS: Final = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # with "no-referrer" browsers hide the origin of our own forms
    "x-content-type-options": "nosniff",
    "vary": "Accept",
}
_READING: Final = {"GET", "HEAD", "OPTIONS"}


class Gate:
    """An ASGI application around another."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        limits = self._settings.limits
        await self._app(scope, _Body(receive, limits.size, limits.body), answer)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """The answer to a request that goes no further; None for one that does."""
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or _name(host) not in self._settings.names:
            return _refuse(
                421,
                f"This server does not answer to {host[:100]!r}. Start it with --allow-host to add a name.",
            )
        site = headers.get("sec-fetch-site", "none")
        navigated = method in _READING and headers.get("sec-fetch-mode") == "navigate"
        if site not in {"same-origin", "none"} and not navigated:
            return _refuse(403, "Other sites' pages may link here, and no more.")
        origin = headers.get("origin")
        if method not in _READING and origin is not None and not _same(origin, host):
            return _refuse(403, f"A page of {origin[:100]!r} may not post here.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.limits.size:
            return _too_large(self._settings.limits.size)
        return None


def _name(host: str) -> str:
    """The name in a ``Host`` header, without port and brackets; "" where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.path or parts.query or parts.fragment or "@" in host:
        return ""
    return (parts.hostname or "").rstrip(".")


def _same(origin: str, host: str) -> bool:
    """Whether an ``Origin`` is that of the page's own server; a proxy before us may speak https."""
    scheme, _, rest = origin.partition("://")
    return scheme in {"http", "https"} and rest.lower() == host.lower()


def _refuse(status: int, why: str) -> PlainTextResponse:
    return PlainTextResponse(f"{why}\n", status, headers={"connection": "close"})


def _too_large(size: int) -> PlainTextResponse:
    return _refuse(413, f"The request is larger than {size:,} bytes.")


class _Body:
    """``receive`` with a limit of size and of time for the whole body."""

    def __init__(self, receive: Receive, size: int, seconds: float) -> None:
        self._receive = receive
        self._left = size
        self._size = size
        self._deadline = time.monotonic() + seconds
        self._complete = False

    async def __call__(self) -> Message:
        if self._complete:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(self._deadline - time.monotonic(), 0.001))
        except TimeoutError:
            raise HTTPException(
                408, "The request came too slowly.", headers={"connection": "close"}
            ) from None
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(
                413, f"The request is larger than {self._size:,} bytes.", headers={"connection": "close"}
            )
        self._complete = not message.get("more_body", False)
        return message


class _Answer:
    """``send`` with our headers."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)
