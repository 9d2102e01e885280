"""Content negotiation: which of the forms at hand an ``Accept`` header asks for (RFC 9110, 12.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GRAPHS", "HTML", "RESULTS", "Form", "chosen", "named_form"]


@dataclass(frozen=True, slots=True)
class Form:
    """A representation: its name in ``?format=``, its media types (the first is what is answered)."""

    name: str
    types: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """For the header; text is UTF-8."""
        return f"{self.types[0]}; charset=utf-8"


HTML: Final = Form("html", ("text/html", "application/xhtml+xml"))
GRAPHS: Final = (
    Form("turtle", ("text/turtle", "application/x-turtle", "text/n3")),
    Form("jsonld", ("application/ld+json", "application/json")),
    Form("ntriples", ("application/n-triples", "text/plain")),
    Form("rdfxml", ("application/rdf+xml", "application/xml", "text/xml")),
)
RESULTS: Final = (
    Form("json", ("application/sparql-results+json", "application/json")),
    Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Form("csv", ("text/csv",)),
    Form("tsv", ("text/tab-separated-values",)),
)


def chosen(accept: str | None, forms: Sequence[Form]) -> Form | None:
    """The form that the header likes best, the first of equals; None where it takes none of them."""
    ranges = _ranges(accept or "*/*")
    best: tuple[float, int] = (0.0, 0)
    found: Form | None = None
    for position, form in enumerate(forms):
        quality = max(_quality(type_, ranges) for type_ in form.types)
        if quality > 0 and (quality, -position) > (best if found else (0.0, -len(forms))):
            best, found = (quality, -position), form
    return found


def named_form(name: str, forms: Sequence[Form]) -> Form | None:
    """The form of that name or media type; None where there is none."""
    return next((form for form in forms if name == form.name or name in form.types), None)


def _ranges(header: str) -> list[tuple[str, float]]:
    ranges = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if name:
            ranges.append((name, quality))
    return ranges or [("*/*", 1.0)]


def _quality(type_: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific range that covers a media type gives it; 0 where none does."""
    group = f"{type_.partition('/')[0]}/*"
    for wanted in (type_, group, "*/*"):
        given = [quality for name, quality in ranges if name == wanted]
        if given:
            return max(given)
    return 0.0
