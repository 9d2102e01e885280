"""The routes: which function answers what."""

from __future__ import annotations

import mimetypes
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError, QueryError, UnknownActor, UsageError
from kg.server.api import Api, as_json, description
from kg.server.gate import Gate
from kg.server.graphs import graph_response, serialised
from kg.server.negotiation import GRAPHS, HTML, chosen, named_form
from kg.server.pages import Pages
from kg.server.reviews import Reviews
from kg.server.sparql import Endpoint
from kg.server.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyoxigraph as ox
    from starlette.types import ASGIApp, Receive, Scope, Send

    from kg.server.settings import Settings
    from kg.store import Store

__all__ = ["application"]

_READ: Final = ["GET"]  # and HEAD
_EXPLORER_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def application(
    store: Store, settings: Settings, corrections: Path | None = None, *, files: str | None = None
) -> ASGIApp:
    """Everything that ``kg serve`` answers, as one ASGI application behind its gate; reads every event.

    ``corrections`` is the file that corrections go to, where ``settings`` let anybody make some. ``files``
    names the state of the store's files (``kg.store.state_of``) where nobody writes to them.
    """
    world = World(store, settings, files)
    _ = world.view  # read now, so that the first who asks does not wait
    return Gate(_routes(world, corrections), settings)


def _routes(world: World, corrections: Path | None) -> Starlette:
    site = Site(world, corrections)
    api = Api(world)
    reading: list[tuple[str, Callable[[Request], Response]]] = [
        ("/", lambda _request: HTMLResponse(site.pages.home())),
        ("/favicon.ico", lambda _request: Response(status_code=204)),
        ("/search", site.search),
        ("/explore", site.explore),
        ("/assets/{name}", site.asset),
        ("/rdf-graph-store", lambda request: graph_response(request, world.store, world.settings.limits)),
        ("/api", site.api),
        ("/api/openapi.json", lambda _request: Response(description(), media_type="application/json")),
        ("/api/info", api.info),
        ("/api/actors", api.actors),
        ("/api/dyads", api.dyads),
        ("/api/events", api.events),
        ("/api/histogram", api.histogram),
        ("/api/evidence", api.evidence),
        ("/api/corrections", site.reviews.corrections),
        ("/api/corrections.csv", site.reviews.table),
        ("/review", site.reviews.page),
        ("/api/explorer/core", api.core),
        ("/api/explorer/texts", api.texts),
    ]
    routes = [Route(path, _in_thread(answer), methods=_READ) for path, answer in reading]
    routes.append(Route("/review", site.reviews.post, methods=["POST"]))
    routes.append(Route("/api/corrections", site.reviews.correct, methods=["POST"]))
    routes.append(Route("/sparql", site.sparql, methods=["GET", "POST"]))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=4)],
        exception_handlers={HTTPException: site.failed, KgError: site.failed, Exception: site.failed},
    )
    app.router.default = site.anything_else
    return app


def _in_thread(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """Reading the store takes a while: let others be served meanwhile."""

    async def endpoint(request: Request) -> Response:
        return await anyio.to_thread.run_sync(answer, request)

    return endpoint


class Site:
    """Pages, nodes, and what surrounds them."""

    def __init__(self, world: World, corrections: Path | None) -> None:
        self._world = world
        self.pages = Pages(world)
        self.reviews = Reviews(world, self.pages, corrections)
        self._endpoint = Endpoint(world.store, world.settings.limits)

    def search(self, request: Request) -> Response:
        """Actors by name; one that is called exactly so is shown at once."""
        return HTMLResponse(self.pages.search(request.query_params.get("q", "")[:200]))

    def explore(self, _request: Request) -> Response:
        """The explorer, live."""
        from kg.views.explore import live_page

        page = live_page(
            api="/api/explorer", assets="/assets", pages=True, pages_root=self._world.nodes.root,
            write=self._world.settings.token is not None,
        )  # fmt: skip
        return HTMLResponse(page, headers={"content-security-policy": _EXPLORER_POLICY})

    def asset(self, request: Request) -> Response:
        """A script or a style sheet, by its name in a closed list."""
        name = request.path_params["name"]
        found = _assets().get(name)
        if found is None:
            raise HTTPException(404, f"There is no file {name[:100]!r}.")
        type_ = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(found, media_type=type_, headers={"cache-control": "no-cache"})

    def api(self, request: Request) -> Response:
        """The API for people; for programs its description."""
        import json

        if chosen(request.headers.get("accept"), (HTML, *GRAPHS)) is not HTML:
            return Response(description(), media_type="application/json")
        return HTMLResponse(self.pages.render("api.html", title="API", api=json.loads(description())))

    async def sparql(self, request: Request) -> Response:
        """The protocol; a browser that comes without a query sees the editor."""
        response = await self._endpoint.respond(request)
        if response is not None:
            return response
        return await anyio.to_thread.run_sync(self._editor, request)

    def _editor(self, request: Request) -> Response:
        from kg.server.editor import EDITOR_POLICY, prefixes, questions

        page = self.pages.render(
            "sparql.html",
            title="SPARQL",
            questions=questions(self._world),
            prefixes=prefixes(self._world.store.base),
            query=request.query_params.get("query", ""),
            limits=self._world.settings.limits,
        )
        return HTMLResponse(page, headers={"content-security-policy": EDITOR_POLICY})

    async def anything_else(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A path that is none of the routes: that of a node, whatever characters stand in it."""
        if scope["method"] not in {"GET", "HEAD"}:
            raise HTTPException(405, "Nodes are for reading.", headers={"allow": "GET, HEAD"})
        response = await anyio.to_thread.run_sync(self.node, Request(scope))
        await response(scope, receive, send)

    def node(self, request: Request) -> Response:
        """A node of the graph at its own path, in the form that the client likes best."""
        path = request.scope["raw_path"].decode("latin-1")
        nodes = self._world.nodes
        pair = nodes.dyad(path)
        iri = None if pair else nodes.iri(path)
        if pair is None and (iri is None or not nodes.exists(iri)):
            raise HTTPException(404, "The graph says nothing of this.")
        if pair is not None:
            self._world.index.require(*pair)
        if iri is not None and (newer := nodes.newer(iri)) is not None:
            return RedirectResponse(nodes.path(newer), 301)
        form = _form(request)
        if form is HTML:
            page = self._page(iri, pair, request)
            links = ", ".join(
                f'<{quote(path, safe="/%:~")}?format={f.name}>; rel="alternate"; type="{f.types[0]}"'
                for f in GRAPHS
            )
            return HTMLResponse(page, headers={"link": links})
        quads: list[ox.Quad] = nodes.describe_dyad(*pair) if pair else nodes.describe(iri or "")
        body = serialised(quads, form, self._world.store)
        return Response(body, media_type=form.content_type)

    def _page(self, iri: str | None, pair: tuple[str, str] | None, request: Request) -> str:
        given = request.query_params.get("offset", "0")
        offset = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
        if pair is not None:
            return self.pages.dyad(*pair, offset)
        assert iri is not None
        names = self._world.store.names
        signed_in = self.reviews.signed_in(request)
        if iri.startswith(names.actors):
            return self.pages.actor(iri, offset, signed_in=signed_in)
        if iri.startswith(names.events):
            return self.pages.event(iri, signed_in=signed_in, reviews=self.reviews.about)
        if iri.startswith(f"{names.base}article/"):
            return self.pages.article(iri)
        return self.pages.node(iri)

    async def failed(self, request: Request, error: Exception) -> Response:
        """What went wrong, in the form that fits: JSON of the API, a page for people, else plain text."""
        status, why = _status(error)
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        if request.url.path.startswith("/api"):
            return as_json({"error": why}, status, headers)
        if request.url.path != "/sparql" and chosen(request.headers.get("accept"), (*GRAPHS, HTML)) is HTML:
            return HTMLResponse(self.pages.error(status, why), status, headers=headers)
        return PlainTextResponse(f"{why}\n", status, headers=headers)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, UsageError | QueryError):
        return 400, str(error)
    if isinstance(error, UnknownActor):
        return 404, str(error)
    if isinstance(error, KgError):
        return 500, str(error)
    return 500, "Something went wrong here; the server's log says what."


def _form(request: Request) -> Any:
    """``?format=`` wins over ``Accept``. Raises ``HTTPException`` where neither can be served."""
    forms = (*GRAPHS[:1], HTML, *GRAPHS[1:])
    name = request.query_params.get("format")
    form = named_form(name, forms) if name is not None else chosen(request.headers.get("accept"), forms)
    if form is None:
        raise HTTPException(406, f"This can be had as {', '.join(f.types[0] for f in forms)}.")
    return form


@cache
def _assets() -> dict[str, bytes]:
    """Every file that may be asked for, by name: ours, and what the front end was built into."""
    from kg.views.explore import assets

    folder, built = files("kg.server").joinpath("static"), files("kg.views").joinpath("built")
    own = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    editor = {name: built.joinpath(name).read_bytes() for name in ("sparql.js", "sparql.css", "LICENSES.txt")}
    return {**assets(), **editor, **own}
