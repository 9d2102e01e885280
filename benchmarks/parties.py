"""Parties: of the mentions found in gold texts, the share whose countries are those of the annotators.

Needs the folder ``../shared`` with the gold texts. A mention is found if its trigger overlaps one of
the gold; a party is right if its country is one of that event's. ``python -m benchmarks.parties`` names
every party that is not.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build import extract, to_json
from kg.model import Article

from benchmarks import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"
_TARGET = 0.97


def measure() -> Iterator[Comparison]:
    """The share of right countries in each set."""
    if not _GOLD.is_dir():
        return
    figures = {"to reach": _TARGET}
    for name in ("dev", "wire"):
        counts = Counter(right for right, _ in _parties(name))
        figures[f"{name} ({counts.total()} parties)"] = counts[True] / max(1, counts.total())
    yield Comparison(
        title="Countries of sources and targets", unit="share right", figures=figures, baseline="to reach"
    )


def _parties(name: str) -> Iterator[tuple[bool, str]]:
    """Every party of the mentions found, whether it is right, and what it is."""
    gold: dict[str, list[dict[str, Any]]] = {}
    for event in map(json.loads, (_GOLD / f"{name}.jsonl").open(encoding="utf-8")):
        gold.setdefault(event["doc"].removesuffix(".txt"), []).append(event)
    published = {
        row["doc"].removesuffix(".txt"): row["published"]
        for row in map(json.loads, (_GOLD / f"{name}.meta.jsonl").open(encoding="utf-8"))
    }
    articles = [
        Article(id=file.stem, text=file.read_text(encoding="utf-8"), published=published.get(file.stem))
        for file in sorted((_GOLD / name).glob("*.txt"))
    ]
    for mention in map(to_json, extract(articles)):
        start, end = mention["trigger"]["start"], mention["trigger"]["end"]
        same = [
            event for event in gold.get(mention["article"], ())
            if event["trigger"]["start"] < end and start < event["trigger"]["end"]
        ]  # fmt: skip
        countries = {a["country"] for event in same for side in ("source", "target") for a in event[side]}
        for party in (*mention["source"], *mention["target"]) if same else ():
            trigger = f"{mention['article']} {start}: {mention['trigger']['text']!r}"
            told = f"{trigger} {party['name']!r} is {party['country']}"
            yield party["country"] in countries, f"{told}, not of {', '.join(sorted(map(str, countries)))}"


if __name__ == "__main__":
    for _name in ("dev", "wire"):
        for _right, _told in _parties(_name):
            if not _right:
                print(_told)
