"""The JSON API: what ``kg/server/openapi.json`` describes, in the same words.

Answers are objects; errors are ``{"error": "what went wrong and what to do"}``.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.model import precision_of
from kg.server.index import Filter

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams
    from starlette.requests import Request

    from kg.server.world import World
    from kg.store import EvidenceRow

__all__ = ["Api", "as_json", "description"]

_BINARY: Final = "application/octet-stream"
_MOST: Final = 1_000  # rows of one answer
_LISTS: Final = {"class", "standing", "publisher", "actor"}
_FILTERS: Final = {*_LISTS, "since", "until", "min_reports", "min_confidence", "a", "b"}


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(
        body.encode("utf-8", "surrogatepass"), status, headers=headers, media_type="application/json"
    )


@cache
def description() -> bytes:
    """The OpenAPI 3.1 description of the routes below."""
    return files("kg.server").joinpath("openapi.json").read_bytes()


class Api:
    """The routes that read. Each is a function of a request, run in a thread of its own."""

    def __init__(self, world: World) -> None:
        self._world = world

    def info(self, request: Request) -> Response:
        """What the server holds and offers."""
        _only(request.query_params, set())
        world, index = self._world, self._world.index
        return as_json(
            {
                "base": world.store.base,
                "root": world.nodes.root,
                "version": index.version,
                "events": len(index),
                "happened": index.newest(Filter(), 0, 0)[0],
                "actors": len(index.actors),
                "publishers": index.publishers,
                "classes": index.classes,
                "standings": index.standings,
                "writable": world.settings.token is not None,
            }
        )

    def actors(self, request: Request) -> Response:
        """Actors that are called like ``q``."""
        given = request.query_params
        _only(given, {"q", "limit"})
        text = given.get("q", "")
        if not text or len(text) > 200:
            raise HTTPException(400, "Give q, what the actor is called, in at most 200 characters.")
        return as_json({"actors": self._world.index.search(text, _number(given, "limit", 20, 1, 100))})

    def dyads(self, request: Request) -> Response:
        """Who deals with whom, how often, and how."""
        given = request.query_params
        _only(given, {*_FILTERS, "level", "limit", "offset"})
        level = given.get("level", "states")
        if level not in {"states", "actors"}:
            raise HTTPException(400, f"level is states or actors, not {level[:50]!r}.")
        rows = self._world.index.dyads(_filter(given), level)  # type: ignore[arg-type]
        offset, limit = _page(given, 100)
        return as_json(
            {
                "total": len(rows),
                "offset": offset,
                "dyads": [asdict(r) for r in rows[offset : offset + limit]],
            }
        )

    def events(self, request: Request) -> Response:
        """Events, newest first; with ``evidence=true`` the sentences that say so."""
        given = request.query_params
        _only(given, {*_FILTERS, "evidence", "limit", "offset"})
        offset, limit = _page(given, 50)
        view = self._world.view
        total, rows = view.index.newest(_filter(given), offset, limit)
        events = [{"iri": view.atlas.events[row], **view.index.event(row)} for row in rows]
        if given.get("evidence") == "true":
            for event in events:
                event["evidence"] = self._evidence(event["iri"])
        return as_json({"total": total, "offset": offset, "events": events})

    def histogram(self, request: Request) -> Response:
        """Events by month or year, with their mean intensity."""
        given = request.query_params
        _only(given, {*_FILTERS, "by"})
        by = given.get("by", "month")
        if by not in {"month", "year"}:
            raise HTTPException(400, f"by is month or year, not {by[:50]!r}.")
        return as_json({"by": by, "bins": self._world.index.histogram(_filter(given), by)})  # type: ignore[arg-type]

    def evidence(self, request: Request) -> Response:
        """The sentences that an event, a relation or a report rests on."""
        given = request.query_params
        _only(given, {"iri"})
        iri = given.get("iri", "")
        if not iri.startswith(self._world.store.base):
            raise HTTPException(
                400, f"Give iri, that of an event, relation or report below {self._world.store.base}."
            )
        try:
            return as_json({"evidence": self._evidence(iri)})
        except ValueError as error:
            raise HTTPException(400, f"{iri[:200]!r} is no IRI.") from error

    def core(self, request: Request) -> Response:
        """All events as columns, for the explorer, in JSON or in binary (docs/explorer-data.md)."""
        view = self._world.view
        binary = request.headers.get("accept", "").startswith(_BINARY)
        type_ = _BINARY if binary else "application/json"
        headers = {
            "etag": f'"{view.index.version}{"-binary" if binary else ""}"',
            "cache-control": "no-cache",
            "vary": "Accept, Accept-Encoding",
        }
        if headers["etag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = view.columns if binary else view.compressed
            return Response(body, headers={**headers, "content-encoding": "gzip"}, media_type=type_)
        body = gzip.decompress(view.columns) if binary else view.atlas.core
        return Response(body, headers=headers, media_type=type_)

    def texts(self, request: Request) -> Response:
        """The words behind given rows of the core."""
        from kg.views.explore import texts

        view, given = self._world.view, request.query_params
        if given.get("version") != view.index.version:
            return as_json({"error": "The graph has changed. Load the core again."}, 409)
        parts = given.get("rows", "").split(",")
        if len(parts) > _MOST or not all(
            part.isascii() and part.isdecimal() and len(part) < 10 for part in parts
        ):
            raise HTTPException(400, f"Give rows, 1 to {_MOST:,} numbers with commas between.")
        rows = [int(part) for part in parts]
        if max(rows) >= len(view.index):
            raise HTTPException(400, f"There is no row {max(rows)}: rows go from 0 to {len(view.index) - 1}.")
        return as_json(texts(self._world.store, view.atlas, rows))

    def _evidence(self, iri: str) -> list[dict[str, Any]]:
        return [_row(row) for row in self._world.store.evidence(iri)]


def _row(row: EvidenceRow) -> dict[str, Any]:
    return {
        "report": row.report, "class": row.cls, "status": row.status, "confidence": row.confidence,
        "sentence": row.sentence, "start": row.start, "end": row.end, "speaker": row.speaker,
        "article": row.article, "title": row.title, "publisher": row.publisher, "published": row.date,
        "url": row.url, "field": row.field, "field_start": row.field_start, "field_end": row.field_end,
    }  # fmt: skip


def _only(given: QueryParams, known: set[str]) -> None:
    """Refuse a parameter that does not exist: a misspelt filter would filter nothing."""
    for name in given:
        if name not in known:
            raise HTTPException(
                400, f"There is no parameter {name[:50]!r}; there are {', '.join(sorted(known)) or 'none'}."
            )


def _filter(given: QueryParams) -> Filter:
    lists = {name: tuple(given.getlist(name)) for name in _LISTS}
    if any(len(values) > 50 for values in lists.values()):
        raise HTTPException(400, "At most 50 values of one parameter.")
    a, b = given.get("a"), given.get("b")
    if (a is None) != (b is None):
        raise HTTPException(400, "Give both a and b, the two sides, or neither.")
    return Filter(
        since=_date(given, "since"),
        until=_date(given, "until"),
        classes=tuple(name.removeprefix("kg:") for name in lists["class"]),
        standings=() if lists["standing"] == ("any",) else lists["standing"] or ("occurred",),
        publishers=lists["publisher"],
        min_reports=_number(given, "min_reports", 1, 1, 1_000_000),
        min_confidence=_number(given, "min_confidence", 0, 0, 100),
        actors=lists["actor"],
        between=(a, b) if a is not None and b is not None else None,
    )


def _page(given: QueryParams, usual: int) -> tuple[int, int]:
    return _number(given, "offset", 0, 0, 100_000_000), _number(given, "limit", usual, 0, _MOST)


def _number(given: QueryParams, name: str, usual: int, least: int, most: int) -> int:
    text = given.get(name)
    if text is None:
        return usual
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise HTTPException(400, f"{name} is a number from {least} to {most}, not {text[:50]!r}.")
    return int(text)


def _date(given: QueryParams, name: str) -> str | None:
    text = given.get(name)
    try:
        precision_of(text)
    except ValueError as error:
        raise HTTPException(400, f"{name}: {error}.") from error
    return text
