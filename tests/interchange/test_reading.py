"""What becomes of the rows of each format."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import UnreadableSource
from kg.interchange import records
from kg.interchange.coding import cameo, data, plover
from kg.interchange.parties import by_code, by_cow, by_name, person
from kg.interchange.sources import pieces
from kg.ontology import classes
from kg.ontology.codes import codes

from made_data import gdelt_row, icews_file, polecat_file

if TYPE_CHECKING:
    from pathlib import Path


def read(format, text: str | bytes, tmp_path: Path, name: str = "data.txt") -> records.Finished:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (piece,) = pieces(format, path, size=1000)
    return records.finished(piece.coded, "SET")


def told(found: records.Finished, *columns: str) -> list[tuple]:
    return [tuple(row[c] for c in columns) for row in found.events.sort("line").iter_rows(named=True)]


@pytest.mark.parametrize("columns", [57, 58, 61])
def test_gdelt_of_both_versions_is_read(columns: int, tmp_path: Path) -> None:
    found = read("gdelt", gdelt_row("1", "CHN GOV", "USA", "0312", columns=columns) + "\n", tmp_path)
    wanted = (
        "event",
        "cls",
        "status",
        "source",
        "target_state",
        "pair",
        "date",
        "first_reported",
        "reports",
        "place",
        "place_country",
    )
    assert told(found, *wanted) == [
        (
            "SET/1",
            "MilitaryCooperation",
            "planned",
            "CHN",
            "USA",
            "CHN+USA",
            "2024-05-03",
            "2024-05-04",
            7,
            "Geneva",
            "CHE",
        )
    ]
    assert found.events["url"][0] == (None if columns == 57 else "https://news.example/1")


def test_a_gdelt_row_is_an_act_of_states_or_left_out_with_its_reason(tmp_path: Path) -> None:
    lines = [
        gdelt_row("1", "CHN MIL", "USA", "190"),
        gdelt_row("2", "SYR REB", "TUR", "190"),
        gdelt_row("3", "CHN BUS", "USA", "061"),
        gdelt_row("4", "CHN", "_", "042"),
        gdelt_row("5", "CHN GOV", "CHN MIL", "112"),
        gdelt_row("6", "CHN", "USA", "010"),
        gdelt_row("7", "_", "USA", "051", Actor1KnownGroupCode="UNO"),
    ]
    found = read("gdelt", "\n".join(lines), tmp_path)
    assert told(found, "row", "source") == [("1", "CHN"), ("7", "UN")]
    assert found.outside == {
        "a party does not act for its state": 2,
        "a party is missing": 1,
        "a statement, not an event": 1,
        "same state twice": 1,
    }


def test_bad_rows_are_set_aside_with_line_and_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        gdelt_row("1", "CHN", "USA", "112"),
        "what is this",
        gdelt_row("3", "CHN", "USA", "112", "20240230"),
        gdelt_row("4", "CHN", "USA", "9999"),
        "",
        gdelt_row("6", "CHN", "USA", "112"),
    ]
    found = read("gdelt", "\n".join(lines), tmp_path)
    assert list(found.bad.select("line", "reason").iter_rows()) == [
        (2, "wrong number of columns"), (3, "no such date"), (4, "unknown event code"),
    ]  # fmt: skip
    assert told(found, "line") == [(1,), (6,)]


def test_who_hosts_a_visit_is_visited(tmp_path: Path) -> None:
    found = read(
        "gdelt",
        "\n".join([gdelt_row("1", "CHN", "USA", "042"), gdelt_row("2", "CHN", "USA", "043")]),
        tmp_path,
    )
    assert told(found, "cls", "source", "target") == [("Visit", "CHN", "USA"), ("Visit", "USA", "CHN")]


ICEWS = {
    "Event Date": "2018-06-01",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Story ID": "9",
    "Sentence Number": "2",
}
HANOI = {
    "Source Name": "Foreign Affairs (Bangladesh)",
    "Source Sectors": "Foreign Ministry,Government",
    "Source Country": "Bangladesh",
}
PERSON = {
    "Target Name": "Nguyen Van A",
    "Target Sectors": "Military,Government",
    "Target Country": "Viet Nam",
}


def test_icews_names_states_persons_and_organisations(tmp_path: Path) -> None:
    rows = (
        {"Event ID": "1", **ICEWS, **HANOI, **PERSON},
        {
            "Event ID": "2",
            **ICEWS,
            **HANOI,
            "Target Name": "United Nations",
            "Target Sectors": "International Government Organization",
        },
        {"Event ID": "3", **ICEWS, **HANOI, "Target Name": "Viet Nam", "Target Country": "Viet Nam"},
        {
            "Event ID": "4",
            **ICEWS,
            **HANOI,
            "Target Name": "Citizen (Viet Nam)",
            "Target Sectors": "Social",
            "Target Country": "Viet Nam",
        },
    )
    found = read("icews", icews_file(*rows), tmp_path)
    assert told(found, "row", "source", "target", "target_state") == [
        ("1", "BGD", "VNM/nguyen-van-a", "VNM"), ("2", "BGD", "UN", "UN"), ("3", "BGD", "VNM", "VNM"),
    ]  # fmt: skip
    assert found.outside == {"a party does not act for its state": 1}


def test_icews_tells_a_reciprocal_event_twice_and_it_is_one(tmp_path: Path) -> None:
    there = {
        "Source Name": "India",
        "Source Country": "India",
        "Target Name": "Nepal",
        "Target Country": "Nepal",
    }
    back = {
        "Source Name": "Nepal",
        "Source Country": "Nepal",
        "Target Name": "India",
        "Target Country": "India",
    }
    rows = (
        {"Event ID": "1", **ICEWS, **there},
        {"Event ID": "2", **ICEWS, **back},
        {"Event ID": "3", **ICEWS, **back, "Sentence Number": "5"},  # another sentence
        {"Event ID": "4", **ICEWS, **there, "CAMEO Code": "111"},
        {"Event ID": "5", **ICEWS, **back, "CAMEO Code": "111"},  # criticism answered is two events
    )
    found = read("icews", icews_file(*rows), tmp_path)
    assert told(found, "row") == [("1",), ("3",), ("4",), ("5",)]
    assert found.outside == {"mirror of another row": 1}


def test_polecat_speaks_plover(tmp_path: Path) -> None:
    base = {"Event Date": "2023-01-02", "Actor Name": "Iran", "Actor Country": "Iran", "Primary Actor Sector": "GOV",
            "Recipient Name": "Pakistan", "Recipient Country": "Pakistan", "Primary Recipient Sector": "MIL"}  # fmt: skip
    rows = (
        {"Event ID": "1", **base, "Event Type": "CONSULT", "Event Mode": "visit", "Event Intensity": "1.5"},
        {"Event ID": "2", **base, "Event Type": "AID", "Contexts": "military;economic"},
        {
            "Event ID": "3",
            **base,
            "Event Type": "ASSAULT",
            "Event Mode": "heavy-weapons",
            "Contexts": "future",
        },
        {
            "Event ID": "4",
            **base,
            "Event Type": "COOPERATE",
            "Recipient Name": "Oman;Qatar",
            "Recipient Country": "Oman;Qatar",
        },
        {"Event ID": "5", **base, "Event Type": "DANCE"},
        {"Event ID": "6", **base, "Event Type": "PROTEST", "Primary Actor Sector": "CVL"},
    )
    found = read("polecat", polecat_file(*rows), tmp_path)
    assert told(found, "row", "cls", "status", "target_state", "given") == [
        ("1", "Visit", "occurred", "PAK", 1.5),
        ("2", "MilitaryAid", "occurred", "PAK", None),
        ("3", "Strike", "planned", "PAK", None),
        ("4", "Cooperation", "occurred", "OMN;QAT", None),
    ]
    assert found.events["pair"].to_list()[3] == "IRN+OMN+QAT"
    assert found.bad["reason"].to_list() == ["unknown event code"]


def test_plover_of_others_is_read_as_lines_and_as_an_array(tmp_path: Path) -> None:
    lines = (
        '{"id": "a", "date": "2000-01-01", "source": [{"actorText": "Hungarian", "code": "HUN", "sector": "GOV"},'
        ' {"actorText": "Romanian", "code": "ROM", "sector": "GOV"}], "target": "", "event": "AGREE", "mode": "", "context": ""}',
        '{"id": "b", "date": "2000-01-01", "source": [{"actorText": "Syria", "code": "SYR"}], "target": [{"code": "LBN"}],'
        ' "event": "CONSULT", "mode": "host", "context": ["future"]}',
        '{"id": "c", "event": 7}',
    )  # fmt: skip
    wanted = [
        ("a", "Agreement", "occurred", "HUN", "ROU", True),
        ("b", "Visit", "planned", "LBN", "SYR", False),
    ]
    for text in ("\n".join(lines), "[" + ",\n".join(lines[:2]) + ",]"):
        found = read("plover", text, tmp_path)
        assert told(found, "row", "cls", "status", "source", "target", "reciprocal") == wanted
    assert read("plover", "\n".join(lines), tmp_path).bad["line"].to_list() == [3]
    with pytest.raises(UnreadableSource, match="breaks off"):
        read("plover", "[" + lines[0] + ", {", tmp_path)


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zip", None),
        ("", lambda data: data),
    ],
)
def test_compressed_files_are_read_as_they_are_and_broken_ones_named(
    suffix: str, pack, tmp_path: Path
) -> None:
    text = (gdelt_row("1", "CHN", "USA", "112") + "\n").encode() * 200
    path = tmp_path / f"20240503.export.CSV{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("20240503.export.CSV", text)
    else:
        path.write_bytes(pack(text))
    assert sum(len(piece.coded) for piece in pieces("gdelt", path, size=64)) == 200
    if suffix:
        path.write_bytes(path.read_bytes()[:-60])
        with pytest.raises(UnreadableSource, match="Cannot read"):
            list(pieces("gdelt", path, size=64))


def test_files_of_another_kind_are_refused(tmp_path: Path) -> None:
    for name, text, message in (
        ("gdelt", "a\tb\n", "57, 58 or 61"),
        ("icews", "Event ID\tx\n", "has no column 'Event Date'"),
        ("polecat", "\n", "has no column"),
    ):
        with pytest.raises(UnreadableSource, match=message):
            read(name, text, tmp_path)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=40), max_size=8))
def test_no_line_whatever_stops_the_reading(texts: list[str]) -> None:
    from kg.interchange import gdelt

    lines = [
        gdelt_row("1", "CHN", "USA", "112"),
        *texts,
        gdelt_row(texts[0] if texts else "2", "CHN", "USA", "112").replace("\t", "\t", 1),
    ]
    found = records.finished(gdelt.coded(lines, 1, gdelt.columns(58)), "SET")
    assert len(found.events) + len(found.bad) + sum(found.outside.values()) == sum(
        bool(line.strip()) for line in lines
    )
    assert len(found.events) >= 1


def test_every_class_that_the_code_files_name_exists_and_every_cameo_root_is_coded() -> None:
    for code, entry in data("cameo")["codes"].items():
        assert cameo(code) is not None, entry
    assert all(cameo(f"{root:02}") for root in range(1, 21))
    for category, entry in data("plover")["categories"].items():
        assert plover(category) is not None
        for word in (*entry.get("modes", {}), *entry.get("contexts", {})):
            assert plover(category, [word]) is not None


def test_a_code_that_we_write_is_read_as_the_same_kind_of_event() -> None:
    """Class and code are not one to one, but what is cooperation on the way out is no conflict on the way in."""
    for name, cls in classes().items():
        back = cameo(codes(name, "occurred").cameo)
        assert back is not None
        assert back.outside or classes()[back.cls].quad.endswith(cls.quad[-8:]) or cls.root == "Request", name


def test_actors_are_found_by_code_number_and_name() -> None:
    assert [by_code(code) for code in ("CHN", "ROM", "UNO", "IR", "XYZ", "")] == [
        "CHN",
        "ROU",
        "UN",
        "IRN",
        None,
        None,
    ]
    assert [by_cow(code) for code in ("630", "2", "002", "999")] == ["IRN", "USA", "USA", None]
    assert [by_name(name) for name in ("Russian Federation", "the Netherlands", "Nowhere")] == [
        "RUS",
        "NLD",
        None,
    ]
    assert person("Foreign Affairs (Bangladesh)", "BGD") is None
    for table in ("codes", "names", "cow"):
        assert all(by_code(code) == code for code in data("actors")[table].values())
