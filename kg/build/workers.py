"""Several processes that read articles, and one that takes what they read, in the order it came in.

The parent reads the sources, hands out articles a few at a time, and gives back what became of them in the
order of the sources, so that the number of processes makes no difference to anything that is written. It
never holds more than a fixed number of articles. A process that is killed is replaced; the article it was
reading is tried once more, and set aside if that kills another.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import threading
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Article, Extraction, Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    import pyoxigraph as ox

    from kg.build.batch import Batch
    from kg.config import Config

    Told = tuple[int, Extraction, bytes]
    """What a process tells of an article: its number, what it says, its graph as N-Quads."""

__all__ = ["in_processes", "in_this_process"]

_AHEAD = 3  # articles that a process has been given and not answered: one in hand, others at hand
_WINDOW = 16  # articles a process that may wait for an earlier one to be done
_TRIES = 2


def in_this_process(
    articles: Iterable[Article], config: Config, *, quads: bool
) -> Iterator[tuple[Extraction, Sequence[ox.Quad]]]:
    """What each article says, in order; with ``quads`` its graph too, else none."""
    from kg.build.batch import Batch, collect_seldom

    batch, usual = Batch(config), gc.get_threshold()
    collect_seldom()
    try:
        for article in articles:
            (extraction,) = batch.read([article])
            yield extraction, batch.quads(extraction) if quads else ()
    finally:
        gc.set_threshold(*usual)


def in_processes(
    articles: Iterable[Article], config: Config, workers: int, *, quads: bool
) -> Iterator[tuple[Extraction | Rejected, Sequence[ox.Quad]]]:
    """The same, read by so many processes; ``Rejected`` for an article whose process was killed twice.

    Raises what a process raises, and ``KgError`` where one ends before it has read anything. Leaving the
    iterator early ends the processes.
    """
    pool = _Pool(config, quads)
    try:
        for _ in range(workers):
            pool.start()
        for outcome, graph in pool.run(iter(articles)):
            yield outcome, _parsed(graph) if graph else ()
    finally:
        pool.end()


@dataclass(eq=False)
class _Job:
    number: int
    article: Article
    tries: int = 0


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: deque[_Job] = field(default_factory=deque)  # in the order they were given
    ready: bool = False


class _Pool:
    def __init__(self, config: Config, quads: bool) -> None:
        self._task = (config, quads)
        self._context = get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Job] = deque()
        self._done: dict[int, tuple[Extraction | Rejected, bytes]] = {}

    def start(self) -> None:
        """One more process."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, *self._task), daemon=True)
        with _one_thread_each(), _uninterrupted():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def run(self, articles: Iterator[Article]) -> Iterator[tuple[Extraction | Rejected, bytes]]:
        """The outcome of each article in order."""
        given = told = 0
        more = True
        while True:
            for worker in sorted(self._workers, key=lambda w: len(w.jobs)):
                while len(worker.jobs) < _AHEAD:
                    if self._again:
                        job = self._again.popleft()
                    elif more and given - told < _WINDOW * len(self._workers):
                        article = next(articles, None)
                        if article is None:
                            more = False
                            break
                        job = _Job(given, article)
                        given += 1
                    else:
                        break
                    self._give(worker, job)
            while told in self._done:
                yield self._done.pop(told)
                told += 1
            if told == given and not more:
                return
            if told in self._done or not any(w.jobs for w in self._workers):
                continue
            self._listen()

    def _give(self, worker: _Worker, job: _Job) -> None:
        worker.jobs.append(job)
        with suppress(OSError):  # it has just died, and ``_listen`` will hear of it
            worker.pipe.send((job.number, job.article))

    def _listen(self) -> None:
        """Wait until a process has something to tell, or has nothing more to tell."""
        for pipe in connection.wait([w.pipe for w in self._workers]):
            worker = next(w for w in self._workers if w.pipe is pipe)
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if isinstance(message, BaseException):
                raise message
            worker.ready = True
            if message is not None:
                number, extraction, graph = message
                worker.jobs.popleft()
                self._done[number] = extraction, graph

    def _lost(self, worker: _Worker) -> None:
        """A process ended: another takes its place, and what it was reading is tried again."""
        worker.pipe.close()
        worker.process.join()
        how = _ending(worker.process.exitcode)
        self._workers.remove(worker)
        if not worker.ready:
            raise KgError(
                f"A worker process {how} before it read anything. Is there memory for this many? Try fewer "
                "--workers; in a script of your own, start from under: if __name__ == '__main__'"
            )
        if worker.jobs:
            suspect = worker.jobs.popleft()
            suspect.tries += 1
            if suspect.tries < _TRIES:
                self._again.append(suspect)
            else:
                detail = f"the process that read it {how}, twice"
                rejected = Rejected(article=suspect.article.id, reason=Reason.UNREADABLE, detail=detail)
                self._done[suspect.number] = (rejected, b"")
        self._again.extend(worker.jobs)
        self.start()

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed by signal {-code}"
    return f"ended with exit code {code}"


class _one_thread_each:  # noqa: N801 (a context, written like a function)
    """Processes share the cores between them: each multiplies its matrices in one thread."""

    def __enter__(self) -> None:
        self._set = {
            name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS") if name not in os.environ
        }
        os.environ.update(self._set)

    def __exit__(self, *_: object) -> None:
        for name in self._set:
            del os.environ[name]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process started meanwhile is deaf to Ctrl-C from its first instruction on."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, config: Config, quads: bool) -> None:
    """What a process does until it is ended: read what comes, in turn, and tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its processes itself
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    given: queue.SimpleQueue[tuple[int, Article]] = queue.SimpleQueue()
    # A thread empties the pipe, so that the parent can always write: else each could wait for the other.
    threading.Thread(target=_receive, args=(pipe, given), daemon=True).start()
    try:
        from kg.build.batch import Batch

        batch = Batch.of(config)
        pipe.send(None)
        while True:
            number, article = given.get()
            pipe.send(_told(batch, number, article, quads))
    except OSError:
        return  # the parent is gone
    except BaseException as error:
        _tell(pipe, error)


def _receive(pipe: Connection, given: queue.SimpleQueue[tuple[int, Article]]) -> None:
    while True:
        try:
            given.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone: nobody waits for the article in hand


def _tell(pipe: Connection, error: BaseException) -> None:
    """Send an error on its way, in words where it cannot travel itself."""
    with suppress(OSError):
        try:
            pipe.send(error)
        except (TypeError, ValueError, AttributeError):
            pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _told(batch: Batch, number: int, article: Article, quads: bool) -> Told:
    (extraction,) = batch.read([article])
    if not quads:
        return number, extraction, b""
    import pyoxigraph as ox

    return number, extraction, ox.serialize(batch.quads(extraction), format=ox.RdfFormat.N_QUADS) or b""


def _parsed(graph: bytes) -> list[ox.Quad]:
    """Quads travel as text, which is read several times faster than they are unpickled."""
    import pyoxigraph as ox

    return list(ox.parse(graph, format=ox.RdfFormat.N_QUADS))
