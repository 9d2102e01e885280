"""The core with its events as plain binary columns: a browser reads a million of them in a moment.

As JSON a million events take seconds to parse. ``docs/explorer-data.md`` describes both forms.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

__all__ = ["COLUMNS", "packed"]

_WIDE: Final = ("date", "dateEnd", "reported", "parties", "reports", "articles", "sources", "place")
_NARROW: Final = ("standing", "statuses", "confidence")
COLUMNS: Final = {**dict.fromkeys(_WIDE, "<i4"), "cls": "<u2", **dict.fromkeys(_NARROW, "u1")}
"""Columns in their order, with numpy's types: the wider first, so that each begins where it can be read."""


def packed(core: Mapping[str, Any], columns: Mapping[str, np.ndarray[Any, Any]]) -> bytes:
    """Four bytes with the length of the head (little end first), the head, the columns.

    The head is the core as JSON without its events but with their number as ``size``, filled up with
    blanks to a multiple of four bytes. ``columns`` are those of the events.
    """
    rest = {name: value for name, value in core.items() if name != "events"}
    head = json.dumps({**rest, "size": len(columns["cls"])}, ensure_ascii=False, separators=(",", ":"))
    body = head.encode("utf-8")
    body += b" " * (-len(body) % 4)
    parts = [len(body).to_bytes(4, "little"), body]
    parts += [columns[name].astype(type_).tobytes() for name, type_ in COLUMNS.items()]
    return b"".join(parts)
