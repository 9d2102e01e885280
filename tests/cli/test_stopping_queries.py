"""``kg query`` stops a query that takes too long, by itself or when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Kg = Callable[..., Result]

# Millions of combinations, of which none fits: the engine gives nothing back for minutes.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a kg:confidence ?b . ?c kg:confidence ?d . ?e kg:confidence ?f . "
    "?g kg:confidence ?h . FILTER(?b + ?d + ?f = ?h * 1000) }"
)


def test_a_query_that_takes_longer_than_its_time_is_stopped_and_told_how_to_have_more(
    kg: Kg, sample_store: Path
) -> None:
    result = kg("query", ENDLESS, "--store", sample_store, "--timeout", "0.5")

    assert result.exit_code == 1
    assert "longer than 0.5 s and was stopped" in result.stderr
    assert "--timeout" in result.stderr


def test_a_query_that_keeps_its_time_answers_as_without_one(kg: Kg, sample_store: Path) -> None:
    asked = ("query", "who-met", "--a", "IRN", "--store", sample_store, "--format", "csv")
    assert kg(*asked, "--timeout", "60").stdout == kg(*asked).stdout


@pytest.mark.parametrize("options", [(), ("--timeout", "600")])
def test_an_interrupt_stops_a_running_query_and_what_it_started(
    options: tuple[str, ...], sample_store: Path
) -> None:
    command = [sys.executable, "-m", "kg", "query", ENDLESS, "--store", sample_store, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            engine = _busy(process.pid, child=bool(options))
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)  # by itself it would take much longer
        finally:
            process.kill()

    assert process.returncode == 130
    assert said.startswith("Interrupted")
    assert not Path(f"/proc/{engine}").exists()


def _busy(pid: int, *, child: bool) -> int:
    """The process that works on the query, once it has done so for a while."""
    while True:
        at_work = _children(pid) if child else [pid]
        if at_work and _seconds(at_work[0]) > 2:  # starting takes less
            return at_work[0]
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _seconds(pid: int) -> float:
    """Of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")
