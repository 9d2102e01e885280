"""What a run of any size costs on any number of machines: a queueing model on measured figures.

A run of ``kg build --cluster`` and ``kg load`` is a line of stations. Partitions wait before each in the
order in which they come, and what stands behind a ``|`` begins when all before it is through::

    cut the sources | hand out (1) -> read (machines x cores) -> write (storage) | load (1) | derive (1)

``flow`` plays such a line, partition by partition. Where nothing is left to chance it agrees with Amdahl's
law (``amdahl``), where arrivals and services are random with Erlang's formula (``erlang_wait``): the tests
hold it to both. What the figures are and where each comes from says docs/scale.md.
"""

from __future__ import annotations

import heapq
import math
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Costs",
    "Flow",
    "Plan",
    "Station",
    "amdahl",
    "erlang_wait",
    "flow",
    "in_words",
    "plan",
    "with_shards",
    "writer_bound",
]

HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """So many alike ``servers``; ``seconds`` is what each job takes there, or one figure for all."""

    name: str
    servers: int
    seconds: float | Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What became of the jobs: when each left the line, in the order given, in seconds; the share of the time
    until the last left, 0 to 1, that the servers of each station worked; seconds that a job waited in all."""

    left: tuple[float, ...]
    busy: Mapping[str, float]
    waited: tuple[float, ...]

    @property
    def makespan(self) -> float:
        """Seconds until the last job has left."""
        return max(self.left, default=0.0)

    @property
    def bottleneck(self) -> str:
        """The station that has least to spare."""
        return max(self.busy, key=lambda name: self.busy[name])


def flow(arrivals: Sequence[float], line: Sequence[Station]) -> Flow:
    """Jobs that come at ``arrivals`` (seconds) pass each station of the ``line``, the first come first."""
    at = list(arrivals)
    waited = [0.0] * len(at)
    worked: dict[str, float] = {}
    for station in line:
        free = [0.0] * station.servers
        taken, total = station.seconds, 0.0
        for job in sorted(range(len(at)), key=lambda job: (at[job], job)):
            begins = max(free[0], at[job])
            waited[job] += begins - at[job]
            seconds = taken if isinstance(taken, float | int) else taken[job]
            total += seconds
            at[job] = begins + seconds
            heapq.heapreplace(free, at[job])
        worked[station.name] = total / station.servers
    last = max(at, default=0.0)
    busy = {name: seconds / last if last else 0.0 for name, seconds in worked.items()}
    return Flow(left=tuple(at), busy=busy, waited=tuple(waited))


def amdahl(serial: float, parallel: float, servers: int) -> float:
    """Seconds of a run of which ``parallel`` can be spread over ``servers`` and ``serial`` cannot."""
    return serial + parallel / servers


def erlang_wait(rate: float, service: float, servers: int) -> float:
    """Mean seconds that a job waits where jobs come at random, ``rate`` a second, and one takes ``service``
    seconds, at random too (M/M/c; Erlang 1917). Infinite where the servers cannot keep up."""
    load = rate * service
    if load >= servers:
        return math.inf
    blocked = 1.0  # Erlang's B by its recurrence, which does not overflow
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    delayed = blocked / (1 - (load / servers) * (1 - blocked))
    return delayed * service / (servers - load)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What one of each costs: all measured, but for ``storage`` and ``cores``, which are the reader's own."""

    cut: float
    """Seconds an article in which the client finds where lines end."""
    read: float
    """Core-seconds an article: read, extract, ground, event table, pack."""
    spread: float
    """Standard deviation of that between articles, as a share of it."""
    hand_out: float
    """Seconds a partition that scheduler and client are busy with it."""
    partition: float
    """Articles in a partition."""
    reports: float
    """Event mentions an article."""
    quads: float
    """Statements an article, in its own graph."""
    derived: float
    """Statements of the derived layers, a report."""
    packed: float
    """Bytes of partition files, records and manifest an article."""
    stored: float
    """Bytes of the store, a quad."""
    load: float
    """Seconds of ``kg load`` a quad, without the derived layers."""
    derive: float
    """Seconds of the derived layers, a report."""
    held: float
    """Bytes of memory in which the layers are derived, a report."""
    storage: float = 1.25e9
    """Bytes a second that the shared storage takes: 10 Gbit/s."""
    cores: int = 8
    """Cores of a machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would cost; ``hours`` by step, in the order in which they come."""

    articles: float
    machines: int
    hours: Mapping[str, float]
    machine_hours: float
    partitions_bytes: float
    store_bytes: float
    memory: float
    busy: Mapping[str, float]

    @property
    def total(self) -> float:
        """Hours from the first article to the last derived statement."""
        return sum(self.hours.values())

    @property
    def bottleneck(self) -> str:
        """The step that takes longest."""
        return max(self.hours, key=lambda step: self.hours[step])


_MOST, _A_SERVER = 4_000, 16  # partitions that are played one by one; of more, several are played as one


def plan(costs: Costs, articles: float, machines: int, *, seed: int = 0) -> Plan:
    """A run over so many ``articles``, as ``kg build --cluster`` and ``kg load`` make it today.

    Only while it reads does it need all machines; the other steps are one process on one of them.
    """
    partitions = max(1, round(articles / costs.partition))
    jobs = min(partitions, max(_MOST, _A_SERVER * machines * costs.cores))
    each = articles / jobs
    chance = random.Random(seed)
    spread = costs.spread / math.sqrt(each)
    reading = [max(0.0, costs.read * each * (1 + chance.gauss(0, spread))) for _ in range(jobs)]
    scale = costs.read * articles / (sum(reading) or 1.0)  # chance moves work about, it makes none
    line = [
        Station(name="hand out", servers=1, seconds=costs.hand_out * partitions / jobs),
        Station(name="read", servers=machines * costs.cores, seconds=[s * scale for s in reading]),
        Station(name="write", servers=1, seconds=costs.packed * each / costs.storage),
    ]
    read = flow([0.0] * jobs, line)
    quads, reports = articles * costs.quads, articles * costs.reports
    hours = {
        "cut": costs.cut * articles / HOUR,
        "read": read.makespan / HOUR,
        "load": costs.load * quads / HOUR,
        "derive": costs.derive * reports / HOUR,
    }
    return Plan(
        articles=articles,
        machines=machines,
        hours=hours,
        machine_hours=machines * hours["read"] + hours["cut"] + hours["load"] + hours["derive"],
        partitions_bytes=costs.packed * articles,
        store_bytes=costs.stored * (quads + costs.derived * reports),
        memory=costs.held * reports,
        busy=read.busy,
    )


def writer_bound(read: float, write: float, workers: int, articles: int = 2000, seed: int = 0) -> Flow:
    """``kg build --workers``: articles that take ``read`` seconds at one of the workers, then ``write`` at
    the one process that writes, both at random."""
    chance = random.Random(seed)
    line = [
        Station(
            name="read", servers=workers, seconds=[chance.expovariate(1 / read) for _ in range(articles)]
        ),
        Station(name="write", servers=1, seconds=[chance.expovariate(1 / write) for _ in range(articles)]),
    ]
    return flow([0.0] * articles, line)


def with_shards(costs: Costs, shards: int) -> Costs:
    """The same where the store is cut into so many that are loaded and derived side by side."""
    return replace(costs, load=costs.load / shards, derive=costs.derive / shards, held=costs.held / shards)


def in_words(made: Plan) -> str:
    """A row of the tables of docs/scale.md."""
    steps = " | ".join(_rounded(made.hours[step]) for step in ("cut", "read", "load", "derive"))
    whole = f"{_rounded(made.total)} | {_rounded(made.machine_hours)}"
    return f"| {made.machines} | {steps} | {whole} | {made.bottleneck} |"


def _rounded(value: float) -> str:
    """Two figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value >= 0.095 else f"{value:.2f}"
