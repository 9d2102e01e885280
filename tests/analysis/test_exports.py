from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import collapse, edges_csv, event_graph, events_csv, gexf, graphml, network
from kg.analysis.exports import EVENT_COLUMNS

from made_rows import actor, event, evidence

ACTORS = [actor("IRN", "Iran"), actor("PAK", "Pakistan")]
EVENTS = (
    event("m", "Meeting", "IRN", "PAK", "2023-07-20", reports=3),
    event("v", "Visit", "PAK", "IRN", None, intensity=None),
    event("x", "JointExercise", "IRN", "PAK", "2024", statuses=("planned",)),
)
READERS = {
    graphml: lambda data: nx.read_graphml(io.BytesIO(data)),
    gexf: lambda data: nx.read_gexf(io.BytesIO(data)),
}


@pytest.mark.parametrize("write", [graphml, gexf])
def test_a_network_comes_back_with_labels_numbers_and_dates(write) -> None:
    graph = READERS[write](write(network(EVENTS, ACTORS)))
    assert graph.nodes["IRN"]["label"] == "Iran"
    edge = graph["IRN"]["PAK"]
    assert float(edge["weight"]) == 1
    assert edge["event_count"] == 1
    assert edge["intensity"] == 2.8
    assert edge["first"] == "2023-07-20"
    assert edge["events"] == EVENTS[0].iri
    assert "first" not in network(EVENTS[1:], ACTORS)["PAK"]["IRN"]


@pytest.mark.parametrize("write", [graphml, gexf])
def test_no_file_says_none_or_colours_or_today(write) -> None:
    text = write(event_graph(EVENTS, ACTORS)).decode()
    assert "None" not in text
    assert "color" not in text
    assert "lastmodified" not in text
    assert write(event_graph(EVENTS[::-1], ACTORS[::-1])).decode() == text


@pytest.mark.parametrize("write", [graphml, gexf])
def test_every_edge_of_a_multigraph_has_its_own_id(write) -> None:
    root = ElementTree.fromstring(write(event_graph(EVENTS, ACTORS)))
    ids = [element.get("id") for element in root.iter() if element.tag.endswith("}edge")]
    assert len(ids) == 5
    assert len(set(ids)) == 5
    assert None not in ids


@given(st.text(), st.text(min_size=1, alphabet=st.characters(codec="utf-8", exclude_characters="\n\r")))
def test_any_text_makes_well_formed_xml(label: str, name: str) -> None:
    graph = collapse(event_graph(EVENTS, [actor("IRN", label + "\x00\ud800" + name), *ACTORS[1:]]))
    for write, read in READERS.items():
        assert len(read(write(graph))) == 2


def table(lines) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines))))


def test_the_table_of_events_has_a_row_an_event_with_the_sentence_of_its_surest_report() -> None:
    said = {
        EVENTS[0].iri: [
            evidence("r1", "They may meet.", "meet", status="planned", confidence=0.99),
            evidence("r2", "They met.", "met", confidence=0.5),
            evidence("r3", "Both sides met on Thursday.", "met", confidence=0.8),
        ]
    }
    lines = list(events_csv(EVENTS, lambda iri: said.get(iri, ())))
    assert lines[0] == ",".join(EVENT_COLUMNS) + "\n"
    rows = table(lines)
    assert [row["status"] for row in rows] == ["occurred", "planned", "occurred"]
    assert rows[0]["sentence"] == "Both sides met on Thursday."
    assert rows[0]["url"] == "https://courier.example/r3"
    assert rows[0]["source_state"] == "IRN"
    assert rows[2]["date"] == rows[2]["sentence"] == ""


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    sentence = f'{start} said the minister, "quoted"\nover two lines, and met.'
    rows = table(events_csv(EVENTS[:1], lambda iri: [evidence("r", sentence, "met")]))
    assert rows[0]["sentence"] == "'" + sentence


def test_the_table_of_edges_names_both_ends_and_what_is_between_them() -> None:
    rows = table(edges_csv(network(EVENTS, ACTORS)))
    assert [(row["source"], row["target_label"], row["weight"]) for row in rows] == [
        ("IRN", "Pakistan", "1"),
        ("PAK", "Iran", "2"),
    ]
    assert rows[1]["events"].split() == sorted([EVENTS[0].iri, EVENTS[1].iri])
    (plain,) = table(edges_csv(network(EVENTS, ACTORS, directed=False)))
    assert (plain["source"], plain["target"], plain["weight"]) == ("IRN", "PAK", "2")
