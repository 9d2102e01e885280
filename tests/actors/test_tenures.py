"""Who held what when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kg.actors import Registry

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def offices(registry: Registry, name: str, date: str | None) -> list[str]:
    return [t.office.id for t in registry.holder(name, date)]


def test_one_name_holds_different_offices_or_none_on_either_side_of_the_dates(registry: Registry) -> None:
    assert offices(registry, "Boris Johnson", "2015") == []
    assert offices(registry, "Boris Johnson", "2017") == ["GBR/foreign-secretary"]
    assert offices(registry, "Boris Johnson", "2020") == ["GBR/prime-minister"]
    assert offices(registry, "Boris Johnson", "2023") == []


def test_a_year_or_a_month_is_enough(registry: Registry) -> None:
    assert offices(registry, "Barack Obama", "2009") == ["USA/president"]
    assert offices(registry, "Barack Obama", "2009-01") == ["USA/president"]
    assert offices(registry, "Barack Obama", "2009-01-19") == []
    assert offices(registry, "Barack Obama", None) == ["USA/president"]


def test_another_spelling_finds_the_same_person(registry: Registry) -> None:
    found = {t.person for name in ("Mohammad Bagheri", "Mohammad Baqeri", "Mohammed Baqeri")
             for t in registry.holder(name, "2020")}  # fmt: skip
    assert found == {"IRN/mohammad-baqeri"}


def test_a_last_name_alone_finds_nobody_without_a_title(registry: Registry) -> None:
    assert registry.holder("Merkel", "2010") == []
    assert [t.person for t in registry.titled("Merkel", "Chancellor", "2010")] == ["DEU/angela-merkel"]
    assert registry.titled("Merkel", "Chancellor", "2023") == []


def test_a_last_name_of_two_office_holders_names_neither(registry: Registry) -> None:
    assert {t.person for t in registry.named("Merkel", "2010")} == {"DEU/angela-merkel"}
    assert (
        registry.named("Singh", "2005") == [] or len({t.person for t in registry.named("Singh", "2005")}) == 1
    )
    assert registry.named("Kim", "2010") == []


def test_an_office_tells_its_holder_on_a_day(registry: Registry) -> None:
    assert [t.person_name for t in registry.held("USA/president", "2012-05-01")] == ["Barack Obama"]
    assert registry.held("USA/president", "1901-05-01") == []


def test_the_file_holds_hundreds_of_tenures_and_says_where_each_comes_from(registry: Registry) -> None:
    tenures = registry.tenures()
    assert len(tenures) >= 1200
    assert all(t.source and t.start for t in tenures)
    assert sum(t.source == "cross-checked" for t in tenures) >= 400


def test_an_overlay_adds_tenures_and_names(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[tenures.IRN]\n"Defence Minister" = [["Aziz Example", "2031-01-01", "", "my notes"]]\n'
        '[cities]\nIRN = ["Exampleabad"]\n[services.IRN]\nexample-guard = { role = "MIL", names = ["Example Guard"] }\n'
        '[states.IRN]\nseats = ["Example Palace"]\n[agents.private]\nCVL = ["juggler"]\n',
        encoding="utf-8",
    )
    mine = Registry.load([file])
    assert [t.source for t in mine.holder("Aziz Example", "2031-05")] == ["my notes"]
    assert [h.actor.id for h in mine.find("Exampleabad, the Example Guard, the Example Palace and Tehran")] == [
        "IRN", "IRN/example-guard", "IRN", "IRN",
    ]  # fmt: skip
    assert mine.agent("juggler") is not None
    assert Registry.load().find("Exampleabad") == []
