"""A whole store from one home to another, and the proof that all of it arrived.

Every graph is counted, and summed up: the sum of a hash of each statement does not depend on their order,
and literals are hashed in normal form, because engines give some back in another one.
"""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.home import Home
from kg.store.literals import normal_quad
from kg.store.store import Store
from kg.store.writing import drop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Account", "Copied", "account", "copy", "load_snapshot", "summed"]

_WIDTH: Final = 16  # bytes of a statement's hash
_SHOWN: Final = 3  # graphs that an error names
_EVERY: Final = 1000  # graphs between two reports of progress


@dataclass(frozen=True, slots=True)
class Account:
    """One graph: how many statements, and the sum of their hashes modulo 2**128."""

    statements: int
    sum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was copied and found again; ``sum`` is that of all graphs, 32 hex digits."""

    graphs: int
    statements: int
    sum: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def copy(
    source: Store, target: Store, *, replace: bool = False, progress: Callable[[int, str], None] | None = None
) -> Copied:
    """Copy every graph of a store into an empty one of the same base IRI, and compare the two.

    With ``replace`` the target is emptied first. A directory as target is filled whole or not at all; an
    endpoint that breaks off half-way is left with a part: copy again with ``replace``. Raises ``StoreError``
    where the target is not empty, has another base, or does not hold the same afterwards.
    """
    if source.base != target.base:
        raise StoreError(
            f"The stores have different base IRIs, {source.base} and {target.base}; IRIs are copied as they "
            "are. Give the target the base of the source."
        )
    if target.filled():
        if not replace:
            raise StoreError("The target is not empty. Name an empty one, or empty it with --replace.")
        for graph in list(_names(target)):
            drop(target.engine, graph)
    target.fill(chain.from_iterable(_graphs(source, progress)))
    here, there = account(source), account(target)
    if here != there:
        raise StoreError(_differences(here, there))
    total = sum(part.sum for part in here.values()) % (1 << 8 * _WIDTH)
    return Copied(
        graphs=len(here),
        statements=sum(part.statements for part in here.values()),
        sum=f"{total:0{2 * _WIDTH}x}",
    )


def account(store: Store) -> Mapping[str, Account]:
    """Every graph of a store but its lock, by IRI."""
    found: dict[str, Account] = {}
    for graph in _names(store):
        found[graph.value] = summed(store.engine.quads_for_pattern(None, None, None, graph))
    return found


def summed(quads: Iterable[ox.Quad]) -> Account:
    """The account of these statements, each of which should come once; their order makes no difference."""
    count = total = 0
    for quad in quads:
        count += 1
        line = str(normal_quad(quad)).encode("utf-8", "surrogatepass")
        total += int.from_bytes(blake2b(line, digest_size=_WIDTH).digest(), "big")
    return Account(count, total % (1 << 8 * _WIDTH))


def load_snapshot(snapshot: Path, path: Path) -> None:
    """Put a copy of a store's directory in the place of the store in ``path``: whole, or not at all.

    The snapshot stays as it is. Raises ``StoreError`` where it is no store, is damaged, or has another base.
    """
    with Store.open(snapshot, read_only=True) as copied:
        base = copied.base
        home = Home.open(path, create=True, base=base, default_base=base, read_only=False)
        try:
            shutil.copytree(snapshot / "quads", home.filling)
            home.quads.mkdir(exist_ok=True)  # a new store has none yet
            ox.Store.read_only(str(home.filling))
            home.adopt()
        except (OSError, RuntimeError) as error:
            shutil.rmtree(home.filling, ignore_errors=True)
            raise StoreError(
                f"The snapshot could not be copied: {error}. The store is as it was; make room and try again."
            ) from error
        finally:
            home.close()


def _graphs(store: Store, progress: Callable[[int, str], None] | None) -> Iterator[Iterator[ox.Quad]]:
    for number, graph in enumerate(_names(store), start=1):
        if progress is not None and number % _EVERY == 0:
            progress(number, graph.value)
        yield (normal_quad(quad) for quad in store.engine.quads_for_pattern(None, None, None, graph))


def _names(store: Store) -> Iterator[ox.NamedNode]:
    graphs = (cast("ox.NamedNode", graph) for graph in store.engine.named_graphs())
    return (graph for graph in graphs if graph != store.names.lock_graph)


def _differences(here: Mapping[str, Account], there: Mapping[str, Account]) -> str:
    odd = sorted(graph for graph in here.keys() | there.keys() if here.get(graph) != there.get(graph))
    nothing = Account(0, 0)
    shown = ", ".join(
        f"{graph} ({here.get(graph, nothing).statements} statements, "
        f"{there.get(graph, nothing).statements} arrived)"
        for graph in odd[:_SHOWN]
    )
    return (
        f"The copy is not complete: {len(odd)} graphs differ, such as {shown}. Do not use it; copy again "
        "with --replace."
    )
