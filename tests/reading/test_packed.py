"""gzip and zstd: the same articles as unpacked, damage named, bombs stopped."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest
import zstandard
from kg.errors import UnreadableSource, UsageError
from kg.model import Article, Reason, Rejected
from kg.reading import format_of, read, read_stream
from kg.reading.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENGLISH = "Iran and Pakistan held joint naval exercises in the Gulf of Oman last week, officials said.\n"
PAGE = f"<html><body><article><h1>Navies meet</h1><p>{ENGLISH * 4}</p></article></body></html>"
LINES = "".join(json.dumps({"id": f"a{n}", "text": f"{n}. {ENGLISH}"}) + "\n" for n in range(2000))

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
packed_as = pytest.mark.parametrize("suffix", PACK)


def detail(item: Article | Rejected) -> str:
    assert isinstance(item, Rejected), item
    assert item.reason is Reason.UNREADABLE
    return item.detail


@packed_as
@pytest.mark.parametrize(("name", "content"), [("a.txt", ENGLISH), ("a.html", PAGE), ("a.jsonl", LINES)])
def test_a_packed_file_gives_the_articles_of_the_file_that_it_packs(
    tmp_path: Path, suffix: str, name: str, content: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "packed").mkdir()
    (tmp_path / "bare" / name).write_text(content)
    (tmp_path / "packed" / (name + suffix.upper())).write_bytes(PACK[suffix](content.encode()))
    bare = list(read([tmp_path / "bare"]))
    assert bare
    assert all(isinstance(item, Article) for item in bare)
    assert list(read([tmp_path / "packed"])) == bare
    assert list(read([tmp_path / "packed" / (name + suffix.upper())])) == bare


@packed_as
def test_files_packed_in_parts_are_read_to_the_last_part(suffix: str) -> None:
    half = len(LINES) // 2
    both = PACK[suffix](LINES[:half].encode()) + PACK[suffix](LINES[half:].encode())
    assert len(list(read_stream(io.BytesIO(both), f"a.jsonl{suffix}"))) == 2000


def test_frames_of_zstd_that_hold_nothing_are_passed_over() -> None:
    skippable = b"\x50\x2a\x4d\x18\x04\0\0\0note"
    both = skippable + zstandard.compress(ENGLISH.encode()) + skippable
    (item,) = read_stream(io.BytesIO(both), "a.txt.zst")
    assert isinstance(item, Article)
    assert item.text == ENGLISH


@packed_as
def test_a_packed_text_that_breaks_off_is_set_aside(suffix: str) -> None:
    whole = PACK[suffix](LINES.encode())
    for end in (5, len(whole) // 2, len(whole) - 1):
        (item,) = read_stream(io.BytesIO(whole[:end]), f"a.txt{suffix}")
        assert "breaks off" in detail(item)


@packed_as
def test_packed_lines_that_break_off_are_read_as_far_as_they_go(suffix: str) -> None:
    whole = PACK[suffix](LINES.encode())
    *kept, last = read_stream(io.BytesIO(whole[: len(whole) // 2]), f"a.jsonl{suffix}", where="here")
    assert "breaks off" in detail(last)
    assert last.article == "here"
    assert [item.id for item in kept if isinstance(item, Article)] == [f"a{n}" for n in range(len(kept))]
    assert suffix == ".zst" or len(kept) > 500  # zstd gives whole blocks only: here there is one


@packed_as
def test_bytes_that_are_not_packed_or_were_changed_are_set_aside(suffix: str) -> None:
    whole = bytearray(PACK[suffix](LINES.encode()))
    whole[len(whole) // 2] ^= 0x55
    for data in (ENGLISH.encode(), bytes(whole), PACK[suffix](LINES.encode()) + b"trailing"):
        *_, last = read_stream(io.BytesIO(data), f"a.jsonl{suffix}")
        assert "damaged" in detail(last) or "not JSON" in detail(last)


@packed_as
def test_a_bomb_is_stopped_long_before_it_is_unpacked(suffix: str) -> None:
    pack = PACK[suffix]
    bomb = pack(b"\n" * 10_000_000) * 200
    (item,) = read_stream(io.BytesIO(bomb), f"a.txt{suffix}")
    assert "more than 10,000,000 bytes" in detail(item)
    (item,) = read_stream(io.BytesIO(bomb), f"a.jsonl{suffix}")
    assert "decompression bomb" in detail(item)


@packed_as
def test_a_bomb_is_unpacked_piece_by_piece(suffix: str) -> None:
    bomb = PACK[suffix](b"\0" * 200_000_000)
    stream = unpacked(io.BytesIO(bomb), {".gz": "gzip", ".zst": "zstd"}[suffix])
    sizes: list[int] = []
    with pytest.raises(UnreadableSource, match="bomb"):
        sizes.extend(len(piece) for piece in iter(lambda: stream.read(1 << 16), b""))
    assert all(size <= 1 << 16 for size in sizes)
    assert sum(sizes) < 25_000_000


def test_zstd_that_asks_for_more_memory_than_there_should_be_is_set_aside() -> None:
    header = b"\x28\xb5\x2f\xfd" + b"\x00" + bytes([(31 - 10) << 3])  # a window of 2 GB
    (item,) = read_stream(io.BytesIO(header + b"\x01\0\0"), "a.txt.zst")
    assert "too much memory" in detail(item)


@packed_as
def test_an_empty_packed_file_is_empty(suffix: str) -> None:
    for data in (b"", PACK[suffix](b"")):
        (item,) = read_stream(io.BytesIO(data), f"a.txt{suffix}")
        assert isinstance(item, Rejected)
        assert item.reason is Reason.EMPTY


# Names


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", ("text", None, "a")),
        ("asia/iran.v2.HTM", ("page", None, "asia/iran.v2")),
        ("wire.jsonl.gz", ("records", "gzip", "wire")),
        ("wire.NDJSON.ZST", ("records", "zstd", "wire")),
        ("a.gz", None),
        ("a.tar.gz", None),
        ("a.txt.gz.gz", None),
        ("txt", None),
        ("", None),
    ],
)
def test_names_tell_format_and_packing(name: str, form: tuple[str, str | None, str] | None) -> None:
    assert format_of(name) == form


def test_a_stream_of_unknown_name_is_a_usage_error_at_once() -> None:
    with pytest.raises(UsageError, match=r"a\.pdf.*\.jsonl.*\.zst"):
        read_stream(io.BytesIO(b""), "a.pdf")


def test_a_stream_that_fails_half_way_keeps_what_was_read() -> None:
    class Lost(io.RawIOBase):
        given = False

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if self.given:
                raise ConnectionResetError(104, "Connection reset by peer")
            self.given = True
            data = LINES.encode()[:200]
            buffer[: len(data)] = data
            return len(data)

    kept, lost = read_stream(io.BufferedReader(Lost()), "a.jsonl")
    assert isinstance(kept, Article)
    assert detail(lost) == "Connection reset by peer"
