"""Files, folders and standard input: what is read, in which order, under which id, and what is set aside."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kg.errors import UsageError
from kg.model import Article, Reason, Rejected
from kg.reading import ARTICLE_LIMIT, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGLISH = "Iran and Pakistan held joint naval exercises in the Gulf of Oman last week, officials said.\n"


def articles(*sources: str | Path) -> list[Article]:
    found = list(read(sources))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def only_rejected(*sources: str | Path) -> Rejected:
    (found,) = read(sources)
    assert isinstance(found, Rejected), found
    return found


def put(path: Path, content: str | bytes = ENGLISH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """A function that puts bytes on standard input."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# Ids and order


def test_a_single_file_is_called_by_its_stem(tmp_path: Path) -> None:
    assert [a.id for a in articles(put(tmp_path / "deep" / "v1.2 talks.txt"))] == ["v1.2 talks"]


def test_a_file_in_a_folder_is_called_by_its_path_in_it_without_suffix(tmp_path: Path) -> None:
    put(tmp_path / "asia" / "iran" / "drills.txt")
    assert [a.id for a in articles(tmp_path)] == ["asia/iran/drills"]


def test_folders_are_walked_in_the_order_of_names_whatever_the_order_of_creation(tmp_path: Path) -> None:
    names = ["b.txt", "a/2.txt", "c.TXT", "a/1.txt", "a/10.txt", "B.txt"]
    for number, name in enumerate(names):
        put(tmp_path / name, f"{number}. {ENGLISH}")
    assert [a.id for a in articles(tmp_path)] == ["B", "a/1", "a/10", "a/2", "b", "c"]


def test_sources_are_read_in_the_order_given(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one.txt", "1. " + ENGLISH), put(tmp_path / "two.txt", "2. " + ENGLISH)
    assert [a.id for a in articles(two, str(one))] == ["two", "one"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    first, second = put(tmp_path / "1.txt"), put(tmp_path / "2.txt", "Later. " + ENGLISH)
    items = read([first, second])
    assert isinstance(next(items), Article)
    second.write_text("Changed meanwhile. " + ENGLISH, encoding="utf-8")
    item = next(items)
    assert isinstance(item, Article)
    assert item.text.startswith("Changed")


def test_files_of_other_suffixes_in_a_folder_are_named_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    for name in ("LICENSE", "a/talks.pdf", "._talks.txt", ".git/notes.txt", ".notes.pdf", "talks.txt"):
        put(tmp_path / name)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    licence, pdf, gone, article = read([tmp_path])
    assert isinstance(article, Article)
    for item, name, detail in ((licence, "LICENSE", "no suffix"), (pdf, "a/talks.pdf", ".pdf"),
                               (gone, "gone", "no suffix")):  # fmt: skip
        assert item == Rejected(
            article=(tmp_path / name).as_posix(), reason=Reason.OTHER_FORMAT, detail=detail
        )


def test_a_folder_without_any_article_is_set_aside_as_empty(tmp_path: Path) -> None:
    put(tmp_path / "talks.pdf")
    _, rejected = read([tmp_path])
    assert isinstance(rejected, Rejected)
    assert (rejected.article, rejected.reason) == (tmp_path.as_posix(), Reason.EMPTY)
    assert ".jsonl" in rejected.detail


def test_a_loop_of_links_ends_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    put(tmp_path / "a" / "talks.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "z").symlink_to(tmp_path / "a")
    assert [a.id for a in articles(tmp_path)] == ["a/talks"]


def test_a_link_is_followed_inside_the_folder_and_set_aside_where_it_leads_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    put(outside / "secret.txt", "Elsewhere. " + ENGLISH)
    put(inside / ".kept" / "talks.txt")
    (inside / "a.txt").symlink_to(Path(".kept") / "talks.txt")
    (inside / "b.txt").symlink_to(Path("..") / "outside" / "secret.txt")
    (inside / "c").symlink_to(outside)
    (inside / "d").symlink_to(tmp_path)
    (tmp_path / "way").symlink_to(inside)
    for folder in (inside, tmp_path / "way"):  # the argument itself may be a link
        kept, *aside = read([folder])
        assert isinstance(kept, Article)
        assert kept.id == "a"
        for item, name in zip(aside, ("b.txt", "c", "d"), strict=True):
            assert isinstance(item, Rejected)
            assert (item.article, item.reason) == ((folder / name).as_posix(), Reason.UNREADABLE)
            assert item.detail.startswith(
                f"a link to {(inside / name).resolve().as_posix()}, out of the folder"
            )
    assert [a.id for a in articles(inside / "c")] == ["secret"]


def test_a_name_that_is_no_utf8_still_gives_an_id_that_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        put(tmp_path / name)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert [a.id for a in articles(tmp_path)] == ["caf\\xe9"]


# The same article twice


def test_the_same_article_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "talks.txt")
    assert [a.id for a in articles(path, tmp_path, path)] == ["talks"]


def test_another_article_with_the_same_id_is_set_aside_and_both_places_are_named(tmp_path: Path) -> None:
    one, two = put(tmp_path / "1" / "talks.txt"), put(tmp_path / "2" / "talks.txt", "Not so. " + ENGLISH)
    kept, rejected = read([one, two])
    assert isinstance(kept, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.DUPLICATE_ID
    assert one.as_posix() in rejected.detail
    assert rejected.article == two.as_posix()


# Wrong calls


def test_a_missing_path_is_a_usage_error_that_names_it_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: No such file") as raised:
        read([put(tmp_path / "talks.txt"), tmp_path / "nowhere"])
    assert raised.value.exit_code == 2


def test_a_file_of_unknown_suffix_is_a_usage_error_that_says_what_kg_reads(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"talks\.pdf.*\.jsonl.*standard input"):
        read([put(tmp_path / "talks.pdf")])


def test_a_path_that_no_system_can_hold_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        read(["a\0b.txt"])
    with pytest.raises(UsageError):
        read(["x" * 5000 + ".txt"])


def test_an_iterator_of_sources_is_checked_as_it_is_read(tmp_path: Path) -> None:
    items = read(iter([put(tmp_path / "talks.txt"), tmp_path / "nowhere.txt"]))
    assert isinstance(next(items), Article)
    with pytest.raises(UsageError, match="nowhere"):
        next(items)


# Files that cannot be read


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u3000\u00a0".encode()])
def test_a_file_without_a_word_is_set_aside_as_empty(tmp_path: Path, content: bytes) -> None:
    rejected = only_rejected(put(tmp_path / "talks.txt", content))
    assert (rejected.reason, rejected.article) == (Reason.EMPTY, (tmp_path / "talks.txt").as_posix())


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path / "1.txt", b"\x89PNG\r\n\x1a\n\0\0")
    put(tmp_path / "2.txt")
    bad, good = read([tmp_path])
    assert isinstance(bad, Rejected)
    assert isinstance(good, Article)


def test_a_file_over_the_limit_is_set_aside(tmp_path: Path) -> None:
    rejected = only_rejected(put(tmp_path / "talks.txt", b"x" * (ARTICLE_LIMIT + 1)))
    assert rejected.reason is Reason.UNREADABLE
    assert "10,000,000 bytes" in rejected.detail


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    text = ENGLISH + " " * (ARTICLE_LIMIT - len(ENGLISH))
    assert [len(a.text) for a in articles(put(tmp_path / "talks.txt", text))] == [ARTICLE_LIMIT]


def test_a_link_to_nothing_in_a_folder_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    rejected = only_rejected(tmp_path)
    assert (rejected.reason, rejected.detail) == (Reason.UNREADABLE, "No such file or directory")


@pytest.fixture
def forbidden() -> Iterator[Path]:
    """A folder with a file and a sub-folder that may not be read; root steps down to meet the refusal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "a" / "talks.txt")
        put(folder / "b.txt")
        put(folder / "c.txt", "Besides, " + ENGLISH)
        folder.chmod(0o755)
        (folder / "a").chmod(0)
        (folder / "b.txt").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        (folder / "a").chmod(0o755)


def test_what_may_not_be_read_is_set_aside(forbidden: Path) -> None:
    folder, file, good = read([forbidden])
    assert isinstance(folder, Rejected)
    assert isinstance(file, Rejected)
    assert isinstance(good, Article)
    assert [(r.reason, r.detail) for r in (folder, file)] == [(Reason.UNREADABLE, "Permission denied")] * 2


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    put(tmp_path / "talks.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    pipe, good, device = read([tmp_path])
    assert isinstance(good, Article)
    for left_out, name in ((pipe, "pipe.txt"), (device, "zero.txt")):
        assert isinstance(left_out, Rejected)
        assert (left_out.article, left_out.reason) == ((tmp_path / name).as_posix(), Reason.UNREADABLE)
        assert left_out.detail.startswith("a pipe or a device")


# Standard input


def test_plain_text_on_standard_input_is_one_article_called_by_its_hash(
    typed: Callable[[bytes], None],
) -> None:
    text = "\n\n" + ENGLISH + "\r\n{not JSON}\n"
    typed(text.encode())
    (first,) = articles("-")
    typed(text.encode())
    (again,) = articles(Path("-"))
    assert first == again
    assert first.text == text
    assert len(first.id) == 20


def test_json_lines_on_standard_input_are_known_by_their_brace(typed: Callable[[bytes], None]) -> None:
    typed(b'\xef\xbb\xbf\n \n {"text": "%s"}\n{"id": "x"}\n' % ENGLISH.strip().encode())
    good, bad = read(["-"])
    assert isinstance(good, Article)
    assert good.text == ENGLISH.strip()
    assert len(good.id) == 20
    assert isinstance(bad, Rejected)
    assert bad.article == "standard input:4"


def test_empty_standard_input_is_set_aside(typed: Callable[[bytes], None]) -> None:
    typed(b"")
    assert only_rejected("-").reason is Reason.EMPTY


def test_standard_input_without_end_is_cut_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.given += len(buffer)
            buffer[:] = b"\n" * len(buffer)
            return len(buffer)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    assert only_rejected("-").reason is Reason.UNREADABLE
    assert endless.given < 2 * ARTICLE_LIMIT
