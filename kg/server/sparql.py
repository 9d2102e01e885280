"""``/sparql``: the SPARQL 1.1 Protocol, for queries (https://www.w3.org/TR/sparql11-protocol/).

Queries run in child processes that are stopped when their time is up (``kg.store.outside``); a few
at once, the others wait their turn.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

import anyio.to_thread
import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import QueryError, QueryStopped, StoreError
from kg.ontology.terms import PREFIXES
from kg.server.negotiation import GRAPHS, HTML, RESULTS, chosen
from kg.store.asking import Graphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.server.negotiation import Form
    from kg.server.settings import Limits
    from kg.store import Result, Store

__all__ = ["Endpoint", "answer_body"]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_TRUNCATED: Final = "KG-Truncated"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_SYNTAX: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class Endpoint:
    """Answers queries over one store."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._turns = asyncio.Semaphore(limits.at_once)
        self._threads = anyio.CapacityLimiter(limits.at_once)

    async def respond(self, request: Request) -> Response | None:
        """The answer to a request; None for one without a query that would rather see a page."""
        given = await _parameters(request)
        if any(name == "update" for name, _ in given):
            raise HTTPException(403, "This endpoint only reads: it takes queries, no updates.")
        queries = [value for name, value in given if name == "query"]
        if len(queries) > 1:
            raise HTTPException(400, "Give one query: there are several in this request.")
        accept = request.headers.get("accept")
        if not queries:
            if request.method == "POST":
                raise HTTPException(400, "Give a query: this request holds none.")
            form = chosen(accept, (*GRAPHS, HTML))
            if form is HTML:
                return None
            return self._description(str(request.url.replace(query="")), form)
        if request.method != "POST" and chosen(accept, (*RESULTS, *GRAPHS, HTML)) is HTML:
            return None
        return await self._answer(queries[0], _graphs(given), accept)

    async def _answer(self, query: str, graphs: Graphs | None, accept: str | None) -> Response:
        result = await self.ask(query, graphs)
        forms = GRAPHS if result.kind == "construct" else RESULTS
        form = chosen(accept, forms)
        if form is None:
            raise HTTPException(406, f"This answer can be had as {_types(forms)}.")
        headers = {_TRUNCATED: f"rows={self._limits.rows}"} if result.truncated else None
        return Response(answer_body(result, form), headers=headers, media_type=form.content_type)

    async def ask(self, query: str, graphs: Graphs | None = None) -> Result:
        """The answer to a query from outside, within the limits. Raises ``HTTPException``."""
        limits = self._limits
        try:
            await asyncio.wait_for(self._turns.acquire(), limits.queue)
        except TimeoutError:
            raise HTTPException(
                503, "Too many queries are waiting. Ask again later.", headers={"retry-after": "30"}
            ) from None
        try:
            return await anyio.to_thread.run_sync(
                lambda: self._store.query(query, timeout=limits.query, limit=limits.rows, graphs=graphs),
                limiter=self._threads,
            )
        except QueryStopped as error:
            raise HTTPException(503, str(error)) from error
        except QueryError as error:
            raise HTTPException(400, str(error)) from error
        except StoreError as error:
            raise HTTPException(500, str(error)) from error
        finally:
            self._turns.release()

    def _description(self, endpoint: str, form: Form | None) -> Response:
        """What the endpoint is, after https://www.w3.org/TR/sparql11-service-description/."""
        if form is None:
            raise HTTPException(406, f"The service description can be had as {_types(GRAPHS)}.")
        quads = ox.parse(_service(endpoint, self._limits), format=ox.RdfFormat.TURTLE)
        prefixes = {"sd": _SD, "rdfs": PREFIXES["rdfs"]}
        body = ox.serialize((quad.triple for quad in quads), format=_SYNTAX[form.name], prefixes=prefixes)
        return Response(body or b"", media_type=form.content_type)


def answer_body(result: Result, form: Form) -> bytes:
    """An answer in one form: one of ``GRAPHS`` for a graph, of ``RESULTS`` for a table or a yes or no."""
    if result.kind == "construct":
        return result.rdf(form.name)  # type: ignore[arg-type]
    text = result.json()
    if form.name == "json":
        return text.encode("utf-8")
    if result.kind == "ask" and form.name in {"csv", "tsv"}:  # the standard has no such form
        return f"{str(bool(result.answer)).lower()}\n".encode()
    parsed = ox.parse_query_results(text, ox.QueryResultsFormat.JSON)
    format_ = {
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }[form.name]
    return parsed.serialize(format=format_) or b""


async def _parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters of the protocol, from the URL and the body. Raises ``HTTPException``."""
    given = list(request.query_params.multi_items())
    if request.method != "POST":
        return given
    type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type_ == _UPDATE:
        raise HTTPException(403, "This endpoint only reads: it takes queries, no updates.")
    if type_ not in {FORM, QUERY}:
        raise HTTPException(415, f"Post a query as {FORM} or {QUERY}, not as {type_ or 'nothing'!r}.")
    try:
        body = (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "The request is not UTF-8.") from error
    if type_ == QUERY:
        return [*given, ("query", body)]
    try:
        return [*given, *parse_qsl(body, keep_blank_values=True, max_num_fields=1000)]
    except ValueError as error:
        raise HTTPException(400, f"The form cannot be read: {error}.") from error


def _graphs(given: Sequence[tuple[str, str]]) -> Graphs | None:
    default = tuple(value for name, value in given if name == "default-graph-uri" and value)
    named = tuple(value for name, value in given if name == "named-graph-uri" and value)
    return Graphs(default, named) if default or named else None


def _types(forms: Sequence[Form]) -> str:
    return ", ".join(form.types[0] for form in forms)


def _service(endpoint: str, limits: Limits) -> str:
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    formats = (*results, "Turtle", "JSON-LD", "N-Triples", "RDF_XML")
    limit = (
        f"A query may take {limits.query:g} s and give {limits.rows} rows; more is cut off, which the header "
        f"{_TRUNCATED} says. All graphs are queried together unless the query names some. "
        "SERVICE is refused."
    )
    return f"""@prefix sd: <{_SD}> .
        @prefix rdfs: <{PREFIXES["rdfs"]}> .
        <{endpoint}#service> a sd:Service ; sd:endpoint <{endpoint}> ;
            rdfs:comment "{limit}"@en ;
            sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
            sd:resultFormat {", ".join(f"<{_FORMATS}{name}>" for name in formats)} ;
            sd:defaultDataset <{endpoint}#dataset> .
        <{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#union> .
        <{endpoint}#union> a sd:Graph ."""
