"""Which articles are kept: those with text, in English, and each id once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnreadableSource, UsageError
from kg.model import Article, Reason, Rejected, digest
from kg.reading.decoding import check_characters
from kg.reading.files import check_source, found_in, stream_found
from kg.reading.formats import FORMATS, Format, format_of
from kg.reading.language import SUPPORTED, is_supported, language_of
from kg.reading.limits import TEXT_LIMIT
from kg.reading.plain import title_of
from kg.reading.published import reduce_date
from kg.reading.seen import Seen
from kg.reading.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

__all__ = ["read", "read_stream", "read_text"]


def read(
    sources: Iterable[str | Path | Article], *, default_language: str = SUPPORTED
) -> Iterator[Article | Rejected]:
    """The articles of files, folders and standard input (``-``), each as soon as it is read.

    What is no article, or is not kept, comes as a ``Rejected``: unreadable, empty, in another language
    than English (``detail`` names it), or with the id of an earlier article but another content. The same
    article a second time is passed over. A language that the input gives is believed; otherwise the text is
    asked, and where it is too short to tell, it is taken to be in ``default_language``. The order is that
    of the sources and, in a folder, of the names. An ``Article`` among the sources is held to the same
    rules.

    Raises ``UsageError`` for a source that does not exist or has a suffix that kg does not know: at once
    for a sequence of sources, when it comes to it for any other iterable.
    """
    if isinstance(sources, str | Path | Article):
        sources = (sources,)
    if isinstance(sources, Sequence):
        for source in sources:
            _check(source)
        return _kept(_found(sources), default_language)
    return _kept(_found(_check(source) for source in sources), default_language)


def read_stream(
    stream: BinaryIO, name: str, *, where: str | None = None, default_language: str = SUPPORTED
) -> Iterator[Article | Rejected]:
    """The articles in the bytes of one file, wherever they come from, as ``read`` would give them.

    ``name`` tells format and packing (``asia/wire.jsonl.gz``) and, without its suffixes, names an article
    that has no id of its own; ``where`` is what a ``Rejected`` calls the file (default: ``name``). Of
    ``stream``, ``read`` and ``readline`` are asked; it is not closed.

    Raises ``UsageError`` at once for a name whose suffix kg does not know. An ``OSError`` while it is read
    sets the rest of the file aside.
    """
    form = format_of(name)
    if form is None:
        raise UsageError(
            f"Cannot tell what {name} holds: kg reads {', '.join(FORMATS)}, also as .gz and .zst."
        )
    return _kept(_guarded(stream, form, where or name), default_language)


def read_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    default_language: str = SUPPORTED,
) -> Article | Rejected:
    """One text as an article, held to the rules of ``read``; without an id, the URL or a hash is its id.

    Without a title, the first line is the title if a blank line follows. Raises ``ValueError`` for a URL
    that is not absolute and for a date that cannot be read.
    """
    address, day = url and clean_url(url), published and reduce_date(published)
    if url and not address:
        raise ValueError(f"url {url!r} is not an absolute web address")
    if published and not day:
        raise ValueError(f"published {published!r} is not a date like 2024-05-03")
    article = Article(
        id=id or address or digest(text),
        text=text,
        title=title or title_of(text),
        url=address or None,
        publisher=publisher,
        published=day or None,
        language=language,
    )
    return next(_kept([(article.id, article)], default_language))


def _check(source: str | Path | Article) -> str | Path | Article:
    if not isinstance(source, Article):
        check_source(source)
    return source


def _guarded(stream: BinaryIO, form: Format, where: str) -> Iterator[tuple[str, Article | Rejected]]:
    try:
        yield from stream_found(stream, form, where)
    except OSError as error:
        yield where, Rejected(article=where, reason=Reason.UNREADABLE, detail=error.strerror or str(error))


def _found(sources: Iterable[str | Path | Article]) -> Iterator[tuple[str, Article | Rejected]]:
    for source in sources:
        if isinstance(source, Article):
            yield source.id, source
        else:
            yield from found_in(source)


def _kept(
    found: Iterable[tuple[str, Article | Rejected]], default_language: str
) -> Iterator[Article | Rejected]:
    with closing(Seen()) as seen:
        for where, item in found:
            if isinstance(item, Article):
                item = _in_english(item, where, default_language)
            if isinstance(item, Rejected):
                yield item
                continue
            earlier = seen.first(item.id, item.content_hash, where)
            if earlier is None:
                yield item
                continue
            same, first = earlier
            if not same:
                detail = (
                    f"it differs from {first} but has the same id {item.id!r}; name the folder above both, "
                    "so that the ids differ, or give each an id or a URL of its own"
                )
                yield Rejected(article=where, reason=Reason.DUPLICATE_ID, detail=detail)


def _in_english(article: Article, where: str, default_language: str) -> Article | Rejected:
    """The article with its language, or why it is not kept."""
    try:
        for field in ("id", "text", "title", "url", "publisher", "language"):
            check_characters(field, getattr(article, field))
    except UnreadableSource as error:
        return Rejected(article=where, reason=Reason.UNREADABLE, detail=str(error))
    size = len(article.text.strip())
    if not size:
        return Rejected(article=where, reason=Reason.EMPTY, detail="no text")
    if size > TEXT_LIMIT:
        detail = f"a text of {size:,} characters, more than {TEXT_LIMIT:,} for one article; split it"
        return Rejected(article=where, reason=Reason.UNREADABLE, detail=detail)
    if article.language:
        language = article.language
    else:
        whole = f"{article.title}\n{article.text}" if article.title_is_apart else article.text
        language = language_of(whole, default=default_language)
    if not is_supported(language):
        return Rejected(article=article.id, reason=Reason.OTHER_LANGUAGE, detail=language)
    return article if article.language else replace(article, language=language)
