"""One query, put to one engine: guarded, with prefixes declared, answered as a ``Result``."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.ontology.terms import PREFIXES
from kg.store.answers import Result
from kg.store.guard import Guarded, guard
from kg.store.terms import node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from kg.store.writing import Engine

    _Found: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[ox.Triple]

__all__ = ["Graphs", "ask"]

_PLACE: Final = re.compile(r"(\d+):(\d+)")
_UNKNOWN_PREFIX: Final = "Prefix not found"  # pyoxigraph's words; a hint is lost if they change
_WORD: Final = re.compile(r"\s*[A-Za-z][\w-]*\s*")
_SHOWN: Final = 8  # alternatives that an error lists


class Graphs(NamedTuple):
    """The graphs that a query sees, by IRI, in place of those that it names with FROM."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def ask(
    engine: Engine,
    query: str,
    base: str,
    *,
    limit: int | None = None,
    bindings: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
    graphs: Graphs | None = None,
    timeout: float | None = None,
) -> Result:
    """Answer a query over all graphs together, or over those named; at most ``limit`` rows or triples.

    ``bindings`` fix variables of the SELECT clause. A triple that stands in several graphs is seen
    once for each: write SELECT DISTINCT where that matters. ``timeout`` (seconds) is for endpoints.
    Raises ``QueryError``.
    """
    if _WORD.fullmatch(query):  # a question whose name is misspelt, most likely
        from kg.store.queries import question

        question(query.strip())
    guarded = guard(query)
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term for name, term in (bindings or {}).items()
    }
    try:
        answer: _Found
        if isinstance(engine, ox.Store):
            answer = engine.query(
                guarded.text,
                prefixes={**PREFIXES, "": base},
                use_default_graph_as_union=graphs is None and not guarded.names_graphs,
                default_graph=[node(iri) for iri in graphs.default] if graphs else None,
                named_graphs=[node(iri) for iri in graphs.named] if graphs else None,
                substitutions=substitutions or None,
            )
        else:
            answer = engine.query(
                guarded.text,
                prefixes={**PREFIXES, "": base},
                substitutions=substitutions,
                timeout=timeout,
                triples=guarded.form in {"construct", "describe"},
                graphs=graphs,
            )
        return _result(answer, base, limit)
    except SyntaxError as error:
        raise QueryError(_syntax(str(error), guarded, query)) from error
    except ValueError as error:
        raise QueryError(f"The name of a graph is no IRI: {error}.") from error
    except RuntimeError as error:
        raise QueryError(
            f"The query cannot be answered: {error}. Bind only variables that it selects."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The store could not be read: {error}. Restore it from a snapshot, or build anew."
        ) from error


def _result(answer: _Found, base: str, limit: int | None) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", base, answer=bool(answer))
    stop = None if limit is None else limit + 1
    if isinstance(answer, ox.QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        terms = tuple(tuple(solution) for solution in islice(answer, stop))
        cut = limit is not None and len(terms) > limit
        return Result("select", base, columns, terms=terms[:limit], truncated=cut)
    found = list(islice(answer, stop))
    cut = limit is not None and len(found) > limit
    triples = sorted(set(found[:limit]), key=str)
    return Result("construct", base, triples=tuple(triples), truncated=cut)


def _syntax(message: str, guarded: Guarded, query: str) -> str:
    """The engine's complaint with the place in the query as it was written, and what to do."""
    found = _PLACE.search(message)
    place = message
    if found:
        line, column = guarded.position(int(found[1]), int(found[2]))
        text = query.split("\n")[line - 1] if line <= query.count("\n") + 1 else ""
        place = f"line {line}, column {column}\n  {text}\n  {' ' * (column - 1)}^\n"
    if _UNKNOWN_PREFIX in message:
        known = ", ".join(f"{name}:" for name in sorted(PREFIXES))
        hint = f"A prefix there is not declared. These need no declaration: {known} and : for the data."
    else:
        hint = f"{_expected(message)} Compare with `kg query --list`, whose queries all parse."
    return f"The query does not parse at {place}{hint}"


def _expected(message: str) -> str:
    """What could have stood there; the engine lists every character that a term may begin with."""
    _, _, rest = message.partition("expected ")
    choices = {part.strip() for part in rest.removeprefix("one of ").split(", ")}
    if {'"?"', '"<"'} <= choices:
        return 'Expected there: a ?variable, a prefix:name, an <IRI> or a "literal", or what may precede one.'
    plain = sorted(choice for choice in choices if choice and not choice.startswith("["))
    if not plain or len(plain) > _SHOWN:
        return "Something else was expected there."
    return f"Expected there: {', '.join(plain)}."
