"""GEXF and GraphML against the rules of their schemas and of Gephi's importers, read as strictly as those do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from kg.analysis import event_graph, gexf, graphml, network

from made_rows import actor, event

if TYPE_CHECKING:
    from collections.abc import Callable

GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
INTEGER, NUMBER = re.compile(r"-?\d+"), re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
VALUES = {
    "string": re.compile(r"(?s).*"),
    **dict.fromkeys(("integer", "int", "long"), INTEGER),
    **dict.fromkeys(("float", "double"), NUMBER),
    "boolean": re.compile("true|false"),
}
GEXF_TYPES = {"integer", "long", "float", "double", "boolean", "string"}
GRAPHML_TYPES = {"boolean", "int", "long", "float", "double", "string"}
ELEMENTS = {  # of the part of GEXF 1.2 that says nothing of looks and of time: children, attributes
    "gexf": ({"meta", "graph"}, {"version"}),
    "meta": ({"creator", "keywords", "description"}, {"lastmodifieddate"}),
    "creator": (set(), set()),
    "graph": ({"attributes", "nodes", "edges"}, {"defaultedgetype", "mode", "name", "idtype"}),
    "attributes": ({"attribute"}, {"class", "mode"}),
    "attribute": ({"default", "options"}, {"id", "title", "type"}),
    "nodes": ({"node"}, {"count"}),
    "edges": ({"edge"}, {"count"}),
    "node": ({"attvalues"}, {"id", "label"}),
    "edge": ({"attvalues"}, {"id", "source", "target", "weight", "type", "label"}),
    "attvalues": ({"attvalue"}, set()),
    "attvalue": (set(), {"for", "value"}),
}
ACTORS = [
    actor("IRN", 'Iran, "Islamic Republic" of <Iran> & co.'),
    actor("PAK", "Pakistan"),
    actor("IRN/a", "A. Ç. Ağa"),
]
EVENTS = (
    event("m", "Meeting", "IRN", "PAK", "2023-07-20", reports=3),
    event("n", "Meeting", "IRN/a", "PAK", "2023-07-21"),
    event("v", "Visit", "PAK", "IRN", None, intensity=None),
    event("s", "Strike", "IRN", "PAK USA", "2024"),
    event("x", "JointExercise", "IRN", "PAK", "2024", statuses=("planned",)),
)
GRAPHS: dict[str, Callable[[], object]] = {
    "directed": lambda: network(EVENTS, ACTORS, level="all"),
    "undirected": lambda: network(EVENTS, ACTORS, directed=False),
    "each event": lambda: event_graph(EVENTS, ACTORS),
    "empty": lambda: network((), ACTORS),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_gexf_keeps_to_its_schema_and_every_value_to_its_declared_type(name: str) -> None:
    graph = GRAPHS[name]()
    root = ElementTree.fromstring(gexf(graph))
    assert (root.tag, root.get("version")) == (GEXF + "gexf", "1.2")
    for element in root.iter():
        children, attributes = ELEMENTS[element.tag.removeprefix(GEXF)]
        assert {child.tag.removeprefix(GEXF) for child in element} <= children
        assert {key for key in element.keys() if "}" not in key} <= attributes, element.tag  # noqa: SIM118
    (whole,) = root.iter(GEXF + "graph")
    assert whole.get("defaultedgetype") == ("directed" if graph.is_directed() else "undirected")
    nodes = [node.get("id") for node in root.iter(GEXF + "node")]
    edges = list(root.iter(GEXF + "edge"))
    assert (len(nodes), len(edges)) == (len(graph), graph.number_of_edges())
    assert max(Counter(nodes).values(), default=1) == 1
    assert max(Counter(edge.get("id") for edge in edges).values(), default=1) == 1
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in edges)
    assert all(
        NUMBER.fullmatch(edge.get("weight", "")) and float(edge.get("weight", "")) > 0 for edge in edges
    )
    declared = {
        (kind.get("class"), one.get("id")): one.get("type")
        for kind in root.iter(GEXF + "attributes")
        for one in kind.iter(GEXF + "attribute")
    }
    assert set(declared.values()) <= GEXF_TYPES
    for kind in ("node", "edge"):
        titles = [
            one.get("title")
            for found in root.iter(GEXF + "attributes")
            if found.get("class") == kind
            for one in found
        ]
        assert max(Counter(titles).values(), default=1) == 1
        for element in root.iter(GEXF + kind):
            values = list(element.iter(GEXF + "attvalue"))
            assert max(Counter(value.get("for") for value in values).values(), default=1) == 1
            for value in values:
                text = value.get("value", "")
                assert VALUES[declared[kind, value.get("for")] or ""].fullmatch(text), (
                    value.get("for"),
                    text,
                )
                assert text not in {"None", "nan", "NaN", "inf", ""}


@pytest.mark.parametrize("name", GRAPHS)
def test_graphml_declares_every_key_it_uses_and_keeps_to_its_type(name: str) -> None:
    graph = GRAPHS[name]()
    root = ElementTree.fromstring(graphml(graph))
    assert root.tag == GRAPHML + "graphml"
    (whole,) = root.findall(GRAPHML + "graph")
    assert whole.get("edgedefault") == ("directed" if graph.is_directed() else "undirected")
    keys = root.findall(GRAPHML + "key")
    assert max(Counter(key.get("id") for key in keys).values(), default=1) == 1
    named = Counter((key.get("for"), key.get("attr.name")) for key in keys)
    assert max(named.values(), default=1) == 1
    declared = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in keys}
    assert {kind for _, kind in declared.values()} <= GRAPHML_TYPES
    nodes = [node.get("id") for node in root.iter(GRAPHML + "node")]
    edges = list(root.iter(GRAPHML + "edge"))
    assert (len(nodes), len(edges)) == (len(graph), graph.number_of_edges())
    assert max(Counter(nodes).values(), default=1) == 1
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in edges)
    given = Counter(edge.get("id") for edge in edges)
    assert given.pop(None, 0) in {0, len(edges)}
    assert max(given.values(), default=1) == 1
    for element in whole.iter():
        for data in element.findall(GRAPHML + "data"):
            where, kind = declared[data.get("key")]
            assert where == element.tag.removeprefix(GRAPHML)
            assert VALUES[kind or ""].fullmatch(data.text or ""), (data.get("key"), data.text)
            assert data.text not in {None, "None", "nan", "NaN", "inf"}


def test_no_colour_has_an_alpha_that_gephi_would_refuse() -> None:
    for write in (gexf, graphml):
        assert not re.search(rb"viz:|\bcolor|alpha|\ba=", write(event_graph(EVENTS, ACTORS)))
