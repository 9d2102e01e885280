"""What a name on the command line stands for: a file, a folder with its sub-folders, standard input."""

from __future__ import annotations

import stat
import sys
from codecs import BOM_UTF8
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UnreadableSource, UsageError
from kg.model import Article, Reason, Rejected
from kg.reading.decoding import decode, decode_page
from kg.reading.folders import files_below, shown
from kg.reading.formats import Format, format_of
from kg.reading.limits import ARTICLE_LIMIT, bounded, bounded_lines
from kg.reading.page import page_article
from kg.reading.plain import plain_article
from kg.reading.records import record_articles
from kg.reading.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    Found = tuple[str, Article | Rejected]
    """Where it stands, as the user knows it, and what it is."""

__all__ = ["check_source", "found_in", "stream_found"]

_STANDARD_INPUT = "standard input"
_PIECE = 1 << 16  # bytes


def check_source(source: str | Path) -> None:
    """Raise ``UsageError`` for a name that stands for nothing kg reads, before anything is read."""
    if str(source) == "-":
        return
    if not str(source).strip():
        raise UnreadableSource(
            "An empty argument names nothing: give a file, a folder (. for this one) or -."
        )
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"Cannot read {shown(path)}: {why}.") from error
    if not stat.S_ISDIR(mode) and format_of(path.name) is None:
        raise UsageError(
            f"Cannot tell what {shown(path)} holds: kg reads .txt, .html, .htm, .jsonl and .ndjson files, "
            "each also as .gz or .zst, and folders of them. Rename it, or pass text or JSON lines on "
            "standard input: kg build - < file"
        )


def found_in(source: str | Path) -> Iterator[Found]:
    """Everything that stands in a source, in a fixed order, each article as soon as it is read."""
    if str(source) == "-":
        yield from _standard_input()
    elif (path := Path(source)).is_dir():
        yield from _folder(path)
    else:
        yield from _file(path)


def _standard_input() -> Iterator[Found]:
    """JSON lines if the first character that is no blank is ``{``, otherwise one plain text."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise UsageError("There is no standard input to read from.")
    lines = bounded_lines(stream)
    opening = list(_up_to_a_word(lines))
    everything = chain(opening, lines)
    try:
        if b"".join(opening).removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
            yield from record_articles(everything, where=_STANDARD_INPUT, name=None)
            return
        yield _STANDARD_INPUT, plain_article(decode(bounded(everything)))
    except UnreadableSource as error:
        yield _aside(_STANDARD_INPUT, str(error))


def _up_to_a_word(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines up to the first that is not blank, or until they are more than one article may have."""
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if line.removeprefix(BOM_UTF8).strip() or size > ARTICLE_LIMIT:
            return


def _folder(root: Path) -> Iterator[Found]:
    """What the files below ``root`` hold; what is not read of it, and why."""
    nothing = True
    for path, rejected in files_below(root):
        if rejected is None:
            yield from _file(path, root)
        else:
            yield rejected.article, rejected
        nothing = nothing and rejected is not None and rejected.reason is Reason.OTHER_FORMAT
    if nothing:
        detail = "no .txt, .html, .htm, .jsonl or .ndjson file in this folder or below, packed or not"
        yield shown(root), Rejected(article=shown(root), reason=Reason.EMPTY, detail=detail)


def _file(path: Path, root: Path | None = None) -> Iterator[Found]:
    """What one file holds; what has no other id is called by its path in ``root``, or by its name alone."""
    where = shown(path)
    form = format_of(shown(path.relative_to(root)) if root else shown(Path(path.name)))
    assert form is not None, f"{where} was checked to have a suffix that is read"
    try:
        with path.open("rb") as stream:
            yield from stream_found(stream, form, where)
    except OSError as error:
        yield _aside(where, error.strerror or str(error))


def stream_found(stream: BinaryIO, form: Format, where: str) -> Iterator[Found]:
    """What the bytes of one file hold; ``form.stem`` is the id of an article that has no other."""
    try:
        data = unpacked(stream, form.packing)
        if form.kind == "records":
            yield from record_articles(bounded_lines(data), where=where, name=form.stem)
        elif form.kind == "page":
            yield where, page_article(decode_page(_whole(data)), id=form.stem)
        else:
            yield where, plain_article(decode(_whole(data)), id=form.stem)
    except UnreadableSource as error:
        yield _aside(where, str(error))


def _whole(stream: BinaryIO) -> bytes:
    return bounded(iter(lambda: stream.read(_PIECE), b""))


def _aside(where: str, why: str) -> Found:
    return where, Rejected(article=where, reason=Reason.UNREADABLE, detail=why)
