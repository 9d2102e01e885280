"""A web page -> its article: the running text without navigation, and what the page says of itself.

The text is what trafilatura takes for the article; offsets point into that text, not into the markup.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableSource
from kg.model import Article
from kg.reading.published import reduce_date
from kg.reading.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["page_article"]

# Only dates that the markup gives as the day of publication: the search through the running text
# takes whatever date it meets. The upper bound is fixed, because the default is today's date and
# the same page must give the same article on any day.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}

_TOO_DEEP = "the elements of the page are nested too deeply: the parser stops at the 256th inside one another"


def page_article(markup: str, *, id: str) -> Article:
    """The article in a page; its canonical URL is its id, ``id`` where it has none.

    The text is empty where the page holds no article; where the parser copes with a part of the page only,
    ``Article.unread`` says so. Raises ``UnreadableSource`` where it copes with nothing of it.
    """
    deep = _TOO_DEEP if _is_too_deep(markup) else None
    try:
        document = _extraction()(
            markup, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except Exception as error:  # a third party's parser, on anything that calls itself a page
        raise UnreadableSource(f"no page that can be parsed ({type(error).__name__}: {error})") from error
    if deep and not (document and document.text):
        raise UnreadableSource(f"{deep}, and before that no article is found")
    if document is None:
        return Article(id=id, text="")
    url = clean_url(document.url or "")
    return Article(
        id=url or id,
        text=document.text or "",
        url=url,
        title=_words(document.title),
        publisher=_words(document.sitename),
        published=reduce_date(document.date or ""),
        unread=(f"{deep}, and what stands behind may be missing",) if deep else (),
    )


def _is_too_deep(markup: str) -> bool:
    """Whether libxml2, which reads the page, gives up at elements that are nested in too many others."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8")
    with suppress(etree.XMLSyntaxError):  # a page without any element
        etree.fromstring(markup.encode("utf-8", "surrogatepass"), parser)
    limits = (error.message for error in parser.error_log if error.type_name == "ERR_RESOURCE_LIMIT")
    return any("depth" in message.lower() for message in limits)


@cache
def _extraction() -> Callable[..., Any]:
    from trafilatura import bare_extraction

    # It reports pages without an article on standard error; a Rejected says it in our words.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return bare_extraction


def _words(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
