"""docs/interchange.md: its worked examples are tried as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kg.analysis import EventTable
from kg.interchange import read_mapping, to_parquet

PAGE = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```csv\n(.*?)```\n\n```toml\n# (\w+)\.toml\n(.*?)```", PAGE, flags=re.DOTALL)
WANTED = {
    "battles": [("R1", "Strike", "2024-05-03", "RUS", "UKR"), ("R2", "Clash", "2024-05-04", "RUS", "UKR")],
    "alliances": [
        ("12", "DefenceAgreement", "1816", "GBR", "PRT"),
        ("210", "DefenceAgreement", "1949", "USA", "CAN"),
        ("211", "Treaty", "1945", "USA", "RUS"),
    ],
}


def test_there_are_two_examples() -> None:
    assert {name for _, name, _ in EXAMPLES} == set(WANTED)


@pytest.mark.parametrize(("table", "name", "mapping"), EXAMPLES, ids=[name for _, name, _ in EXAMPLES])
def test_a_worked_example_works(table: str, name: str, mapping: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    result = to_parquet(
        "table", [tmp_path / "t.csv"], tmp_path / "out", mapping=read_mapping(tmp_path / "m.toml")
    )
    frame = EventTable.scan(tmp_path / "out").frame.select("row", "cls", "date", "source", "target").collect()
    assert sorted(frame.iter_rows()) == WANTED[name]
    assert (result.bad, sum(result.outside.values())) == ({}, int(name == "battles"))
