"""The IRI of every node, and the way back.

    actor_iri(base, "IRN/mohammad-baqeri")   -> <base>actor/IRN/mohammad-baqeri
    local_id(base, "<base>actor/IRN")        -> "IRN"

Whatever an id holds, the IRI is plain ASCII: other characters are percent-encoded as UTF-8. An
article's id that is longer than 180 characters so encoded, or has ``.`` or ``..`` as a path segment
(which resolvers would fold away), becomes ``article/sha256:<20 hex>``; the id itself then stands
only in ``dcterms:identifier``. No id that is spelt out can collide with that, for ``:`` is encoded.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from kg.model import digest

__all__ = [
    "actor_iri",
    "article_iri",
    "dyad_year_iri",
    "event_iri",
    "graph_iri",
    "local_id",
    "membership_iri",
    "office_iri",
    "part_iri",
    "relation_iri",
    "relation_key",
    "report_iri",
    "tenure_iri",
]

_LONGEST = 180
_KINDS = (
    "actor",
    "article",
    "correction",
    "dyad-year",
    "event",
    "graph",
    "membership",
    "office",
    "relation",
    "report",
    "tenure",
)


def _encode(text: str, safe: str = "/") -> str:
    return quote(text, safe=safe, errors="surrogatepass")


def _decode(text: str) -> str:
    return unquote(text, errors="surrogatepass")


def actor_iri(base: str, actor: str) -> str:
    """``IRN``, ``NATO`` or ``IRN/mohammad-baqeri``."""
    return f"{base}actor/{_encode(actor)}"


def office_iri(base: str, office: str) -> str:
    """``IRN/minister-of-defence``."""
    return f"{base}office/{_encode(office)}"


def article_iri(base: str, article: str) -> str:
    """The article, and the named graph that holds what it says."""
    path = _encode(article)
    if len(path) > _LONGEST or any(part in {".", ".."} for part in path.split("/")):
        path = f"sha256:{digest(article)}"
    return f"{base}article/{path}"


def report_iri(base: str, report: str) -> str:
    """A report by the id of its event mention (20 hex digits)."""
    return f"{base}report/{_encode(report)}"


def event_iri(base: str, event: str) -> str:
    """An occurrence or prospect by the id of its smallest report."""
    return f"{base}event/{_encode(event)}"


def tenure_iri(base: str, article: str, person: str, office: str) -> str:
    """The tenure that one article states for one person and office."""
    return f"{base}tenure/{digest(article, person, office)}"


def membership_iri(base: str, organization: str, member: str, start: str | None) -> str:
    """One spell of membership: ``membership/AU/MAR/2017-01-31``."""
    spell = f"/{_encode(start)}" if start else ""
    return f"{base}membership/{_encode(organization)}/{_encode(member)}{spell}"


def graph_iri(base: str, name: str) -> str:
    """A graph that is no article's: ``occurrences``, ``relations`` or ``registry``."""
    return f"{base}graph/{_encode(name)}"


def relation_iri(base: str, subject: str, relation: str, target: str) -> str:
    """A relation node by local ids: ``relation/IRN/cooperatesWith/PAK``, slashes in ids encoded."""
    return f"{base}relation/{_encode(subject, '')}/{_encode(relation, '')}/{_encode(target, '')}"


def dyad_year_iri(base: str, one: str, other: str, year: str | None) -> str:
    """Two parties in a year: ``dyad-year/IRN/PAK/2024``, slashes in ids encoded; undated without a year."""
    return f"{base}dyad-year/{_encode(one, '')}/{_encode(other, '')}{f'/{year}' if year else ''}"


def part_iri(node: str, part: str) -> str:
    """A part of a node, such as a report's ``evidence``: ``node#evidence``.

    Where the base already holds a ``#`` a second one would be no IRI: ``node/evidence``.
    """
    return f"{node}/{part}" if "#" in node else f"{node}#{part}"


def local_id(base: str, iri: str) -> str:
    """The id from which a node's IRI was made: ``IRN``, ``IRN/minister-of-defence``, an article's id.

    Raises ValueError for an IRI that is not of this base and kind. Of an article whose id was
    hashed the answer is ``sha256:<hash>``.
    """
    if iri.startswith(base):
        kind, _, path = iri[len(base) :].partition("/")
        if kind in _KINDS and path:
            return _decode(path)
    raise ValueError(f"{iri!r} is not the IRI of a node under {base!r}")


def relation_key(base: str, iri: str) -> tuple[str, str, str]:
    """Subject, property and object of a relation node, as local ids. Raises ValueError for another IRI."""
    prefix = f"{base}relation/"
    parts = iri[len(prefix) :].split("/") if iri.startswith(prefix) else []
    if len(parts) != 3:
        raise ValueError(f"{iri!r} is not the IRI of a relation under {base!r}")
    subject, relation, target = map(_decode, parts)
    return subject, relation, target
