"""Copies: complete, and proven so; snapshots put back; what goes wrong is told."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import StoreError
from kg.ontology.terms import XSD
from kg.store import Store
from kg.store.copying import account, copy, load_snapshot
from kg.store.literals import normal
from made_news import news
from servers import endpoint_file, oxigraph, virtuoso

from made_graph import BASE, extractions, fill, put


def dump(store: Store) -> bytes:
    sink = io.BytesIO()
    store.export("nquads", sink)
    return sink.getvalue()


@pytest.fixture
def original(tmp_path):
    with Store.open(tmp_path / "original", create=True, base=BASE) as store:
        fill(store, list(extractions(60, seed=4, days=30)))
        yield store


@pytest.mark.parametrize("start", [oxigraph, virtuoso])
def test_a_graph_goes_to_a_server_and_comes_back_the_same(original, tmp_path, start):
    with start(tmp_path / "server") as settings:
        path = endpoint_file(tmp_path / "endpoint.toml", {**settings, "base": BASE, "load_batch": 700})
        with Store.open(path) as server:
            there = copy(original, server)
            assert there.statements == len(original.engine)
            with pytest.raises(StoreError, match="not empty"):
                copy(original, server)
            assert copy(original, server, replace=True) == there
        with (
            Store.open(path, read_only=True) as server,
            Store.open(tmp_path / "back", create=True, base=BASE) as back,
        ):
            assert copy(server, back) == there
            assert dump(back) == dump(original)
            back.refresh()  # nothing is owed, and updates go on from what was copied
            put(back, next(extractions(5, seed=99)))
            back.refresh()
            updated = dump(back)
            back.rebuild()
            assert dump(back) == updated


def test_a_statement_that_is_lost_or_changed_on_the_way_is_found(original, monkeypatch):
    def lossy(self, quads):
        kept = [quad for quad in quads if quad.object != ox.Literal("en")]
        self.engine.extend(kept)

    with Store.memory(BASE) as target:
        monkeypatch.setattr(Store, "fill", lossy)
        with pytest.raises(StoreError, match=r"not complete: \d+ graphs differ.* statements, \d+ arrived"):
            copy(original, target)


def test_stores_of_different_bases_are_not_mixed(original):
    with (
        Store.memory("https://elsewhere.example/") as target,
        pytest.raises(StoreError, match="different base"),
    ):
        copy(original, target)


def test_a_snapshot_takes_the_place_of_the_graph_whole(original, tmp_path):
    with Store.open(tmp_path / "snapshot", create=True, base=BASE) as snapshot:
        copy(original, snapshot)
    before = dump(original)
    original.remove(next(extractions(60, seed=4, days=30)).article.id)
    original.refresh()
    original.close()
    load_snapshot(tmp_path / "snapshot", tmp_path / "original")
    with Store.open(tmp_path / "original") as store:
        assert dump(store) == before
    load_snapshot(tmp_path / "snapshot", tmp_path / "new")
    with Store.open(tmp_path / "new", read_only=True) as store:
        assert dump(store) == before


def test_a_snapshot_of_another_base_or_of_nothing_is_refused_and_the_graph_stays(tmp_path):
    with Store.open(tmp_path / "store", create=True, base=BASE) as store:
        news(store)
        before = dump(store)
    Store.open(tmp_path / "other", create=True, base="https://elsewhere.example/").close()
    with pytest.raises(StoreError, match="base IRI"):
        load_snapshot(tmp_path / "other", tmp_path / "store")
    with pytest.raises(StoreError, match="no store in"):
        load_snapshot(tmp_path / "nothing", tmp_path / "store")
    with Store.open(tmp_path / "store", read_only=True) as store:
        assert dump(store) == before


@pytest.mark.parametrize(
    ("text", "kind", "same"),
    [
        ("1", "boolean", "true"), ("0", "boolean", "false"), ("8.0", "decimal", "8"), ("0.90", "decimal", "0.9"),
        ("-0.50", "decimal", "-0.5"), ("0.0", "decimal", "0"), ("007", "integer", "7"), ("odd", "decimal", "odd"),
        ("2024-05-03", "date", "2024-05-03"), ("2024-05-03T10:00:00+00:00", "dateTime", "2024-05-03T10:00:00Z"),
    ],
)  # fmt: skip
def test_literals_that_mean_the_same_have_one_form(text, kind, same):
    datatype = ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
    assert normal(ox.Literal(text, datatype=datatype)) == ox.Literal(same, datatype=datatype)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_the_normal_form_of_a_decimal_is_a_fixed_point_with_the_same_value(number):
    once = normal(ox.Literal(f"{number:f}", datatype=XSD.decimal))
    assert normal(once) == once
    assert float(once.value) == float(number)


def test_the_sum_of_a_graph_does_not_depend_on_the_order_but_on_every_statement(original):
    found = account(original)
    with Store.memory(BASE) as other:
        other.engine.extend(sorted(original.engine, key=str, reverse=True))
        assert account(other) == found
        other.engine.remove(next(iter(other.engine)))
        assert account(other) != found
