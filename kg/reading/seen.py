"""Which ids came before, for as many articles as there are: on disk, beyond the first few megabytes.

A year of a think tank's news are millions of ids; a dictionary of them takes half a kilobyte each.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

__all__ = ["Seen"]

_WIDTH = 16  # bytes of a hash: two of a billion ids collide in one run of 10^20


class Seen:
    """The content and the place of the first article of each id."""

    def __init__(self) -> None:
        # an empty name: a private file that SQLite makes when its cache is full, and removes at the end
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA cache_size = -16384")  # kilobytes
        self._base.execute("CREATE TABLE seen (id BLOB PRIMARY KEY, content BLOB, place TEXT) WITHOUT ROWID")
        self._base.execute("BEGIN")  # never committed: nothing of it is to last

    def first(self, id: str, content: str, where: str) -> tuple[bool, str] | None:
        """None for a new id, which is noted; else whether its content was the same, and where it stood."""
        key, held = _hash(id), _hash(content)
        new = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (key, held, where))
        if new.rowcount:
            return None
        row = self._base.execute("SELECT content, place FROM seen WHERE id = ?", (key,)).fetchone()
        return row[0] == held, row[1]

    def close(self) -> None:
        """Remove what is on disk."""
        self._base.close()


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_WIDTH).digest()
