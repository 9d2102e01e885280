"""Every id has an IRI that any engine takes, and the way back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kg.ontology import iris

BASES = st.sampled_from(["https://w3id.org/bilateral-kg/data/", "https://example.org/kg#", "urn:kg:"])
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1)  # lone surrogates too


def test_readable_ids_stay_readable() -> None:
    base = "https://example.org/kg/"
    assert iris.actor_iri(base, "IRN/mohammad-baqeri") == f"{base}actor/IRN/mohammad-baqeri"
    assert iris.article_iri(base, "wire/2024-05-03") == f"{base}article/wire/2024-05-03"
    assert iris.relation_iri(base, "IRN", "meets", "PAK/x") == f"{base}relation/IRN/meets/PAK%2Fx"


@given(BASES, ANY_TEXT)
@example("https://example.org/kg/", "..")
@example("https://example.org/kg/", "a//b c#d?e%20\x00\ud800")
def test_any_actor_id_makes_an_iri_and_comes_back(base: str, actor: str) -> None:
    iri = iris.actor_iri(base, actor)
    assert ox.NamedNode(iri).value == iri
    assert iri.isascii()
    assert iris.local_id(base, iri) == actor


@given(BASES, ANY_TEXT, ANY_TEXT)
@example("https://example.org/kg/", "a/../b", "b")
@example("https://example.org/kg/", "x" * 500, "x" * 501)
def test_two_articles_never_share_a_graph(base: str, one: str, other: str) -> None:
    same = iris.article_iri(base, one) == iris.article_iri(base, other)
    assert same == (one == other)


@pytest.mark.parametrize("article", ["x" * 500, "../escape", "a/./b", "сводка " * 40])
def test_long_ids_and_dot_segments_become_a_hash(article: str) -> None:
    iri = iris.article_iri("https://example.org/kg/", article)
    assert len(iri) < 200
    assert iris.local_id("https://example.org/kg/", iri).startswith("sha256:")
    ox.NamedNode(iri)


def test_an_article_that_is_named_like_a_hash_keeps_its_own_graph() -> None:
    base = "https://example.org/kg/"
    hashed = iris.article_iri(base, "x" * 500)
    assert iris.article_iri(base, iris.local_id(base, hashed)) != hashed


@given(BASES, ANY_TEXT, st.sampled_from(["meets", "cooperatesWith"]), ANY_TEXT)
def test_a_relation_leads_back_to_its_three_parts(
    base: str, subject: str, relation: str, target: str
) -> None:
    iri = iris.relation_iri(base, subject, relation, target)
    assert iris.relation_key(base, iri) == (subject, relation, target)


@given(BASES)
def test_the_parts_of_a_report_are_iris_with_one_fragment(base: str) -> None:
    part = iris.part_iri(iris.report_iri(base, "ab12"), "evidence")
    assert ox.NamedNode(part).value.count("#") <= 1
    assert part.endswith("evidence")


@pytest.mark.parametrize("iri", ["https://elsewhere.org/actor/IRN", "https://example.org/kg/thing/IRN", ""])
def test_a_foreign_iri_has_no_local_id(iri: str) -> None:
    with pytest.raises(ValueError, match="not the IRI of a node"):
        iris.local_id("https://example.org/kg/", iri)


def test_only_a_relation_has_a_key() -> None:
    with pytest.raises(ValueError, match="not the IRI of a relation"):
        iris.relation_key("https://example.org/kg/", "https://example.org/kg/actor/IRN")
