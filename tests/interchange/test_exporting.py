"""What is written can be read, by us and by others."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import UsageError
from kg.interchange import plover, records, to_store, write
from kg.interchange.exporting import FORMATS
from kg.interchange.parties import registry
from kg.interchange.rows import CAMEO_COLUMNS, ICEWS_COLUMNS
from kg.interchange.sources import _coded_rows
from kg.ontology import classes
from kg.store import Store

from made_graph import BASE, extractions, fill
from made_rows import event

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("cls", "statuses", "disputed", "alleged", "date", "date_end", "source", "target", "source_state", "target_state",
          "reciprocal", "reports", "articles", "place", "place_country", "context", "first_reported", "last_reported",
          "intensity", "root", "quad")  # fmt: skip


@pytest.fixture(scope="module")
def store():
    with Store.memory(BASE) as made:
        fill(made, list(extractions(300, seed=4)))
        yield made


def told(row) -> tuple:
    return tuple(getattr(row, field) for field in FIELDS)


def exported(store: Store, format: str, **selection: object) -> bytes:
    file = io.BytesIO()
    write(store, file, format, statuses=(), **selection)
    return file.getvalue()


def test_plover_json_out_and_in_again_gives_the_same_events(store: Store) -> None:
    from kg.analysis.event_table import EventTable

    lines = exported(store, "plover").decode().splitlines()
    (piece,) = _coded_rows(((n, plover.coded_row(line)) for n, line in enumerate(lines, 1)), len(lines))
    found = records.finished(piece.coded, "PLOVER")
    back = EventTable(found.events.lazy()).rows()
    assert found.bad.is_empty()
    assert sorted(map(repr, map(told, back))) == sorted(map(repr, map(told, store.events())))


def test_plover_json_of_a_store_makes_the_same_graph_in_another_store(store: Store, tmp_path: Path) -> None:
    events = [row for row in store.events() if len(row.statuses) == 1 and row.date and len(row.date) == 10]
    chosen = {
        (r.cls, r.date, r.source_state, r.target_state): r for r in events
    }  # apart by what merging looks at
    (tmp_path / "e.jsonl").write_text(
        "\n".join(json.dumps(r) for r in plover.records(chosen.values(), store.actors()))
    )
    with Store.memory(BASE) as other:
        to_store("plover", [tmp_path / "e.jsonl"], other)
        mine = {(r.cls, r.date, r.source_state, r.target_state): r for r in other.events()}
        assert len(mine) > 20
        same = [key for key in mine if key in chosen and mine[key].reports == 1]
        assert all(
            (mine[k].statuses, mine[k].source, mine[k].reciprocal)
            == (chosen[k].statuses, chosen[k].source, chosen[k].reciprocal)
            for k in same
        )
        assert len(same) > 0.8 * len(mine)
        labels = {actor.id: actor.label for actor in store.actors()}
        assert all(labels[a.id] == a.label for a in other.actors() if "/" in a.id and a.id in labels)


NAMES = st.sampled_from(["IRN", "PAK", "USA", "IRN/a-b", "PAK/c-d", "NATO"])


@given(
    st.sampled_from(sorted(classes())), st.sets(NAMES, min_size=1, max_size=3), st.sets(NAMES, min_size=1, max_size=2),
    st.sampled_from([None, "2024", "2024-05", "2024-05-03"]),
    st.sets(st.sampled_from(["occurred", "planned", "proposed", "negated", "denied"]), min_size=1),
    st.booleans(), st.booleans(), st.text(max_size=20),
)  # fmt: skip
def test_any_event_survives_plover_json(
    cls, source, target, date, statuses, reciprocal, alleged, place
) -> None:
    states = [{name.split("/")[0] for name in side} for side in (source, target)]
    known = classes()[cls]
    disputed = "denied" in statuses or statuses >= {"occurred", "negated"}
    plain = event("x", "Meeting", " ".join(source), " ".join(target), date, statuses=tuple(sorted(statuses)))
    made = replace(plain, cls=cls, root=known.root, quad=known.quad, intensity=known.intensity, disputed=disputed,
                   reciprocal=reciprocal, alleged=alleged, place=place or None)  # fmt: skip
    (record,) = plover.records([made])
    row = plover.coded_row(json.dumps(record))
    (piece,) = _coded_rows([(1, row)], 1)
    found = records.finished(piece.coded, "P")
    if states[0] == states[1]:
        assert found.outside == {"same state twice": 1}
        return
    from kg.analysis.event_table import EventTable

    (back,) = EventTable(found.events.lazy()).rows()
    assert told(back) == told(made)


def test_cameo_rows_are_dyadic_and_carry_codes_of_class_and_status(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, "cameo").decode()), delimiter="\t"))
    assert tuple(rows[0]) == CAMEO_COLUMNS
    reciprocal = next(r for r in store.events() if r.reciprocal and len(r.source) == len(r.target) == 1)
    assert len([row for row in rows if row["id"] == reciprocal.iri]) == 2
    assert all(row["code"].isdigit() and row["source"] != row["target"] for row in rows)
    planned = [row for row in rows if row["class"] == "JointExercise" and row["status"] == "planned"]
    assert planned
    assert {row["code"] for row in planned} == {"0312"}
    assert {"IRN", "IRNGOV", "IRNMIL"} <= {row["source"] for row in rows}


def test_icews_rows_can_be_imported_again(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "i.tab"
    text = exported(store, "icews").decode()
    for state in (actor for actor in registry().actors() if actor.kind == "state"):
        text = text.replace(f"State {state.id}\t", f"{state.name}\t")
    path.write_text(text, encoding="utf-8")
    assert tuple(path.read_text().splitlines()[0].split("\t")) == ICEWS_COLUMNS
    with Store.memory(BASE) as other:
        result = to_store("icews", [path], other)
    assert result.bad == {}
    assert result.events > 100


def test_tables_and_bundles_hold_all_events(store: Store, tmp_path: Path) -> None:
    import polars as pl

    count = sum(1 for _ in store.events())
    assert len(pl.read_parquet(io.BytesIO(exported(store, "parquet")))) == count
    assert len(pl.read_ipc(io.BytesIO(exported(store, "arrow")))) == count
    write(store, tmp_path / "neo", "neo4j", statuses=())
    tables = {
        p.name: list(csv.DictReader(io.StringIO(p.read_text("utf-8"))))
        for p in (tmp_path / "neo").glob("*.csv")
    }
    actors = {row["id:ID(Actor)"] for row in tables["actors.csv"]}
    events = {row["iri:ID(Event)"] for row in tables["events.csv"]}
    reports = {row["iri:ID(Report)"] for row in tables["reports.csv"]}
    assert len(events) == count
    assert all(
        row[":START_ID(Actor)"] in actors and row[":END_ID(Event)"] in events for row in tables["parties.csv"]
    )
    assert all(
        row[":START_ID(Event)"] in events and row[":END_ID(Report)"] in reports
        for row in tables["reported.csv"]
    )
    assert all({row[":START_ID(Actor)"], row[":END_ID(Actor)"]} <= actors for row in tables["relations.csv"])
    assert {row[":TYPE"] for row in tables["relations.csv"]} > {"MEETS"}


def test_the_same_store_gives_the_same_bytes(store: Store) -> None:
    for name in sorted(set(FORMATS) - {"neo4j"}):
        assert exported(store, name) == exported(store, name)


def test_an_unknown_format_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'xls'"):
        write(store, tmp_path / "x", "xls")
    with pytest.raises(UsageError, match="a folder"):
        write(store, io.BytesIO(), "neo4j")
