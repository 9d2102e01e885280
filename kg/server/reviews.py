"""Corrections over HTTP: who may make them, the form that people fill in, and the API."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, unquote

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.errors import CorrectionError
from kg.server.api import as_json
from kg.store.corrections import EDITABLE, in_force
from kg.store.reviewing import Review
from kg.store.training import training_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from kg.server.pages import Pages
    from kg.server.world import World
    from kg.store.corrections import Correction

__all__ = ["Reviews"]

_SESSION: Final = "kg_session"
_WHO: Final = "kg_who"
_QUEUE: Final = 25  # events to look at that the page shows
_FORM: Final = "application/x-www-form-urlencoded"


class Reviews:
    """Makes corrections for those who show the token; one at a time."""

    def __init__(self, world: World, pages: Pages, file: Path | None) -> None:
        self._world = world
        self._pages = pages
        self._lock = threading.Lock()
        token = world.settings.token
        self._token = token
        self._session = hmac.new((token or "").encode(), b"session", hashlib.sha256).hexdigest()
        self._review: Review | None = None
        if token is not None and file is not None:
            self._review = Review(world.store, file)

    # Who may

    def signed_in(self, request: Request) -> bool:
        """Whether the request shows the token, or the cookie that was given for it."""
        if self._token is None:
            return False
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return secrets.compare_digest(shown.strip().encode(), self._token.encode())
        return secrets.compare_digest(request.cookies.get(_SESSION, "").encode(), self._session.encode())

    def _writable(self, request: Request) -> Review:
        if self._review is None:
            raise HTTPException(403, "This server only reads. Start it with kg serve --write.")
        if not self.signed_in(request):
            raise HTTPException(
                401,
                "Show the token: sign in, or send Authorization: Bearer TOKEN.",
                {"www-authenticate": "Bearer"},
            )
        return self._review

    # The API

    def corrections(self, _request: Request) -> Response:
        """All corrections, oldest first, and whether each counts."""
        every = self._world.store.corrections()
        counts = {correction.id for correction in in_force(every)}
        rows = [{**c.as_dict(), "in_force": c.id in counts or c.act == "undo"} for c in every]
        return as_json({"corrections": rows})

    def table(self, _request: Request) -> Response:
        """The table for training, as CSV."""
        return Response(training_table(self._world.store), media_type="text/csv; charset=utf-8")

    async def correct(self, request: Request) -> Response:
        """Make a correction: ``POST /api/corrections``."""
        review = self._writable(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(415, "Send the correction as application/json.")
        try:
            body = json.loads(await request.body())
        except ValueError as error:
            raise HTTPException(400, f"The body is no JSON: {error}.") from error
        if not isinstance(body, dict):
            raise HTTPException(400, "A correction is one JSON object.")
        made = await anyio.to_thread.run_sync(self._decide, review, body)
        return as_json(made.as_dict(), 201)

    def _decide(self, review: Review, said: Mapping[str, Any]) -> Correction:
        """Do what is said. Raises ``HTTPException``."""
        try:
            with self._lock:
                made = _decision(review, said)
        except CorrectionError as error:
            raise HTTPException(400, str(error)) from error
        self._world.changed()
        return made

    # Pages

    def page(self, request: Request) -> Response:
        """What to look at next, and what was decided."""
        review, signed_in = self._review, self.signed_in(request)
        every = self._world.store.corrections()
        counts = {correction.id for correction in in_force(every)}
        queue = []
        if review is not None and signed_in:
            with self._lock:
                queue = [self._pages.queued(event, row) for event, row in islice(review.queue(), _QUEUE)]
        page = self._pages.render(
            "review.html",
            title="Review",
            signed_in=signed_in,
            who=self.who(request),
            queue=queue,
            corrections=[(c, c.id in counts) for c in reversed(every)],
        )
        return HTMLResponse(page)

    def who(self, request: Request) -> str:
        """The name that was given when signing in."""
        return unquote(request.cookies.get(_WHO, ""))

    def about(self, reports: list[str]) -> tuple[Correction, ...]:
        """The corrections in force that bear on reports, by id."""
        wanted = set(reports)
        return tuple(c for c in in_force(self._world.store.corrections()) if wanted & {*c.reports, *c.apart})

    async def post(self, request: Request) -> Response:
        """The forms: sign in or out, or decide and go back to where one was."""
        form = await _form(request)
        if form.get("do") == "sign-out":
            response: Response = RedirectResponse("/review", 303)
            response.delete_cookie(_SESSION)
            return response
        if form.get("do") == "sign-in":
            return self._sign_in(form)
        review = self._writable(request)
        said: dict[str, Any] = {
            "act": form.get("do", ""),
            "named": [*form.get("named", "").split(), *form.get("others", "").split()],
            "who": form.get("who") or self.who(request) or "web",
            "why": form.get("why", ""),
            "changes": {
                name: form[name] for name in EDITABLE if form.get(name, "") != form.get(f"was_{name}", "")
            },
        }
        said |= {name: form[name] for name in ("actor", "new", "name", "undo") if form.get(name)}
        await anyio.to_thread.run_sync(self._decide, review, said)
        back = "" if said["act"] == "reject" else form.get("back", "")  # a rejected event has no page
        safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"
        return RedirectResponse(quote(safe, safe="/%?=&:~"), 303)

    def _sign_in(self, form: Mapping[str, str]) -> Response:
        if self._token is None:
            raise HTTPException(403, "This server only reads. Start it with kg serve --write.")
        if not secrets.compare_digest(form.get("token", "").strip().encode(), self._token.encode()):
            raise HTTPException(401, "That is not the token that the server was started with.")
        response = RedirectResponse("/review", 303)
        response.set_cookie(_SESSION, self._session, httponly=True, samesite="strict")
        response.set_cookie(_WHO, quote(form.get("who", "").strip()[:100]), httponly=True, samesite="strict")
        return response


def _decision(review: Review, said: Mapping[str, Any]) -> Correction:
    act = said.get("act")
    who, why = _string(said, "who"), _string(said, "why")
    named = said.get("named", [])
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise CorrectionError("named is a list of events, reports or actors, by IRI or id.")
    match act:
        case "accept":
            return review.accept(*named, who=who, why=why)
        case "reject":
            return review.reject(*named, who=who, why=why)
        case "edit":
            changes = said.get("changes")
            if not isinstance(changes, dict) or not all(isinstance(v, str) for v in changes.values()):
                raise CorrectionError("changes is an object of strings: what to set.")
            return review.edit(*named, changes=changes, who=who, why=why)
        case "merge":
            return review.merge(*named, who=who, why=why)
        case "split":
            return review.split(*named, who=who, why=why)
        case "merge-actors":
            if len(named) < 2:
                raise CorrectionError("Name two actors at least; the first is kept.")
            return review.merge_actors(*named, who=who, why=why)
        case "split-actor":
            actor, new, name = (_string(said, key) for key in ("actor", "new", "name"))
            return review.split_actor(actor, *named, new=new, name=name, who=who, why=why)
        case "undo":
            return review.undo(_string(said, "undo") or None, who=who, why=why)
    raise CorrectionError(f"There is no correction {str(act)[:50]!r}.")


def _string(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str) or len(value) > 2_000:
        raise CorrectionError(f"{name} is a string of at most 2,000 characters.")
    return value


async def _form(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"Send the form as {_FORM}.")
    try:
        return dict(
            parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=200)
        )
    except ValueError as error:
        raise HTTPException(400, f"The form cannot be read: {error}.") from error
