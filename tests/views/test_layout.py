from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from kg.views.layout import positions

NAMES = [f"actor {i}" for i in range(12)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), max_size=20
)
SIZES = st.fixed_dictionaries({name: st.tuples(st.integers(20, 160), st.integers(20, 90)) for name in NAMES})


@given(SIZES, PAIRS)
def test_no_box_lies_on_another(sizes, pairs) -> None:
    places = positions(sizes, [(u, v, 200) for u, v in pairs], [])
    assert set(places) == set(NAMES)
    for i, u in enumerate(NAMES):
        for v in NAMES[i + 1 :]:
            apart_x = abs(places[u][0] - places[v][0]) >= (sizes[u][0] + sizes[v][0]) / 2 - 2
            apart_y = abs(places[u][1] - places[v][1]) >= (sizes[u][1] + sizes[v][1]) / 2 - 2
            assert apart_x or apart_y


@given(SIZES, PAIRS, st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_of_arrival(sizes, pairs, random) -> None:
    ties = [(u, v, 200.0) for u, v in pairs]
    shuffled, names = list(ties), list(NAMES)
    random.shuffle(shuffled)
    random.shuffle(names)
    assert positions({name: sizes[name] for name in names}, shuffled, []) == positions(sizes, ties, [])


def test_a_person_stands_nearer_to_its_state_than_states_to_each_other() -> None:
    sizes = dict.fromkeys(["IRN", "PAK", "IRN/x"], (60.0, 50.0))
    places = positions(sizes, [("IRN", "PAK", 220)], [("IRN/x", "IRN")])

    def distance(u: str, v: str) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[u], places[v], strict=True)) ** 0.5

    assert distance("IRN", "IRN/x") < 0.7 * distance("IRN", "PAK")


def test_an_empty_picture_has_no_places() -> None:
    assert positions({}, [], []) == {}


def test_an_actor_is_moved_aside_from_a_tie_that_would_run_through_it() -> None:
    """The person would stand just between the two states: near its own, tied to the other."""
    sizes = dict.fromkeys(["IRN", "PAK", "PAK/x"], (60.0, 50.0))
    places = positions(sizes, [("IRN", "PAK", 310), ("IRN", "PAK/x", 200)], [("PAK/x", "PAK")])
    (ax, ay), (bx, by), (px, py) = places["IRN"], places["PAK"], places["PAK/x"]
    area = abs((bx - ax) * (py - ay) - (by - ay) * (px - ax))
    assert area / ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 > 30
