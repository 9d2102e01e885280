"""Articles by the thousand, no two alike, and the command as a person starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kg.evaluation import load_gold

__all__ = ["articles", "kg", "peak"]

_GOLD = Path(__file__).parent.parent / "tests" / "gold"
# Runs the command and prints the most memory that it had, in kilobytes.
_WATCHED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


def articles(path: Path, count: int) -> int:
    """So many lines of the project's gold set, in each of which a person and a place are new; their words."""
    gold = load_gold(_GOLD).articles
    words = 0
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            article = gold[number % len(gold)]
            more = f"Colonel Zor{number}an Vek{number}ic of the {number}th brigade was there too."
            text = f"{article.text}\n\n{more}"
            words += len(text.split())
            print(json.dumps({"id": str(number), "text": text, "language": "en"}), file=lines)
    return words


def kg(*arguments: object) -> None:
    """Run ``kg`` in a process of its own, each matrix in one thread. Raises where it fails."""
    subprocess.run(_command(arguments), check=True, capture_output=True, env=_environment())


def peak(*arguments: object) -> float:
    """The most memory that such a process, or one that it started, held, in MB."""
    watched = [sys.executable, "-c", _WATCHED, *_command(arguments)]
    done = subprocess.run(watched, check=True, capture_output=True, text=True, env=_environment())
    return int(done.stdout) / 1024


def _command(arguments: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1"}
