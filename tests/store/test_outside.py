"""Queries that others wrote: in a child process, stopped in time, on the store as it is now."""

from __future__ import annotations

import os
import subprocess

import pyoxigraph as ox
import pytest
from kg.errors import QueryError
from kg.store import Store
from made_news import news

from made_graph import BASE, extractions, fill, put

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
MET = "SELECT ?a ?b { ?a kg:meets ?b } ORDER BY ?a ?b"


@pytest.fixture(params=["disk", "memory", "reader"])
def store(request, tmp_path):
    if request.param == "memory":
        with Store.memory(BASE) as store:
            yield news(store)
        return
    with Store.open(tmp_path / "store", create=True, base=BASE) as writer:
        news(writer)
        if request.param == "disk":
            yield writer
            return
    with Store.open(tmp_path / "store", read_only=True) as reader:
        yield reader


def test_the_answer_is_that_of_the_owner(store):
    assert store.query(MET, timeout=30).rows == store.query(MET).rows
    assert store.query("ASK { ?s kg:meets ?o }", timeout=30).answer is True
    construct = "CONSTRUCT { ?a kg:meets ?b } WHERE { ?a kg:meets ?b }"
    assert store.query(construct, timeout=30).triples == store.query(construct).triples


def test_a_runaway_query_is_stopped_and_the_store_is_well(store):
    with pytest.raises(QueryError, match=r"took longer than 0\.5 s and was stopped"):
        store.query(RUNAWAY, timeout=0.5)
    assert len(store.query(MET)) == 6
    assert "kg.store.outside" not in _children()


def _children() -> str:
    return subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args"], capture_output=True, text=True, check=False
    ).stdout


def test_errors_come_back_as_errors(store):
    with pytest.raises(QueryError, match=r"line 1, column 15"):
        store.query("SELECT * { } }", timeout=30)
    with pytest.raises(QueryError, match="SERVICE would ask"):
        store.query("SELECT * { SERVICE <urn:x> {} }", timeout=30)


def test_limits_and_bindings_hold_outside_too(store):
    result = store.query("SELECT ?a { ?a ?p ?o }", timeout=30, limit=3)
    assert (len(result), result.truncated) == (3, True)
    bindings = {"a": ox.NamedNode(BASE + "actor/USA")}
    assert (
        len(store.query("SELECT ?a ?b { ?a kg:imposesSanctionsOn ?b }", timeout=30, bindings=bindings)) == 1
    )


def test_a_named_question_can_be_asked_with_a_time_limit(store):
    assert len(store.run("who-met", a="IRN", b="PAK", timeout=30)) == 2


def test_a_child_that_dies_is_told_apart_from_one_that_is_slow(store):
    deep = "SELECT * { ?s " + "kg:meets/" * 60_000 + "kg:meets ?o }"
    with pytest.raises(QueryError, match="ended the process that answered it"):
        store.query(deep, timeout=60)


def test_an_answer_shows_what_was_stored_a_moment_ago(tmp_path):
    few = list(extractions(20, seed=5))
    with Store.open(tmp_path / "store", create=True, base=BASE) as store:
        fill(store, few[:1])
        count = "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }"
        assert store.query(count, timeout=30).rows == [(1,)]
        put(store, few[1])
        assert store.query(count, timeout=30).rows == [(2,)]
        assert [entry.name for entry in (tmp_path / "store" / "snapshots").iterdir()] == ["2"]
    assert not (tmp_path / "store" / "snapshots").exists()
