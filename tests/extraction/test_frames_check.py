"""The linter of frame files: each fault is found, with its place and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kg.errors import UsageError
from kg.extraction.frames import load
from kg.extraction.lexicon_check import check

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extraction.lexicon_reading import Problem

KNOWN = {"Praise", "Support", "Criticism", "Accusation"}


def faults(folder: Path, text: str, classes: set[str] | None = None) -> list[Problem]:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return [problem for problem in check([path], classes or ()) if problem.file == "mine.toml"]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (
            '[[verb]]\nlemmas = ["zork"]\nclass = "Praise"\nobjekt = ["a"]\n',
            "verb 1 (line 1): zork",
            "no key 'objekt'",
        ),
        (
            '\n\n[[verb]]\nlemmas = ["zork"]\nclass = "Praise"\ntarget = ["yonder"]\n',
            "verb 1 (line 3): zork",
            "no slot",
        ),
        ('[[noun]]\nlemmas = []\nclass = "Praise"\n', "noun 1 (line 1): no lemmas", "not empty"),
        ('[[noun]]\nlemmas = ["a", "a"]\nclass = "Praise"\n', "noun 1 (line 1): a", "'a' twice"),
        (
            '[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nobject = ["@nope"]\n',
            "verb 1 (line 1): a",
            "@nope is not defined",
        ),
        (
            '[[noun]]\nlemmas = ["memorandum of zork"]\nclass = "Praise"\n',
            "noun 1 (line 1): memorandum of zork",
            "never match",
        ),
    ],
)
def test_a_fault_of_form_is_found_with_its_place(tmp_path: Path, text: str, where: str, message: str) -> None:
    (problem,) = faults(tmp_path, text)
    assert problem.where == where
    assert message in problem.message


def test_a_class_that_the_ontology_lacks_is_found(tmp_path: Path) -> None:
    text = '[[verb]]\nlemmas = ["zork"]\nclass = "Prais"\nroot = "Support"\n'
    (problem,) = faults(tmp_path, text, KNOWN)
    assert "no class 'Prais'" in problem.message
    assert faults(tmp_path, text) == [], "without a list of classes their names are not checked"


def test_a_root_that_the_ontology_lacks_is_found(tmp_path: Path) -> None:
    text = 'root = "Suport"\n[[verb]]\nlemmas = ["zork"]\nclass = "Praise"\n'
    (problem,) = faults(tmp_path, text, KNOWN)
    assert "no class 'Suport'" in problem.message


def test_a_frame_behind_one_that_always_fits_is_found(tmp_path: Path) -> None:
    text = """[[verb]]
lemmas = ["zork"]
class = "Praise"
object = ["law", "policy"]

[[verb]]
lemmas = ["zork", "bork"]
class = "Criticism"
object = ["policy"]
"""
    (problem,) = faults(tmp_path, text)
    assert problem.where == "verb 2 (line 6): zork"
    assert "never reached for 'zork': mine.toml:1 always comes first" in problem.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('object = ["law"]', 'object = ["policy"]'),
        ('object = ["law"]', 'prep = ["with"]'),
        ('not_object = ["law"]', 'not_object = ["policy"]'),
        ('status = "planned"\nobject = ["law"]', 'object = ["law", "policy"]'),
        ('complement = "to"', 'complement = "that"'),
    ],
)
def test_frames_that_leave_each_other_room_are_fine(tmp_path: Path, first: str, second: str) -> None:
    head = '[[verb]]\nlemmas = ["zork"]\nclass = "Praise"\n'
    assert faults(tmp_path, f"{head}{first}\n{head}{second}\n") == []


def test_the_same_frame_twice_is_found(tmp_path: Path) -> None:
    table = '[[noun]]\nlemmas = ["zork"]\nclass = "Praise"\nmodifiers = ["warm"]\n'
    (problem,) = faults(tmp_path, table + table)
    assert problem.where.startswith("noun 2 (line 5)")


def test_a_file_that_is_not_toml_is_one_problem(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, "[[verb]\n")
    assert problem.where == "file"
    assert "is not valid TOML" in problem.message


def test_a_frame_of_ours_that_an_overlay_covers_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[verb]]\nlemmas = ["impose"]\nclass = "Praise"\n', encoding="utf-8")
    assert check([path]) == []


def test_a_folder_stands_for_its_files_by_name(tmp_path: Path) -> None:
    table = '[[verb]]\nlemmas = ["zork"]\nclass = "{}"\n'
    (tmp_path / "b.toml").write_text(table.format("Criticism"), encoding="utf-8")
    (tmp_path / "a.toml").write_text(table.format("Praise"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not frames", encoding="utf-8")
    assert [frame.type for frame in load([tmp_path]).verbs["zork"]] == ["Praise", "Criticism"]
    (problem,) = check([tmp_path])
    assert problem.file == "b.toml"
    assert "a.toml:1 always comes first" in problem.message


def test_a_folder_without_frames_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \.toml file"):
        check([tmp_path])
