"""Invented events in GDELT's columns, any number of them: the same seed gives the same rows.

Thirty states in three blocs, who deal more with their own; one dyad that falls out and makes up again. The
sample that ships with the package is ``gdelt_lines(4000)``, written by ``python -m benchmarks._events``.
"""

from __future__ import annotations

import gzip
import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["gdelt_lines"]

_BLOCS = (
    "USA GBR FRA DEU ITA POL NOR CAN JPN KOR".split(),
    "CHN RUS IRN PAK BLR KAZ PRK MMR VEN CUB".split(),
    "IND IDN BRA ZAF EGY TUR SAU MEX NGA KEN".split(),
)
_STATES = [state for trio in zip(*_BLOCS, strict=True) for state in trio]
_BLOC = {state: number for number, bloc in enumerate(_BLOCS) for state in bloc}
_KIND = "040 042 043 046 036 051 057 0312 061 062 071 072 010".split()
_UNKIND = "111 112 120 130 138 160 163 173 190".split()
_FIRST, _DAYS = date(2018, 1, 1), 7 * 365
_CRISIS = (date(2021, 3, 1), date(2022, 9, 1))
_QUARREL = {"USA", "IND"}  # invented, as all of it is
_PLACES = {"USA": "Washington, District of Columbia, United States", "IND": "New Delhi, Delhi, India"}


def gdelt_lines(count: int, *, seed: int = 1) -> Iterator[str]:
    """Tab-separated rows of GDELT 1.0's 58 columns, in the order of their dates."""
    rng = random.Random(seed)
    weights = [1 / (rank + 2) for rank in range(len(_STATES))]
    days = sorted(rng.randrange(_DAYS) for _ in range(count))
    for number, offset in enumerate(days):
        day = _FIRST + timedelta(days=offset)
        quarrel = _CRISIS[0] <= day < _CRISIS[1]
        if rng.random() < (0.12 if quarrel else 0.04):
            source, target = rng.sample(sorted(_QUARREL), 2)
            unkind = 0.75 if quarrel else 0.15
        else:
            source, target = rng.choices(_STATES, weights, k=2)
            unkind = 0.12 if _BLOC[source] == _BLOC[target] else 0.45
            if _BLOC[source] != _BLOC[target] and rng.random() < 0.5:
                target = rng.choice(_BLOCS[_BLOC[source]])
        code = rng.choice(_UNKIND if rng.random() < unkind else _KIND)
        yield _row(rng, 900_000_000 + number, day, source, target, code)


def _row(rng: random.Random, key: int, day: date, source: str, target: str, code: str) -> str:
    added = day + timedelta(days=rng.randrange(2))
    kinds = [rng.choice(("", "", "", "GOV", "MIL", "LEG", "BUS")) for _ in range(2)]
    actors = [
        [state + kind, "", state, "", "", "", "", kind, "", ""]
        for state, kind in zip((source, target), kinds, strict=True)
    ]
    quad = str(1 + (int(code[:2]) > 5) + (int(code[:2]) > 8) + (int(code[:2]) > 13))
    mentions = 1 + int(rng.paretovariate(1.3))
    place = ["4", _PLACES.get(source, "Geneva, Genève, Switzerland"), "", "", "", "", ""]
    cells = [
        str(key), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}",
        f"{day.year + day.timetuple().tm_yday / 366:.4f}",
        *actors[0], *actors[1], "1", code, code[:3], code[:2], quad, "",
        str(mentions), "1", str(max(1, mentions // 2)), "", *place, *place, *place,
        f"{added:%Y%m%d}", f"https://invented.example/{key}",
    ]  # fmt: skip
    return "\t".join(cells)


if __name__ == "__main__":
    sample = Path(__file__).parent.parent / "kg" / "samples" / "invented-events.export.CSV.gz"
    text = "".join(f"{line}\n" for line in gdelt_lines(4000))
    sample.write_bytes(gzip.compress(text.encode(), mtime=0))
