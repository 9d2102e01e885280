"""The same store in four homes: in memory, in a directory, behind Oxigraph's server and behind Virtuoso."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.errors import QueryError, StoreError, StoreLocked, StoreReadOnly, UsageError
from kg.ontology.shapes import validate
from kg.store import Store, derive, named
from kg.store.endpoint import Endpoint, EndpointSettings
from made_news import NEWS, news
from made_world import WORLD
from servers import endpoint_file, free_port, oxigraph, stop_oxigraph, virtuoso

from made_graph import BASE, extractions, fill, put, registry

HOMES = ("memory", "directory", "oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """Settings of running servers by name, each started when first asked for."""
    running: dict[str, tuple] = {}
    start = {"oxigraph": oxigraph, "virtuoso": virtuoso}

    def get(name: str) -> dict[str, str]:
        if name not in running:
            manager = start[name](tmp_path_factory.mktemp(name))
            running[name] = (manager, manager.__enter__())
        return running[name][1]

    yield get
    for manager, _ in running.values():
        manager.__exit__(None, None, None)


@pytest.fixture(params=HOMES)
def place(request, servers, tmp_path):
    """Where a new store goes: None in memory, else what ``Store.open`` takes; and its base IRI."""
    if request.param == "memory":
        return None, BASE
    if request.param == "directory":
        return tmp_path / "store", BASE
    path = endpoint_file(tmp_path / "endpoint.toml", {**servers(request.param), "base": BASE, "batch": 400})
    emptied = Endpoint(EndpointSettings.load(path), BASE)
    for graph in list(emptied.named_graphs()):
        emptied.drop(graph)
    emptied.close()
    return path, BASE


@pytest.fixture
def store(place):
    path, base = place
    with Store.memory(base) if path is None else Store.open(path, create=True, base=base) as store:
        yield store


def dump(store: Store) -> bytes:
    sink = io.BytesIO()
    store.export("nquads", sink)
    return sink.getvalue()


def unbroken(base: str, found) -> bytes:
    with Store.memory(base) as other:
        fill(other, found)
        return dump(other)


def test_every_home_holds_the_same_bytes(store):
    found = list(extractions(60, seed=3, days=40))
    fill(store, found)
    assert dump(store) == unbroken(store.base, found)


def test_changed_and_removed_articles_end_as_if_they_had_never_been(store):
    found = list(extractions(40, seed=5, days=30))
    fill(store, found)
    first, second, *_ = found
    changed = replace(
        first, article=replace(first.article, publisher="Elsewhere"), mentions=first.mentions[:1]
    )
    assert put(store, changed) == "replaced"
    assert put(store, changed) == "same"
    assert store.remove(second.article.id)
    assert not store.remove(second.article.id)
    assert store.info().pending == 2
    store.refresh()
    updated = dump(store)
    store.rebuild()
    assert dump(store) == updated
    assert updated == unbroken(store.base, [changed, *found[2:]])


def test_bulk_fills_an_empty_store_and_no_other(store):
    from kg.ontology.grounding import article_quads

    from made_graph import STATES

    found = list(extractions(30, seed=6))
    store.bulk(quad for e in found for quad in article_quads(e, store.base, STATES))
    assert store.info().articles == len(found)
    with pytest.raises(StoreError, match="Only an empty store"):
        store.bulk([])


def test_every_question_has_the_answer_of_a_store_in_memory(store):
    news(store, [*NEWS, *WORLD])
    with Store.memory(store.base) as other:
        news(other, [*NEWS, *WORLD])
        merged = next(row.iri for row in other.events() if row.reports > 1)
        values = {"actor": "IRN", "iri": merged, "date": "2023"}
        for name, question in named().items():
            kinds = {p.name: p.kind for p in question.parameters}
            needed = {p.name: values[p.kind] for p in question.parameters if p.required}
            pair = {"b": "PAK"} if "b" in kinds else {}
            narrow = {name: "Meeting" for name, kind in kinds.items() if kind == "class"}
            for given in (needed, needed | pair, needed | pair | narrow):
                assert rounded(store.run(name, **given)) == rounded(other.run(name, **given)), (name, given)


def rounded(result):
    """Rows with whole numbers as such: an engine may give the quotient of two as a decimal."""
    return [[float(v) if isinstance(v, int | float) else v for v in row] for row in result.shortened]


def test_rows_counts_and_evidence_are_those_of_a_store_in_memory(store):
    news(store)
    with Store.memory(store.base) as other:
        news(other)
        assert list(store.events()) == list(other.events())
        assert list(store.edges()) == list(other.edges())
        assert list(store.actors()) == list(other.actors())
        for row in other.edges():
            assert store.evidence(row.iri) == other.evidence(row.iri)
        assert {**store.info().as_dict(), "size": None} == other.info().as_dict()


def test_asks_and_constructs_are_answered(store):
    news(store)
    assert store.query("ASK { ?a kg:meets ?b }").answer is True
    assert store.query("ASK { ?a kg:attacks ?b }").answer is False
    built = store.query("CONSTRUCT { ?a kg:meets ?b } WHERE { ?a kg:meets ?b }")
    assert len(built.triples) == 6
    usa = {"a": ox.NamedNode(store.base + "actor/USA")}
    assert len(store.query("SELECT ?a ?b { ?a kg:imposesSanctionsOn ?b }", bindings=usa)) == 1
    with pytest.raises(QueryError):
        store.query("SELECT * { ?a ?b }")
    with pytest.raises(QueryError, match="SERVICE would ask"):
        store.query("SELECT * { SERVICE <urn:x> {} }")


def test_the_graph_keeps_its_shapes(store):
    news(store, WORLD)
    own = store.names.own_graphs
    quads = (q for q in store.engine.quads_for_pattern(None, None, None, None) if q.graph_name not in own)
    assert validate(quads).problems == ()


def test_odd_texts_come_back_as_they_were(store):
    from made_news import told

    odd = told(
        "odd",
        "2024-01-02",
        (
            'They *met* "there", \\ at 5\u2009\u00b0C \U0001f600\u2028 \t na\u00efve.',
            "Meeting",
            "IRN",
            "PAK",
            {"date": "2024-01-01"},
        ),
    )
    news(store, [odd])
    (row,) = store.evidence(next(store.events()).iri)
    assert row.sentence == odd.article.text


def test_one_writer_at_a_time_and_readers_only_read(place):
    path, base = place
    if path is None:
        pytest.skip("a store in memory has one process by nature")
    with Store.open(path, create=True, base=base) as first:
        news(first, NEWS[:2])
        with pytest.raises(StoreLocked, match=r"process|this very process"):
            Store.open(path)
    with Store.open(path, read_only=True) as reader:
        assert reader.info().articles == 2
        with pytest.raises(StoreReadOnly):
            reader.remove("talks")
    with Store.open(path) as again:
        assert again.remove("talks")


# What only servers do


@pytest.fixture
def lone(tmp_path):
    """An Oxigraph server that a test may stop and start: its folder, and the endpoint's file."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        "query": f"{url}/query?union-default-graph",
        "update": f"{url}/update",
        "graphs": f"{url}/store",
    }
    return lambda: oxigraph(tmp_path / "server", port), endpoint_file(
        tmp_path / "endpoint.toml", {**settings, "base": BASE, "retries": 1, "batch": 50}
    )


def test_an_endpoint_that_goes_half_way_is_told_and_the_same_work_ends_with_the_same_bytes(lone):
    start, path = lone
    found = list(extractions(60, seed=8, days=30))
    with start(), Store.open(path) as store:
        store.register(registry(BASE))
        for extraction in found[:5]:
            put(store, extraction)
        survivors = store.info().articles
    with start(), Store.open(path) as store:
        stop_oxigraph()
        with pytest.raises(StoreError, match="does not answer"):
            fill(store, found)
    with start(), Store.open(path) as store:
        assert store.info().articles == survivors
        fill(store, found)
        assert dump(store) == unbroken(BASE, found)


def test_a_writer_that_is_killed_leaves_no_lock_and_no_half_article_that_counts_as_read(lone):
    start, path = lone
    found = list(extractions(60, seed=8, days=30))
    writer = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent.parent)]
    with start():
        for seconds in (0.1, 0.25, 0.4):
            with subprocess.Popen(writer, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n"
                time.sleep(seconds)
                process.kill()
        with Store.open(path) as store:
            fill(store, found)
            assert dump(store) == unbroken(BASE, found)


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from made_graph import extractions, put, registry
from kg.store import Store
with Store.open(sys.argv[1]) as store:
    store.register(registry())
    print("ready", flush=True)
    for number, extraction in enumerate(extractions(60, seed=8, days=30)):
        put(store, extraction)
        if number % 3 == 0:
            store.refresh()
    store.rebuild()
"""


def test_an_answer_that_a_server_cuts_off_is_no_answer(tmp_path):
    with virtuoso(tmp_path / "server", rows=50) as settings:
        path = endpoint_file(tmp_path / "endpoint.toml", {**settings, "base": BASE})
        with Store.open(path) as store, pytest.raises(StoreError, match="ResultSetMaxRows"):
            news(store)


def test_a_wrong_password_is_told_as_such(servers, tmp_path, monkeypatch):
    settings = servers("virtuoso")
    monkeypatch.setenv("KG_WRONG", "not this one")
    path = endpoint_file(tmp_path / "endpoint.toml", {**settings, "base": BASE, "password_env": "KG_WRONG"})
    with pytest.raises(StoreError, match=r"refuses dba \(HTTP 401\)"):
        Store.open(path)


def test_an_endpoint_without_the_graph_store_protocol_will_do(lone, tmp_path):
    start, path = lone
    text = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("graphs"))
    (tmp_path / "plain.toml").write_text(text)
    found = list(extractions(40, seed=2, days=20))
    with start(), Store.open(tmp_path / "plain.toml") as store:
        fill(store, found)
        assert dump(store) == unbroken(BASE, found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("query =", "not valid TOML"),
        ("update = 'http://localhost/'", "says no query"),
        ("query = 'ftp://localhost/'", "must be an http or https URL"),
        ("query = 'http://localhost/'\nbatch = 'many'", "batch must be a number"),
        ("query = 'http://localhost/'\nbatch = 0", "batch and load_batch must be at least 1"),
        ("query = 'http://localhost/'\npassword = 'x'", "has no setting 'password'"),
    ],
)
def test_a_wrong_endpoint_file_says_what_is_wrong(tmp_path, text, complaint):
    (tmp_path / "endpoint.toml").write_text(text)
    with pytest.raises(UsageError, match=complaint):
        Store.open(tmp_path / "endpoint.toml")


@pytest.mark.parametrize("sent", [5, 1_000_000])
def test_layers_made_anew_in_place_of_others_are_the_same_bytes(store, monkeypatch, sent):
    found = list(extractions(40, seed=8))
    fill(store, found)
    for extraction in found[::3]:
        store.remove(extraction.article.id)
    monkeypatch.setattr(derive, "_SENT", sent)
    store.rebuild()
    left = [extraction for number, extraction in enumerate(found) if number % 3]
    assert dump(store) == unbroken(store.base, left)
