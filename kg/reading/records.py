"""JSON lines: one article a line, ``{"id", "title", "text", "published", "url", "publisher", "language"}``.

Only ``text`` is required; ``retrieved`` is read too, other keys are ignored. A line that cannot be read is
set aside and the next ones are read. An article without id and url is named for its file and line.
"""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableSource
from kg.model import Article, Reason, Rejected, digest
from kg.reading.decoding import UTF16_MARKS, decode
from kg.reading.limits import check_size
from kg.reading.published import reduce_date
from kg.reading.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["record_article", "record_articles"]

_SHOWN = 100  # characters of a value that is quoted


def record_articles(
    lines: Iterable[bytes], *, where: str, name: str | None
) -> Iterator[tuple[str, Article | Rejected]]:
    """Each line's article, or why there is none, with its place: ``wire.jsonl:7``.

    ``where`` is the file as the user knows it, ``name`` what ids without one start with; without a name
    (standard input) such an id is a hash of the text.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            if line.startswith(UTF16_MARKS):
                detail = "JSON lines are UTF-8, this is UTF-16; convert it with: iconv -f utf-16 -t utf-8"
                yield f"{where}:1", Rejected(article=where, reason=Reason.UNREADABLE, detail=detail)
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            yield place, record_article(_object(line), place=place, id=name and f"{name}:{number}")
        except UnreadableSource as error:
            yield place, Rejected(article=place, reason=Reason.UNREADABLE, detail=str(error))


def record_article(record: dict[str, Any], *, place: str, id: str | None) -> Article:
    """The article that a record describes. Raises ``UnreadableSource`` for a value of the wrong kind.

    A date or an address that cannot be read is left out, which ``Article.unread`` says with the place: the
    text is still worth having.
    """
    unread: list[str] = []
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableSource('no "text"' if text is None else f'"text" is {_kind(text)}, not a string')
    url = _string(record, "url")
    address = clean_url(url) if url else None
    if url and address is None:
        unread.append(f"{place}: url {url[:_SHOWN]!r} is not an absolute web address and is left out")
    given = record.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    elif given is not None:
        given = _string(record, "id")
    return Article(
        id=given or address or id or digest(text),
        text=text,
        url=address,
        title=_string(record, "title"),
        publisher=_string(record, "publisher"),
        language=_string(record, "language"),
        published=_date(record, "published", place, unread),
        retrieved=_date(record, "retrieved", place, unread),
        unread=tuple(unread),
    )


def _object(line: bytes) -> dict[str, Any]:
    line = line.removesuffix(b"\n")
    check_size(len(line))
    try:
        record = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"not JSON: {error.msg} at character {error.pos}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; nested without end
        raise UnreadableSource(f"no JSON that can be read: {error}") from error
    if not isinstance(record, dict):
        raise UnreadableSource(f'{_kind(record)}, not an object like {{"text": "..."}}')
    return record


def _string(record: dict[str, Any], key: str) -> str | None:
    """The value without surrounding blanks; None for null, a missing or a blank one."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableSource(f'"{key}" is {_kind(value)}, not a string')
    return value.strip() or None


def _date(record: dict[str, Any], key: str, place: str, unread: list[str]) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # 2024 and 20240503
    elif value is not None:
        value = _string(record, key)
    day = reduce_date(value) if value else None
    if value and day is None:
        unread.append(f"{place}: {key} {value[:_SHOWN]!r} is not a date like 2024-05-03 and is left out")
    return day


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
