"""Bytes made up at random, and files damaged at random: no reader fails on any (`make soak` tries many)."""

from __future__ import annotations

import gzip
import json
import os

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.model import Article

from fuzzing import PACKINGS, SUFFIXES, readers_hold

# `make soak` asks for many more, and for others in every run.
EXAMPLES = int(os.environ.get("KG_FUZZ", "0"))
HARD = settings(
    max_examples=EXAMPLES or 60,
    derandomize=not EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

NEWS = "Chile and Peru held joint naval exercises near Arica on Monday."
names = st.tuples(st.sampled_from(SUFFIXES), st.sampled_from(PACKINGS)).map(lambda s: f"a/wire{s[0]}{s[1]}")
words = st.sampled_from(
    ["<p>", "</p>", "<title>", "<meta charset=", "utf-16", "<script>", "<!--", "-->", "&#0;", "&lt", "<![CDATA[",
     '{"text": "', '"}', '"id": ', '"published": "2024-', "\\ud800", "\\u0000", "\n", "\n\n", "\r", "\ufeff", "\0",
     NEWS, "null", "[", "{", "1e999", '"title": "', "\u2028", "\U0001f600", "e\u0301"]
)  # fmt: skip
texts = st.lists(words | st.text(max_size=12), max_size=30).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("id", "text", "title", "url", "publisher", "language", "published", "retrieved", "extra")
records = st.dictionaries(st.sampled_from(KEYS), values | st.just(NEWS) | texts, max_size=9)


def packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data, mtime=0)
    return zstandard.ZstdCompressor().compress(data) if name.endswith(".zst") else data


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Some bytes cut out, written over or told twice."""
    data = bytearray(draw(whole))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        past = min(len(data), at + draw(st.integers(0, 20)))
        data[at:past] = draw(st.binary(max_size=8) | st.just(bytes(data[at:past]) * 2))
    return bytes(data)


@HARD
@given(names, st.binary(max_size=400) | texts.map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_under_any_name_give_articles_or_reasons(name: str, data: bytes) -> None:
    readers_hold(name, data)
    readers_hold(name, packed(name, data))


@HARD
@given(names, st.data())
def test_a_file_that_was_damaged_after_it_was_packed_gives_articles_or_reasons(
    name: str, data: st.DataObject
) -> None:
    whole = st.builds(
        packed, st.just(name), texts.map(lambda text: f"{NEWS} {text}".encode(errors="replace"))
    )
    readers_hold(name, data.draw(damaged(whole)))


@HARD
@given(st.lists(records, max_size=6), st.sampled_from(PACKINGS))
def test_json_of_any_shape_gives_an_article_or_a_reason_a_line(
    lines: list[dict[str, object]], packing: str
) -> None:
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    name = f"wire.jsonl{packing}"
    found = readers_hold(name, packed(name, data))
    assert len(found) <= len(lines)
    if not packing:
        again = readers_hold("wire.jsonl", data + json.dumps({"id": "last one", "text": NEWS}).encode())
        assert isinstance(again[-1], Article)  # whatever came before, what comes after is read
        assert again[:-1] == found


@HARD
@given(st.lists(texts, max_size=4), st.sampled_from(PACKINGS))
def test_a_page_of_any_markup_gives_an_article_or_a_reason(parts: list[str], packing: str) -> None:
    body = f"<html><body><p>{NEWS}</p>{'<p>'.join(parts)}"
    name = f"page.html{packing}"
    assert len(readers_hold(name, packed(name, body.encode(errors="replace")))) == 1


@pytest.mark.parametrize("name", [f"wire{suffix}{packing}" for suffix in SUFFIXES for packing in PACKINGS])
def test_a_good_file_is_read_under_every_name(name: str) -> None:
    body = {
        ".txt": NEWS,
        ".html": f"<html><body><article><p>{NEWS}</p></article></body></html>",
        ".jsonl": json.dumps({"text": NEWS}),
    }
    suffix = next(s for s in SUFFIXES if s in name)
    (item,) = readers_hold(name, packed(name, body[suffix].encode()))
    assert isinstance(item, Article)
    assert NEWS in item.text
