"""The same person in many articles: reports keep the spelling, events and relations take the one that stands."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
from kg.model import Actor, ActorKind, Article, EventMention, Extraction, Mention, Party
from kg.ontology.grounding import article_quads, registry_quads
from kg.store import Store
from kg.store.identities import states_renamed

BASE = "https://example.org/"
TEXT = "He met her."
OTHER = Actor(id="PAK/zaheer-sidhu", name="Zaheer Sidhu", kind=ActorKind.PERSON, country="PAK", role="MIL")


def meeting(name: str, country: str = "IRN") -> Extraction:
    slug = name.lower().replace(" ", "-")
    actor = Actor(id=f"{country}/{slug}", name=name, kind=ActorKind.PERSON, country=country, role="MIL")
    article = Article(id=slug, text=TEXT, published="2024-05-03")
    mention = EventMention(
        type="Meeting", root="Consultation", trigger=Mention(article=slug, start=3, end=6, text="met"),
        sentence=(0, len(TEXT)), source=(Party(actor=actor, start=0, end=2),),
        target=(Party(actor=OTHER, start=7, end=10),), reciprocal=True, date="2024-05-02",
    )  # fmt: skip
    return Extraction(article=article, mentions=(mention,))


def put(store: Store, *names: str) -> None:
    for name in names:
        found = meeting(name)
        store.replace(found.article.id, article_quads(found, store.base), found.article.content_hash)
    store.refresh()


def met(store: Store) -> set[str]:
    rows = store.query("SELECT ?a { ?a kg:meets :actor\\/PAK\\/zaheer-sidhu }").shortened
    return {row[0].removeprefix(":actor/") for row in rows}


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store.engine if "urn:bilateral-kg" not in str(quad)}


@pytest.fixture
def store():
    with Store.memory(BASE) as store:
        yield store


def test_two_spellings_are_one_in_relations_and_two_in_the_reports(store: Store) -> None:
    put(store, "Mohammad Bagheri")
    assert met(store) == {"IRN/mohammad-bagheri"}
    put(store, "Mohammad Hossein Baqeri")
    assert met(store) == {"IRN/mohammad-hossein-baqeri"}
    assert {row.source[0] for row in store.events()} == {"IRN/mohammad-hossein-baqeri"}
    sources = store.query("SELECT ?a { ?r a kg:TextReport ; kg:source ?a } ORDER BY ?a").shortened
    assert len(sources) == 2


def test_a_third_who_could_be_either_parts_nobody_and_is_nobody(store: Store) -> None:
    put(store, "Mohammad Hassan Baqeri", "Mohammad Reza Baqeri", "Mohammad Baqeri")
    assert len(met(store)) == 3


def test_without_the_article_the_link_is_gone(store: Store) -> None:
    put(store, "Mohammad Bagheri", "Mohammad Hossein Baqeri")
    store.remove("mohammad-hossein-baqeri")
    store.refresh()
    assert met(store) == {"IRN/mohammad-bagheri"}
    reasons = store.query("SELECT ?x { ?x kg:linkedBecause ?why }").shortened
    assert len(reasons) == 0


def test_persons_told_apart_stay_apart(store: Store) -> None:
    pair = ("IRN/mohammad-bagheri", "IRN/mohammad-hossein-baqeri")
    store.register(registry_quads([], BASE, apart=[pair]))
    put(store, "Mohammad Bagheri", "Mohammad Hossein Baqeri")
    assert met(store) == set(pair)


def test_bringing_up_to_date_and_making_anew_give_the_same_quads(store: Store) -> None:
    names = ["Ali Hassan", "Aly Hasan", "Ali Reza Hassan", "Ali Akbar Hassan", "Reza Baqeri", "Rezah Bagheri"]
    rng = random.Random(7)
    for _ in range(12):
        name = rng.choice(names)
        slug = name.lower().replace(" ", "-")
        if slug in store and rng.random() < 0.6:
            store.remove(slug)
            store.refresh()
        else:
            put(store, name)
        kept = quads(store)
        store.rebuild()
        assert quads(store) == kept


def test_only_what_no_other_article_says_of_a_person_concerns_its_state():
    told = meeting("Mohammad Baqeri")
    with Store.memory(BASE) as store:
        put(store, "Mohammad Baqeri", "Hossein Salami")
        again = Article(id="again", text=TEXT, published="2024-05-04")
        repeated = Extraction(article=again, mentions=told.mentions)
        node = ox.NamedNode(store.article("again"))
        quads = list(article_quads(repeated, store.base))
        assert states_renamed(store.engine, store.names, node, quads) == set()
        first = ox.NamedNode(store.article(told.article.id))
        stored = list(store.engine.quads_for_pattern(None, None, None, first))
        assert states_renamed(store.engine, store.names, first, stored) == {"IRN"}
