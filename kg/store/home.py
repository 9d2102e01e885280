"""A store's directory: what lies in it, who may open it, and how a full one takes an empty one's place.

kg-store/
  store.json     format version and base IRI
  lock           held (flock) by the one process that writes, or by any number that read
  quads/         the RocksDB files of Oxigraph
  snapshots/     copies by hard link for queries from outside; gone when the store is closed
  readers/       copies by hard link for those who read while others write (apart.py)
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import StoreError, StoreLocked, StoreReadOnly, StoreVersion

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMAT", "READERS", "Copy", "Home", "flush", "open_engine"]

FORMAT: Final = 1
READERS: Final = "readers"
_PATIENCE: Final = 1.0  # seconds that a writer waits for readers
_MANIFEST: Final = "store.json"
_READ_ONLY: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Copy:
    """A reader's own copy of the files, and the descriptor whose lock says that it is in use."""

    folder: Path
    lock: int

    def remove(self) -> None:
        """It is needed no more, nor is the folder of copies after the last of them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)
        _release(self.lock)
        with suppress(OSError):  # others read there, or somebody else was quicker
            self.folder.parent.rmdir()


@dataclass(slots=True)
class Home:
    """An open directory, locked or read from a copy; ``close`` gives the lock back, or removes the copy."""

    path: Path
    base: str
    read_only: bool
    _lock: int | None
    copy: Copy | None = None

    @property
    def quads(self) -> Path:
        """Where Oxigraph's files lie."""
        return self.path / "quads" if self.copy is None else self.copy.folder

    @property
    def snapshots(self) -> Path:
        """Where copies for queries from outside lie."""
        return self.path / "snapshots"

    @property
    def filling(self) -> Path:
        """Where a bulk load works until it is complete."""
        return self.path / "quads.filling"

    @classmethod
    def open(cls, path: Path, *, create: bool, base: str | None, default_base: str, read_only: bool) -> Home:
        """Lock the directory and read its manifest; with ``create`` make both where there are none.

        Raises ``StoreError`` where there is no store, or where it has another base IRI,
        ``StoreLocked``, ``StoreReadOnly`` and ``StoreVersion`` as their names say.
        """
        exists = (path / _MANIFEST).is_file()
        if not exists:
            _refuse_unless_new(path, create and not read_only)
            _make(path)
        lock = _take(path, read_only)
        try:
            if not (path / _MANIFEST).is_file():
                _write_manifest(path, base or default_base)
            home = cls(path, _read_manifest(path, base), read_only, lock)
            if not read_only:
                home._sweep()
        except BaseException:
            _release(lock)
            raise
        return home

    def adopt(self) -> None:
        """Put the filled directory in the place of the (empty) quads: complete, or not at all."""
        old = self.path / "quads.old"
        self.quads.rename(old)
        self.filling.rename(self.quads)
        _sync(self.path)
        shutil.rmtree(old)

    def size(self) -> int:
        """Bytes on disk, snapshots left out (they share most of their blocks)."""
        files = (file for folder in (self.quads,) for file in folder.rglob("*"))
        total = 0
        for file in files:
            try:
                total += file.stat().st_size
            except FileNotFoundError:  # RocksDB compacts while we count
                continue
        return total

    def close(self) -> None:
        """Remove the snapshots and give the lock back; harmless when done twice."""
        if self.copy is not None:
            self.copy.remove()
            self.copy = None
        if self._lock is None:
            return
        if not self.read_only:
            shutil.rmtree(self.snapshots, ignore_errors=True)
        _release(self._lock)
        self._lock = None

    def _sweep(self) -> None:
        """Clear away what a killed process left: half-filled directories, snapshots, a half-done swap."""
        old = self.path / "quads.old"
        if old.is_dir() and not self.quads.is_dir():
            old.rename(self.quads)
        for leftover in (old, self.filling, self.snapshots):
            shutil.rmtree(leftover, ignore_errors=True)
        _sweep_readers(self.path / READERS)


def _sweep_readers(folder: Path) -> None:
    """Remove the copies of readers that are gone. None can be laid meanwhile: that takes our lock."""
    for copy in folder.iterdir() if folder.is_dir() else ():
        if copy.suffix == ".lock":
            continue
        try:
            lock = os.open(copy.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except FileNotFoundError:  # its reader has just removed it, the last of all
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            Copy(copy, lock).remove()


def open_engine(home: Home) -> ox.Store:
    """Oxigraph on the directory's files. Raises ``StoreError`` where they are damaged, ``StoreLocked``."""
    try:
        if home.read_only:
            return ox.Store.read_only(str(home.quads))
        return ox.Store(home.quads)
    except (OSError, RuntimeError) as error:  # a damaged directory is a RuntimeError to the engine
        if "lock" in str(error).lower():  # held by a program that does not know our lock
            raise StoreLocked(
                f"The files of {home.path} are open in another program. Close it first."
            ) from error
        raise StoreError(
            f"The files of the store {home.path} cannot be opened: {error}. Restore a copy, or build anew."
        ) from error


def flush(engine: ox.Store) -> StoreError | None:
    """Write out what stands only in the log; the error to raise once all is closed, if that failed."""
    try:
        engine.flush()
    except OSError as error:  # without its traceback, which would keep the engine open
        return StoreError(
            f"The store is closed, but its log could not be flushed: {error}. What was confirmed is in the "
            "log and is there when the store is opened again; make room first."
        )
    return None


def _refuse_unless_new(path: Path, create: bool) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not the directory of a store. Name another place with --store.")
    if not create:
        raise StoreError(f"There is no store in {path}. Make one with `kg build --store {path} ARTICLES`.")
    if path.is_dir() and any(entry.name != "lock" for entry in path.iterdir()):
        raise StoreError(
            f"{path} holds other files and no store. Name an empty or a new directory, so that nothing mixes."
        )


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except NotADirectoryError as error:
        raise StoreError(
            f"{path} cannot be a directory: part of it is a file. Name another place."
        ) from error
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> StoreError:
    if error.errno in _READ_ONLY:
        return StoreReadOnly(
            f"Cannot write to {path}: {os.strerror(error.errno or 0)}. Give this user the right to write "
            "there, choose another directory with --store, or open the store read-only."
        )
    return StoreError(f"Cannot use {path} as a store: {error.strerror or error}.")


def _take(path: Path, read_only: bool) -> int | None:
    """The locked descriptor; None for a read-only medium on which no lock can exist."""
    file = path / "lock"
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        if not read_only:
            raise _unwritable(path, error) from error
        try:
            descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
    try:
        _lock(descriptor, read_only)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 64, 0).decode("ascii", "replace").strip()
        readers = not read_only and _shareable(descriptor)
        os.close(descriptor)
        if readers:  # who they are is written nowhere: the file names the last that wrote
            raise StoreLocked(
                f"The store {path} is open for reading elsewhere, as in a notebook. Close it there; "
                "a store is written while nobody reads it."
            ) from error
        raise StoreLocked(_held(path, holder)) from error
    if not read_only:
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
    return descriptor


def _lock(descriptor: int, read_only: bool) -> None:
    """Take the lock. A writer waits a moment for readers: one that lays a copy of its own is soon done."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if read_only or time.monotonic() > until or not _shareable(descriptor):
                raise
            time.sleep(0.05)
        else:
            return


def _shareable(descriptor: int) -> bool:
    """Whether those that hold the lock only read."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return True


def _held(path: Path, holder: str) -> str:
    if holder == str(os.getpid()):
        who, advice = "this very process", "Close the other Store, or use it"
    else:
        who = f"process {holder}" if holder.isdigit() else "another process"
        advice = "Wait for it to end, or stop it"
    return f"The store {path} is open in {who}. {advice}; one process owns a store at a time."


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _write_manifest(path: Path, base: str) -> None:
    text = json.dumps({"format": FORMAT, "base": base}, indent=2) + "\n"
    partial = path / f"{_MANIFEST}.partial"
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path / _MANIFEST)
        _sync(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _read_manifest(path: Path, wanted: str | None) -> str:
    """The base IRI of the store, after checking that we can read it."""
    file = path / _MANIFEST
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        version, base = manifest["format"], str(manifest["base"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{file} is not the manifest of a store: {error}. Restore it, or build anew."
        ) from error
    if version != FORMAT:
        raise StoreVersion(
            f"The store {path} has format {version}; this version of bilateral-kg reads format {FORMAT}. "
            f"Build it anew with `kg build`, or use the version that wrote it."
        )
    if wanted is not None and wanted != base:
        raise StoreError(
            f"The store {path} has the base IRI {base}, not {wanted}. Set base_iri = {base!r} in kg.toml, "
            "or build another store."
        )
    return base


def _sync(path: Path) -> None:
    """Make renames in a directory outlive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
