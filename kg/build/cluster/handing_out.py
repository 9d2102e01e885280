"""Jobs to a Dask cluster, and what becomes of each: nobody waits without a word for workers that are gone."""

from __future__ import annotations

import time
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from kg.build.cluster.partition import Broken
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.build.cluster.partition import Record, Task

    Job = tuple[Task, Callable[..., Record], tuple[Any, ...]]

__all__ = ["PATIENCE", "outcomes"]

PATIENCE = 300.0
"""Seconds without a worker after which a run gives up."""

_RETRIES = 2
_LOOK = 5.0  # seconds without news after which the cluster is looked at
_AGAIN = 60.0  # seconds between two complaints of the same


def outcomes(
    client: Any, jobs: Iterable[Job], patience: float, warn: Callable[[str], None]
) -> Iterator[tuple[Task, Record | str]]:
    """The record of each job, or the reason why there is none, as they come.

    Raises ``KgError`` where a worker reads by other rules, and where there was none for ``patience`` seconds.
    """
    waiting = iter(jobs)
    running: dict[Any, Task] = {}
    done: SimpleQueue[Any] = SimpleQueue()
    vigil = _Vigil(client, patience, warn)

    def submit(some: Iterable[Job]) -> None:
        for task, function, arguments in some:
            future = client.submit(function, *arguments, retries=_RETRIES, pure=False)
            running[future] = task
            future.add_done_callback(done.put)

    submit(islice(waiting, 4 * max(1, sum(client.nthreads().values())) + 100))  # always some at hand
    while running:
        try:
            future = done.get(timeout=min(_LOOK, patience))
        except Empty:
            vigil.look()
            continue
        task = running.pop(future)
        outcome = _settled(future, vigil)
        if isinstance(outcome, KgError) and not isinstance(outcome, Broken):
            raise outcome  # every other partition would fail alike
        yield task, outcome if isinstance(outcome, dict) else _why(outcome, future.status)
        future.release()
        submit(islice(waiting, 1))


def _settled(future: Any, vigil: _Vigil) -> Record | BaseException | None:
    """The record, or what was raised; a record that went down with its worker is waited for anew."""
    while future.status in ("finished", "pending"):
        try:
            record: Record = future.result(timeout=_LOOK)
        except TimeoutError:
            vigil.look()
        except Exception as error:
            return error
        else:
            vigil.heard()
            return record
    return future.exception() if future.status == "error" else None


class _Vigil:
    """Looks whether a cluster has workers, says so if it has none, and gives up in the end."""

    def __init__(self, client: Any, patience: float, warn: Callable[[str], None]) -> None:
        self._client, self._patience, self._warn = client, patience, warn
        self.heard()

    def heard(self) -> None:
        """Something came back: there are workers."""
        self._since: float | None = None
        self._said = 0.0

    def look(self) -> None:
        """Raises ``KgError`` when there has been no worker for too long."""
        trouble = self._trouble()
        if trouble is None:
            self.heard()
            return
        now = time.monotonic()
        self._since = self._since or now
        waited = now - self._since
        if waited >= self._patience:
            address = self._client.scheduler.address if self._client.scheduler else "ADDRESS"
            raise KgError(
                f"{trouble}, for {self._patience:.0f} seconds now. What was made is kept: start workers "
                f"(dask worker {address} --nthreads 1) and run the same command again; it goes on from there."
            )
        if not self._said or now - self._said >= _AGAIN:
            self._said = now
            self._warn(f"{trouble}; waiting up to {self._patience - waited:.0f} seconds for one.")

    def _trouble(self) -> str | None:
        try:
            there = self._client.nthreads()
        except (OSError, TimeoutError) as error:
            return f"The scheduler does not answer ({error})"
        return None if there else "The cluster has no worker"


def _why(error: BaseException | None, status: str) -> str:
    if error is None:
        return f"Dask gave it up: {status}"
    if type(error).__name__ == "KilledWorker":
        return "the worker that read it ended, each time it was tried (too little memory, or killed)"
    return f"{type(error).__name__}: {error} (tried {_RETRIES + 1} times)"
