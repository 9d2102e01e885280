"""What a query may not say: nothing that fetches, reads files, or writes.

Both engines fetch what SERVICE and LOAD name, and rdflib reads ``FROM <file:...>``; pyoxigraph cannot
be told not to. A search for the words would trip over strings and comments, and miss
``trueSERVICE<...>``, which Oxigraph's parser takes for ``true`` and ``SERVICE``. So the text is cut
into tokens, and the engine is handed those tokens in a form that it can only read in the way in
which they were judged: comments are dropped, and an IRI that holds ``#`` ends its line, because in
``?a<x:b#>'''...`` an engine may see a comparison and a comment where we see an IRI.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Guarded", "guard", "tokens"]

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_INNER = rf"(?:[-.\w:·]|{_ESCAPED})*(?:[-\w:·]|{_ESCAPED})"
_QUOTED = (
    r"'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}",
    r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}',
    r"'(?:[^'\\\r\n]|\\[^\r\n])*'",
    r'"(?:[^"\\\r\n]|\\[^\r\n])*"',
)
_KINDS = {
    "space": r"\s+",
    "comment": r"\#[^\r\n]*",
    "iri": r'<[^<>"{}|^`\\\x00-\x20]*>',
    "string": "|".join(_QUOTED),
    "variable": r"[?$]\w[\w·]*",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--(?:ltr|rtl))?",
    "blank": r"_:\w(?:[-.\w·]*[-\w·])?",
    "name": rf"(?:[^\W\d](?:[-.\w·]*[-\w·])?)?:(?:(?:[\w:]|{_ESCAPED})(?:{_INNER})?)?",
    "number": r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?",
    "word": r"[^\W\d]\w*",
    "sign": r"<=|>=|!=|&&|\|\||\^\^|[-+*/=<>!(){}\[\],;.|^?~&]",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{text})" for kind, text in _KINDS.items()), re.DOTALL)
_DEEPEST: Final = 100  # Oxigraph's recursive parser ends the process at some thousands
_FORMS: Final = ("select", "ask", "construct", "describe")
_UPDATES: Final = {"insert", "delete", "clear", "drop", "create", "add", "move", "copy", "with"}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A query that may run: ``text`` is for the engine, ``form`` is select, ask, construct or describe.

    ``names_graphs`` where FROM says which graphs it is about.
    """

    text: str
    form: str
    names_graphs: bool
    _original: str
    _starts: tuple[int, ...]  # offsets in ``text`` ...
    _sources: tuple[int, ...]  # ... and where those characters stood in the original

    def position(self, line: int, column: int) -> tuple[int, int]:
        """Where a place in ``text`` stood in the query as written; both are counted from 1."""
        lines = self.text.split("\n")
        offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
        index = max(bisect_right(self._starts, offset) - 1, 0)
        source = self._sources[index] + offset - self._starts[index]
        return place(self._original, min(source, len(self._original)))


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and offset of every token of a query, spaces and comments among them.

    Raises ``QueryError`` for characters that no SPARQL token begins with.
    """
    offset = 0
    while offset < len(query):
        found = _TOKEN.match(query, offset)
        if found is None:
            raise _refusal(query, offset, _unknown(query, offset))
        yield found.lastgroup or "", found.group(), offset
        offset = found.end()


def guard(query: str) -> Guarded:
    """The query in a form safe to hand to the engine.

    Raises ``QueryError`` with line and column for SERVICE, LOAD, ``FROM <file:...>``, updates, and
    characters that no SPARQL token begins with.
    """
    parts: list[str] = []
    starts, sources = [0], [0]
    depth, form, words, names_graphs = 0, "", set(), False
    for kind, text, offset in tokens(query):
        lower = text.lower()
        if kind == "word":
            _check_word(query, offset, lower, form)
            form = form or (lower if lower in _FORMS else "")
            words.add(lower)
            names_graphs = names_graphs or lower == "from"
        elif kind in {"name", "blank"}:
            _check_name(query, offset, lower, kind)
            words.add(lower.partition(":")[0])
        elif kind == "sign":
            depth += (text in "({[") - (text in ")}]")
            _check_depth(query, offset, depth)
        elif kind == "iri" and "'" in text:
            raise _refusal(query, offset, f"write the quote in {text} as %27")
        parts.append(_unmistakable(kind, text))
        starts.append(starts[-1] + len(parts[-1]))
        sources.append(offset + len(text))
    _check_from(query, words)
    return Guarded("".join(parts), form or "select", names_graphs, query, tuple(starts), tuple(sources))


def _unmistakable(kind: str, text: str) -> str:
    """The token as the engine gets it: no comments, and nothing behind an IRI that one could begin in."""
    if kind == "comment":
        return " "
    return f"{text}\n" if kind == "iri" and "#" in text else text


def _check_depth(query: str, offset: int, depth: int) -> None:
    if depth > _DEEPEST:
        raise _refusal(query, offset, f"more than {_DEEPEST} brackets are open; engines overflow on such")


def _check_from(query: str, words: set[str]) -> None:
    """No IRI of a file, be it a prefix or the base, in a query that names its graphs."""
    if not any("from" in word for word in words):
        return
    for kind, text, offset in tokens(query):
        if kind == "iri" and text.lower().startswith("<file:"):
            raise _refusal(query, offset, "FROM <file:...> would read a file; queries see the store alone")


def _check_word(query: str, offset: int, lower: str, form: str) -> None:
    if "service" in lower:
        raise _refusal(query, offset, "SERVICE would ask another server; queries see the store alone")
    if "load" in lower and not form:
        raise _refusal(
            query, offset, "LOAD would fetch and write; queries only read. Use kg build to add articles"
        )
    if lower in _UPDATES and not form:
        raise _refusal(
            query, offset, f"{lower.upper()} is an update; queries only read. Use kg build to add articles"
        )


def _check_name(query: str, offset: int, lower: str, kind: str) -> None:
    """An engine may read ``SERVICE:x`` or ``x:y.SERVICE`` as the keyword: such names are not let through."""
    prefix, _, rest = lower.partition(":")
    if (kind == "name" and "service" in prefix) or ".service" in rest:
        raise _refusal(
            query, offset, "a name written like this could be read as SERVICE; use a full IRI in <...>"
        )


def _unknown(query: str, offset: int) -> str:
    character = query[offset]
    if character in "\"'":
        return f"the string that starts with {character} here has no end"
    if character == "\\":
        return "a backslash stands only in strings and names"
    return f"no SPARQL token begins with {character!r}"


def _refusal(query: str, offset: int, why: str) -> QueryError:
    line, column = place(query, offset)
    return QueryError(f"Query refused at line {line}, column {column}: {why}.")
