"""docs/analysis.md: the score that is reckoned by hand there is the score."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kg.analysis import dyad
from kg.ontology import classes

from made_rows import event

PAGE = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")
GOLDSTEIN = {"Visit": 1.9, "Meeting": 1.0, "MilitaryAid": 8.3, "Criticism": -2.2, "Warning": -3.0}


def rows(pattern: str) -> list[tuple[str, ...]]:
    return re.findall(rf"^\| {pattern} \|$", PAGE, flags=re.MULTILINE)


def worked_example():
    told = rows(r"(2024-\S+) \| (\w+) (\w+) (\w+) \| (\w+) \| (\S+)")
    assert {cls: float(weight) for _, _, cls, _, _, weight in told} == GOLDSTEIN
    made = [
        replace(
            event(str(n), "Visit", source, target, date, statuses=(status,)),
            cls=cls,
            reciprocal=classes()[cls].symmetric,
        )
        for n, (date, source, cls, target, status, _) in enumerate(told)
    ]
    return dyad(made, "AUS", "IDN")


def last_numbers(name: str) -> list[float]:
    ((first, second),) = rows(rf"{re.escape(name)} \| ([^|]*) \| ([^|]*)")
    return [float(cell.split("=")[-1]) for cell in (first, second)]


def test_the_score_is_what_the_page_reckons_by_hand() -> None:
    pair = worked_example()
    score = pair.score("quarter", weights=GOLDSTEIN)
    assert list(score["period"]) == ["2024-Q1", "2024-Q2"]
    assert list(score["total"]) == last_numbers("total") == [0.7, 5.3]
    assert list(score["mean"]) == last_numbers("mean") == [0.2333, 2.65]
    ((first, second),) = rows(r"scored, cooperation, conflict \| ([\d, ]+) \| ([\d, ]+)")
    counts = score[["scored", "cooperation", "conflict"]].to_numpy().tolist()
    assert counts == [[int(n) for n in cell.split(",")] for cell in (first, second)]
    for way, name in (("a>b", "AUS towards IDN"), ("b>a", "IDN towards AUS")):
        told = last_numbers(f'total of {name} (`direction="{way}"`)')
        assert list(pair.score("quarter", weights=GOLDSTEIN, direction=way)["total"]) == told  # type: ignore[arg-type]
