"""Start-up: how long a person waits before anything happens.

The heavy libraries are measured beside them, since they are what kg puts off until it needs them.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import Comparison, interleaved

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUNS = {
    "python -c pass": ("-c", "pass"),
    "import kg": ("-c", "import kg"),
    "kg --help": ("-m", "kg", "--help"),
    "kg build --help": ("-m", "kg", "build", "--help"),
    "import networkx": ("-c", "import networkx"),
    "import rdflib": ("-c", "import rdflib"),
    "import spacy": ("-c", "import spacy"),
}


def measure() -> Iterator[Comparison]:
    """Wall-clock time of fresh processes with warm file caches."""
    actions = {name: partial(_run, *arguments) for name, arguments in _RUNS.items()}
    interleaved(actions, rounds=1)  # compiles bytecode and warms the caches
    yield Comparison(
        title="Start-up, a fresh process each",
        unit="seconds",
        figures=interleaved(actions, rounds=7),
        baseline="python -c pass",
    )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
