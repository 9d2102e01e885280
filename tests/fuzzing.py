"""What must hold of any input, for whatever makes the inputs up: hypothesis in the suite, atheris in `make soak`.

``readers_hold(name, data)`` and ``contract_holds(article)`` raise ``AssertionError`` where something does not.
"""

from __future__ import annotations

import io
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
from kg.build import schema, to_line
from kg.extraction import Extractor
from kg.model import Article, Reason, Rejected
from kg.reading import ARTICLE_LIMIT, read_stream

if TYPE_CHECKING:
    from kg.model import Extraction

SUFFIXES = (".txt", ".html", ".jsonl")
PACKINGS = ("", ".gz", ".zst")


class Trickle(io.BytesIO):
    """A stream that gives no more than a few bytes at once, as a slow network does."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7 if size is None or size < 0 else min(size, 7))


def readers_hold(name: str, data: bytes) -> list[Article | Rejected]:
    """Bytes of any kind yield articles or reasons, never an error, and the same ones in every run."""
    found = list(read_stream(io.BytesIO(data), name))
    assert found == list(read_stream(io.BytesIO(data), name))
    assert found == list(read_stream(Trickle(data), name))
    articles = [item for item in found if isinstance(item, Article)]
    assert len({article.id for article in articles}) == len(articles)
    for item in found:
        if isinstance(item, Rejected):
            assert item.reason in Reason
            assert item.detail
            continue
        assert item.text.strip()
        assert len(item.text) <= ARTICLE_LIMIT
        for value in (item.id, item.text, item.title or "", item.url or "", item.publisher or ""):
            assert "\0" not in value
            value.encode()  # no half of a surrogate pair
    return found


@cache
def extractor() -> Extractor:
    return Extractor(min_confidence=0.3)


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def contract_holds(article: Article) -> Extraction:
    """What ``kg extract`` prints of an article keeps the contract, whatever the article says."""
    found = extractor().extract(article)
    lines = [to_line(mention) for mention in found.mentions]
    assert lines == [to_line(mention) for mention in extractor().extract(article).mentions]
    told = [json.loads(line) for line in lines]
    for line in told:
        assert [error.message for error in validator().iter_errors(line)] == []
        _spans_hold(article, line)
    places = [(one["trigger"]["field"] != "title", one["trigger"]["start"]) for one in told]
    assert places == sorted(places)
    assert len({one["id"] for one in told}) == len(told)
    return found


def _spans_hold(article: Article, line: dict[str, Any]) -> None:
    trigger, sentence = line["trigger"], line["sentence"]
    field = article.field(trigger["field"])
    assert field[trigger["start"] : trigger["end"]] == trigger["text"]
    assert sentence["start"] <= trigger["start"] < trigger["end"] <= sentence["end"] <= len(field)
    speaker = [line["speaker"]] if line["speaker"] else []
    for party in (*line["source"], *line["target"], *speaker):
        whole = article.field(party.get("field", "text"))
        assert 0 <= party["start"] < party["end"] <= len(whole)
        assert whole[party["start"] : party["end"]].strip()
    if not line["reciprocal"]:
        assert {p["id"] for p in line["source"]}.isdisjoint(p["id"] for p in line["target"])
