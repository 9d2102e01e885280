"""A network counted by polars is the network counted event by event."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import EventTable, measure_network, network
from kg.errors import UsageError

from made_rows import actor, event

ACTORS = [
    actor("IRN"),
    actor("PAK"),
    actor("USA"),
    actor("UN", kind="organization"),
    actor("IRN/a-b"),
    actor("PAK/c-d"),
]
NAMES = st.sampled_from([a.id for a in ACTORS])
SIDES = st.lists(NAMES, min_size=1, max_size=3, unique=True)


@st.composite
def events(draw: Any) -> list[Any]:
    made = []
    for key in range(draw(st.integers(0, 8))):
        cls = draw(st.sampled_from(["Meeting", "Visit", "Strike"]))
        date = draw(st.sampled_from([None, "2023", "2024-05-03"]))
        sides = " ".join(draw(SIDES)), " ".join(draw(SIDES))
        intensity = draw(st.sampled_from([None, 2.5, -9.0]))
        made.append(event(f"{key}", cls, *sides, date, reports=draw(st.integers(1, 3)), intensity=intensity))
    return made


@given(
    events(),
    st.sampled_from(["states", "persons", "all"]),
    st.booleans(),
    st.sampled_from(["events", "reports"]),
)
def test_both_ways_of_counting_give_the_same_network(
    made: Any, level: Any, directed: bool, weight: Any
) -> None:
    options = {"level": level, "directed": directed, "weight": weight}
    one, other = network(made, ACTORS, **options), network(EventTable.of(made), ACTORS, **options)
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    for u, v, data in one.edges(data=True):
        assert {key: value for key, value in data.items() if key != "events"} == pytest.approx(other[u][v])
    assert one.number_of_edges() == other.number_of_edges()
    assert measure_network(one) == measure_network(other)


def test_a_table_without_actors_takes_states_from_the_registry() -> None:
    made = [event("a", "Visit", "IRN", "PAK"), event("b", "Visit", "IRN", "UN")]
    graph = network(EventTable.of(made))
    assert list(graph) == ["IRN", "PAK"]
    assert graph.nodes["IRN"]["label"] == "Iran"
    assert graph.graph["event_count"] == 1


def test_a_weight_that_does_not_exist_is_refused_either_way() -> None:
    for found in ([], EventTable.of([])):
        with pytest.raises(UsageError, match="no weight"):
            network(found, weight="tons")  # type: ignore[arg-type]
