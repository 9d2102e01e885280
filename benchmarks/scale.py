"""Scale: what an article and a quad cost, and what a month and ten years of world news would.

The unit costs are measured here, each with the very code that a cluster runs: partitions of
../shared/corpus/wikinews.jsonl where that is at hand (else of the project's gold set), Dask's handing out of
jobs that do nothing, ``kg load`` of made-up news at two sizes. The rest is arithmetic and a simulation
(``benchmarks/_capacity.py``); docs/scale.md tells what it means. ``KG_BENCH_QUADS`` sets the size of the
larger load (default 600,000).
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from kg.build.batch import Batch
from kg.build.cluster import handing_out, partition
from kg.build.cluster import plan as plans
from kg.build.cluster.places import needed
from kg.build.cluster.running import PARTITION_SIZE
from kg.config import Config
from kg.model import Article
from kg.reading import read
from kg.store import Store

from benchmarks import Comparison, load
from benchmarks._capacity import HOUR, Costs, erlang_wait, plan, writer_bound
from benchmarks._news import articles, peak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHECKOUT = Path(__file__).parent.parent
_NEWS = _CHECKOUT.parent / "shared" / "corpus" / "wikinews.jsonl"
_GOLD = _CHECKOUT / "tests" / "gold" / "articles.jsonl"
_QUADS = int(os.environ.get("KG_BENCH_QUADS", "600_000"))
_HANDED = 400  # jobs
_MONTH, _MONTHS = 10_000_000, 120
_MACHINES = (1, 8, 32, 128)


def measure() -> Iterator[Comparison]:
    """The unit costs, then what they come to."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_FOLDER")) as name:
        folder = Path(name)
        figures: dict[str, Any] = _read(folder) | {"hand_out": _handed_out()}
        figures |= _loaded(folder)
    client, store_write = figures.pop("client"), figures.pop("store_write")
    costs = Costs(**figures)
    shown = {f"{name} ({unit})": getattr(costs, name) for name, unit in _UNITS.items()}
    shown |= {"store (s / article)": store_write, "client's memory (bytes / article)": client}
    yield Comparison(
        title="The figures of the model", unit="as named", figures=shown, baseline="read (s / article)"
    )
    for articles_, what in ((_MONTH, "A month"), (_MONTH * _MONTHS, "Ten years")):
        yield from _projected(costs, articles_, what)
    yield _written(costs, store_write)
    yield _as_it_comes(costs)


_UNITS = {
    "cut": "s / article", "read": "s / article", "spread": "of it", "hand_out": "s / partition",
    "partition": "articles", "reports": "1 / article", "quads": "1 / article", "derived": "quads / report",
    "packed": "bytes / article", "stored": "bytes / quad", "load": "s / quad", "derive": "s / report",
    "held": "bytes / report",
}  # fmt: skip


def _projected(costs: Costs, count: int, what: str) -> Iterator[Comparison]:
    made = {machines: plan(costs, count, machines) for machines in _MACHINES}
    for machines, each in made.items():
        yield Comparison(
            title=f"{what} on {machines} machines of {costs.cores} cores: {each.machine_hours:,.0f} machine "
            f"hours, {each.partitions_bytes / 1e9:,.0f} GB of partitions, {each.store_bytes / 1e9:,.0f} GB "
            f"of store, {each.memory / 1e9:,.0f} GB of memory; longest: {each.bottleneck}",
            unit="hours", figures={"in all": each.total, **each.hours}, baseline="in all",
        )  # fmt: skip


def _written(costs: Costs, store_write: float) -> Comparison:
    """One machine, one store: from so many workers on, the process that writes is what is waited for."""
    count = 2000
    runs = {n: writer_bound(costs.read, store_write, n, count) for n in (1, 2, 4, 8, 16, 32, 64)}
    return Comparison(
        title="kg build --workers N, simulated, without the derived layers", unit="ms an article",
        figures={f"{n} (waits for: {run.bottleneck})": run.makespan / count * 1e3 for n, run in runs.items()},
        baseline=f"1 (waits for: {runs[1].bottleneck})",
    )  # fmt: skip


def _as_it_comes(costs: Costs) -> Comparison:
    """Ten million articles a month as a stream, read by so many cores."""
    rate = _MONTH / (30 * 24 * HOUR)
    least = int(rate * costs.read) + 1
    return Comparison(
        title=f"World news as it comes, {rate:.2f} articles a second: how long one waits (Erlang)",
        unit="ms", baseline="an article is read in",
        figures={"an article is read in": costs.read * 1e3}
        | {f"{n} cores": erlang_wait(rate, costs.read, n) * 1e3 for n in (least, least + 1, 2 * least + 1)},
    )  # fmt: skip


# Reading: a real partition, made as a worker makes it


def _read(folder: Path) -> dict[str, float]:
    source = _NEWS if _NEWS.is_file() else _GOLD
    config = Config(store=folder / "none")
    batch = Batch.of(config)
    found = [item for item in read([source]) if isinstance(item, Article)]
    list(batch.read(found[:20]))  # whatever is loaded on first use
    each = [_cpu(partial(lambda a: list(batch.read([a])), article)) for article in found]
    out = folder / "parts"
    task = partition.Task(
        number=0, pieces=next(plans.partitions([source], 1 << 40)), config=config,
        settings=batch.settings, out=str(out),
    )  # fmt: skip
    record: dict[str, Any] = {}
    seconds = _cpu(lambda: record.update(partition.make(task)))
    count = record["articles"]
    on_disk = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    large = folder / "large.jsonl"
    articles(large, 20_000)
    cut = _wall(lambda: list(plans.partitions([large], PARTITION_SIZE))) / 20_000
    return {
        "cut": cut, "read": seconds / count, "spread": statistics.stdev(each) / statistics.fmean(each),
        "partition": PARTITION_SIZE / (source.stat().st_size / count), "reports": record["mentions"] / count,
        "quads": record["quads"] / count, "packed": on_disk / count, "client": _weight(record) / count,
        "store_write": _stored(folder / "written", batch, found) / count,
    }  # fmt: skip


def _weight(record: dict[str, Any]) -> float:
    """Bytes that a client holds of a record, as it comes from a worker."""
    import pickle

    data = pickle.dumps(record)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = pickle.loads(data)
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    del kept
    return held


def _stored(path: Path, batch: Batch, found: list[Article]) -> float:
    """Seconds in which one process writes what the others have read: parse its quads and store them."""
    ready = [
        (e.article, ox.serialize(batch.quads(e), format=ox.RdfFormat.N_QUADS) or b"")
        for e in batch.read(found)
    ]
    with Store.open(path, create=True, base=batch.config.base_iri) as store:

        def write() -> None:
            for article, text in ready:
                quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
                store.replace(article.id, quads, article.content_hash, batch.settings)

        return _wall(write)


def _handed_out() -> float:
    """Seconds a job that Dask and its client need to hand out and take back, the job itself doing nothing."""
    distributed = needed("distributed")
    options = {"n_workers": 1, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    jobs: list[Any] = [(number, _nothing, (number,)) for number in range(_HANDED)]
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        client.submit(_nothing, -1).result()
        told: Callable[[str], None] = lambda _: None  # noqa: E731
        return _wall(lambda: list(handing_out.outcomes(client, jobs, 60.0, told))) / _HANDED


def _nothing(number: int) -> dict[str, Any]:
    return {"number": number}


# Loading: partitions as a cluster writes them


def _loaded(folder: Path) -> dict[str, float]:
    """``kg load`` at two sizes: what the larger takes more, so that what all runs cost alike is left out."""
    small, large = (_weighed(folder, size) for size in (_QUADS // 4, _QUADS))
    more = {name: large[name] - small[name] for name in large}
    reports = more["quads"] / load.A_REPORT
    return {
        "load": more["load"] / more["quads"],
        "derive": more["derive"] / reports,
        "derived": (more["found"] - more["quads"]) / reports,
        "stored": more["bytes"] / more["found"],
        "held": more["memory"] / reports,
    }


def _weighed(folder: Path, size: int) -> dict[str, float]:
    """Seconds, statements and bytes of one ``kg load``."""
    parts, stored, loaded = (folder / f"{what}-{size}" for what in ("parts", "stored", "loaded"))
    told: dict[str, float] = {"quads": load.write(parts, folder / "plain.nq", size)}
    told["load"] = load.stored(stored, parts)
    told["derive"] = load.loaded(loaded, parts) - told["load"]
    shutil.rmtree(loaded)
    told["memory"] = peak("load", parts, "--store", loaded) * 2**20
    with Store.open(loaded) as store:
        told["found"] = len(store.engine)
        store.engine.optimize()  # type: ignore[union-attr]
    told["bytes"] = load.size_of(loaded)
    for path in (parts, stored, loaded):
        shutil.rmtree(path)
    return told


def _cpu(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def _wall(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
