"""Partitions into a home: every byte is checked on the way in, every statement counted at the end."""

from __future__ import annotations

import io
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.build.cluster.manifest import Manifest
from kg.build.cluster.partition import unpack
from kg.build.cluster.places import Place
from kg.build.flow import correct
from kg.errors import Incomplete, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.config import Config
    from kg.store import Store
    from kg.store.endpoint import EndpointSettings

    Progress = Callable[[int, str], None]

__all__ = ["Loaded", "fill", "load"]

_CONNECTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was loaded and found again; ``graph`` is what the home holds with the layers derived from it."""

    partitions: int
    articles: int
    quads: int
    failed: int
    graph: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


def load(
    path: str | Path,
    *,
    store: str | Path | None = None,
    config: Config | None = None,
    parallel: int = _CONNECTIONS,
    progress: Progress | None = None,
) -> Loaded:
    """Load the partitions in ``path`` into an empty directory, or through the ``.toml`` file of an endpoint.

    The sha256 and the number of lines of every partition are compared with the manifest as it is read. A
    directory is filled by the bulk loader, and its statements are counted before it takes the place of the
    empty one. An endpoint gets batches over ``parallel`` connections; then every graph is read back, and
    counts and sums are compared; a load that broke off is taken up by running it again. Then the derived
    layers are made.

    Raises ``Incomplete`` where anything differs, ``StoreError`` where the home is not empty.
    """
    from kg.config import load as load_config
    from kg.store import Store
    from kg.store.corrections import beside

    config = config or load_config()
    home = Path(store or config.store)
    place = Place.at(path)
    manifest = Manifest.read(place)
    with Store.open(home, create=True, base=manifest.base) as graph:
        fill(graph, place, manifest, parallel=parallel, progress=progress)
        correct(graph, config.corrections or beside(home))
        graph.refresh()
        info = graph.info().as_dict()
    totals = manifest.data["totals"]
    return Loaded(
        partitions=totals["partitions"],
        articles=totals["articles"],
        quads=sum(part["quads"] for part in manifest.parts),
        failed=len(manifest.data["failed"]),
        graph=info,
    )


def fill(
    graph: Store,
    place: Place,
    manifest: Manifest,
    *,
    parallel: int = _CONNECTIONS,
    progress: Progress | None = None,
) -> None:
    """The articles' graphs into an empty home, compared with the manifest; what they owe is noted there."""
    from kg.store.terms import PENDING

    owed = ox.Quad(ox.NamedNode(graph.base), PENDING, ox.Literal("rebuild"), graph.names.pending_graph)
    if isinstance(graph.engine, ox.Store):
        _into_directory(graph, manifest, _texts(place, manifest, parallel, progress), owed)
    else:
        _into_endpoint(graph, manifest, place, parallel, owed, progress)


def _into_directory(graph: Store, manifest: Manifest, texts: Iterator[bytes], owed: ox.Quad) -> None:
    if graph.filled():
        raise StoreError(
            "Partitions are loaded into an empty store, and this one holds something. Name a new directory "
            "with --store; articles are added to a graph with kg build."
        )
    mark = ox.serialize([owed], format=ox.RdfFormat.N_QUADS) or b""
    statements = 1 + sum(part["quads"] for part in manifest.parts)
    graph.fill(Joined(mark, texts), statements)  # type: ignore[arg-type]  # it only calls read


class Joined:
    """Texts as one file that can be read."""

    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._now, self._rest = io.BytesIO(first), rest

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; empty at the end."""
        while not (data := self._now.read(size)):
            text = next(self._rest, None)
            if text is None:
                return b""
            self._now = io.BytesIO(text)
        return data


def _texts(place: Place, manifest: Manifest, parallel: int, progress: Progress | None) -> Iterator[bytes]:
    """The N-Quads of every part in order, checked; the next ones are fetched while one is read."""
    parts = iter(manifest.parts)
    with ThreadPoolExecutor(max(1, parallel)) as pool:
        coming = deque(pool.submit(_checked, place, part) for part in islice(parts, parallel + 1))
        done = 0
        while coming:
            text = coming.popleft().result()
            coming.extend(pool.submit(_checked, place, part) for part in islice(parts, 1))
            done += 1
            if progress is not None:
                progress(done, f"{len(manifest.parts)} in all")
            yield text


def _checked(place: Place, part: dict[str, Any]) -> bytes:
    """The N-Quads of a part. Raises ``Incomplete`` where its file is not there as the manifest says."""
    where = f"{place.url}/{part['path']}"
    try:
        data = place.read(part["path"])
    except OSError as error:
        raise Incomplete(f"{where} cannot be read: {error}. Run the same kg build --out again.") from error
    if len(data) != part["bytes"] or sha256(data).hexdigest() != part["sha256"]:
        raise Incomplete(
            f"{where} is not the file that the manifest describes: {len(data)} bytes, "
            f"{part['bytes']} expected, or another check sum. Remove it and run the same kg build again."
        )
    text = unpack(data)
    if (lines := text.count(b"\n")) != part["quads"]:
        raise Incomplete(f"{where} holds {lines} quads, the manifest says {part['quads']}. Make it anew.")
    return text


def _into_endpoint(
    graph: Store, manifest: Manifest, place: Place, parallel: int, owed: ox.Quad, progress: Progress | None
) -> None:
    from kg.store.endpoint import Endpoint
    from kg.store.writing import change

    engine = graph.engine
    assert isinstance(engine, Endpoint), "a home is a directory or an endpoint"
    if graph.filled() and not list(
        engine.quads_for_pattern(owed.subject, owed.predicate, owed.object, owed.graph_name)
    ):
        raise StoreError(
            "Partitions are loaded into an empty home, and this one holds something. Empty it first."
        )
    change(engine, (), [owed])
    send = partial(_send, place, engine.settings, engine.base)
    with ThreadPoolExecutor(max(1, parallel)) as pool:
        for done, _ in enumerate(pool.map(send, manifest.parts), start=1):
            if progress is not None:
                progress(done, f"{len(manifest.parts)} in all")
    _compare(graph, manifest)


def _send(place: Place, settings: EndpointSettings, base: str, part: dict[str, Any]) -> None:
    """One part, over a connection of its own; the hash by which an article counts as stored comes last."""
    from kg.ontology.terms import KG
    from kg.store.endpoint import Endpoint
    from kg.store.writing import add_many

    quads = list(ox.parse(_checked(place, part), format=ox.RdfFormat.N_QUADS))
    rest = iter(sorted(quads, key=lambda quad: quad.predicate == KG.contentHash))
    endpoint = Endpoint(settings, base)
    try:
        while batch := list(islice(rest, settings.batch)):
            add_many(endpoint, batch)
    finally:
        endpoint.close()


def _compare(graph: Store, manifest: Manifest) -> None:
    """Read back what arrived: counts and sums of all graphs but those of the store's own."""
    from kg.store.copying import account

    names = graph.names
    own = {node.value for node in (*names.own_graphs, names.occurrence_graph, names.relation_graph)}
    own.add(names.correction_graph.value)
    found = [part for name, part in account(graph).items() if name not in own]
    quads, total = sum(part.statements for part in found), sum(part.sum for part in found) % (1 << 128)
    wanted = sum(part["quads"] for part in manifest.parts)
    expected = sum(int(part["sum"], 16) for part in manifest.parts) % (1 << 128)
    if (quads, total) != (wanted, expected):
        raise Incomplete(
            f"The endpoint holds {quads} statements (sum {total:032x}) where the manifest says {wanted} "
            f"(sum {expected:032x}). Empty it and load again."
        )
