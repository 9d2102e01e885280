"""Histories tell of events what their statements tell, whatever has changed."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from kg.ontology.grounding import article_quads
from kg.store import Store, tables
from kg.store.rows import EventRow
from kg.store.taxonomy import taxonomy

from made_graph import BASE, extractions, fill

if TYPE_CHECKING:
    from kg.model import Extraction


@pytest.fixture
def store():
    with Store.memory(BASE) as store:
        made = list(extractions(120, seed=5))
        fill(store, [alleging(extraction) if n % 3 == 0 else extraction for n, extraction in enumerate(made)])
        yield store


def alleging(extraction: Extraction) -> Extraction:
    """The same article, which vouches for nothing that it tells."""
    return replace(
        extraction, mentions=tuple(replace(mention, alleged=True) for mention in extraction.mentions)
    )


def agree(store: Store, *parties: str) -> int:
    told = list(store.events(*parties))
    read = tables._read(store.engine, store.names, taxonomy(), parties)
    assert told == sorted(read, key=lambda row: row.iri)
    return len(told)


def test_histories_tell_what_the_statements_of_the_events_tell(store: Store) -> None:
    states = sorted({state for row in store.events() for state in (*row.source_state, *row.target_state)})
    assert agree(store) > 50
    rows = list(store.events())
    assert [f.name for f in fields(EventRow) if len({getattr(row, f.name) for row in rows}) < 2] == []
    assert sum(agree(store, *pair) for pair in combinations(states, 2)) >= agree(store)
    person = next(a.id for a in store.actors() if "/" in a.id)
    assert agree(store, person) > 0
    assert agree(store, person.split("/")[0], person) == agree(store, person)
    assert agree(store, states[0], states[0]) == agree(store, states[0])
    assert agree(store, states[0], "XXX") == 0


def test_histories_follow_articles_that_change_and_go(store: Store) -> None:
    changed = list(extractions(120, seed=6))[:40]
    for extraction in changed:
        quads = article_quads(extraction, store.base)
        store.replace(extraction.article.id, quads, extraction.article.content_hash)
    store.refresh()
    agree(store)
    for extraction in changed[:20]:
        store.remove(extraction.article.id)
    store.refresh()
    agree(store)
    before = set(store.engine)
    store.rebuild()
    assert set(store.engine) == before


def test_a_graph_without_histories_is_read_from_its_statements(store: Store) -> None:
    rows = list(store.events())
    pair = rows[0].source_state[0], rows[0].target_state[0]
    between = list(store.events(*pair))
    store.engine.clear_graph(store.names.ledger_graph)
    assert list(store.events()) == rows
    assert list(store.events(*pair)) == between
