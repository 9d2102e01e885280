"""Articles in, articles out: one transaction each, derived layers in step."""

from __future__ import annotations

import io
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.errors import StoreError
from kg.ontology.terms import KG
from kg.store import Store, comparing, derive, extremes, writing

from made_graph import BASE, extractions, fill, graphs, put, registry

FEW = list(extractions(60, seed=3, days=20))


def dump(store: Store) -> bytes:
    sink = io.BytesIO()
    store.export("nquads", sink)
    return sink.getvalue()


@pytest.fixture
def store():
    with Store.memory(BASE) as store:
        yield store


def test_an_article_is_new_then_the_same_then_replaced(store):
    first = FEW[0]
    assert put(store, first) == "new"
    assert put(store, first) == "same"
    assert put(store, replace(first, article=replace(first.article, publisher="Other"))) == "replaced"


def test_the_quads_of_an_unchanged_article_are_not_even_made(store):
    put(store, FEW[0])

    def explode():
        raise AssertionError("looked at")
        yield

    assert store.replace(FEW[0].article.id, explode(), FEW[0].article.content_hash) == "same"


def test_an_article_read_with_other_settings_is_not_the_same(store):
    ((extraction, quads),) = [next(iter(graphs(5)))]
    graph = ox.NamedNode(store.article(extraction.article.id))
    quads.append(ox.Quad(graph, KG.settingsHash, ox.Literal("one"), graph))
    content = extraction.article.content_hash
    assert store.replace(extraction.article.id, quads, content, "one") == "new"
    assert store.replace(extraction.article.id, quads, content, "one") == "same"
    assert store.holds(extraction.article.id, content)
    assert not store.holds(extraction.article.id, content, "two")


def test_replacing_leaves_nothing_of_what_was_there(store):
    fill(store, FEW[:3])
    bare = replace(FEW[1], mentions=(), tenures=())
    store.replace(bare.article.id, list(_bare(store, bare)), "changed")
    store.refresh()
    assert store.query("SELECT ?r { ?r kg:evidence/oa:hasSource ?a }", limit=None).rows
    assert all(
        row.article != store.article(bare.article.id)
        for event in store.events()
        for row in store.evidence(event.iri)
    )


def _bare(store, extraction):
    from kg.ontology.grounding import article_quads

    return article_quads(extraction, store.base)


def test_every_character_survives_a_replacement(store):
    from kg.ontology.terms import DCTERMS

    graph = ox.NamedNode(store.article("x"))
    odd = 'quote " backslash \\ newline \n return \r tab \t bell \x07 nul \x00 '
    odd += "paragraph \u2028 clef \U0001d11e } ; DROP ALL"
    quads = [
        ox.Quad(graph, KG.contentHash, ox.Literal("1"), graph),
        ox.Quad(graph, DCTERMS.title, ox.Literal(odd), graph),
        ox.Quad(graph, DCTERMS.title, ox.Literal(odd, language="en-gb"), graph),
        ox.Quad(graph, DCTERMS.title, ox.Literal("<b>1</b>", datatype=ox.NamedNode("urn:x#type")), graph),
    ]
    store.replace("x", [ox.Quad(graph, KG.contentHash, ox.Literal("0"), graph)], "0")
    store.replace("x", quads, "1")
    assert set(store.engine.quads_for_pattern(None, None, None, graph)) == set(quads)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_a_replacement(text):
    with Store.memory(BASE) as store:
        graph = ox.NamedNode(store.article("x"))
        quads = [ox.Quad(graph, KG.placeName, ox.Literal(text), graph)]
        store.replace("x", [ox.Quad(graph, KG.contentHash, ox.Literal("0"), graph)], "0")
        store.replace("x", quads, "1")
        assert list(store.engine.quads_for_pattern(None, None, None, graph)) == quads


def test_quads_of_another_graph_are_refused(store):
    graph = ox.NamedNode(store.article("other"))
    with pytest.raises(StoreError, match="belongs to another graph"):
        store.replace("x", [ox.Quad(graph, KG.contentHash, ox.Literal("1"), graph)], "1")
    assert "x" not in store


def test_blank_nodes_are_refused(store):
    graph = ox.NamedNode(store.article("x"))
    with pytest.raises(StoreError, match="blank node"):
        store.replace("x", [ox.Quad(graph, KG.evidence, ox.BlankNode(), graph)], "1")


def test_an_article_is_known_by_id_and_by_iri(store):
    put(store, FEW[0])
    assert FEW[0].article.id in store
    assert store.article(FEW[0].article.id) in store
    assert "nobody" not in store
    assert 3 not in store


def test_a_removed_article_takes_its_events_along(store):
    fill(store, FEW)
    for extraction in FEW:
        assert store.remove(extraction.article.id)
    store.refresh()
    info = store.info()
    assert (info.articles, info.occurrences, info.prospects, info.relations) == (0, 0, 0, 0)
    assert store.remove(FEW[0].article.id) is False


def test_the_store_knows_what_is_left_to_do(store):
    put(store, FEW[0])
    assert store.info().pending == 1
    assert store.refresh() == 1
    assert store.info().pending == 0
    assert store.refresh() == 0


def test_a_merge_that_renames_an_occurrence_leads_on_from_the_old_name(store):
    fill(store, FEW)
    merged = [e for e in store.events() if e.reports > 1]
    assert merged
    for event in merged:
        reports = sorted(row.report.rsplit("/", 1)[1] for row in store.evidence(event.iri))
        former = store.names.events + reports[-1]
        assert store.evidence(former) == store.evidence(event.iri)


def test_a_changed_name_of_a_state_reaches_the_labels(store):
    fill(store, FEW)
    before = dump(store)
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal("Persia", language=q.object.language), q.graph_name)
        if isinstance(q.object, ox.Literal) and q.object.value == "State IRN"
        else q
        for q in registry()
    ]
    assert store.register(quads)
    store.refresh()
    assert any("Persia" in event.label for event in store.events())
    assert all(event.label for event in store.events())
    assert store.register(registry())
    store.refresh()
    assert dump(store) == before
    assert store.register(registry()) is False


def test_what_other_rules_derived_is_derived_anew(store, monkeypatch):
    fill(store, FEW)
    whole = dump(store)
    with monkeypatch.context() as patch:
        patch.setattr(derive, "rules", lambda: "older")
        patch.setattr(derive, "merge", lambda reports, taxonomy: iter(()))
        assert store.refresh() == 0
        assert len(dump(store)) < len(whole)
    assert store.refresh() == 0
    assert dump(store) == whole


def test_a_store_filled_in_bulk_is_the_store_filled_one_by_one(tmp_path, store):
    fill(store, FEW)
    with Store.open(tmp_path / "bulk", create=True, base=BASE) as bulk:
        bulk.bulk([*registry(), *(quad for _, quads in graphs_of(FEW) for quad in quads)])
        assert dump(bulk) == dump(store)
    with Store.open(tmp_path / "bulk") as again:
        assert dump(again) == dump(store)
        with pytest.raises(StoreError, match="Only an empty store"):
            again.bulk([])


def graphs_of(found):
    from kg.ontology.grounding import article_quads

    from made_graph import STATES

    return [(e, list(article_quads(e, BASE, STATES))) for e in found]


def test_a_bulk_load_that_fails_leaves_an_empty_store(tmp_path):
    def failing():
        yield from registry()
        raise ValueError("out of paper")

    with Store.open(tmp_path / "bulk", create=True, base=BASE) as store:
        with pytest.raises(ValueError, match="out of paper"):
            store.bulk(failing())
        assert store.info().quads == 0
        store.bulk(registry())
        assert store.info().layers["registry"] > 0


# Incremental and rebuilt give the same bytes

STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "change", "remove", "refresh"]), st.integers(0, len(FEW) - 1)),
    min_size=1,
    max_size=25,
)


@pytest.mark.parametrize("few", [0, 10**6], ids=["days looked up", "all dates read"])
@settings(max_examples=60)
@given(steps=STEPS)
def test_updating_and_rebuilding_give_the_same_bytes(few, steps):
    with Store.memory(BASE) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(extremes, "_FEW", few)
        store.register(registry())
        for extraction in FEW:
            put(store, extraction)
        store.refresh()
        for number, (step, index) in enumerate(steps):
            extraction = FEW[index]
            match step:
                case "put":
                    put(store, extraction)
                case "change":
                    kept = extraction.mentions[:: 1 + number % 2]
                    article = replace(
                        extraction.article,
                        publisher=f"Paper {number}",
                        published=f"2021-01-{1 + number % 28:02}",
                    )
                    put(store, replace(extraction, article=article, mentions=kept))
                case "remove":
                    store.remove(extraction.article.id)
                case "refresh":
                    store.refresh()
        store.refresh()
        updated = dump(store)
        store.rebuild()
        assert dump(store) == updated


def test_a_large_rebuild_ends_with_the_same_bytes_as_a_small_one(monkeypatch, store):
    fill(store, FEW)
    whole = dump(store)
    for extraction in FEW[::2]:
        store.remove(extraction.article.id)
    monkeypatch.setattr(writing, "_BATCH", 100)
    for part in (100, 10**6):
        monkeypatch.setattr(derive, "_PART", part)
        monkeypatch.setattr(comparing, "_PART", part)
        for extraction in FEW[::2]:
            put(store, extraction)
        store.rebuild()
        assert dump(store) == whole
        for extraction in FEW[::2]:
            store.remove(extraction.article.id)
        store.rebuild()
        assert len(dump(store)) < len(whole)


@settings(max_examples=20)
@given(st.permutations(range(len(FEW))), st.integers(1, len(FEW)))
def test_the_order_of_articles_makes_no_difference(order, cut):
    with Store.memory(BASE) as one, Store.memory(BASE) as other:
        fill(one, FEW)
        other.register(registry())
        for number, index in enumerate(order):
            put(other, FEW[index])
            if number % cut == 0:
                other.refresh()
        other.refresh()
        assert dump(one) == dump(other)
