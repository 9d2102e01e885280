"""Files, folders and standard input -> articles, one at a time, in a fixed order.

    for item in read(["articles/", "wire.jsonl", "-"]):
        ...                                   # an Article, or a Rejected that says why not

What each format yields is told in its module: ``plain`` (.txt), ``page`` (.html, .htm), ``records``
(.jsonl, .ndjson); each may be packed (.gz, .zst: ``unpacking``). Bytes from elsewhere than a file come in
through ``read_stream``, names are sorted out by ``format_of``. Text is kept as it is, line endings
included, and offsets point into it; a byte order mark is no part of it.
"""

from kg.reading.expected import expected
from kg.reading.formats import FORMATS, Format, format_of
from kg.reading.limits import ARTICLE_LIMIT
from kg.reading.reader import read, read_stream, read_text

__all__ = ["ARTICLE_LIMIT", "FORMATS", "Format", "expected", "format_of", "read", "read_stream", "read_text"]
