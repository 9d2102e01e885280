"""What was read from a store is kept beside it, so that the next start need not read it again.

Reading a million events takes minutes, and a store that nobody has written to gives the same. The file
``served.json.gz`` in the store's directory says of which state of the store's files, and of which
version of our own, it was made; for any other it is made anew. It is plain data, nothing in it is run.
"""

from __future__ import annotations

import gzip
import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import kg
from kg.model import digest
from kg.views.explore import Atlas, columns

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["atlas_of", "keep"]

_FILE: Final = "served.json.gz"
_TITLE: Final = "Relations between states"
_MAKERS: Final = ("views", "store", "analysis", "ontology")  # floors whose code decides what is read


def atlas_of(store: Store, files: str | None) -> Atlas:
    """The events of a store as columns: from the file, or into it where it is out of date.

    ``files`` names the state of the store's files (``kg.store.state_of``). Without it nothing is kept: a
    store that is written through changes under the file.
    """
    if files is None or store.path is None:
        return columns(store, title=_TITLE)
    found = _read(store.path, files)
    if found is None:
        found = columns(store, title=_TITLE)
        keep(store.path, files, found)
    return found


def _read(store: Path, files: str) -> Atlas | None:
    try:
        with gzip.open(store / _FILE) as packed:
            kept = json.loads(packed.read())
        if kept["state"] != digest(files, _code()):
            return None
        return Atlas(
            core=kept["core"].encode("utf-8"),
            version=kept["version"],
            title=kept["title"],
            base=kept["base"],
            events=tuple(kept["base"] + event for event in kept["events"]),
            names=dict(kept["names"]),
            classes=dict(kept["classes"]),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        return None  # none yet, cut off, or not ours: it is made anew


def keep(store: Path, files: str, atlas: Atlas) -> None:
    """Keep what was read of a store, complete or not at all; nothing where it cannot be written."""
    file = store / _FILE
    kept = {
        "state": digest(files, _code()),
        "core": atlas.core.decode("utf-8"),
        "version": atlas.version,
        "title": atlas.title,
        "base": atlas.base,
        "events": [event.removeprefix(atlas.base) for event in atlas.events],
        "names": dict(atlas.names),
        "classes": dict(atlas.classes),
    }
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with gzip.open(partial, "wb", compresslevel=1) as packed:
            packed.write(json.dumps(kept).encode("ascii"))
        partial.replace(file)
    except OSError:
        with suppress(OSError):  # a read-only file system says so of files that are not there too
            partial.unlink(missing_ok=True)


@cache
def _code() -> str:
    package = Path(kg.__file__).parent
    files = (path for floor in _MAKERS for path in sorted((package / floor).rglob("*.py")))
    return digest(kg.__version__, *(path.read_text(encoding="utf-8") for path in files))
