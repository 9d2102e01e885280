"""JSON lines: every line stands for itself."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.model import Article, Reason, Rejected
from kg.reading import ARTICLE_LIMIT, read
from kg.reading.records import record_article, record_articles

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Iran and Pakistan held joint naval exercises in the Gulf of Oman last week, officials said."


def read_lines(path: Path, *lines: object) -> list[Article | Rejected]:
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines))
    return list(read([path]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wire.jsonl"


def test_every_field_is_read_and_other_keys_are_ignored(path: Path) -> None:
    fields = {
        "id": "a/1",
        "title": "Drills end",
        "text": TEXT,
        "publisher": "Wire",
        "language": "en-GB",
        "published": "2024-05",
        "retrieved": "2024-06-01",
        "url": "https://wire.example/1",
    }
    assert read_lines(path, {**fields, "tags": ["navy"], "score": 0.5}) == [Article(**fields)]


def test_only_the_text_is_required(path: Path) -> None:
    assert read_lines(path, {"text": TEXT}) == [Article(id="wire:1", text=TEXT, language="en")]


def test_null_and_blank_values_count_as_missing(path: Path) -> None:
    record = dict.fromkeys(("id", "title", "publisher", "language", "published", "url"), " ")
    assert read_lines(path, {**record, "text": TEXT, "retrieved": None}) == [
        Article(id="wire:1", text=TEXT, language="en")
    ]


def test_an_article_without_id_is_called_by_its_url_or_else_by_file_and_line(path: Path) -> None:
    found = read_lines(
        path, {"text": TEXT, "url": "https://wire.example/1"}, b"", {"text": TEXT}, {"id": 17, "text": TEXT}
    )
    assert [item.id for item in found if isinstance(item, Article)] == [
        "https://wire.example/1",
        "wire:3",
        "17",
    ]


def test_a_title_that_does_not_open_the_text_is_to_be_read_as_well(path: Path) -> None:
    apart, opening = read_lines(
        path, {"id": "1", "title": "Drills end", "text": TEXT}, {"id": "2", "title": TEXT[:20], "text": TEXT}
    )
    assert isinstance(apart, Article)
    assert isinstance(opening, Article)
    assert apart.title_is_apart
    assert not opening.title_is_apart


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": "x"', "not JSON: Expecting ',' delimiter at character 12"),
        (b'["text"]', 'a list, not an object like {"text": "..."}'),
        (b'{"title": "x"}', 'no "text"'),
        (b'{"text": 5}', '"text" is a number, not a string'),
        (b'{"text": "x", "title": ["y"]}', '"title" is a list, not a string'),
        (b'{"text": "x", "id": true}', '"id" is true or false, not a string'),
        (b'{"text": "x", "published": {}}', '"published" is an object, not a string'),
        (b'{"text": "caf\xe9"}', "not UTF-8: byte 13 is 0xe9"),
        (b'{"text": "a\0b"}', "byte 11 is NUL"),
        (rb'{"text": "a\u0000b"}', "text holds U+0000, which is no character, at 1"),
        (rb'{"text": "a\ud800b"}', "text holds U+D800, which is no character, at 1"),
        (rb'{"text": "x", "title": "\udfff"}', "title holds U+DFFF"),
        (rb'{"text": "x", "id": "a\ud800"}', "id holds U+D800"),
        (b"[" * 100_000, "no JSON that can be read: maximum recursion depth"),
        (b'{"id": %s}' % (b"9" * 5000), "no JSON that can be read: Exceeds the limit"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_is_no_article_is_set_aside_with_its_place_and_the_others_are_read(
    path: Path, line: bytes, why: str
) -> None:
    good = [{"id": str(n), "text": TEXT} for n in range(1, 8)]
    found = read_lines(path, *good[:6], line, good[6])
    assert [item.id for item in found if isinstance(item, Article)] == ["1", "2", "3", "4", "5", "6", "7"]
    rejected = found[6]
    assert isinstance(rejected, Rejected)
    assert (rejected.article, rejected.reason) == (f"{path.as_posix()}:7", Reason.UNREADABLE)
    assert why in rejected.detail


def test_a_pair_of_surrogates_is_one_character(path: Path) -> None:
    (item,) = read_lines(path, b'{"id": "x", "text": "%s \\ud83d\\udea2"}' % TEXT.encode())
    assert isinstance(item, Article)
    assert item.text == TEXT + " \N{SHIP}"


def test_a_line_without_text_in_it_is_empty(path: Path) -> None:
    (item,) = read_lines(path, {"text": " \n"})
    assert isinstance(item, Rejected)
    assert (item.article, item.reason) == (f"{path.as_posix()}:1", Reason.EMPTY)


def test_a_line_of_50_megabytes_is_set_aside_without_being_held(path: Path) -> None:
    long = b'{"text": "' + b"x" * 50_000_000 + b'"}'
    path.write_bytes(b"\n".join([long, json.dumps({"id": "next", "text": TEXT}).encode(), long]))
    del long
    tracemalloc.start()
    found = list(read([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(item) for item in found] == [Rejected, Article, Rejected]
    assert isinstance(found[2], Rejected)
    assert found[2].article.endswith(":3")
    assert "10,000,000 bytes" in found[2].detail
    assert peak < 3 * ARTICLE_LIMIT


def test_a_line_of_exactly_the_limit_is_read(path: Path) -> None:
    frame = len(json.dumps({"text": TEXT}))
    (item,) = read_lines(path, {"text": TEXT + " " * (ARTICLE_LIMIT - frame)})
    assert isinstance(item, Article)


def test_utf16_json_lines_are_set_aside_once_with_the_way_to_convert_them(path: Path) -> None:
    path.write_bytes(f'{{"text": "{TEXT}"}}\n'.encode("utf-16") * 3)
    (item,) = read([path])
    assert isinstance(item, Rejected)
    assert "iconv -f utf-16" in item.detail


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-03", "2024-05-03"),
        ("20240503", "2024-05-03"),
        (20240503, "2024-05-03"),
        (2024, "2024"),
        ("2024-05-03T23:30:00+08:00", "2024-05-03"),
        ("2024-05-03T23:30:00.123Z", "2024-05-03"),
        ("2024-05-03 00:30", "2024-05-03"),
        ("Fri, 03 May 2024 08:30:00 GMT", "2024-05-03"),
        ("3 May 2024 08:30:00 +0300", "2024-05-03"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("0000", None),
        ("2024-05-033", None),
        ("03/05/2024", None),
        ("yesterday", None),
        ("Fri, 31 Feb 2024 08:30:00 GMT", None),
    ],
)
def test_a_date_is_reduced_to_its_day_and_one_that_cannot_be_read_is_left_out_and_told(
    path: Path, published: object, day: str | None
) -> None:
    (item,) = read_lines(path, {"text": TEXT, "published": published})
    assert isinstance(item, Article)
    assert item.published == day
    assert len(item.unread) == (day is None)
    assert all(f"{path.as_posix()}:1: published {published!r}" in told for told in item.unread)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://wire.example/a?b=c#d", "https://wire.example/a?b=c#d"),
        ("https://wire.example/Küste", "https://wire.example/Küste"),
        ("https://wire.example/a b<c>", "https://wire.example/a%20b%3Cc%3E"),
        ("HTTP://wire.example", "HTTP://wire.example"),
        ("wire.example/a", None),
        ("javascript:alert(1)", None),
        ("https://", None),
    ],
)
def test_an_address_is_made_fit_to_be_an_iri_or_left_out(path: Path, given: str, url: str | None) -> None:
    (item,) = read_lines(path, {"text": TEXT, "url": given})
    assert isinstance(item, Article)
    assert (item.url, item.id) == (url, url or "wire:1")
    assert len(item.unread) == (url is None)
    assert all(f"url {given!r} is not an absolute web address" in told for told in item.unread)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = ("id", "title", "text", "published", "retrieved", "url", "publisher", "language")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.booleans())
def test_no_record_crashes_the_reader(record: dict[str, Any], ascii: bool) -> None:
    line = json.dumps(record, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    ((place, item),) = record_articles([line], where="wire.jsonl", name="wire")
    assert place == "wire.jsonl:1"
    assert isinstance(item, Article | Rejected)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_text_of_a_record_is_kept_to_the_character(text: str) -> None:
    assert record_article({"text": text}, place="", id=None).text == text
