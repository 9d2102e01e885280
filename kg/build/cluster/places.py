"""Files wherever fsspec reaches: folders on disk, ``s3://``, ``gs://``, ``hdfs://``."""

from __future__ import annotations

import os
import posixpath
import uuid
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Place", "file_system", "needed", "version_of"]

_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}
"""Protocols whose files appear when they are complete; elsewhere a file is written aside and renamed."""


def needed(name: str) -> Any:
    """A module of ``bilateral-kg[dask]``. Raises ``UsageError`` where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"This needs {error.name}: pip install 'bilateral-kg[dask]' here and on every worker."
        ) from error


def file_system(url: str | Path) -> tuple[Any, str]:
    """The fsspec file system of a path or URL, and the path in it. Raises ``UsageError`` for no such one."""
    text = str(url)
    try:
        system, path = needed("fsspec").core.url_to_fs(text)
    except (ValueError, ImportError) as error:
        raise UsageError(f"Cannot reach {text}: {error}.") from error
    return system, str(path)


def version_of(info: dict[str, Any]) -> str:
    """What changes when a file is written anew, as far as its file system says: tag or time."""
    for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created"):
        if info.get(key) is not None:
            return str(info[key])
    return ""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for partitions; names in it are relative and have ``/``."""

    url: str

    @classmethod
    def at(cls, url: str | Path) -> Place:
        """The folder of a path (which becomes absolute: a worker may stand elsewhere) or a URL."""
        text = str(url)
        return cls(text.rstrip("/") if "://" in text else os.path.abspath(text))

    def read(self, name: str) -> bytes:
        """A whole file. Raises ``FileNotFoundError``."""
        system, root = file_system(self.url)
        return bytes(system.cat_file(posixpath.join(root, name)))

    def read_many(self, names: list[str]) -> dict[str, bytes]:
        """Several whole files at once, by name; those that are not there are left out."""
        if not names:
            return {}
        system, root = file_system(self.url)
        paths = {posixpath.join(root, name): name for name in names}
        found = system.cat(list(paths), on_error="omit")
        return {paths[path]: bytes(data) for path, data in found.items() if path in paths}

    def write(self, name: str, data: bytes) -> None:
        """A whole file, there with all its bytes or not at all."""
        system, root = file_system(self.url)
        path = posixpath.join(root, name)
        protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
        if protocols & _WHOLE:
            system.pipe_file(path, data)
            return
        system.makedirs(posixpath.dirname(path), exist_ok=True)
        partial = posixpath.join(posixpath.dirname(path), f".{posixpath.basename(path)}.{uuid.uuid4().hex}")
        system.pipe_file(partial, data)
        if "file" in protocols:
            os.replace(partial, path)
            return
        if system.exists(path):
            system.rm_file(path)
        system.mv(partial, path)

    def remove(self, names: list[str]) -> None:
        """Files that are no longer wanted."""
        system, root = file_system(self.url)
        for name in names:
            system.rm_file(posixpath.join(root, name))

    def sizes(self) -> dict[str, int]:
        """Every file below, by name, with its bytes; names that start with a dot are left out."""
        system, root = file_system(self.url)
        system.invalidate_cache()
        return dict(self._listed(system, root))

    def _listed(self, system: Any, root: str) -> Iterator[tuple[str, int]]:
        try:
            found = system.find(root, detail=True)
        except FileNotFoundError:
            return
        for path, info in found.items():
            name = posixpath.relpath(path, root)
            if not posixpath.basename(name).startswith("."):
                yield name, int(info["size"] or 0)
