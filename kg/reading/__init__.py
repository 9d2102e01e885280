"""Files, folders and standard input -> articles, one at a time, in a fixed order.

    for item in read(["articles/", "wire.jsonl", "-"]):
        ...                                   # an Article, or a Rejected that says why not

What each format yields is told in its module: ``plain`` (.txt), ``page`` (.html, .htm), ``records``
(.jsonl, .ndjson). Text is kept as it is, line endings included, and offsets point into it; a byte
order mark is no part of it.
"""

from kg.reading.limits import ARTICLE_LIMIT
from kg.reading.reader import read, read_text

__all__ = ["ARTICLE_LIMIT", "read", "read_text"]
