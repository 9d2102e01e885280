"""Damaged inputs do no harm: each is named with its reason, the others are all there, and memory stays small."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

import damaged

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.model

MEGABYTES = 1 << 10  # ru_maxrss counts kilobytes


class Run(NamedTuple):
    """A finished child process: its exit code, what it printed, and the most memory it held, in MB."""

    code: int
    out: str
    err: str
    memory: float


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """``kg extract`` of the folder with everything in it."""
    where = tmp_path_factory.mktemp("damaged")
    damaged.place(where / "news")
    return _child(where, "extract", "news")


_LAUNCH = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-m", "kg", *sys.argv[2:]])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    told.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss}")
"""
"""A small process starts the command: Linux counts what the starting one held, which is all of the tests."""


def _child(where: Path, *arguments: str) -> Run:
    out, err, told = where / "out", where / "err", where / "told"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        launch = [sys.executable, "-c", _LAUNCH, str(told), *arguments]
        subprocess.run(launch, cwd=where, stdout=stdout, stderr=stderr, check=True)
    code, memory = map(int, told.read_text().split())
    read = (path.read_text(encoding="utf-8", errors="replace") for path in (out, err))
    return Run(code, *read, memory / MEGABYTES)


def test_the_run_ends_with_the_code_of_a_check_that_found_problems(run: Run) -> None:
    assert "Traceback" not in run.err
    assert run.code == 3


def test_memory_stays_below_a_gigabyte(run: Run) -> None:
    assert run.memory < 1000


@pytest.mark.parametrize("name", sorted(damaged.LOST))
def test_what_cannot_be_read_is_named_with_its_reason(run: Run, name: str) -> None:
    # what can be read and is left out is an article by then, and called by its id
    known = name.partition(".")[0] if name == "other-language.txt" else name
    told = [line for line in run.err.splitlines() if f"lost/{known}" in line]
    assert told
    assert all(len(line) < 2000 for line in told)


@pytest.mark.parametrize("name", ["sparse.txt", "nowhere.txt"])
def test_a_sparse_file_and_a_link_to_nowhere_are_named(run: Run, name: str) -> None:
    assert f"lost/{name}" in run.err


def test_the_good_articles_are_all_there(run: Run) -> None:
    articles = {json.loads(line)["article"] for line in run.out.splitlines()}
    assert {f"good/{n}" for n in range(3)} <= articles


@pytest.mark.parametrize(
    "name",
    ["bom.txt", "crlf.txt", "utf16-with-mark.txt", "two-members.txt.gz", "two-frames.txt.zst"],
)
def test_what_is_only_odd_is_read(run: Run, name: str) -> None:
    articles = {json.loads(line)["article"] for line in run.out.splitlines()}
    assert f"odd/{name.partition('.')[0]}" in articles
