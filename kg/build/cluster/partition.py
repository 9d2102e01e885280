"""One partition: its articles in, two files and a record out. Runs on whatever machine is free.

    partitions/000007.nq.zst      N-Quads, one graph an article, as the store holds it
    partitions/000007.parquet     the event table of these articles (``kg.analysis.EventTable``)
    records/000007.json           what is in them, written last: without it the partition is not done

The same inputs and settings give the same bytes.
"""

from __future__ import annotations

import errno
import io
import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.build.cluster.places import Place, file_system
from kg.errors import KgError
from kg.model import Article, Reason, Rejected
from kg.reading import format_of, read_stream
from kg.reading.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.build.cluster.plan import Piece
    from kg.config import Config

    Record = dict[str, Any]

__all__ = ["Broken", "Task", "files_of", "make", "packed", "record_name", "thin", "unpack"]

_LEVEL = 3  # of zstd
_CHUNK = 1 << 18  # bytes read at once
_ONE = threading.Lock()  # a process reads one partition at a time, however many threads its worker has


class Broken(KgError):
    """Something outside kg failed (a network, a disk): trying again may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that a worker must be told."""

    number: int
    pieces: tuple[Piece, ...]
    config: Config
    settings: str
    out: str

    def identity(self) -> list[Any]:
        """What must be the same for a partition that was made earlier to be taken as it is."""
        return [self.settings, self.config.base_iri, [piece.identity() for piece in self.pieces]]


def files_of(number: int) -> tuple[str, str]:
    """Names of the N-Quads and the Parquet file of a partition."""
    return f"partitions/{number:06}.nq.zst", f"partitions/{number:06}.parquet"


def record_name(number: int) -> str:
    """Name of the record of a partition."""
    return f"records/{number:06}.json"


def make(task: Task) -> Record:
    """Read the articles of a partition, write its files, and return its record.

    Raises ``Broken`` where an input or the place to write to fails in a way that another try may mend, and
    ``KgError`` where this worker would read by other rules than the others.
    """
    from kg.build.batch import Batch

    with _ONE:
        batch = Batch.of(task.config)
        if batch.settings != task.settings:
            raise KgError(
                "A worker has another version of kg, its model, frames or actors than the one that asked. "
                "Install the same everywhere, with your own files at the same paths."
            )
        kept = _Kept()
        quads: dict[ox.Quad, None] = {}
        for extraction in batch.read(kept.articles(task.pieces)):
            quads |= dict.fromkeys(batch.quads(extraction))
            kept.count(extraction)
    record = {"number": task.number, "inputs": [piece.as_dict() for piece in task.pieces], **kept.as_dict()}
    return _write(task, record | {"dropped": {}, "identity": task.identity()}, quads)


def thin(task: Task, record: Record, dropped: dict[str, str], kept_there: dict[str, str]) -> Record:
    """A partition without articles that earlier ones hold; both map ids to content hashes, here and there.

    One with another content than there is set aside, the same one is passed over: as ``kg build`` does.
    """
    from kg.ontology import iris

    place, (name, _) = Place(task.out), files_of(task.number)
    graphs = {iris.article_iri(task.config.base_iri, article) for article in dropped}
    quads = ox.parse(unpack(place.read(name)), format=ox.RdfFormat.N_QUADS)
    left = dict.fromkeys(quad for quad in quads if quad.graph_name.value not in graphs)
    ids = {article: facts for article, facts in record["ids"].items() if article not in dropped}
    aside = [
        {"input": article, "reason": Reason.DUPLICATE_ID.value, "detail": "an earlier partition has the id"}
        for article, content in sorted(dropped.items())
        if kept_there[article] != content
    ]
    changes = {"ids": ids, "dropped": record["dropped"] | dropped, "set_aside": record["set_aside"] + aside}
    return _write(task, record | changes, left)


def packed(quads: Iterable[ox.Quad]) -> bytes:
    """N-Quads in zstd: the same statements in the same order give the same bytes."""
    from zstandard import ZstdCompressor

    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return ZstdCompressor(level=_LEVEL, write_checksum=True).compress(text)


def unpack(data: bytes) -> bytes:
    """The N-Quads that ``packed`` packed."""
    from zstandard import ZstdDecompressor

    return ZstdDecompressor().decompress(data)


@dataclass(slots=True)
class _Kept:
    """What was read in a partition, by article, and what was not."""

    ids: dict[str, list[Any]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    aside: list[Rejected] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)

    def articles(self, pieces: Iterable[Piece]) -> Iterator[Article]:
        """Each article once; an id with two contents is set aside, as ``kg.reading`` does in one run."""
        for piece in pieces:
            for item in _read(piece):
                if isinstance(item, Rejected):
                    self.aside.append(item)
                elif item.id not in self.hashes:
                    self.hashes[item.id] = item.content_hash
                    yield item
                elif self.hashes[item.id] != item.content_hash:
                    detail = f"{piece.where} has another article of the id {item.id!r} than an earlier input"
                    self.aside.append(Rejected(article=item.id, reason=Reason.DUPLICATE_ID, detail=detail))

    def count(self, extraction: Any) -> None:
        """Note what an article is and says, what was set aside in it, whether it was passed over."""
        rejected = Counter(each.reason.value for each in extraction.rejected)
        passed = extraction.passed_over.value if extraction.passed_over else None
        article = extraction.article
        facts = [article.content_hash, len(extraction.mentions), dict(sorted(rejected.items())), passed]
        self.ids[article.id] = facts
        self.warnings += ({"input": article.id, "detail": detail} for detail in article.unread)

    def as_dict(self) -> dict[str, Any]:
        aside = [{"input": r.article, "reason": r.reason.value, "detail": r.detail} for r in self.aside]
        return {"ids": self.ids, "set_aside": aside, "warnings": self.warnings}


class _Guarded(io.RawIOBase):
    """A stream whose failures can be told from damaged contents: those are worth another try."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill some of a buffer. Raises ``Broken``."""
        try:
            data = self._stream.read(len(buffer))
        except OSError as error:
            raise Broken(f"reading failed: {error}") from error
        buffer[: len(data)] = data
        return len(data)


def _guarded(stream: Any) -> BinaryIO:
    # fsspec's own files have a readline that takes no limit
    return io.BufferedReader(_Guarded(stream), _CHUNK)


def _read(piece: Piece) -> Iterator[Article | Rejected]:
    if piece.aside:
        yield Rejected(article=piece.where, reason=Reason.UNREADABLE, detail=piece.aside)
        return
    system, path = file_system(piece.url)
    try:
        stream = system.open(path, "rb")
    except OSError as error:
        if isinstance(error, FileNotFoundError | PermissionError) or error.errno == errno.ELOOP:
            detail = error.strerror or type(error).__name__
            yield Rejected(article=piece.where, reason=Reason.UNREADABLE, detail=detail)
            return
        raise Broken(f"{piece.where} cannot be opened: {error}") from error
    with stream:
        if piece.whole:
            yield from read_stream(_guarded(stream), piece.name, where=piece.where)
            return
        form = format_of(piece.name)
        assert form is not None, "only files whose format is known are cut"
        if form.packing is None:
            stream.seek(piece.start)
            lines = _Lines(_guarded(stream), piece, 0)
        else:
            lines = _Lines(unpacked(_guarded(stream), form.packing), piece, piece.start)
        yield from read_stream(lines, f"{form.stem}.jsonl", where=piece.where)  # type: ignore[arg-type]


class _Lines:
    """Some lines of a file, with as many blank ones before them as it takes to keep their numbers."""

    def __init__(self, stream: Any, piece: Piece, skip: int) -> None:
        self._stream, self._skip = stream, skip
        self._blank = piece.first_line - 1
        self._left = None if piece.end is None else piece.end - piece.start

    def readline(self, size: int = -1) -> bytes:
        """A line with its end; empty behind the last."""
        if self._blank:
            self._blank -= 1
            return b"\n"
        while self._skip:
            self._skip -= len(self._stream.read(min(self._skip, _CHUNK))) or self._skip  # the end: all of it
        if self._left is not None:
            size = self._left if size < 0 else min(size, self._left)
        line = bytes(self._stream.readline(size)) if size else b""
        if self._left is not None:
            self._left -= len(line)
        return line


def _write(task: Task, record: Record, quads: dict[ox.Quad, None]) -> Record:
    from kg.store.copying import summed

    place, (name, table) = Place(task.out), files_of(task.number)
    data, (events, rows) = packed(quads), _event_table(quads, task.config.base_iri)
    facts = list(record["ids"].values())
    rejected: Counter[str] = Counter()
    for _, _, reasons, _ in facts:
        rejected.update(reasons)
    total = summed(quads)
    record = record | {
        "articles": len(facts),
        "mentions": sum(mentions for _, mentions, _, _ in facts),
        "rejected": dict(sorted(rejected.items())),
        "passed_over": dict(sorted(Counter(passed for *_, passed in facts if passed).items())),
        "quads": total.statements,
        "sum": f"{total.sum:032x}",
        "events": rows,
        "files": [_described(name, data), _described(table, events)],
    }
    try:
        place.write(name, data)
        place.write(table, events)
        text = json.dumps(record, ensure_ascii=False, indent=1)
        place.write(record_name(task.number), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Broken(f"writing partition {task.number} to {task.out} failed: {error}") from error
    return record


def _described(name: str, data: bytes) -> dict[str, Any]:
    return {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest()}


def _event_table(quads: Iterable[ox.Quad], base: str) -> tuple[bytes, int]:
    """The events of these articles alone as Parquet, and how many: merged within the partition."""
    from kg.analysis import EventTable
    from kg.store import Store

    with Store.memory(base) as graph:
        graph.bulk(quads)
        frame = EventTable.of(graph.events()).frame.sort("pair", "date", "event").collect()
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", row_group_size=25_000)
    return file.getvalue(), frame.height
