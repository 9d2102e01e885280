"""An overlay that the analyst owns: changes are applied, told and taken back."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.actors import Registry, resolve
from kg.actors.editing import append, changes, table, undo
from kg.errors import ActorError

if TYPE_CHECKING:
    from pathlib import Path

ADDED = {
    "do": "add", "id": "FRA/jane-example", "kind": "person", "name": "Jane Example", "office": "Minister of Defence",
    "from": "2024-05-03",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def ids(file: Path, *phrases: str, date: str = "2024-06") -> list[str | None]:
    registry = Registry.load([file])
    return [resolve(phrase, date, registry=registry).id for phrase in phrases]


def test_an_added_office_holds_from_its_date_on(file: Path) -> None:
    append(file, ADDED)
    registry = Registry.load([file])
    offices = [resolve("Jane Example", date, registry=registry).office for date in ("2023", "2024-06")]
    assert offices == [None, "FRA/minister-of-defence"]


def test_an_edit_finds_the_tenure_whatever_the_office_is_called(file: Path) -> None:
    append(file, ADDED)
    append(
        file, {"do": "edit", "id": "FRA/jane-example", "office": "Defence Minister", "until": "2025-01-10"}
    )
    held = Registry.load([file]).holder("Jane Example")
    assert [(t.start, t.end) for t in held] == [("2024-05-03", "2025-01-10")]


def test_merged_persons_share_names_offices_and_id(file: Path) -> None:
    append(file, ADDED)
    append(file, {"do": "merge", "id": "FRA/janet-example", "into": "FRA/jane-example"})
    registry = Registry.load([file])
    assert registry.person_id("FRA", "Janet Example") == "FRA/jane-example"
    append(file, {"do": "merge", "id": "RUS/sergei-lavrov", "into": "RUS/s-v-lavrov"})
    lavrov = resolve("Sergey Lavrov", "2015", registry=Registry.load([file]))
    assert (lavrov.id, lavrov.office) == ("RUS/s-v-lavrov", "RUS/minister-of-foreign-affairs")


def test_what_was_split_is_two_with_an_office_each(file: Path) -> None:
    append(file, ADDED | {"names": ["Jane B. Example"]})
    append(file, ADDED | {"office": "Foreign Minister", "from": "2010", "until": "2012"})
    append(
        file,
        {"do": "split", "id": "FRA/jane-example", "into": "FRA/jane-other", "name": "Jane B. Example",
         "offices": ["Minister of Foreign Affairs"]},
    )  # fmt: skip
    registry = Registry.load([file])
    assert registry.person_id("FRA", "Jane B. Example") == "FRA/jane-other"
    assert {t.person for t in registry.tenures() if t.person.startswith("FRA/jane")} == {
        "FRA/jane-example",
        "FRA/jane-other",
    }
    assert [t.office.name for t in registry.holder("Jane B. Example")] == ["Minister of Foreign Affairs"]


def test_services_groups_and_organisations_can_be_added_merged_and_split(file: Path) -> None:
    append(
        file,
        {"do": "add", "id": "CPACT", "kind": "organization", "name": "Coastal Pact", "members": ["FRA:2024"]},
    )
    append(
        file, {"do": "add", "id": "NPL/hill-rifles", "kind": "service", "name": "Hill Rifles", "role": "MIL"}
    )
    append(file, {"do": "add", "id": "NPL/hill-front", "kind": "group", "name": "Hill Front"})
    assert ids(file, "the Coastal Pact", "Hill Rifles", "Hill Front") == [
        "CPACT",
        "NPL/hill-rifles",
        "NPL/hill-front",
    ]
    assert Registry.load([file]).members("CPACT", "2025") == ("FRA",)
    append(file, {"do": "merge", "id": "NPL/hill-rifles", "into": "NPL/hill-front"})
    assert ids(file, "Hill Rifles") == ["NPL/hill-front"]
    append(file, {"do": "split", "id": "NPL/hill-front", "into": "NPL/old-rifles", "name": "Hill Rifles"})
    assert ids(file, "Hill Rifles", "Hill Front") == ["NPL/old-rifles", "NPL/hill-front"]


def test_a_name_taken_away_means_nobody(file: Path) -> None:
    append(file, {"do": "edit", "id": "LBN/hezbollah", "without": ["Party of God"], "names": ["The Party"]})
    assert ids(file, "Party of God", "The Party") == [None, "LBN/hezbollah"]


def test_what_the_person_wrote_stays_and_every_change_can_be_taken_back(file: Path) -> None:
    own = '# mine\n[cities]\nFRA = ["Exampleville"]\n'
    file.write_text(own, encoding="utf-8")
    append(file, ADDED)
    append(file, {"do": "merge", "id": "FRA/j-example", "into": "FRA/jane-example"})
    with file.open("a", encoding="utf-8") as end:
        end.write('\n[services.FRA]\nexample = { role = "MIL", names = ["Example Corps"] }\n')
    assert undo(file, 1) == ADDED
    assert [change["do"] for change in changes(file)] == ["merge"]
    assert ids(file, "Exampleville", "Example Corps", "Jane Example") == ["FRA", "FRA/example", None]
    undo(file)
    assert file.read_text(encoding="utf-8").startswith(own)
    assert changes(file) == []


@pytest.mark.parametrize(
    "change",
    [
        {"do": "add", "id": "QQQ/nobody", "name": "Nobody"},
        {"do": "add", "id": "FRA/x", "name": "X", "office": "Grand Exampler"},
        {"do": "add", "id": "FRA/x", "name": "X", "role": "FOO"},
        {"do": "edit", "id": "FRA/x", "until": "yesterday"},
        {"do": "merge", "id": "FRA/x"},
        {"do": "praise", "id": "FRA/x"},
    ],
)
def test_a_change_that_does_not_fit_is_not_written(file: Path, change: dict[str, str]) -> None:
    append(file, ADDED)
    before = file.read_bytes()
    with pytest.raises(ActorError):
        append(file, change)
    assert file.read_bytes() == before


def test_an_import_in_json_is_no_place_for_changes(tmp_path: Path) -> None:
    with pytest.raises(ActorError, match="toml"):
        append(tmp_path / "phoenix.json", ADDED)


@given(names=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_any_name_is_read_back_as_it_was_written(names: list[str]) -> None:
    change = ADDED | {"name": names[0], "names": names}
    assert tomllib.loads(table(change))["changes"] == [change]
