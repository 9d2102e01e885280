from __future__ import annotations

import json
from typing import TYPE_CHECKING

from made_data import gdelt_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Kg = Callable[..., Result]


def write(path: Path, *more: str) -> Path:
    lines = [gdelt_row("1", "CHN", "USA", "112"), gdelt_row("2", "CHN", "USA", "010"), *more]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_go_into_the_graph_and_the_dyad_shows_them(kg: Kg, tmp_path: Path) -> None:
    result = kg("import", "gdelt", write(tmp_path / "a.tsv"), "--json")
    assert (result.exit_code, json.loads(result.stdout)["events"]) == (0, 1)
    assert "1 a statement, not an event" in result.stderr
    (row,) = json.loads(kg("dyad", "CHN", "USA", "--by", "month", "--json").stdout)["rows"]
    assert (row["period"], row["total"]) == ("2024-05", -2.0)
    assert "GDELT, row 1" in kg("query", "--evidence", "SELECT ?e { ?e a kg:Accusation }").stdout


def test_bad_rows_are_told_with_line_and_reason_and_the_exit_code_says_so(kg: Kg, tmp_path: Path) -> None:
    result = kg("import", "gdelt", write(tmp_path / "a.tsv", "junk"))
    assert result.exit_code == 3
    assert "a.tsv:3: wrong number of columns: junk" in result.stderr
    result = kg("import", "gdelt", tmp_path / "a.tsv", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "rejected-*.csv" in result.stderr
    assert kg("dyad", "CHN", "USA", "--table", tmp_path / "out", "--csv").stdout.count("\n") == 2


def test_a_call_that_makes_no_sense_is_refused(kg: Kg, tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv")
    assert kg("import", "table", path).exit_code == 2
    assert kg("import", "gdelt", path, "--map", path).exit_code == 2
    assert kg("import", "gdelt", tmp_path / "none.tsv").exit_code == 2
    missing = kg("import", "icews", path)
    assert (missing.exit_code, "has no column 'Event ID'" in missing.stderr) == (1, True)


def test_event_data_is_exported_by_suffix_and_by_format(kg: Kg, tmp_path: Path) -> None:
    kg("import", "gdelt", write(tmp_path / "a.tsv"))
    for name, start in (("e.parquet", b"PAR1"), ("e.arrow", b"ARROW1"), ("e.jsonl", b'{"id"')):
        assert kg("export", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert kg("export", "--format", "cameo").stdout.splitlines()[1].split("\t")[2:5] == [
        "CHNGOV",
        "USAGOV",
        "112",
    ]
    assert kg("export", "--format", "neo4j").exit_code == 2
    assert kg("export", "--format", "neo4j", "-o", tmp_path / "neo").exit_code == 0
    assert (tmp_path / "neo" / "actors.csv").exists()


MAPPING = """data_set = "Mine"
[columns]
source = "a"
target = "b"
date = "day"
[class]
default = "Meeting"
[url]
column = "link"
"""


def test_a_table_says_which_date_and_which_cells_it_cannot_read(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    rows = "a,b,day,link\nIran,Oman,2024-05-03,https://example.org/1\nIran,Oman,soon,\nIran,Oman\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    result = kg("import", "table", tmp_path / "t.csv", "--map", tmp_path / "m.toml")
    assert result.exit_code == 3
    assert "t.csv:3: no such date: soon" in result.stderr
    assert "t.csv:4: wrong number of columns: 2 in place of 4: Iran,Oman" in result.stderr
    cited = kg("query", "--evidence", "SELECT ?e { ?e a kg:Meeting }").stdout
    assert "A record without words [occurred] — Mine, row t.csv:2" in cited
    assert "https://example.org/1" in cited
    assert "“”" not in cited


def test_a_mapping_without_a_data_set_says_where_it_stands(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING.partition("\n")[2], encoding="utf-8")
    (tmp_path / "t.csv").write_text("a,b,day,link\n", encoding="utf-8")
    result = kg("import", "table", tmp_path / "t.csv", "--map", tmp_path / "m.toml")
    assert "is wrong: it lacks 'data_set', which stands above [columns]" in result.stderr
