"""The address of an article, fit to be an IRI in the graph."""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["clean_url"]

_ABSOLUTE = re.compile(r"https?://[^\s/?#]+([/?#].*)?", re.IGNORECASE)
_NO_IRI = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f-\x9f]""")  # the characters that RFC 3987 and Turtle refuse


def clean_url(value: str) -> str | None:
    """``value`` if it is an absolute web address, with characters that no IRI may hold percent-encoded."""
    value = value.strip()
    if not _ABSOLUTE.fullmatch(value):
        return None
    return _NO_IRI.sub(lambda found: quote(found[0]), value)
