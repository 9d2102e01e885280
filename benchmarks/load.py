"""Load: partitions into a directory, beside Oxigraph's own bulk loader on the same statements.

Oxigraph gets one plain N-Quads file; ``kg load`` gets partitions as a cluster writes them, checks the sha256
of each, counts its lines, and counts at the end what arrived. ``KG_BENCH_QUADS`` sets how many there are
(default 1,000,000; ten million take some fifteen minutes and 10 GB of disk). The news are those of ``graph``.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from kg.build.cluster import loading
from kg.build.cluster.manifest import FORMAT, NAME, Manifest
from kg.build.cluster.partition import files_of, packed, unpack
from kg.build.cluster.places import Place
from kg.store import Store

from benchmarks import Comparison
from benchmarks._reports import BASE, grounded, news, registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_QUADS = int(os.environ.get("KG_BENCH_QUADS", "1_000_000"))
_A_PART = 50_000  # quads: what 4 MB of news yield, about
A_REPORT = 24  # quads, about
_DERIVED = 2_000_000  # quads up to which the derived layers are made too (``graph`` makes larger ones)
_ROUNDS = 3 if _QUADS <= _DERIVED else 1


def measure() -> Iterator[Comparison]:
    """Loading alone, in turn with the engine's own; then the whole command, and the bytes."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_FOLDER")) as name:
        folder = Path(name)
        parts, plain = folder / "parts", folder / "plain.nq"
        quads = write(parts, plain, _QUADS)
        actions: dict[str, Callable[[], float]] = {
            "Oxigraph's bulk loader": partial(_bare, folder / "bare", plain),
            "kg load, without the derived layers": partial(stored, folder / "stored", parts),
        }
        taken: dict[str, list[float]] = {what: [] for what in actions}
        for _ in range(_ROUNDS):
            for what, action in actions.items():
                taken[what].append(action() * 1e6 / quads)
        figures = {what: sorted(seconds)[len(seconds) // 2] for what, seconds in taken.items()}
        count = len(list(parts.glob("partitions/*")))
        yield Comparison(
            title=f"{quads:,} quads in {count} partitions (wanted: at most 1.25)",
            unit="seconds / million quads", figures=figures, baseline="Oxigraph's bulk loader",
        )  # fmt: skip
        sizes = {
            "N-Quads": plain.stat().st_size,
            "partitions": size_of(parts),
            "Oxigraph's files": size_of(folder / "bare"),
        }
        if quads <= _DERIVED:
            figures["kg load, with the derived layers"] = loaded(folder / "loaded", parts) * 1e6 / quads
            yield Comparison(
                title="The whole command", unit="seconds / million quads", figures=figures,
                baseline="Oxigraph's bulk loader",
            )  # fmt: skip
            sizes["the graph with the derived layers"] = size_of(folder / "loaded")
        yield Comparison(
            title="Disk", unit="bytes / quad of the articles", baseline="N-Quads",
            figures={what: size / quads for what, size in sizes.items()},
        )  # fmt: skip


def write(parts: Path, plain: Path, quads: int) -> int:
    """Partitions with their manifest, and all of them as one file, ``quads`` about; how many there are."""
    (parts / "partitions").mkdir(parents=True)
    described: list[dict[str, Any]] = []
    waiting: dict[ox.Quad, None] = {}
    actors = packed(dict.fromkeys(registry()))
    (parts / "registry.nq.zst").write_bytes(actors)
    with plain.open("wb") as sink:
        sink.write(unpack(actors))
        for extraction in news(quads // A_REPORT):
            waiting |= dict.fromkeys(grounded(extraction))
            if len(waiting) >= _A_PART:
                described.append(_part(parts, len(described), waiting, sink))
                waiting = {}
        if waiting:
            described.append(_part(parts, len(described), waiting, sink))
    totals = {"partitions": len(described), "articles": 0}
    first = _described("registry.nq.zst", actors) | {"quads": unpack(actors).count(b"\n"), "sum": "0"}
    manifest = {"format": FORMAT, "base": BASE, "settings": "", "totals": totals, "failed": [],
                "registry": first, "partitions": described}  # fmt: skip
    (parts / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    return sum(int(part["quads"]) for part in (first, *described))


def _part(parts: Path, number: int, quads: dict[ox.Quad, None], sink: Any) -> dict[str, Any]:
    data, (name, _) = packed(quads), files_of(number)
    (parts / name).write_bytes(data)
    sink.write(unpack(data))
    return {"files": [_described(name, data)], "quads": len(quads), "sum": "0", "set_aside": []}


def _described(name: str, data: bytes) -> dict[str, Any]:
    return {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest()}


def _bare(path: Path, plain: Path) -> float:
    shutil.rmtree(path, ignore_errors=True)
    start = time.perf_counter()
    store = ox.Store(path)
    store.bulk_load(path=plain, format=ox.RdfFormat.N_QUADS)
    store.flush()
    taken = time.perf_counter() - start
    del store
    return taken


def stored(path: Path, parts: Path) -> float:
    """Seconds in which partitions are loaded, nothing derived."""
    shutil.rmtree(path, ignore_errors=True)
    start = time.perf_counter()
    place = Place.at(parts)
    with Store.open(path, create=True, base=BASE) as store:
        loading.fill(store, place, Manifest.read(place))
    return time.perf_counter() - start


def loaded(path: Path, parts: Path) -> float:
    """Seconds of the whole ``kg load``."""
    shutil.rmtree(path, ignore_errors=True)
    start = time.perf_counter()
    loading.load(parts, store=path)
    return time.perf_counter() - start


def size_of(path: Path) -> int:
    """Bytes of all files below."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
