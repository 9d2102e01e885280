"""Imports as a whole: into folders of event tables and into a store."""

from __future__ import annotations

import csv
import gzip
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from kg.analysis import EventTable, dyad
from kg.errors import UnreadableSource, UsageError
from kg.interchange import read_mapping, to_parquet, to_store
from kg.ontology.shapes import validate
from kg.ontology.terms import KG
from kg.store import Store
from kg.store.derive import pending_quads

from made_data import gdelt_row

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("112", "042", "057", "010", "190", "0312")


def gdelt_file(path: Path, rows: int = 60) -> Path:
    lines = [
        gdelt_row(str(n), "CHN", ("USA", "IND", "CHN")[n % 3], CODES[n % 6], f"202405{n % 28 + 1:02}")
        for n in range(rows)
    ]
    path.write_text("\n".join([*lines, "bad"]) + "\n", encoding="utf-8")
    return path


def test_a_run_that_was_stopped_goes_on_where_it_was_and_ends_the_same(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv")
    whole = to_parquet("gdelt", [source], tmp_path / "whole", lines=13)

    class Stopped(Exception):
        pass

    def stop(done: int, name: str) -> None:
        if done > 20:
            raise Stopped

    with pytest.raises(Stopped):
        to_parquet("gdelt", [source], tmp_path / "part", lines=13, progress=stop)
    read_before = json.loads((tmp_path / "part" / "import.json").read_text())["files"]
    rest = to_parquet("gdelt", [source], tmp_path / "part", lines=13)
    assert 0 < rest.rows < whole.rows
    assert [entry["lines"] for entry in read_before.values()] == [26]
    files = [sorted(p.name for p in (tmp_path / name).iterdir()) for name in ("whole", "part")]
    assert files[0] == files[1]
    assert all(
        (tmp_path / "whole" / n).read_bytes() == (tmp_path / "part" / n).read_bytes() for n in files[0]
    )
    again = to_parquet("gdelt", [source], tmp_path / "part", lines=13)
    assert (again.files_unchanged, again.rows) == (1, 0)


def test_bad_rows_are_listed_with_file_line_and_reason(tmp_path: Path) -> None:
    result = to_parquet("gdelt", [gdelt_file(tmp_path / "a.tsv")], tmp_path / "out")
    assert result.bad == {"wrong number of columns": 1}
    (listed,) = (tmp_path / "out").glob("rejected-*.csv")
    assert list(csv.reader(listed.read_text("utf-8").splitlines()))[1] == [
        "a.tsv",
        "61",
        "wrong number of columns",
        "bad",
    ]


def test_a_folder_of_another_import_is_refused(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv")
    to_parquet("gdelt", [source], tmp_path / "out")
    with pytest.raises(UsageError, match="other data set"):
        to_parquet("gdelt", [source], tmp_path / "out", data_set="GDELT 2")
    EventTable.of([]).write(tmp_path / "loose.parquet")
    with pytest.raises(UsageError, match="something else"):
        to_parquet("gdelt", [source], tmp_path)
    with pytest.raises(UsageError, match="no file"):
        to_parquet("gdelt", [tmp_path / "missing"], tmp_path / "new")
    (tmp_path / "b.tsv").write_text("a\tb\n")
    with pytest.raises(UnreadableSource):
        to_parquet("gdelt", [tmp_path / "b.tsv"], tmp_path / "new")


def test_records_in_the_store_hold_by_the_shapes_and_lead_to_their_rows(tmp_path: Path) -> None:
    with Store.memory() as store:
        result = to_store("gdelt", [gdelt_file(tmp_path / "a.tsv")], store, data_set="GDELT 1.0")
        assert store.info().reports == result.events == 30
        assert not validate(store.engine).problems
        event = next(iter(store.events("CHN", "USA")))
        (first, *_) = store.evidence(event.iri)
        assert (first.sentence, first.publisher, first.date) == ("", "GDELT 1.0", "2024-05-04")
        assert str(first.title).startswith("GDELT 1.0, row ")
        assert str(first.url).startswith("https://news.example/")
        assert event.articles == event.reports  # each of a document of its own


def test_importing_again_changes_nothing_and_a_changed_file_replaces_its_pieces(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv")
    with Store.memory() as store:
        to_store("gdelt", [source], store)
        before = set(store.engine)
        assert to_store("gdelt", [source], store).files_unchanged == 1
        assert set(store.engine) == before
        text = source.read_text(encoding="utf-8").replace("20240503\t", "20240603\t")
        source.write_text(text, encoding="utf-8")
        to_store("gdelt", [source], store)
        derived = set(store.engine)
        store.rebuild()
        assert set(store.engine) == derived != before
        assert {row.date for row in store.events()} >= {"2024-06-03"}


def test_a_file_that_has_grown_or_shrunk_leaves_nothing_of_its_former_self(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv", rows=4100)
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    for length in (4100, 3000, 4101, 1500):
        source.write_text("".join(lines[:length]), encoding="utf-8")
        with Store.memory() as fresh:
            result = to_store("gdelt", [source], fresh)
            wanted = set(fresh.engine)
        if length == 4100:
            kept = Store.memory()
        assert to_store("gdelt", [source], kept).files_unchanged == 0
        assert kept.info().reports == result.events
        assert set(kept.engine) == wanted
    kept.close()


def test_a_large_piece_that_a_killed_run_left_half_written_is_read_again(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv", rows=2400)
    with Store.memory() as store, Store.memory() as whole:
        to_store("gdelt", [source], whole)
        wanted = set(whole.engine)
        graph = ox.NamedNode(whole.article("GDELT/a.tsv/2000"))
        piece = [quad for quad in wanted if quad.graph_name == graph]
        assert len(piece) > 10_000  # written in files of its own, not as one transaction
        hashes = [quad for quad in piece if quad.predicate == KG.contentHash]
        half = sorted(set(piece) - set(hashes), key=str)[::2]
        store.engine.extend([*half, *pending_quads(graph, (), store.names)])
        assert not store.holds("GDELT/a.tsv/2000", hashes[0].object.value)
        to_store("gdelt", [source], store)
        assert set(store.engine) == wanted


def test_two_files_of_one_name_are_refused_before_one_takes_the_others_place(tmp_path: Path) -> None:
    sources = []
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        sources.append(gdelt_file(tmp_path / year / "events.tsv"))
    with Store.memory() as store:
        with pytest.raises(UsageError, match="have one name"):
            to_store("gdelt", sources, store)
        assert store.info().reports == 0


def test_what_was_read_of_a_file_that_breaks_off_stays_and_is_derived(tmp_path: Path) -> None:
    whole = gdelt_file(tmp_path / "a.tsv", rows=4100).read_bytes()
    packed = gzip.compress(whole, mtime=0)
    (tmp_path / "b.tsv.gz").write_bytes(packed[: len(packed) * 3 // 4])
    with Store.memory() as store:
        with pytest.raises(UnreadableSource, match="to its end"):
            to_store("gdelt", [tmp_path / "b.tsv.gz"], store)
        assert store.info().reports == 1001  # of its first 2,000 lines
        assert any(store.events("CHN", "USA"))


def test_the_table_and_the_store_tell_the_same_of_a_dyad(tmp_path: Path) -> None:
    source = gdelt_file(tmp_path / "a.tsv")
    to_parquet("gdelt", [source], tmp_path / "out")
    with Store.memory() as store:
        to_store("gdelt", [source], store)
        stored = dyad(store.events("CHN", "USA"), "CHN", "USA").score("month")
    table = dyad(EventTable.scan(tmp_path / "out"), "CHN", "USA").score("month")
    assert list(stored["period"]) == list(table["period"]) == ["2024-05"]
    assert int(stored["reports"].sum()) == len(
        table["iris"][0]
    )  # a row is a report; reports of one day merge
    assert stored["mean"][0] == table["mean"][0]


MAPPING = """
data_set = "Drills 2024"
date_format = "%d/%m/%Y"
split = " & "
[columns]
row = "id"
date = "day"
source = "host"
target = "guests"
[class]
column = "type"
values = { drill = "JointExercise", visit = { class = "Visit", turned = true } }
[status]
column = "state"
values = { announced = "planned" }
[names]
"Ruritania" = "ROU"
[url]
template = "https://drills.example/{id}"
"""


def test_a_table_is_read_by_its_mapping(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text(
        "id,day,host,guests,type,state\n"
        '1,03/05/2024,Ruritania,"Poland & Spain",drill,announced\n'
        "2,2024,France,Spain,drill,\n"
        '3,04/05/2024,France,"Atlantis",drill,\n'
        "4,05/05/2024,France,Spain,dance,\n"
        "5,06/05/2024,France,Spain,visit,held\n"
        "6,06/05/2024\n",
        encoding="utf-8",
    )
    mapping = read_mapping(tmp_path / "map.toml")
    result = to_parquet("table", [tmp_path / "t.csv"], tmp_path / "out", mapping=mapping)
    rows = sorted(EventTable.scan(tmp_path / "out").rows(), key=lambda row: row.iri)
    assert [(r.iri, r.cls, r.statuses, r.source, r.target, r.date) for r in rows] == [
        ("Drills 2024/1", "JointExercise", ("planned",), ("ROU",), ("ESP", "POL"), "2024-05-03"),
        ("Drills 2024/5", "Visit", ("occurred",), ("ESP",), ("FRA",), "2024-05-06"),
    ]
    assert result.bad == {
        "no such date": 1,
        "unknown actor": 1,
        "unknown event code": 1,
        "wrong number of columns": 1,
    }
    urls = EventTable.scan(tmp_path / "out").frame.select("url").collect()["url"]
    assert "https://drills.example/1" in urls


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "host"', "", "which column is the source"),
        ("JointExercise", "JointExcercise", "does not exist"),
        ('"planned"', '"maybe"', "maybe"),
        ("split =", "splt =", "no setting 'splt'"),
        ('row = "id"', 'rows = "id"', "no column 'rows'"),
        ("[columns]", "[columns", "not valid TOML"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_so(old: str, new: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(Exception, match=message):
        read_mapping(tmp_path / "map.toml")


@pytest.mark.shared
def test_the_samples_of_icews_and_gdelt_are_read(shared: Path, tmp_path: Path) -> None:
    found = to_parquet("gdelt", [shared / "structured" / "gdelt1_sample_rows.tsv"], tmp_path / "g")
    assert (found.events, found.bad) == (found.rows, {})
    found = to_parquet("icews", [shared / "structured" / "icews_2018_sample_rows.tab"], tmp_path / "i")
    assert (found.bad, found.rows - found.events) == ({}, 2)
