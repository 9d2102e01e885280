"""A Dask cluster makes the partitions: what fails is tried again, then set aside with its reason."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.build.cluster.handing_out import PATIENCE, outcomes
from kg.build.cluster.manifest import Manifest, left_over, made_before, manifest_of
from kg.build.cluster.partition import Task, make, packed, thin
from kg.build.cluster.places import Place, needed
from kg.build.cluster.plan import partitions
from kg.config import Config, load
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.build.cluster.handing_out import Job
    from kg.build.cluster.partition import Record
    from kg.model import Rejected

__all__ = ["PARTITION_SIZE", "build_partitions"]

PARTITION_SIZE = 4_000_000
"""Bytes of text in a partition, about: a minute or two of work, which is what a lost worker costs."""

_ANSWER = 60  # seconds in which a scheduler must answer


def build_partitions(
    sources: Iterable[str | Path],
    *,
    out: str | Path,
    cluster: str = "local",
    workers: int | None = None,
    config: Config | None = None,
    size: int = PARTITION_SIZE,
    progress: Callable[[int, str], None] | None = None,
    patience: float = PATIENCE,
    warn: Callable[[str], None] = lambda _: None,
) -> Manifest:
    """Read ``sources`` (paths, or URLs of fsspec) into partitions below ``out``, on a Dask cluster.

    ``cluster`` is the address of a scheduler, or ``local`` for ``workers`` processes (default: one a core).
    Partitions that an earlier run made of the same inputs with the same settings are kept. The manifest says
    what is in each partition and what was set aside. While the cluster has no worker, ``warn`` is told so.

    Raises ``UsageError`` for a source that is not there, and ``KgError`` where the cluster cannot be reached,
    has had no worker for ``patience`` seconds, or has workers that read by other rules.
    """
    from kg.build.fingerprint import fingerprint

    config = config or load()
    place, settings = Place.at(out), fingerprint(config)
    left_out: list[Rejected] = []
    cut = enumerate(partitions(sources, size, left_out))
    tasks = [
        Task(number=number, pieces=pieces, config=config, settings=settings, out=place.url)
        for number, pieces in cut
    ]
    registry = _write_registry(place, config)
    records = made_before(place, tasks)
    failed: dict[int, str] = {}
    todo: list[Job] = [(task, make, (task,)) for task in tasks if task.number not in records]
    todo = todo or _to_settle(tasks, records)
    try:
        if todo:
            with _client(cluster, workers) as client:
                while todo:
                    for task, outcome in outcomes(client, todo, patience, warn):
                        if isinstance(outcome, str):
                            failed[task.number] = outcome
                        else:
                            records[task.number] = outcome
                        if progress is not None:
                            progress(sum(r["articles"] for r in records.values()), f"partition {task.number}")
                    todo = _to_settle([t for t in tasks if t.number not in failed], records)
    except BaseException:  # an interrupted run leaves an account of what it did
        untold = [t for t in tasks if t.number not in failed and t.number not in records]
        records |= made_before(place, untold)
        _account(tasks, records, failed, (registry, config.base_iri, settings, left_out)).write(place)
        raise
    manifest = _account(tasks, records, failed, (registry, config.base_iri, settings, left_out))
    manifest.write(place)
    place.remove(left_over(place, records.keys() - failed.keys()))
    return manifest


def _account(
    tasks: list[Task],
    records: dict[int, Record],
    failed: dict[int, str],
    run: tuple[dict[str, Any], str, str, list[Rejected]],
) -> Manifest:
    """The manifest of what was made.

    ``run`` is the registry's file, the base IRI, the settings, and what is left out.
    """
    whole = [records[number] for number in sorted(records) if number not in failed]
    missing = [
        {
            "number": task.number,
            "inputs": [piece.as_dict() for piece in task.pieces],
            "reason": failed.get(task.number, "not yet made: run the same command again"),
        }
        for task in tasks
        if task.number in failed or task.number not in records
    ]
    return manifest_of(*run, whole, missing)


def _write_registry(place: Place, config: Config) -> dict[str, Any]:
    """The graph of states and organisations that the articles' graphs point to, as ``kg build`` stores it."""
    from hashlib import sha256

    from kg.actors import Registry
    from kg.build.batch import registry_graph
    from kg.store.copying import summed

    registry = Registry.load(tuple(config.actors))
    quads = dict.fromkeys(registry_graph(registry, config.base_iri))
    data, total = packed(quads), summed(quads)
    place.write("registry.nq.zst", data)
    return {
        "path": "registry.nq.zst", "bytes": len(data), "sha256": sha256(data).hexdigest(),
        "quads": total.statements, "sum": f"{total.sum:032x}",
    }  # fmt: skip


def _to_settle(tasks: list[Task], records: dict[int, Record]) -> list[Job]:
    """Partitions that hold what an earlier one holds, or that lack what no earlier one holds any more."""
    first: dict[str, str] = {}  # by article: the content of the one that is kept
    jobs: list[Job] = []
    for task in tasks:
        record = records.get(task.number)
        if record is None:
            continue
        held = {article: facts[0] for article, facts in record["ids"].items()} | record["dropped"]
        wanted = {article: content for article, content in held.items() if article in first}
        first |= {article: held[article] for article in held.keys() - wanted.keys()}
        if record["dropped"].keys() - wanted.keys():
            jobs.append((task, make, (task,)))
        elif more := {article: wanted[article] for article in wanted.keys() - record["dropped"].keys()}:
            jobs.append((task, thin, (task, record, more, {article: first[article] for article in more})))
    return jobs


@contextmanager
def _client(cluster: str, workers: int | None) -> Iterator[Any]:
    """Dask's client of a scheduler, or of processes that are started here and ended again."""
    distributed = needed("distributed")
    if cluster == "local":
        count = workers or os.cpu_count() or 1
        options = {"n_workers": count, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with distributed.LocalCluster(**options) as here, distributed.Client(here) as client:
            yield client
        return
    try:
        client = distributed.Client(cluster, timeout=_ANSWER)
    except (OSError, ValueError) as error:
        raise KgError(
            f"No Dask scheduler answers at {cluster}: {error}. Start one with: dask scheduler"
        ) from error
    with client:
        yield client
