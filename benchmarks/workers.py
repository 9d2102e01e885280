"""Workers: what a second process gains, what a cold start costs, and whether memory stays flat.

Processes of the command, as a person starts them. The articles are the project's gold set, many times
over, each with names of its own, so that no two are alike. A second process can only show on a second
core that nobody else uses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluation import load_gold

from benchmarks import Comparison, interleaved

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOLD = Path(__file__).parent.parent / "tests" / "gold"
_FEW, _MANY = 500, 5000
_ARTICLE = "France and Japan held joint naval exercises near Toulon on Monday."
# Runs the command and prints the most memory that it had, in kilobytes.
_WATCHED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def measure() -> Iterator[Comparison]:
    """Time one process and two, then a cold start, then weigh few articles and many."""
    with tempfile.TemporaryDirectory() as name:
        few, many, one = Path(name) / "few.jsonl", Path(name) / "many.jsonl", Path(name) / "one.txt"
        _generate(few, _FEW)
        _generate(many, _MANY)
        one.write_text(_ARTICLE, encoding="utf-8")
        cold = interleaved(
            {
                "kg --help": partial(_kg, "--help"),
                "kg extract on one short article": partial(_kg, "extract", one),
            },
            rounds=3,
        )
        yield Comparison(title="From a cold process", unit="s", figures=cold, baseline="kg --help")
        told = interleaved(
            {
                f"{n} worker{'s' if n > 1 else ''}": partial(_kg, "extract", few, "--workers", n)
                for n in (1, 2)
            },
            rounds=3,
        )
        yield Comparison(title=f"{_FEW} articles", unit="s", figures=told, baseline="2 workers")
        memory = {f"{n:,} articles": _peak("extract", p) for n, p in ((_FEW, few), (_MANY, many))}
        yield Comparison(
            title="Peak memory of kg extract", unit="MB", figures=memory, baseline=f"{_FEW:,} articles"
        )


def _generate(path: Path, count: int) -> None:
    """So many articles, in which names of persons and places are made new by a number."""
    gold = load_gold(_GOLD).articles
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            article = gold[number % len(gold)]
            more = f"Colonel Zor{number}an Vek{number}ic of the {number}th brigade was there too."
            text = f"{article.text}\n\n{more}"
            print(json.dumps({"id": str(number), "text": text, "language": "en"}), file=lines)


def _command(arguments: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def _kg(*arguments: object) -> None:
    subprocess.run(_command(arguments), check=True, capture_output=True, env=_environment())


def _peak(*arguments: object) -> float:
    watched = [sys.executable, "-c", _WATCHED, *_command(arguments)]
    done = subprocess.run(watched, check=True, capture_output=True, text=True, env=_environment())
    return int(done.stdout) / 1024


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}
