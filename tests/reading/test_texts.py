"""Exact text: what is read is what the file says, character for character."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.model import Article, Reason, Rejected
from kg.reading import read, read_text
from kg.reading.decoding import decode
from kg.reading.plain import plain_article, title_of

PARAGRAPH = "Iran and Pakistan held joint naval exercises in the Gulf of Oman last week."


def read_bytes(data: bytes, name: str = "talks.txt") -> Article | Rejected:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        (item,) = read([path])
    return item


def article(data: bytes, name: str = "talks.txt") -> Article:
    item = read_bytes(data, name)
    assert isinstance(item, Article), item
    return item


def why_not(data: bytes, name: str = "talks.txt") -> str:
    item = read_bytes(data, name)
    assert isinstance(item, Rejected), item
    assert item.reason is Reason.UNREADABLE
    return item.detail


# Characters that a text may hold: everything but NUL and lone surrogates.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@given(st.text(CHARACTERS))
def test_a_text_file_is_read_to_the_character(middle: str) -> None:
    text = f"{PARAGRAPH}\r\n{middle}\r{PARAGRAPH}"
    assert plain_article(decode(text.encode())).text == text


def test_a_file_on_disk_keeps_its_line_ends() -> None:
    text = f"{PARAGRAPH}\r\n{PARAGRAPH}\r{PARAGRAPH}\n\r\n\x1a\u2028"
    assert article(text.encode()).text == text


@given(st.text(CHARACTERS), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_a_byte_order_mark_is_no_part_of_the_text(middle: str, encoding: str) -> None:
    text = f"{PARAGRAPH}\n{middle}\n{PARAGRAPH}"
    assert plain_article(decode(text.encode(encoding))).text == text


def test_utf16_is_read_in_either_byte_order() -> None:
    little = codecs.BOM_UTF16_LE + PARAGRAPH.encode("utf-16-le")
    big = codecs.BOM_UTF16_BE + PARAGRAPH.encode("utf-16-be")
    assert article(little).text == article(big).text == PARAGRAPH


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.ndjson", "a.htm"]))
def test_no_bytes_crash_the_reader(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for item in read([path]):
            assert isinstance(item, Article | Rejected)


def test_another_encoding_is_not_guessed_but_told_with_the_offset() -> None:
    assert why_not(b"\xef\xbb\xbfAnkara received Erdo\xf0an") == (
        "not UTF-8: byte 23 is 0xf0; convert it, say with: iconv -f windows-1252 -t utf-8"
    )


def test_a_binary_file_is_called_one() -> None:
    assert why_not(b"%PDF-1.7\0") == "binary data, not text: byte 8 is NUL"


def test_utf16_that_breaks_off_is_told_with_the_offset() -> None:
    assert "UTF-16, but byte 4" in why_not(b"\xff\xfea\0b")


# Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks end\n\nThey ended.", "Talks end"),
        ("Talks end\r\n\r\nThey ended.", "Talks end"),
        ("Talks end\r\rThey ended.", "Talks end"),
        ("\n  Talks end \t\n \t\n They ended.", "Talks end"),
        ("Talks end\nThey ended.", None),
        ("Talks end\rThey ended.\n\nSo it goes.", None),
        ("They ended.\n\n", None),
        ("They ended.", None),
        ("\n\n", None),
        ("", None),
        ("x" * 250 + "\n\nThey ended.", "x" * 250),
        ("x" * 251 + "\n\nThey ended.", None),
    ],
)
def test_the_first_line_is_the_title_where_a_blank_line_and_more_text_follow(
    text: str, title: str | None
) -> None:
    assert title_of(text) == title


@given(st.text(CHARACTERS), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_title_of_a_text_file_opens_its_text(middle: str, newline: str) -> None:
    read_back = plain_article(f"{PARAGRAPH}{newline}{newline}{middle}{PARAGRAPH}")
    assert read_back.title == PARAGRAPH
    assert not read_back.title_is_apart


# One text from Python


def test_a_text_is_called_by_its_url_or_else_by_its_hash() -> None:
    named = read_text(PARAGRAPH, url="https://wire.example/1", published="2024-05-03T10:00:00Z")
    assert isinstance(named, Article)
    assert (named.id, named.published) == ("https://wire.example/1", "2024-05-03")
    one, two = read_text(PARAGRAPH), read_text(PARAGRAPH + " ")
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.id != two.id


def test_a_text_is_held_to_the_rules_of_reading() -> None:
    empty, binary = read_text(" "), read_text("a\0b")
    assert isinstance(empty, Rejected)
    assert isinstance(binary, Rejected)
    assert (empty.reason, binary.reason) == (Reason.EMPTY, Reason.UNREADABLE)


def test_a_wrong_date_or_address_from_python_is_a_broken_promise() -> None:
    with pytest.raises(ValueError, match="03/05/2024"):
        read_text(PARAGRAPH, published="03/05/2024")
    with pytest.raises(ValueError, match="wire"):
        read_text(PARAGRAPH, url="wire")


def test_article_objects_are_read_like_files() -> None:
    made = Article(id="x", text=PARAGRAPH)
    (item,) = read([made, made])
    assert isinstance(item, Article)
    assert (item.text, item.language) == (PARAGRAPH, "en")


def test_a_text_that_would_take_gigabytes_to_parse_is_set_aside_with_its_length() -> None:
    longest = "Peru and Chile. " * 62_500
    assert len(article(longest.encode()).text) == 1_000_000
    assert "a text of 1,000,005 characters" in why_not(f"{longest}Peru.".encode())
