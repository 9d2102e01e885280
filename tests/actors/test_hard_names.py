"""Hard names: country or American state, place or person, actor or part of another name."""

from __future__ import annotations

import pytest
from kg.actors import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def codes(registry: Registry, text: str) -> list[str]:
    return [h.actor.country or "" for h in registry.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia said Russian troops had moved near Tbilisi.", ["GEO", "RUS", "GEO"]),
        ("Senators from Georgia and Florida met in Atlanta.", ["USA", "USA", "USA"]),
        ("The army of Congo fought near Goma.", ["COD", "COD"]),
        ("Congo's president Sassou Nguesso spoke in Brazzaville.", ["COG", "COG"]),
        ("Flights left Tripoli for Beirut, a Lebanese official said.", ["LBN", "LBN", "LBN"]),
        ("Libyan militias fought in Tripoli.", ["LBY", "LBY"]),
        ("The frigate called at Victoria in Seychelles.", ["SYC", "SYC"]),
        ("Victoria was pleased.", []),
        ("A professor of Georgetown spoke.", []),
        ("Guyana's cabinet met in Georgetown.", ["GUY", "GUY"]),
        ("In Washington, officials met.", ["USA"]),
        ("George Washington slept here.", []),
        ("Denzel Washington plays a spy.", []),
        ("Niger and Nigeria closed the border.", ["NER", "NGA"]),
        ("Chad and Mali agreed.", ["TCD", "MLI"]),
    ],
)
def test_the_neighbourhood_tells_which_place_is_meant(
    registry: Registry, text: str, expected: list[str]
) -> None:
    assert codes(registry, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored.",
        "Mr Jordan paid.",
        "Mr. Jordan paid.",
        "J. Jordan wrote.",
        "Jordan Peterson wrote a book.",
        "Chad Smith drums.",
        "Tom Holland acts.",
        "Jimmy Wales founded it.",
        "Bill English resigned.",
        "Volker Turk is worried.",
        "Irving Berlin wrote songs.",
    ],
)
def test_a_person_called_like_a_place_is_no_state(registry: Registry, text: str) -> None:
    assert codes(registry, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan Prime Minister Bisher Khasawneh spoke.", ["JOR"]),
        ("Chad President Mahamat Deby spoke.", ["TCD"]),
        ("Jordan's King Abdullah spoke.", ["JOR"]),
        ("On Sunday Jordan Tuesday denied it.", ["JOR"]),
        ("Israel Strikes Gaza While Jordan Condemns Attack", ["ISR", "PSE", "JOR"]),
    ],
)
def test_a_title_or_a_headline_does_not_make_a_place_a_person(
    registry: Registry, text: str, expected: list[str]
) -> None:
    assert codes(registry, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He ate French fries and Swiss cheese.",
        "Dutch disease hurts exporters.",
        "Real Madrid won.",
        "Paris Saint-Germain lost.",
        "The Washington Post reported.",
        "The Moscow Times wrote.",
        "Air France flew on.",
        "The Berlin Wall fell.",
        "It breaches the Geneva Conventions.",
        "The Minsk agreements failed.",
        "An Israeli-born actress won.",
        "A French-speaking crowd cheered.",
        "He spoke in Russian.",
        "She speaks Chinese.",
        "A Chinese restaurant closed.",
        "a hundred thousand Turkish lira",
        "in the Indian Ocean",
        "on the Korean Peninsula",
        "across Latin America",
        "He sat in Chinatown.",
    ],
)
def test_a_name_inside_another_name_is_no_actor(registry: Registry, text: str) -> None:
    assert codes(registry, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French officers trained Swiss pilots.", ["FRA", "CHE"]),
        ("Israeli-made drones", ["ISR"]),
        ("a US-led coalition", ["USA"]),
        ("He met in Russian headquarters", ["RUS"]),
        ("Air Force officers of France", ["FRA"]),
        ("Vienna talks resume", ["AUT"]),
        ("since the Iran–Iraq War", ["IRN", "IRQ"]),
    ],
)
def test_what_acts_for_a_state_keeps_it(registry: Registry, text: str, expected: list[str]) -> None:
    assert codes(registry, text) == expected


def test_a_hit_names_the_readings_not_taken(registry: Registry) -> None:
    (hit,) = registry.find("Georgia agreed")
    assert (hit.actor.id, hit.others) == ("GEO", ("USA",))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Libya's House of Representatives met.", "LBY"),
        ("The House of Representatives passed it, Washington said.", "USA"),
        ("Officers of the SAF took part, Oman said in Muscat.", "OMN"),
        ("The SAF advanced on Khartoum, Sudanese witnesses said.", "SDN"),
        ("The Peruvian Congress voted.", "PER"),
    ],
)
def test_a_body_of_a_name_that_many_states_use_is_that_of_the_state_around_it(
    registry: Registry, text: str, country: str
) -> None:
    bodies = [hit.actor for hit in registry.find(text) if hit.form == "service"]
    assert [actor.country for actor in bodies] == [country]
    assert all(actor.id.startswith(f"{country}/") for actor in bodies)


@pytest.mark.parametrize(
    "name",
    [
        "Red Star Belgrade",
        "Shakhtar Donetsk",
        "Panama Papers",
        "Canada geese",
        "Irish stew",
        "Turkish delight",
    ],
)
def test_clubs_dishes_and_leaks_are_no_states(registry: Registry, name: str) -> None:
    assert registry.find(f"They spoke of {name} again.") == []


def test_victoria_is_a_state_of_australia_or_the_capital_of_the_seychelles_where_the_text_says_so(
    registry: Registry,
) -> None:
    texts = (
        "Victoria, in Australia, voted.",
        "Victoria was calm, the Seychelles police said.",
        "Victoria smiled.",
    )
    found = [[h.actor.country for h in registry.find(text) if h.text == "Victoria"] for text in texts]
    assert found == [["AUS"], ["SYC"], []]
