"""Balance, brokerage, alignment, paths and snapshots, held to values that are published or plain."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import EventTable, network
from kg.analysis.alignment import alignment, alignments, kappa, pi, portfolio, similarity
from kg.analysis.balance import balance, signed, triads
from kg.analysis.brokerage import effective_size, efficiency, roles
from kg.analysis.paths import shortest_paths
from kg.analysis.snapshots import measures_over_time, snapshots
from kg.errors import UsageError

from made_rows import event


def signs(*edges: tuple[str, str, int]) -> Any:
    graph = nx.Graph()
    graph.add_edges_from((u, v, {"sign": sign}) for u, v, sign in edges)
    return graph


@pytest.mark.parametrize(
    ("three", "kind", "balanced", "weakly"),
    [
        ((1, 1, 1), "+++", 1, 1),
        ((1, 1, -1), "++-", 0, 0),
        ((1, -1, -1), "+--", 1, 1),
        ((-1, -1, -1), "---", 0, 1),
    ],
)
def test_the_four_kinds_of_triads_are_heiders_and_davis(
    three: Any, kind: str, balanced: int, weakly: int
) -> None:
    graph = signs(("a", "b", three[0]), ("a", "c", three[1]), ("b", "c", three[2]))
    (triad,) = triads(graph)
    assert (triad.kind, triad.balanced) == (kind, bool(balanced))
    found = balance(graph)
    assert (found.degree, found.weak_degree) == (balanced, weakly)


@given(st.lists(st.booleans(), min_size=3, max_size=7))
def test_a_complete_network_is_balanced_exactly_if_it_falls_into_two_camps(camps: list[bool]) -> None:
    """The structure theorem of Harary (1953)."""
    names = [f"n{i}" for i in range(len(camps))]
    pairs = [
        (u, v, 1 if camps[i] == camps[j] else -1) for (i, u), (j, v) in combinations(enumerate(names), 2)
    ]
    assert balance(signs(*pairs)).degree == 1
    if len(camps) >= 3:
        u, v, sign = pairs[0]
        found = balance(signs((u, v, -sign), *pairs[1:]))
        total = math.comb(len(camps), 3)
        assert found.degree == pytest.approx(
            1 - (len(camps) - 2) / total
        )  # the triads that the turned tie is in


def test_signs_come_from_the_mean_weight_of_the_events_and_triads_lead_to_them() -> None:
    made = [
        event("p", "Praise", "A", "B"), event("s", "Strike", "B", "A"),  # -2.8 on average
        event("m", "Meeting", "A", "C"), event("t", "Threat", "B", "C"),
        event("u", "Praise", "A", "D", intensity=None),
    ]  # fmt: skip
    graph = signed(network(made, directed=False))
    assert {(u, v): s for u, v, s in graph.edges(data="sign")} == {
        ("A", "B"): -1,
        ("A", "C"): 1,
        ("B", "C"): -1,
    }
    (triad,) = triads(graph)
    assert [iri[-1] for iri in triad.events] == ["m", "p", "s", "t"]
    assert signed(network(made, directed=False), near_zero=2.9).number_of_edges() == 1
    with pytest.raises(UsageError):
        signed(nx.MultiDiGraph())


def test_chance_balance_is_that_of_ties_strewn_at_random() -> None:
    graph = signs(("a", "b", 1), ("a", "c", 1), ("b", "c", -1), ("a", "d", -1), ("b", "d", 1))
    drawn = [a * b * c > 0 for a, b, c in combinations([1, 1, -1, -1, 1], 3)]
    assert balance(graph).by_chance == pytest.approx(sum(drawn) / len(drawn))


ROLES = {
    ("x", "x", "x"): "coordinator", ("x", "y", "x"): "itinerant", ("x", "y", "y"): "gatekeeper",
    ("x", "x", "y"): "representative", ("x", "y", "z"): "liaison",
}  # fmt: skip


@pytest.mark.parametrize(("groups", "role"), ROLES.items())
def test_the_five_roles_are_those_of_gould_and_fernandez(groups: tuple[str, ...], role: str) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    row = roles(graph, dict(zip("abc", groups, strict=True)))[0]
    assert (row.actor, getattr(row, role), row.total) == ("b", 1, 1)
    graph.add_edge("a", "c")  # who deals directly needs no broker
    assert roles(graph, dict(zip("abc", groups, strict=True)))[0].total == 0


def test_brokers_without_a_group_are_left_out_and_directions_matter() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "b"), ("b", "a"), ("b", "d")])
    found = {row.actor: row for row in roles(graph, {"a": "x", "b": "y", "c": "x"})}
    assert found["b"].itinerant == 2  # a to c, and c to a
    assert set(found) == {"a", "b", "c"}
    with pytest.raises(UsageError):
        roles(nx.Graph(), {})


def test_effective_size_is_burts_on_borgattis_example_and_networkx_agrees() -> None:
    star, clique = nx.star_graph(4), nx.complete_graph(5)
    star, clique = (nx.relabel_nodes(g, str) for g in (star, clique))
    assert effective_size(star)[0].value == 4
    assert {score.value for score in effective_size(clique)} == {1.0}
    assert {score.value for score in efficiency(clique)} == {0.25}
    karate = nx.relabel_nodes(nx.karate_club_graph(), str)
    for *_, data in karate.edges(data=True):
        data.clear()
    theirs = nx.effective_size(karate)
    assert {s.actor: s.value for s in effective_size(karate)} == pytest.approx(theirs)


def test_kappa_and_pi_of_yes_and_no_are_cohens_and_scotts() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: kappa 0.4 (the usual textbook table)
    x = [1.0] * 25 + [0.0] * 25
    y = [1.0] * 20 + [0.0] * 5 + [1.0] * 10 + [0.0] * 15
    assert kappa(x, y) == pytest.approx(0.4)
    expected = 0.55**2 + 0.45**2
    assert pi(x, y) == pytest.approx((0.7 - expected) / (1 - expected))


@given(st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), min_size=2, max_size=8))
def test_kappa_of_numbers_is_lins_concordance(pairs: list[tuple[float, float]]) -> None:
    x, y = [p for p, _ in pairs], [q for _, q in pairs]
    n, mx, my = len(x), sum(x) / len(x), sum(y) / len(y)
    covariance = sum((p - mx) * (q - my) for p, q in pairs) / n
    below = sum((p - mx) ** 2 for p in x) / n + sum((q - my) ** 2 for q in y) / n + (mx - my) ** 2
    if below > 1e-6:
        assert kappa(x, y) == pytest.approx(2 * covariance / below, abs=1e-6)
    s = similarity(x, y, 20)
    assert s is not None
    assert -1 <= s <= 1


def test_third_parties_that_neither_deals_with_lift_s_and_not_the_others_above_chance() -> None:
    apart = ([1.0, 0.0], [0.0, 1.0])
    for absent in (0, 8, 98):
        x, y = (portfolio + [0.0] * absent for portfolio in apart)
        assert similarity(x, y, 1) == pytest.approx(1 - 4 / len(x))
        assert kappa(x, y) == pi(x, y) == pytest.approx(-1 / (len(x) - 1))


def test_s_falls_with_distance_from_one_to_minus_one() -> None:
    assert similarity([10, -10], [10, -10], 20) == 1
    assert similarity([10, -10], [-10, 10], 20) == -1
    assert similarity([0, 10], [10, 10], 20) == 0.5
    assert similarity([], [], 20) is None
    assert (kappa([1, 1], [1, 1]), pi([], [])) == (None, None)


def test_alignment_compares_dealings_with_third_parties_only() -> None:
    made = [
        event("1", "Strike", "A", "B"),
        event("2", "Praise", "A", "C"), event("3", "Praise", "B", "C"),
        event("4", "Threat", "A", "D"), event("5", "Threat", "D", "B"),
    ]  # fmt: skip
    graph = network(made)
    found = alignment(graph, "A", "B")
    assert (found.n, found.s, found.kappa, found.pi) == (2, 1.0, 1.0, 1.0)
    assert portfolio(graph, "A") == {"B": -9.0, "C": 3.4, "D": -5.8}
    assert portfolio(graph, "C", of="events") == {"A": 1.0, "B": 1.0}
    assert alignments(graph)[0] == found
    with pytest.raises(UsageError, match="takes part in none"):
        alignment(graph, "A", "Z")


def test_paths_follow_directions_and_name_the_events_of_each_step() -> None:
    made = [
        event("1", "Visit", "A", "B"),
        event("2", "Visit", "B", "D"),
        event("3", "Visit", "A", "C"),
        event("4", "Visit", "C", "D"),
    ]
    graph = network(made)
    found = shortest_paths(graph, "A", "D")
    assert [(p.actors, p.steps, [e[0][-1] for e in p.events]) for p in found] == [
        (("A", "B", "D"), 2, ["1", "2"]), (("A", "C", "D"), 2, ["3", "4"]),
    ]  # fmt: skip
    assert shortest_paths(graph, "D", "A") == ()
    with pytest.raises(UsageError):
        shortest_paths(graph, "A", "Z")


def test_snapshots_are_the_networks_of_each_period_from_rows_and_from_tables() -> None:
    made = [
        event("1", "Visit", "IRN", "PAK", "2021-03-01"), event("2", "Visit", "IRN", "USA", "2023"),
        event("3", "Meeting", "USA", "PAK", "2023-05-01"), event("4", "Visit", "IRN", "USA"),
    ]  # fmt: skip
    for found in (made, EventTable.of(made)):
        shots = snapshots(found, by="year")
        assert [(s.period, s.graph.number_of_edges()) for s in shots] == [
            ("2021", 1),
            ("2022", 0),
            ("2023", 3),
        ]
        assert [s.graph.number_of_edges() for s in snapshots(found, by="year", window=3)] == [1, 1, 4]
        assert [s.period for s in snapshots(found, by="quarter")][-1] == "2023-Q2"
        table = measures_over_time(shots)
        assert list(table["events"]) == [1, 0, 2]
        assert [s.period for s in snapshots(found, since="2022")] == ["2023"]
        assert [s.period for s in snapshots(found, classes=["Visit"], by="month")] == ["2021-03"]
    assert snapshots([], by="month") == ()
    with pytest.raises(UsageError):
        snapshots(made, by="decade")  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        snapshots(made, window=0)
