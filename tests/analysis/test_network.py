from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis.cohesion import reciprocity, weighted_reciprocity
from kg.analysis.network import collapse, ego, event_graph, network, undirected
from kg.errors import UsageError

from made_rows import actor, event

ACTORS = [actor("IRN", "Iran"), actor("PAK", "Pakistan"), actor("UN", "United Nations", "organization")]
ACTORS += [actor("IRN/mohammad-baqeri", "Mohammad Baqeri"), actor("PAK/zaheer-sidhu", "Zaheer Sidhu")]
EVENTS = (
    event("m", "Meeting", "IRN/mohammad-baqeri", "PAK/zaheer-sidhu", "2023-07-20", reports=3),
    event("v", "Visit", "PAK/zaheer-sidhu", "IRN", "2023-07-20"),
    event("w", "Visit", "PAK", "IRN", "2024-02"),
    event("a", "MilitaryAid", "IRN", "PAK", None, reports=2),
    event("x", "JointExercise", "IRN", "PAK", "2024", statuses=("planned",)),
    event("u", "Criticism", "UN", "IRN", "2022"),
)


def test_each_event_is_an_edge_a_pair_and_a_reciprocal_one_an_edge_each_way_under_one_key() -> None:
    graph = event_graph(EVENTS, ACTORS, level="states")
    assert sorted((u, v, key[-1]) for u, v, key in graph.edges(keys=True)) == [
        ("IRN", "PAK", "a"),
        ("IRN", "PAK", "m"),
        ("IRN", "PAK", "x"),
        ("PAK", "IRN", "m"),
        ("PAK", "IRN", "v"),
        ("PAK", "IRN", "w"),
        ("PAK", "IRN", "x"),
    ]
    assert graph.nodes["IRN"] == {"label": "Iran", "kind": "state", "country": "IRN"}


def test_a_planned_exercise_is_no_edge_unless_asked_for() -> None:
    assert network(EVENTS, ACTORS)["IRN"]["PAK"]["event_count"] == 2
    assert network(EVENTS, ACTORS, statuses=())["IRN"]["PAK"]["event_count"] == 3


def test_a_reciprocal_event_weighs_in_both_directions_and_once_without_direction() -> None:
    directed, plain = network(EVENTS, ACTORS), network(EVENTS, ACTORS, directed=False)
    assert (directed["IRN"]["PAK"]["weight"], directed["PAK"]["IRN"]["weight"]) == (2, 3)
    assert directed["IRN"]["PAK"]["shared"] == directed["PAK"]["IRN"]["shared"] == 1
    assert plain["IRN"]["PAK"]["weight"] == 4
    assert undirected(directed)["IRN"]["PAK"]["weight"] == 4


def test_an_edge_lists_its_events_with_dates_and_mean_intensity() -> None:
    edge = network(EVENTS, ACTORS)["PAK"]["IRN"]
    assert [iri[-1] for iri in edge["events"]] == ["m", "v", "w"]
    assert (edge["first"], edge["last"]) == ("2023-07-20", "2024-02")
    assert edge["intensity"] == pytest.approx((2.8 + 1.9 + 1.9) / 3, abs=1e-4)
    assert edge["report_count"] == 5


def test_weights_can_count_reports() -> None:
    graph = network(EVENTS, ACTORS, weight="reports")
    assert (graph["IRN"]["PAK"]["weight"], graph["PAK"]["IRN"]["weight"]) == (5, 5)
    assert undirected(graph)["IRN"]["PAK"]["weight"] == 7


def test_persons_and_organisations_are_a_level_of_their_own_and_all_holds_everybody_as_named() -> None:
    assert set(network(EVENTS, ACTORS, level="persons")) == {"IRN/mohammad-baqeri", "PAK/zaheer-sidhu"}
    assert set(network(EVENTS, ACTORS, level="all").edges) == {
        ("IRN", "PAK"),
        ("IRN/mohammad-baqeri", "PAK/zaheer-sidhu"),
        ("PAK", "IRN"),
        ("PAK/zaheer-sidhu", "IRN"),
        ("PAK/zaheer-sidhu", "IRN/mohammad-baqeri"),
        ("UN", "IRN"),
    }


def test_reciprocity_of_the_collapsed_graph_is_not_that_of_the_multigraph() -> None:
    ten_visits = [event(f"v{i}", "Visit", "PAK", "IRN") for i in range(10)]
    one_back = [event("back", "Visit", "IRN", "PAK"), event("other", "Visit", "PAK", "UN")]
    graph = event_graph([*ten_visits, *one_back])
    collapsed = collapse(graph)
    assert reciprocity(collapsed) == pytest.approx(2 / 3)
    assert weighted_reciprocity(collapsed) == pytest.approx(2 / 12)
    assert nx.reciprocity(graph) != pytest.approx(2 / 3)


def test_acts_that_return_themselves_can_be_left_out_of_weighted_reciprocity() -> None:
    graph = network([event("m", "Meeting", "IRN", "PAK"), event("v", "Visit", "PAK", "IRN")])
    assert weighted_reciprocity(graph) == pytest.approx(2 / 3)
    assert weighted_reciprocity(graph, shared=False) == 0
    meeting_only = network([event("m", "Meeting", "IRN", "PAK")])
    assert weighted_reciprocity(meeting_only, shared=False) is None


def test_an_ego_network_holds_what_is_near_in_either_direction() -> None:
    chain = network(
        [event(k, "Visit", *pair.split()) for k, pair in zip("abc", ("A B", "B C", "C D"), strict=True)]
    )
    assert sorted(ego(chain, "B")) == ["A", "B", "C"]
    assert sorted(ego(chain, "B", steps=2)) == ["A", "B", "C", "D"]
    with pytest.raises(UsageError, match="'ZZZ' takes part in none of these events"):
        ego(chain, "ZZZ")


@pytest.mark.parametrize(
    ("wrong", "message"), [({"level": "towns"}, "levels are"), ({"weight": "words"}, "weights")]
)
def test_an_unknown_level_or_weight_is_refused(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        network(EVENTS, **wrong)  # type: ignore[arg-type]


SIDE = st.lists(st.sampled_from(["IRN", "PAK", "USA", "UN", "IRN/x", "PAK/y"]), min_size=1, max_size=3)
CLASSES = st.sampled_from(["Meeting", "Visit", "Strike", "JointExercise"])
MADE = st.lists(st.tuples(CLASSES, SIDE, SIDE), max_size=12)


@given(MADE, st.randoms(use_true_random=False))
def test_collapsing_loses_no_event_and_does_not_depend_on_the_order_of_arrival(made, random) -> None:
    events = [event(f"e{i}", cls, " ".join(s), " ".join(t)) for i, (cls, s, t) in enumerate(made)]
    graph = event_graph(events, level="all")
    directed, plain = collapse(graph), collapse(graph, directed=False)
    behind = {iri for _, _, d in directed.edges(data=True) for iri in d["events"]}
    assert behind == {key for *_, key in graph.edges(keys=True)}
    for u, v, d in plain.edges(data=True):
        assert d["weight"] == undirected(directed)[u][v]["weight"]
        assert d["weight"] == len({key for a, b, key in graph.edges(keys=True) if {a, b} == {u, v}})
    shuffled = list(events)
    random.shuffle(shuffled)
    again = collapse(event_graph(shuffled, level="all"))
    assert list(again.edges(data=True)) == list(directed.edges(data=True))
    assert list(again.nodes(data=True)) == list(directed.nodes(data=True))


def test_a_minister_and_his_own_state_are_no_pair() -> None:
    treaty = event("t", "Meeting", "IRN IRN/mohammad-baqeri", "PAK PAK/zaheer-sidhu")
    pairs = {tuple(sorted(pair)) for pair in network([treaty], ACTORS, level="all").edges}
    assert ("IRN", "PAK") in pairs
    assert ("IRN/mohammad-baqeri", "PAK/zaheer-sidhu") in pairs
    assert ("IRN", "IRN/mohammad-baqeri") not in pairs
