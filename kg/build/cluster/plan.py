"""Sources -> partitions: the same sources give the same partitions, however many machines there are.

A partition is a number of whole files, or a part of one file of JSON lines. What it costs does not depend on
the others, so each can be made anywhere, at any time, and again.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.cluster.places import file_system, version_of
from kg.errors import UnreadableSource, UsageError
from kg.model import Reason, Rejected
from kg.reading import format_of
from kg.reading.files import check_source
from kg.reading.folders import files_below, of_other_format
from kg.reading.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Piece", "partitions"]

_UNPACKS_TO = 4  # times the bytes of a packed file, roughly: only to cut partitions of like size
_FILES = 2000  # at most in one partition
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file, or its lines from ``first_line`` on: bytes [start, end) of what it unpacks to.

    ``name`` tells its format and what its articles are called; ``where`` is the file as the user knows it;
    ``url`` is where a worker finds it; ``end`` None is the end of the file; ``aside`` says why it is not to
    be read, if so.
    """

    url: str
    where: str
    name: str
    size: int
    version: str
    first_line: int = 1
    start: int = 0
    end: int | None = None
    aside: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is all of its file."""
        return self.start == 0 and self.end is None

    @property
    def weight(self) -> int:
        """Bytes of text to read, roughly."""
        if self.end is not None:
            return self.end - self.start
        form = format_of(self.name)
        return max(0, self.size * (_UNPACKS_TO if form and form.packing else 1) - self.start)

    def as_dict(self) -> dict[str, Any]:
        """What a manifest says of it: nothing that depends on the machine or the clock."""
        shown: dict[str, Any] = {"input": self.where, "bytes": self.size}
        if not self.whole:
            shown |= {"first_line": self.first_line, "from": self.start, "to": self.end}
        return shown

    def identity(self) -> list[Any]:
        """What must be the same for a partition to be the same; compared when a run is taken up again."""
        return list(asdict(self).values())


def partitions(
    sources: Iterable[str | Path], size: int, left_out: list[Rejected] | None = None
) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each partition, in the order of the sources; ``size`` is bytes of text in one, about.

    Files of formats that kg does not read are added to ``left_out``. A file of JSON lines that is larger is
    read once here to find where lines end. Raises ``UsageError`` for a source that is not there, or of which
    kg cannot tell what it holds.
    """
    left_out = [] if left_out is None else left_out
    waiting: list[Piece] = []
    weight = 0
    for file in (file for source in sources for file in _files(str(source), left_out)):
        for piece in _cut(file, size):
            if waiting and (weight + piece.weight > size or len(waiting) >= _FILES):
                yield tuple(waiting)
                waiting, weight = [], 0
            waiting.append(piece)
            weight += piece.weight
    if waiting:
        yield tuple(waiting)


def _files(source: str, left_out: list[Rejected]) -> list[Piece]:
    if source == "-":
        raise UsageError("Partitions are made of files; standard input is none. Write it to a file first.")
    if "://" not in source:
        check_source(source)
        return [_local(*file) for file in _walk(source, left_out)]
    system, root = file_system(source)
    try:
        found = {root: system.info(root)} if system.isfile(root) else system.find(root, detail=True)
    except OSError as error:
        raise UsageError(f"Cannot read {source}: {error}.") from error
    pieces = []
    for path, info in found.items():
        where = str(system.unstrip_protocol(path))
        name = posixpath.basename(path) if path == root else posixpath.relpath(path, root)
        if any(part.startswith(".") for part in name.split("/")):
            continue
        if format_of(name) is None:
            left_out.append(of_other_format(where))
            continue
        size, version = int(info["size"] or 0), version_of(info)
        pieces.append(Piece(url=where, where=where, name=name, size=size, version=version))
    if not pieces:
        raise UsageError(
            f"{source} holds nothing that kg reads: .txt, .html, .jsonl, .ndjson, also as .gz, .zst."
        )
    return sorted(pieces, key=lambda piece: piece.name.split("/"))


def _walk(source: str, left_out: list[Rejected]) -> Iterator[tuple[Path, str, str]]:
    """Files on disk with the names of their articles and why they are not to be read, if so; in the order of
    ``kg.reading``."""
    root = Path(source)
    if not root.is_dir():
        yield root, root.name, ""
        return
    for path, rejected in files_below(root):
        if rejected is not None and rejected.reason is Reason.OTHER_FORMAT:
            left_out.append(rejected)
        else:
            yield path, path.relative_to(root).as_posix(), rejected.detail if rejected else ""


def _local(path: Path, name: str, aside: str) -> Piece:
    try:
        status = path.stat()
        size, version = status.st_size, str(status.st_mtime_ns)
    except OSError:
        size, version = 0, ""
    where = path.as_posix()
    return Piece(url=os.path.abspath(path), where=where, name=name, size=size, version=version, aside=aside)


def _cut(file: Piece, size: int) -> Iterator[Piece]:
    form = format_of(file.name)
    if form is None or form.kind != "records" or file.weight <= size or file.aside:
        yield file
        return
    from dataclasses import replace

    start, first = 0, 1
    try:
        for end, line in _ends(file, form.packing, size):
            yield replace(file, first_line=first, start=start, end=end)
            start, first = end, line
    except UnreadableSource:
        pass  # the worker that reads what is left comes upon it again, and says so
    yield replace(file, first_line=first, start=start)


def _ends(file: Piece, packing: str | None, size: int) -> Iterator[tuple[int, int]]:
    """Where lines end, about ``size`` bytes apart: the offset behind one and the number of the next."""
    system, path = file_system(file.url)
    with system.open(path, "rb") as raw:
        stream = unpacked(raw, packing)
        offset, line, goal = 0, 1, size
        while chunk := stream.read(_CHUNK):
            at = 0
            while (found := chunk.find(b"\n", max(at, goal - offset))) >= 0:
                line += chunk.count(b"\n", at, found + 1)
                at = found + 1
                yield offset + at, line
                goal = offset + at + size
            line += chunk.count(b"\n", at)
            offset += len(chunk)
