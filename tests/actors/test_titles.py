"""Titles as patterns, and common nouns that act for a state."""

from __future__ import annotations

import pytest
from kg.actors import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.mark.parametrize(
    ("words", "name", "kind", "role"),
    [
        ("Chief of Staff of the Armed Forces", "Chief of Staff of the Armed Forces", "office", "MIL"),
        ("Chief of the General Staff", "Chief of Staff of the Armed Forces", "office", "MIL"),
        ("Defence Minister", "Minister of Defence", "office", "GOV"),
        ("the minister of national defense", "Minister of Defence", "office", "GOV"),
        ("Deputy Foreign Minister", "Deputy Minister of Foreign Affairs", "office", "GOV"),
        ("first deputy prime minister", "First Deputy Prime Minister", "office", "GOV"),
        ("former foreign minister", "Minister of Foreign Affairs", "office", "GOV"),
        ("Vice President", "Vice President", "office", "GOV"),
        ("Air Staff Chief", "Chief of Staff of the Air Force", "office", "MIL"),
        ("navy commander", "Commander of the Navy", "office", "MIL"),
        ("Commander-in-Chief", "Commander in Chief", "office", "MIL"),
        ("Rear Admiral", "Rear Admiral", "rank", "MIL"),
        ("Brigadier General", "Brigadier General", "rank", "MIL"),
        ("spokesman", "Spokesman", "speaker", "GOV"),
        ("foreign ministry spokesperson", "Spokesman of the Ministry of Foreign Affairs", "speaker", "GOV"),
        ("Minister of Education", "Minister of Education", "office", "GOV"),
        ("parliament speaker", "Speaker of Parliament", "office", "LEG"),
        ("police chief", "Chief of Police", "office", "COP"),
        ("chargé d’affaires", "Chargé d'Affaires", "office", "GOV"),
        ("head of the delegation", "Head of the Delegation", "office", "GOV"),
    ],
)
def test_a_title_has_one_name_however_it_is_put(
    registry: Registry, words: str, name: str, kind: str, role: str
) -> None:
    title = registry.title(words)
    assert title is not None
    assert (title.name, title.kind, title.role) == (name, kind, role)


@pytest.mark.parametrize("words", ["army", "the old house", "", "Iran", "Minister of Silly Walks"])
def test_what_is_no_title_gives_none(registry: Registry, words: str) -> None:
    assert registry.title(words) is None


def test_the_longest_title_in_running_text_is_found_without_its_state(registry: Registry) -> None:
    text = (
        "He met visiting Pakistani Air Staff Chief Marshal Sidhu and the foreign ministers of Iran and Iraq."
    )
    assert [text[t.start : t.end] for t in registry.find_titles(text)] == [
        "Air Staff Chief",
        "Marshal",
        "foreign ministers",
    ]


def test_a_state_may_stand_inside_a_title(registry: Registry) -> None:
    text = "Chief of Staff of Iran's Armed Forces Major General Baqeri"
    names = [(text[t.start : t.end], t.title.name) for t in registry.find_titles(text)]
    assert names == [
        ("Chief of Staff of Iran's Armed Forces", "Chief of Staff of the Armed Forces"),
        ("Major General", "Major General"),
    ]


def test_an_office_has_an_id_of_its_state_and_name(registry: Registry) -> None:
    title = registry.title("Defense Minister")
    assert title is not None
    office = registry.office(title, "IRN")
    assert (office.id, office.name, office.role) == ("IRN/minister-of-defence", "Minister of Defence", "GOV")


@pytest.mark.parametrize(
    ("lemma", "standing", "role", "collective"),
    [
        ("troops", "force", "MIL", True),
        ("warship", "force", "MIL", True),
        ("government", "body", "GOV", True),
        ("diplomat", "official", "GOV", False),
        ("refugee", "people", "REF", False),
        ("journalist", "private", "MED", False),
        ("fighter jet", "force", "MIL", True),
    ],
)
def test_a_common_noun_has_a_standing(
    registry: Registry, lemma: str, standing: str, role: str, collective: bool
) -> None:
    agent = registry.agent(lemma)
    assert agent is not None
    assert (agent.standing, agent.role, agent.collective) == (standing, role, collective)


def test_an_unlisted_noun_acts_for_nobody(registry: Registry) -> None:
    assert registry.agent("teapot") is None
    assert not registry.is_title_word("teapot")
    assert registry.is_title_word("minister")
