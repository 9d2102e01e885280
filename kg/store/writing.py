"""Changes, written so that none is half there: in one transaction, or so that what is missing is known.

Oxigraph, in this process, takes a change of any size as one transaction (``replace_article`` says when that
is too dear). Endpoints take limited updates,
and not every one takes back what a failed request has done (Virtuoso keeps the first of two operations).
There a change is several requests in an order that leaves a mark of what is owed until the last is done:

- an article: first what its change leaves to derive (``:graph/pending``), then its statements, and its
  content hash last, without which ``Store.holds`` takes it for not yet read;
- derived layers: first the mark that they are to be made anew, then the changes, and that mark's end last.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.errors import Incomplete, StoreError
from kg.ontology.terms import KG
from kg.store.terms import ntriples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    from kg.store.endpoint import Endpoint

    Engine: TypeAlias = ox.Store | Endpoint

__all__ = [
    "add_lines",
    "add_many",
    "change",
    "check",
    "drop",
    "fill_directory",
    "replace_article",
    "take_many",
    "update_text",
]

_BATCH: Final = 50_000  # quads written in one transaction of an embedded store
_AT_ONCE: Final = 400_000  # quads taken in as files of their own: ten times as many would hold 2 GB
_LARGE: Final = 10_000  # quads of a new graph that are cheaper in files of their own: no article has as many


def update_text(
    removed: Iterable[ox.Quad], added: Iterable[ox.Quad], *, drop: ox.NamedNode | None = None
) -> str:
    """A SPARQL update that does all of it; terms are escaped by the engine."""
    parts = [f"DROP SILENT GRAPH {drop}"] if drop is not None else []
    for word, quads in (("DELETE DATA", removed), ("INSERT DATA", added)):
        graphs: dict[str, list[str]] = {}
        for quad in quads:
            graphs.setdefault(str(quad.graph_name), []).append(ntriples(quad))
        if graphs:
            blocks = (f"GRAPH {graph} {{ {' . '.join(lines)} }}" for graph, lines in graphs.items())
            parts.append(f"{word} {{ {' '.join(blocks)} }}")
    return " ;\n".join(parts)


def check(quads: Iterable[ox.Quad], graph: ox.NamedNode) -> None:
    """Raise ``StoreError`` for quads of another graph or with blank nodes."""
    for quad in quads:
        if quad.graph_name != graph:
            raise StoreError(f"{quad} belongs to another graph than {graph}. Give each graph its own quads.")
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise StoreError(f"{quad} has a blank node, which no later run could name. Give it an IRI.")


def change(
    engine: Engine,
    removed: Iterable[ox.Quad],
    added: Iterable[ox.Quad],
    *,
    drop: ox.NamedNode | None = None,
    owed: ox.Quad | None = None,
) -> None:
    """Take quads away and add others, then drop a graph: one transaction where the engine has such.

    On an endpoint ``owed`` is written before everything else; ``drop`` should be the graph that it stands in.
    """
    if isinstance(engine, ox.Store):
        removed, added = list(removed), list(added)
        if not removed and drop is None:
            engine.extend(added)
        elif text := update_text(removed, added, drop=drop):
            engine.update(text)
        return
    if owed is not None:
        engine.update(update_text((), [owed]))
    take_many(engine, removed)
    add_many(engine, added)
    if drop is not None:
        engine.drop(drop)


def replace_article(
    engine: Engine, removed: set[ox.Quad], added: set[ox.Quad], marks: Iterable[ox.Quad]
) -> None:
    """Change what an article's graph holds, with the marks of what that leaves to derive.

    A new graph of very many quads, a piece of somebody's event data, costs half as much outside a
    transaction. It is written as on an endpoint: marks first, content hash last.
    """
    hashes = {quad for quad in added if quad.predicate == KG.contentHash}
    if isinstance(engine, ox.Store):
        if removed or len(added) < _LARGE:
            change(engine, removed, [*added, *marks])
        else:
            engine.extend(marks)
            engine.bulk_extend(added - hashes)
            engine.extend(hashes)
        return
    engine.update(update_text((), marks))
    take_many(
        engine, sorted(removed, key=lambda quad: quad.predicate != KG.contentHash)
    )  # the old hash first
    add_many(engine, added - hashes)
    add_many(engine, hashes)


def drop(engine: Engine, graph: ox.NamedNode, marks: Iterable[ox.Quad] = ()) -> None:
    """Take a graph away and write marks."""
    if isinstance(engine, ox.Store):
        engine.update(update_text((), marks, drop=graph))
        return
    if text := update_text((), marks):
        engine.update(text)
    engine.drop(graph)


def fill_directory(path: Path, quads: Iterable[ox.Quad] | BinaryIO, statements: int | None = None) -> None:
    """Make Oxigraph's files of quads, or of N-Quads from a file; several times faster than adding.

    Raises ``Incomplete`` where other than so many ``statements`` are in them.
    """
    engine = ox.Store(path)
    if hasattr(quads, "read"):
        engine.bulk_load(input=cast("BinaryIO", quads), format=ox.RdfFormat.N_QUADS)
    else:
        engine.bulk_extend(quads)
    engine.flush()
    if statements is not None and (found := len(engine)) != statements:
        raise Incomplete(
            f"{statements} statements were to be stored, {found} are: some came twice or not at all. "
            "The store is as it was; make the partitions anew."
        )


def add_many(engine: Engine, quads: Iterable[ox.Quad] | BinaryIO) -> None:
    """Add quads, or the N-Quads of a file, many at a time: not as one transaction."""
    if hasattr(quads, "read"):
        quads = ox.parse(cast("BinaryIO", quads), format=ox.RdfFormat.N_QUADS)
    if isinstance(engine, ox.Store):
        first = list(islice(rest := iter(quads), _BATCH))
        if len(first) < _BATCH:
            engine.extend(first)
        else:  # files of their own, each taken in as a whole: more than twice as fast
            every = chain(first, rest)
            while some := list(islice(every, _AT_ONCE)):
                engine.bulk_extend(some)
        return
    few = list(islice(rest := iter(quads), engine.settings.batch + 1))
    if len(few) <= engine.settings.batch:
        if few:
            engine.update(update_text((), few))
        return
    engine.load(chain(few, rest))


def add_lines(engine: Engine, lines: Iterable[str]) -> None:
    """Add statements given as lines of N-Quads: not as one transaction.

    Oxigraph takes a text in, in a thread of its own, while the lines of the next are made.
    """
    rest = iter(lines)
    texts = iter(lambda: "".join(islice(rest, _AT_ONCE)).encode(), b"")
    if not isinstance(engine, ox.Store):
        add_many(engine, chain.from_iterable(map(_parsed, texts)))
        return
    first = next(texts, b"")
    if first.count(b"\n") < _BATCH:
        engine.extend(_parsed(first))
        return
    with ThreadPoolExecutor(1) as loader:
        loading = [loader.submit(engine.bulk_load, first, ox.RdfFormat.N_QUADS)]
        for text in texts:
            loading.pop().result()
            loading.append(loader.submit(engine.bulk_load, text, ox.RdfFormat.N_QUADS))
        loading.pop().result()


def _parsed(text: bytes) -> Iterable[ox.Quad]:
    return ox.parse(text, format=ox.RdfFormat.N_QUADS)


def take_many(engine: Engine, quads: Iterable[ox.Quad]) -> None:
    """Take quads away, many at a time: not as one transaction."""
    kinds = [quads]
    size = _BATCH
    if not isinstance(engine, ox.Store):
        # Virtuoso 7 keeps texts with a language where one DELETE DATA names other terms beside them.
        every = list(quads)
        kinds = [[q for q in every if _has_language(q) == wanted] for wanted in (False, True)]
        size = engine.settings.batch
    for kind in kinds:
        rest = iter(kind)
        while batch := list(islice(rest, size)):
            engine.update(update_text(batch, ()))


def _has_language(quad: ox.Quad) -> bool:
    return isinstance(quad.object, ox.Literal) and quad.object.language is not None
