"""Reading: what each format costs an article, from the file to the record.

The baseline parses the JSON and does nothing else. The articles are the samples that ship, many times over.
"""

from __future__ import annotations

import json
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article
from kg.reading import read

from benchmarks import Comparison, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COPIES = 50


def measure() -> Iterator[Comparison]:
    """Time an article, by format."""
    samples = Path(__file__).parent.parent / "kg" / "samples"
    articles = [item for item in read([samples]) if isinstance(item, Article)]
    page = next(samples.glob("*.html")).read_text(encoding="utf-8").replace('rel="canonical"', "")
    count = len(articles) * _COPIES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("text", "pages"):
            (folder / kind).mkdir()
        told, untold = (folder / "told.jsonl").open("w"), (folder / "untold.jsonl").open("w")
        with told, untold:
            for number in range(count):
                text = articles[number % len(articles)].text
                print(json.dumps({"id": str(number), "text": text, "language": "en"}), file=told)
                print(json.dumps({"id": str(number), "text": text}), file=untold)
                (folder / "text" / f"{number}.txt").write_text(text, encoding="utf-8")
                (folder / "pages" / f"{number}.html").write_text(page, encoding="utf-8")
        actions: dict[str, Callable[[], object]] = {
            "json.loads": partial(_parse, folder / "told.jsonl"),
            "JSON lines, language given": partial(_read, folder / "told.jsonl", count),
            "JSON lines, language identified": partial(_read, folder / "untold.jsonl", count),
            "text files": partial(_read, folder / "text", count),
            "web pages": partial(_read, folder / "pages", count),
        }
        interleaved(actions, rounds=1)
        seconds = interleaved(actions, rounds=3)
    yield Comparison(
        title=f"Reading {count} articles",
        unit="ms an article",
        figures={name: value / count * 1000 for name, value in seconds.items()},
        baseline="json.loads",
    )


def _parse(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


def _read(path: Path, count: int) -> None:
    assert sum(isinstance(item, Article) for item in read([path])) == count
