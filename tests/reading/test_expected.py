"""How many articles there will be, before any is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reading import expected

if TYPE_CHECKING:
    from pathlib import Path


def test_files_and_records_are_counted_folder_by_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("A.")
    (tmp_path / "b.html").write_text("<p>B.")
    (tmp_path / "c.jsonl").write_text('{"text": "C."}\n' * 7)
    (tmp_path / "no.pdf").write_text("")
    assert expected([tmp_path]) == 9
    assert expected([tmp_path / "inner", str(tmp_path / "c.jsonl")]) == 8


def test_a_large_file_of_records_is_judged_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(('{"text": "' + "x" * 90 + '"}\n') * 30_000)
    assert expected([tmp_path]) in range(29_700, 30_300)


def test_nobody_knows_what_standard_input_and_packed_records_hold(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"")
    assert expected(["-"]) is None
    assert expected([tmp_path]) is None
