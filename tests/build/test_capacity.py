"""The model of docs/scale.md: what must hold of any line of stations, and where theory knows the answer."""

from __future__ import annotations

import os
import random
import re
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks._capacity import (
    Costs,
    Station,
    amdahl,
    erlang_wait,
    flow,
    in_words,
    plan,
    with_shards,
    writer_bound,
)
from hypothesis import given, settings
from hypothesis import strategies as st

PAGE = Path(__file__).parent.parent.parent / "docs" / "scale.md"
MACHINES = (1, 8, 32, 128)
COSTS = Costs(
    cut=1e-5, read=0.1, spread=1.0, hand_out=0.005, partition=800, reports=0.8, quads=30, derived=20,
    packed=1000, stored=60, load=4e-6, derive=5e-4, held=4000,
)  # fmt: skip

seconds = st.floats(0.001, 100)
jobs = st.lists(st.tuples(st.floats(0, 1000), seconds), min_size=1, max_size=60)
lines = st.lists(st.tuples(st.integers(1, 9), seconds), min_size=1, max_size=4)


def line_of(stations: list[tuple[int, float]]) -> list[Station]:
    return [Station(name=str(n), servers=k, seconds=s) for n, (k, s) in enumerate(stations)]


@given(jobs, lines)
def test_every_job_that_comes_leaves_once_and_not_before_it_was_served(jobs, stations):
    arrivals = [at for at, _ in jobs]
    done = flow(arrivals, line_of(stations))
    assert len(done.left) == len(jobs)
    needed = sum(taken for _, taken in stations)
    for at, left, waited in zip(arrivals, done.left, done.waited, strict=True):
        assert left == pytest.approx(at + waited + needed)
        assert waited >= 0


@given(jobs, lines)
def test_no_station_works_more_than_all_the_time(jobs, stations):
    busy = flow([at for at, _ in jobs], line_of(stations)).busy
    assert all(0 < share <= 1 + 1e-9 for share in busy.values())


@given(jobs, st.integers(1, 20))
def test_twice_the_servers_are_never_slower_and_never_more_than_twice_as_fast(jobs, servers):
    arrivals, taken = [0.0 for _ in jobs], [s for _, s in jobs]

    def run(count: int) -> float:
        return flow(arrivals, [Station(name="read", servers=count, seconds=taken)]).makespan

    assert run(servers) / 2 - 1e-9 <= run(2 * servers) <= run(servers) + 1e-9


@given(jobs, lines)
def test_no_line_is_faster_than_its_slowest_station(jobs, stations):
    done = flow([0.0] * len(jobs), line_of(stations))
    assert done.makespan >= max(len(jobs) * taken / servers for servers, taken in stations) - 1e-9


@pytest.mark.parametrize("servers", [1, 2, 5, 8, 40])
def test_work_without_chance_takes_what_amdahls_law_says(servers):
    whole = flow([0.0] * 400, [Station(name="read", servers=servers, seconds=3.0)]).makespan
    assert 7.0 + whole == pytest.approx(amdahl(7.0, 400 * 3.0, servers))


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (1, 0.8), (3, 0.7), (8, 0.8)])
def test_random_arrivals_wait_as_long_as_erlangs_formula_says(servers, load):
    chance, service = random.Random(8), 2.0
    rate, at, arrivals = load * servers / service, 0.0, []
    for _ in range(60_000):
        at += chance.expovariate(rate)
        arrivals.append(at)
    station = Station(
        name="read", servers=servers, seconds=[chance.expovariate(1 / service) for _ in arrivals]
    )
    waited = flow(arrivals, [station]).waited
    assert sum(waited) / len(waited) == pytest.approx(erlang_wait(rate, service, servers), rel=0.1)


def test_one_random_server_waits_as_every_textbook_says_and_too_few_wait_for_ever():
    assert erlang_wait(0.5, 1.0, 1) == pytest.approx(1.0)  # rho / (mu - lambda)
    assert erlang_wait(2.0, 1.0, 2) == float("inf")


def test_with_more_workers_the_one_writer_becomes_what_is_waited_for():
    runs = [writer_bound(0.1, 0.01, workers) for workers in (1, 2, 4, 8, 16, 32, 64)]
    assert runs[0].bottleneck == "read"
    assert runs[-1].bottleneck == "write"
    assert all(later.makespan <= earlier.makespan * 1.001 for earlier, later in pairwise(runs))
    assert runs[-1].makespan == pytest.approx(2000 * 0.01, rel=0.1)  # no faster than it writes


@settings(max_examples=20)
@given(st.floats(1e3, 1e7), st.integers(1, 64))
def test_a_plan_with_twice_the_machines_is_never_slower(articles, machines):
    assert plan(COSTS, articles, 2 * machines).total <= plan(COSTS, articles, machines).total * 1.0001


@pytest.mark.parametrize("articles", [1e4, 1e7, 1.2e9])
def test_a_plan_reads_every_article_however_many_machines_there_are(articles):
    for machines in MACHINES:
        made = plan(COSTS, articles, machines)
        worked = made.busy["read"] * made.hours["read"] * 3600 * machines * COSTS.cores
        assert worked == pytest.approx(COSTS.read * articles, rel=1e-6)


def test_the_bottleneck_moves_from_reading_to_the_one_process_that_derives_or_loads():
    steps = [plan(COSTS, 1e7, machines).bottleneck for machines in MACHINES]
    assert steps[0] == "read"
    assert steps[-1] in ("load", "derive")
    later = plan(replace(COSTS, derive=0.0, load=0.0, cut=0.0), 1e7, 4096)
    assert later.busy["hand out"] > later.busy["read"]


def test_shards_divide_what_one_process_had_to_load():
    whole, parted = plan(COSTS, 1e7, 32), plan(with_shards(COSTS, 10), 1e7, 32)
    assert parted.hours["load"] == pytest.approx(whole.hours["load"] / 10)
    assert parted.hours["read"] == whole.hours["read"]
    assert parted.store_bytes == whole.store_bytes


def page_costs(text: str) -> Costs:
    """The figures that the page gives: ``| `read` | 0.1 | ...``."""
    found = dict(re.findall(r"^\| `(\w+)` \| ([\d.e+-]+)", text, flags=re.MULTILINE))
    return Costs(**{f.name: type(f.default)(found[f.name]) if f.name == "cores" else float(found[f.name])
                    for f in fields(Costs)})  # fmt: skip


def test_the_tables_of_the_page_follow_from_its_figures():
    text = PAGE.read_text(encoding="utf-8")
    costs = page_costs(text)
    real = text
    for articles, what in ((1e7, "month"), (1.2e9, "years")):
        rows = "\n".join(in_words(plan(costs, articles, machines)) for machines in MACHINES)
        real = re.sub(rf"(<!-- {what} -->\n(?:.*\n){{2}})(?:\|.*\n)*", lambda m, rows=rows: f"{m[1]}{rows}\n", real)  # fmt: skip
    if os.environ.get("KG_UPDATE_DOCS"):
        PAGE.write_text(real, encoding="utf-8")
    assert text == real, "KG_UPDATE_DOCS=1 writes the real tables"
    assert text.count("<!-- month -->") == text.count("<!-- years -->") == 1
