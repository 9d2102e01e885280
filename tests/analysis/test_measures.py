"""Measures against published values of small classic networks."""

from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import centrality, cohesion, measure_actors, measure_network, network
from kg.errors import UsageError

from made_rows import event


def values(scores) -> dict:
    return {score.actor: score.value for score in scores}


@pytest.fixture(scope="module")
def kite() -> nx.Graph:
    """Krackhardt 1990; nodes 3 Diane, 5 Fernando, 6 Garth, 7 Heather."""
    return nx.krackhardt_kite_graph()


@pytest.fixture(scope="module")
def florence() -> nx.Graph:
    """Marriages of 15 families of Florence (Padgett and Ansell 1993)."""
    return nx.florentine_families_graph()


@pytest.fixture(scope="module")
def karate() -> nx.Graph:
    """Zachary 1977, without weights."""
    return nx.Graph(nx.karate_club_graph().edges)


def test_in_the_kite_each_kind_of_centrality_has_its_own_winner(kite: nx.Graph) -> None:
    degree = centrality.degree(kite)
    assert (degree[0].actor, degree[0].value) == (3, 6)
    between = centrality.betweenness(kite)
    assert between[0].actor == 7
    assert between[0].value == pytest.approx(14 / 36)
    close = centrality.closeness(kite)
    assert {s.actor for s in close[:2]} == {5, 6}
    assert close[0].value == pytest.approx(9 / 14)


@pytest.mark.parametrize(
    ("measure", "medici", "guadagni"),
    [  # Jackson 2008, Social and Economic Networks, section 2.2.4
        ("degree", 6, 4),
        ("closeness", 14 / 25, 14 / 30),
        ("betweenness", 0.522, 0.255),
        ("eigenvector", 0.430, 0.289),
    ],
)
def test_the_medici_stand_where_the_literature_has_them(
    florence: nx.Graph, measure: str, medici: float, guadagni: float
) -> None:
    found = values(getattr(centrality, measure)(florence))
    assert found["Medici"] == pytest.approx(medici, abs=6e-4)
    assert found["Guadagni"] == pytest.approx(guadagni, abs=6e-4)
    assert max(found, key=found.__getitem__) == "Medici"


def test_the_karate_club_has_its_published_cohesion(karate: nx.Graph) -> None:
    assert cohesion.density(karate) == pytest.approx(78 / 561)
    assert cohesion.transitivity(karate) == pytest.approx(3 * 45 / 528)
    clustering = values(centrality.clustering(karate))
    assert sum(clustering.values()) / 34 == pytest.approx(0.571, abs=5e-4)  # Watts and Strogatz's mean
    groups = cohesion.communities(karate)
    assert cohesion.modularity(karate, groups) == pytest.approx(0.381, abs=5e-4)  # Clauset et al. 2004
    assert len(groups) == 3
    assert max(values(centrality.core_numbers(karate)).values()) == 4
    assert [len(piece.members) for piece in cohesion.components(karate)] == [34]


def test_pagerank_follows_directions_and_spreads_what_reaches_a_dead_end() -> None:
    """The eleven pages of Wikipedia's well-known figure, in per cent."""
    links = {
        "B": "C",
        "C": "B",
        "D": "AB",
        "E": "BDF",
        "F": "BE",
        "G": "BE",
        "H": "BE",
        "I": "BE",
        "J": "E",
        "K": "E",
    }
    graph = nx.DiGraph((page, to) for page, targets in links.items() for to in targets)
    found = {page: round(100 * value, 1) for page, value in values(centrality.pagerank(graph)).items()}
    assert found == {
        "B": 38.4, "C": 34.3, "E": 8.1, "D": 3.9, "F": 3.9, "A": 3.3,
        "G": 1.6, "H": 1.6, "I": 1.6, "J": 1.6, "K": 1.6,
    }  # fmt: skip


def test_constraint_is_low_for_a_broker_and_above_one_in_a_closed_trio() -> None:
    star = values(centrality.constraint(nx.star_graph(4)))
    assert star[0] == pytest.approx(1 / 4)
    assert star[1] == pytest.approx(1)
    trio = values(centrality.constraint(nx.complete_graph(3)))
    assert trio == pytest.approx(dict.fromkeys(range(3), 2 * 0.75**2))
    assert values(centrality.constraint(nx.empty_graph(2))) == {}


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 9)), min_size=1, max_size=30)


def graph_of(edges: list[tuple[int, int, int]], kind: type) -> nx.Graph:
    graph = kind()
    graph.add_weighted_edges_from(edge for edge in edges if edge[0] != edge[1])
    return graph


@given(EDGES)
def test_constraint_equals_a_second_implementation_on_any_network(edges) -> None:
    graph = graph_of(edges, nx.Graph)
    assert values(centrality.constraint(graph)) == pytest.approx(nx.constraint(graph, weight="weight"))


@given(EDGES)
def test_pagerank_adds_up_to_one_and_satisfies_its_equation(edges) -> None:
    graph = graph_of(edges, nx.DiGraph)
    found = values(centrality.pagerank(graph))
    if not found:
        return
    assert sum(found.values()) == pytest.approx(1)
    idle = sum(p for v, p in found.items() if graph.out_degree(v) == 0)
    for v in graph:
        flow = sum(
            found[u] * d["weight"] / graph.out_degree(u, weight="weight")
            for u, _, d in graph.in_edges(v, True)
        )
        assert found[v] == pytest.approx((0.15 + 0.85 * idle) / len(graph) + 0.85 * flow, abs=1e-9)


@given(EDGES)
def test_every_measure_stays_in_its_range(edges) -> None:
    graph = graph_of(edges, nx.DiGraph)
    for row in measure_actors(graph):
        assert 0 <= row.degree <= row.in_degree + row.out_degree
        assert 0 <= row.betweenness <= 1
        assert 0 <= row.closeness <= 1
        assert 0 <= row.eigenvector <= 1
        assert 0 <= row.clustering <= 1
    whole = measure_network(graph)
    assert 0 <= whole.density <= 1
    assert whole.reciprocity is None or 0 <= whole.reciprocity <= 1
    assert whole.weighted_reciprocity is None or 0 <= whole.weighted_reciprocity <= 1


def test_the_eigenvector_solves_its_equation_by_weight() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 3), ("b", "c", 1), ("c", "a", 1), ("c", "d", 2)])
    x = values(centrality.eigenvector(graph))
    ratios = [sum(graph[u][v]["weight"] * x[v] for v in graph[u]) / x[u] for u in graph]
    assert ratios == pytest.approx([ratios[0]] * 4, rel=1e-6)


def test_strength_counts_a_reciprocal_event_once() -> None:
    graph = network([event("m", "Meeting", "IRN", "PAK"), event("v", "Visit", "PAK", "IRN")])
    assert values(centrality.strength(graph)) == {"IRN": 2, "PAK": 2}
    assert values(centrality.strength(graph, direction="out")) == {"IRN": 1, "PAK": 2}
    assert values(centrality.strength(graph, direction="in")) == {"IRN": 2, "PAK": 1}


def test_the_table_of_actors_is_sorted_by_strength_and_complete() -> None:
    graph = network(
        [event("a", "Visit", "PAK", "IRN"), event("b", "Visit", "PAK", "USA"), event("c", "Visit", "X", "Y")]
    )
    rows = measure_actors(graph)
    assert [row.actor for row in rows] == ["PAK", "IRN", "USA", "X", "Y"]
    assert (rows[0].out_degree, rows[0].in_degree, rows[0].community, rows[0].component) == (2, 0, 0, 0)
    assert rows[3].component == 1


def test_a_network_is_summed_up_in_one_row() -> None:
    whole = measure_network(network([event("m", "Meeting", "IRN", "PAK"), event("v", "Visit", "PAK", "USA")]))
    assert (whole.actors, whole.edges, whole.events, whole.weight) == (3, 3, 2, 2.0)
    assert (whole.components, whole.largest_component) == (1, 3)
    assert whole.reciprocity == pytest.approx(2 / 3)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_an_empty_network_has_no_values_and_raises_nothing(kind: type) -> None:
    assert measure_actors(kind()) == ()
    whole = measure_network(kind())
    assert (whole.actors, whole.edges, whole.reciprocity, whole.modularity) == (0, 0, None, None)


def test_measures_refuse_a_multigraph_and_say_what_to_do() -> None:
    with pytest.raises(UsageError, match="collapse first"):
        centrality.strength(nx.MultiGraph([("a", "b")]))
    with pytest.raises(UsageError, match="directed and collapsed"):
        cohesion.reciprocity(nx.MultiDiGraph([("a", "b")]))
    with pytest.raises(UsageError, match="directions are both, in and out"):
        centrality.degree(nx.DiGraph([("a", "b")]), direction="up")


def test_measures_do_not_depend_on_the_order_of_hashes() -> None:
    program = (
        "import networkx as nx\n"
        "from kg.analysis import measure_actors, measure_network\n"
        "g = nx.DiGraph(nx.relabel_nodes(nx.karate_club_graph(), str))\n"
        "print(measure_actors(g), measure_network(g))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0]
    assert runs[0] == runs[1] == runs[2]
