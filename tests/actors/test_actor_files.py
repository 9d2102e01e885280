"""The shipped files keep to their schema; broken ones are told in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kg.actors import Registry, check
from kg.errors import ActorError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_files_have_no_problem() -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('[states.IRN]\nnam = "Iran"\n', "states.IRN", "no key 'nam'"),
        ('[states.IRN]\nnames = "Iran"\n', "states.IRN.names", "list of names"),
        ('[states.IRN]\nwikidata = "794"\n', "states.IRN.wikidata", "no Wikidata number"),
        ('[cities]\nXYZ = ["Nowhere"]\n', "cities.XYZ", "no code"),
        ('[cities]\nIRN = ["...", "Qom"]\n', "cities.IRN", "no word"),
        ('[services.IRN]\nOne = { role = "MIL", names = ["One"] }\n', "services.IRN.One", "lower-case"),
        ('[groups.IRN]\none = { names = ["One"] }\n', "groups.IRN.one", "lacks 'role'"),
        ('[organizations.X]\nname = "X"\nmembers = ["QQQ:2020"]\n', "organizations.X.members", "no code"),
        ('[organizations.X]\nname = "X"\nmembers = ["IRN:soon"]\n', "organizations.X.members", "not a date"),
        ('[tenures.IRN]\n"Wizard" = [["A B", "2020"]]\n', "tenures.IRN.Wizard", "no title"),
        ('[tenures.IRN]\n"President" = [["A B"]]\n', "tenures.IRN.President", "is not [name"),
        ('[tenures.IRN]\n"President" = [["A B", "2031", "2030"]]\n', "tenures.IRN.President", "before beginning"),
        ('[tenures.IRN]\n"President" = [["A B", "2031", "2033"], ["C D", "2032"]]\n', "tenures.IRN.President", "one time"),
    ],
)  # fmt: skip
def test_a_broken_entry_is_named(tmp_path: Path, text: str, where: str, what: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    problems = check([file])
    assert [p for p in problems if p.where == where and what in p.what], problems
    assert all(p.path == file for p in problems)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.toml", "[states", "not valid TOML"),
        ("a.json", "{", "not valid JSON"),
        ("a.json", "[1]", "table of sections"),
        ("a.toml", "[planets]\n", "unknown section 'planets'"),
    ],
)
def test_a_file_that_cannot_be_read_raises_when_loaded_and_is_a_problem_when_checked(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ActorError, match=message):
        Registry.load([file])
    assert any(message in p.what for p in check([file]))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ActorError, match="No such file"):
        Registry.load([tmp_path / "none.toml"])
