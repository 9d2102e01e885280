"""HTTP to one server: connections that are kept, authentication, and another try where that can help.

Everything that is sent here may be sent twice: queries change nothing, and our updates name every
statement that they add or take away.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Answer", "Wire"]

_AGAIN: Final = {429, 502, 503, 504}
_FIRST_PAUSE: Final = 0.2  # seconds; each further one is twice as long
_LONGEST_PAUSE: Final = 10.0
_CHALLENGE: Final = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')
_HASHES: Final = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300


@dataclass(slots=True)
class Wire:
    """Requests to the servers that URLs name; ``timeout`` in seconds, ``retries`` after the first try."""

    user: str | None = None
    password: str = ""
    timeout: float = 60.0
    retries: int = 5
    _open: dict[tuple[str, str], http.client.HTTPConnection] = field(default_factory=dict)
    _challenge: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def send(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        *,
        kind: str | None = None,
        accept: str = "*/*",
        timeout: float | None = None,
    ) -> Answer:
        """The server's answer, whatever its status; a failing network and 429, 502, 503, 504 are tried again.

        ``timeout`` stands in for that of the wire. Raises ``TimeoutError`` where the server takes longer,
        ``StoreError`` where no answer comes at all.
        """
        headers = {"Accept": accept, "User-Agent": "bilateral-kg"}
        if kind is not None:
            headers["Content-Type"] = kind
        pause, trouble = _FIRST_PAUSE, ""
        for attempt in range(self.retries + 1):
            if attempt:
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            try:
                answer = self._authorised(method, url, body, headers, timeout)
            except TimeoutError:  # what took too long once will again
                self.close()
                raise
            except (OSError, http.client.HTTPException) as error:
                self.close()
                trouble = str(error) or type(error).__name__
                continue
            if answer.status not in _AGAIN:
                return answer
            trouble = f"HTTP {answer.status}"
        raise StoreError(
            f"The endpoint {url} does not answer: {trouble}. Run the same command again when it does: what "
            "was begun is finished then."
        )

    def close(self) -> None:
        """Hang up."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _authorised(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], timeout: float | None
    ) -> Answer:
        """A request, and once more with credentials where the server wants some, or has a new nonce."""
        answer = self._once(method, url, body, {**headers, **self._credentials(method, url)}, timeout)
        if answer.status == 401 and self.user is not None:
            self._learn(answer.headers.get("www-authenticate", ""))
            answer = self._once(method, url, body, {**headers, **self._credentials(method, url)}, timeout)
        if answer.status in {401, 403}:
            raise StoreError(
                f"The endpoint {url} refuses {self.user or 'who names no user'} (HTTP {answer.status}). "
                "Check user and password in the endpoint's file, and that the user may update."
            )
        return answer

    def _once(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], timeout: float | None
    ) -> Answer:
        parts = urlsplit(url)
        key = (parts.scheme, parts.netloc)
        connection = self._open.get(key)
        fresh = connection is None
        if connection is None:
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            connection = self._open[key] = kind(parts.netloc, timeout=timeout or self.timeout)
        elif connection.sock is not None:
            connection.sock.settimeout(timeout or self.timeout)
        try:
            response = _answer(connection, method, _target(url), body, headers)
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            del self._open[key]
            if fresh or isinstance(error, TimeoutError):
                raise
        return self._once(method, url, body, headers, timeout)  # the server hung up on an idle connection

    # Authentication (RFC 7616, 7617)

    def _learn(self, challenge: str) -> None:
        scheme, _, rest = challenge.partition(" ")
        self._challenge = {name: quoted or plain for name, quoted, plain in _CHALLENGE.findall(rest)}
        self._challenge["scheme"] = scheme.lower()
        self._count = 0

    def _credentials(self, method: str, url: str) -> dict[str, str]:
        scheme = self._challenge.get("scheme")
        if scheme == "basic":
            pair = f"{self.user}:{self.password}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
        return {"Authorization": self._digest(method, _target(url))} if scheme == "digest" else {}

    def _digest(self, method: str, target: str) -> str:
        asked = self._challenge
        algorithm = asked.get("algorithm", "MD5")
        make = _HASHES.get(algorithm.upper(), hashlib.md5)

        def digest(text: str) -> str:
            return make(text.encode("utf-8")).hexdigest()

        realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
        mine, theirs = digest(f"{self.user}:{realm}:{self.password}"), digest(f"{method}:{target}")
        values = {"username": self.user, "realm": realm, "nonce": nonce, "uri": target}
        shown = f"algorithm={algorithm}"
        if "qop" in asked:
            self._count += 1
            count, own = f"{self._count:08x}", os.urandom(8).hex()
            values["response"] = digest(f"{mine}:{nonce}:{count}:{own}:auth:{theirs}")
            values["cnonce"] = own
            shown += f", qop=auth, nc={count}"
        else:
            values["response"] = digest(f"{mine}:{nonce}:{theirs}")
        if "opaque" in asked:
            values["opaque"] = asked["opaque"]
        quoted = ", ".join(f'{name}="{value}"' for name, value in values.items())
        return f"Digest {quoted}, {shown}"


def _answer(
    connection: http.client.HTTPConnection,
    method: str,
    target: str,
    body: bytes | None,
    headers: dict[str, str],
) -> http.client.HTTPResponse:
    try:
        connection.request(method, target, body, headers)
    except (BrokenPipeError, ConnectionResetError):
        if body is None:
            raise
        return connection.getresponse()  # refused before all was sent: its answer may say why
    return connection.getresponse()


def _target(url: str) -> str:
    """Path and query of a URL, as they stand in the request."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
