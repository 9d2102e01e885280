"""Queries from outside: in a child process, on a snapshot, killed when their time is up.

Oxigraph has no time-out, and no thread can stop a query that runs. So the owner lays a snapshot of
the store beside it (hard links, made again only after a change), a child opens that read-only and
answers, and a child that takes too long is killed; the owner never blocks or suffers.

    parent -> child   one JSON object on standard input
    child -> parent   a pickled ``Result``, or a pickled error, on standard output
"""

from __future__ import annotations

import json
import pickle
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kg.errors import QueryError, QueryStopped, StoreError
from kg.store.asking import Graphs, ask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.store.answers import Result

__all__ = ["ask_outside"]

_MEMORY: Final = 4 << 30  # bytes of address space a child may take
_GRACE: Final = 10.0  # seconds a child may take to start, on a machine under load


def ask_outside(
    quads: Path,
    query: str,
    base: str,
    *,
    timeout: float,
    limit: int | None = None,
    bindings: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
    graphs: Graphs | None = None,
) -> Result:
    """Answer a query on the read-only store files in ``quads`` within ``timeout`` seconds.

    Raises ``QueryError`` where it does not parse or is refused, ``QueryStopped`` where it takes longer
    or more memory.
    """
    request = {
        "quads": str(quads),
        "query": query,
        "base": base,
        "limit": limit,
        "timeout": timeout,
        "bindings": {name: str(term) for name, term in (bindings or {}).items()},
        "graphs": graphs,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "kg.store.outside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            output, _ = child.communicate(json.dumps(request).encode("utf-8"), timeout=timeout + _GRACE)
        except BaseException as error:
            child.kill()
            child.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                raise _too_long(timeout) from None
            raise
    if child.returncode == -signal.SIGALRM:
        raise _too_long(timeout)
    if child.returncode != 0:
        raise QueryStopped(
            f"The query ended the process that answered it (signal {-child.returncode}): it needs more than "
            f"{_MEMORY >> 30} GB, or nests too deeply. Ask for less: fewer rows, a narrower pattern."
        )
    answer = pickle.loads(output)  # from our own child, which ran none but our own code
    if isinstance(answer, Exception):
        raise answer
    return cast("Result", answer)


def _too_long(timeout: float) -> QueryStopped:
    return QueryStopped(
        f"The query took longer than {timeout:g} s and was stopped. Narrow it (name a country, a class, a "
        "date), look for patterns that share no variable, or allow more with --timeout."
    )


def _answer(request: dict[str, Any]) -> Result | Exception:
    bindings = {name: _term(text) for name, text in request["bindings"].items()}
    try:
        engine = ox.Store.read_only(request["quads"])
        signal.setitimer(signal.ITIMER_REAL, request["timeout"])  # the default action ends the process
        graphs = Graphs(*map(tuple, request["graphs"])) if request["graphs"] is not None else None
        answer = ask(
            engine, request["query"], request["base"],
            limit=request["limit"], bindings=bindings, graphs=graphs,
        )  # fmt: skip
        signal.setitimer(signal.ITIMER_REAL, 0)
    except (QueryError, StoreError) as error:
        return type(error)(*error.args)
    except OSError as error:
        return StoreError(f"The snapshot cannot be read: {error}. Ask again.")
    return answer


def _term(text: str) -> ox.NamedNode | ox.Literal:
    """A term back from its N-Triples form."""
    quad = next(iter(ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES)))
    return cast("ox.NamedNode | ox.Literal", quad.object)


def main() -> None:
    """The child: read a request, answer it, be gone."""
    request = json.load(sys.stdin)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(pickle.dumps(_answer(request)))


if __name__ == "__main__":
    main()
