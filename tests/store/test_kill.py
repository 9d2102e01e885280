"""A process that is killed while it writes leaves every article whole or absent."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kg.ontology.grounding import article_quads
from kg.store import Store

from made_graph import BASE, STATES, extractions, fill

KILLS = int(os.environ.get("KG_KILLS", "15"))  # `make soak` asks for 300

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from dataclasses import replace
from made_graph import BASE, extractions, put, registry
from kg.store import Store, derive, writing
turn = int(sys.argv[3])
if turn % 2000:  # every other writer writes as it would a large graph
    writing._BATCH, derive._COMPARED = 50, 1000
with Store.open(sys.argv[1], create=True, base=BASE) as store:
    store.register(registry())
    print("ready", flush=True)
    while True:
        for number, extraction in enumerate(extractions(80, seed=9, days=60)):
            changed = replace(extraction.article, publisher=f"Turn {turn}")
            put(store, replace(extraction, article=changed))
            if number % 5 == 0:
                store.refresh()
        store.refresh()
        store.rebuild()
        turn += 1
"""


def dump(store: Store) -> bytes:
    sink = io.BytesIO()
    store.export("nquads", sink)
    return sink.getvalue()


@pytest.fixture(scope="module")
def whole():
    """The article graphs without their publisher, by IRI: what a stored article must be."""
    with Store.memory(BASE) as store:
        return {
            store.article(e.article.id): _statements(article_quads(e, BASE, STATES))
            for e in extractions(80, seed=9, days=60)
        }


def assert_indexes_agree(store):
    """Oxigraph keeps six orders of every quad: each must lead to all of them."""
    every = set(store.engine)
    find = store.engine.quads_for_pattern
    for place in range(3):
        terms = {(quad.subject, quad.predicate, quad.object)[place] for quad in every}
        patterns = ([term if at == place else None for at in range(3)] for term in terms)
        assert {quad for pattern in patterns for quad in find(*pattern, None)} == every
    assert {quad for graph in store.engine.named_graphs() for quad in find(None, None, None, graph)} == every


def _statements(quads):
    return {
        str(quad.triple)
        for quad in quads
        if "publisher" not in str(quad.predicate) and "Hash" not in str(quad.predicate)
    }


def test_killed_at_any_moment_the_store_holds_each_article_whole(tmp_path, whole):
    path = tmp_path / "store"
    rng = random.Random(4)
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent.parent), str(kill * 1000)],
            stdout=subprocess.PIPE,
        )
        with writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0, 0.6))
            writer.kill()
        with Store.open(path) as store:
            for graph in store.engine.named_graphs():
                if graph.value in whole:
                    found = _statements(store.engine.quads_for_pattern(None, None, None, graph))
                    assert found == whole[graph.value]
            assert_indexes_agree(store)
            store.refresh()
            updated = dump(store)
            store.rebuild()
            assert dump(store) == updated


@pytest.mark.parametrize("turn", range(max(1, KILLS // 15)))
def test_the_same_work_after_a_kill_ends_with_the_same_bytes(tmp_path, turn):
    path = tmp_path / "store"
    rng = random.Random(turn)
    found = list(extractions(80, seed=9, days=60))
    for _ in range(2):  # the second is killed while it clears up after the first
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent.parent), "0"],
            stdout=subprocess.PIPE,
        )
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(rng.uniform(0, 0.5))
            writer.kill()
    with Store.open(path) as store, Store.memory(BASE) as unbroken:
        fill(store, found)
        fill(unbroken, found)
        assert dump(store) == dump(unbroken)
