"""What a rebuild writes and takes away, of what stands and what is to stand."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from kg.store import Store
from kg.store.comparing import Compared
from kg.store.terms import Names

from made_graph import BASE, extractions, fill

GRAPH = ox.NamedNode("https://example.org/graph")
PREDICATE = ox.NamedNode("https://example.org/p")


def quad(number: int) -> ox.Quad:
    """One of as many quads as there are numbers, some of which share their subject."""
    subject = ox.NamedNode(f"https://example.org/{number % 7}")
    return ox.Quad(subject, PREDICATE, ox.Literal(str(number)), GRAPH)


numbers = st.lists(st.integers(0, 60))


@given(stored=numbers, new=numbers)
def test_what_lacks_is_written_and_what_did_not_come_again_goes(stored: list[int], new: list[int]) -> None:
    compared = Compared(map(quad, stored))
    assert set(compared.lacking(map(quad, new))) == {quad(n) for n in new if n not in stored}
    assert set(compared.outdated(map(quad, stored))) == {quad(n) for n in stored if n not in new}


def test_a_rebuild_mends_layers_that_somebody_tampered_with() -> None:
    with Store.memory(BASE) as store, Store.memory(BASE) as sound:
        for each in (store, sound):
            fill(each, list(extractions(40, seed=2)))
        names = Names(BASE)
        derived = [
            q for g in names.derived_graphs for q in store.engine.quads_for_pattern(None, None, None, g)
        ]
        for gone in derived[::3]:
            store.engine.remove(gone)
        store.engine.extend(ox.Quad(*quad(n).triple, names.relation_graph) for n in range(9))
        store.rebuild()
        assert set(store.engine) == set(sound.engine)
