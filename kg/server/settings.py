"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address

__all__ = ["LOOPBACK", "Limits", "Settings"]

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the machine one request may take. Times are seconds, sizes bytes.

    ``query`` is how long a SPARQL query may run, ``rows`` how many rows or triples it may answer,
    ``at_once`` how many run side by side, ``queue`` how long one waits for its turn. ``head`` is how long
    a client may take to send a request's head, ``body`` its body, ``answer`` to take in the rest, or 64 kB,
    of an answer. ``size`` is the largest body, ``triples`` the largest graph that is given whole.
    """

    query: float = 10.0
    rows: int = 10_000
    at_once: int = 4
    queue: float = 60.0
    head: float = 10.0
    body: float = 20.0
    answer: float = 60.0
    size: int = 1 << 20
    triples: int = 200_000
    connections: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to listen, which names it is known by, and whether it may be written through.

    ``hosts`` are further names that a ``Host`` header may give, without port. ``token`` is what writers
    must show; None: nobody writes.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    token: str | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def names(self) -> frozenset[str]:
        """The host names that requests may be addressed to, in lower case, without port."""
        own = LOOPBACK if self.is_local else (self.host,)
        return frozenset(name.lower() for name in (*own, *self.hosts))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
