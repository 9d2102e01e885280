"""One writer at an endpoint: a mark in the store itself, since a server lends no file to lock."""

from __future__ import annotations

import os
import secrets
import socket
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreLocked
from kg.store.terms import HELD, node
from kg.store.writing import update_text

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint
    from kg.store.terms import Names

__all__ = ["Claim"]

_LIVE: set[str] = set()  # claims of this process


class Claim:
    """The right to write: taken when made, given back with ``release``.

    A claim is ``host process token``. Both of two that come at once see the other, and both withdraw. That of
    a process of this machine that is gone counts for nothing. Raises ``StoreLocked``.
    """

    def __init__(self, endpoint: Endpoint, names: Names) -> None:
        self._endpoint = endpoint
        text = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(8)}"
        self._mine = Quad(node(names.base), HELD, Literal(text), names.lock_graph)
        _LIVE.add(text)
        endpoint.update(update_text((), [self._mine]))
        found = endpoint.quads_for_pattern(None, HELD, None, names.lock_graph)
        others = sorted(cast("Literal", quad.object).value for quad in found if quad != self._mine)
        gone = [text for text in others if _is_gone(text)]
        if gone:
            dead = [Quad(node(names.base), HELD, Literal(text), names.lock_graph) for text in gone]
            endpoint.update(update_text(dead, ()))
        if living := [text for text in others if text not in gone]:
            self.release()
            raise StoreLocked(_held(living[0], endpoint.settings.query, names.lock_graph))

    def release(self) -> None:
        """Give the claim back. A server that is gone keeps it; the next writer sees that nobody holds it."""
        _LIVE.discard(cast("Literal", self._mine.object).value)
        self._endpoint.update(update_text([self._mine], ()))


def _is_gone(claim: str) -> bool:
    host, process, _ = claim.split(" ")
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return claim not in _LIVE
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _held(claim: str, url: str, graph: NamedNode) -> str:
    host, process, _ = claim.split(" ")
    return (
        f"The store at {url} is being written by process {process} on {host}. Wait for it to end; if it is "
        f"gone, send the update DROP GRAPH {graph} and try again."
    )
