"""The scan: which listed names a text holds, and where."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.actors import Form, Registry
from kg.errors import UnknownActor

SCRAPS = [
    "Iran",
    "'s",
    "U.S.",
    " ",
    "-",
    "\n",
    "’",
    "Jordan",
    "Chad",
    "of",
    "Republic",
    "İ",
    "ß",
    ",",
    "Korea",
    "the",
    "Sino",
]
SHIPPED = Registry.load()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return SHIPPED


def seen(registry: Registry, text: str) -> list[tuple[str, str]]:
    return [(hit.text, hit.actor.country or "") for hit in registry.find(text)]


def test_a_possessive_stays_outside_the_hit(registry: Registry) -> None:
    assert seen(registry, "Iran's navy and Cuba’s army") == [("Iran", "IRN"), ("Cuba", "CUB")]


def test_every_hit_fills_its_span(registry: Registry) -> None:
    text = "The U.S., the U.K.'s and Côte d’Ivoire's ministers met in Nur-Sultan."
    assert all(text[h.start : h.end] == h.text for h in registry.find(text))
    assert [h.text for h in registry.find(text)] == ["U.S.", "U.K.", "Côte d’Ivoire", "Nur-Sultan"]


def test_hyphens_part_two_states(registry: Registry) -> None:
    assert seen(registry, "US-Japan drills, Israeli-Palestinian talks") == [
        ("US", "USA"), ("Japan", "JPN"), ("Israeli", "ISR"), ("Palestinian", "PSE"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Franco-German brigade", ["FRA", "DEU"]),
        ("Sino-Russian trade", ["CHN", "RUS"]),
        ("Anglo-Irish talks", ["GBR", "IRL"]),
        ("Indo-Pakistani war", ["IND", "PAK"]),
        ("Russo-Ukrainian war", ["RUS", "UKR"]),
        ("Indo-Pacific command posts", []),
        ("Anglo-Catholic rites", []),
    ],
)
def test_combining_forms_stand_for_their_state(registry: Registry, text: str, codes: list[str]) -> None:
    assert [h.actor.country for h in registry.find(text)] == codes


def test_accents_may_be_absent_or_decomposed(registry: Registry) -> None:
    for name in ("Türkiye", "Turkiye", "TÜRKİYE", "Tu\u0308rkiye", "TURKIYE"):
        assert [h.actor.id for h in registry.find(f"in {name} today")] == ["TUR"], name


def test_datelines_in_capitals_are_read(registry: Registry) -> None:
    assert seen(registry, "TEHRAN, May 3 (IRNA) -- ANKARA said") == [("TEHRAN", "IRN"), ("ANKARA", "TUR")]


@pytest.mark.parametrize(
    "text", ["tell us more", "a china cup", "roast turkey", "polish the floor", "a swede", "mali"]
)
def test_ordinary_words_in_lower_case_are_no_states(registry: Registry, text: str) -> None:
    assert registry.find(text) == []


def test_other_names_of_states_are_read_in_lower_case_too(registry: Registry) -> None:
    assert seen(registry, "iranian troops left iraq") == [("iranian", "IRN"), ("iraq", "IRQ")]


def test_the_longest_name_wins(registry: Registry) -> None:
    assert seen(registry, "Guinea-Bissau, Papua New Guinea, Equatorial Guinea and Guinea") == [
        ("Guinea-Bissau", "GNB"), ("Papua New Guinea", "PNG"), ("Equatorial Guinea", "GNQ"), ("Guinea", "GIN"),
    ]  # fmt: skip


def test_a_name_does_not_reach_over_a_sentence_or_a_paragraph(registry: Registry) -> None:
    assert seen(registry, "They met North. Korea said") == [("Korea", "KOR")]
    assert seen(registry, "South\n\nAfrica") == []
    assert seen(registry, "in South\nAfrica") == [("South\nAfrica", "ZAF")]


def test_acronyms_need_their_capitals(registry: Registry) -> None:
    assert seen(registry, "NATO and Nato") == [("NATO", "NATO"), ("Nato", "NATO")]
    assert seen(registry, "who, un and eu") == []


def test_people_are_told_from_their_state(registry: Registry) -> None:
    text = "Britons, Iranians, Frenchmen, Saudis and a Spaniard; the Iranian"
    forms = {h.text: h.form for h in registry.find(text)}
    assert forms.pop("Iranian") is Form.ADJECTIVE
    assert set(forms.values()) == {Form.DEMONYM}
    assert len(forms) == 5


def test_a_body_counts_for_its_state_and_an_organ_for_its_organisation(registry: Registry) -> None:
    hits = registry.find("Hezbollah, the IRGC, the UN Security Council and the PKK")
    assert [(h.actor.id, h.actor.country, h.actor.role) for h in hits] == [
        ("LBN/hezbollah", "LBN", "REB"),
        ("IRN/islamic-revolutionary-guard-corps", "IRN", "MIL"),
        ("UNSC", "UN", "IGO"),
        ("TUR/kurdistan-workers-party", "TUR", "REB"),
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(SCRAPS)).map("".join))
def test_any_text_gives_ordered_hits_without_overlap(text: str) -> None:
    hits = SHIPPED.find(text)
    assert all(text[h.start : h.end] == h.text and h.text for h in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(one.end <= other.start for one, other in pairwise(SHIPPED.find_titles(text)))


def test_members_depend_on_the_date(registry: Registry) -> None:
    assert "FIN" not in registry.members("NATO", "2022")
    assert {"FIN", "SWE"} <= set(registry.members("NATO", "2024-04"))
    assert "GBR" in registry.members("EU", "2019")
    assert "GBR" not in registry.members("EU")


@pytest.mark.parametrize(
    ("code", "count"),
    [("EU", 27), ("NATO", 32), ("UN", 193), ("AU", 55), ("LAS", 22), ("GCC", 6), ("SCO", 10), ("ASEAN", 11)],
)
def test_an_organisation_has_as_many_members_as_it_says(registry: Registry, code: str, count: int) -> None:
    assert len(registry.members(code)) == count


def test_codes_are_read_in_any_form(registry: Registry) -> None:
    assert registry.state("IR") == registry.state("irn") == registry.get("IRN")
    assert registry.resolve_code("nato") == "NATO"
    with pytest.raises(UnknownActor, match="QQ"):
        registry.state("QQ")
    with pytest.raises(UnknownActor, match="NOPE"):
        registry.members("NOPE")


def test_every_actor_is_listed_once_and_counts_for_a_listed_code(registry: Registry) -> None:
    actors = list(registry.actors())
    assert [a.id for a in actors] == sorted({a.id for a in actors})
    assert all(a.country is not None and registry.get(a.country) is not None for a in actors)
    assert sum(a.kind == "state" for a in actors) > 240
    assert sum(a.kind == "organization" and "/" not in a.id for a in actors) >= 150
