from __future__ import annotations

from dataclasses import replace

import pytest
from kg.errors import KgError, UnknownActor, UsageError
from kg.views import Picture, Tie, view
from scenes import BAQERI, SIDHU, Scene, neighbours

from made_rows import actor, event, evidence


def drawn(scene: Scene, **choices: object) -> Picture:
    return view(scene, **choices).picture  # type: ignore[arg-type]


def ids(picture: Picture) -> list[str]:
    return [tie.id for tie in picture.ties]


def tie(picture: Picture, key: str) -> Tie:
    return next(t for t in picture.ties if t.id == key)


def test_events_of_one_dyad_property_and_standing_are_one_tie() -> None:
    picture = drawn(neighbours())
    assert ids(picture) == [
        "BRA|visits>|SWE|occurred",
        f"{BAQERI}|meets|{SIDHU}|occurred",
        "IRN|exercisesWith|PAK|occurred",
        "IRN|exercisesWith|PAK|planned",
        "IRN|strikes>|PAK|unconfirmed",
        "IRN|visits>|PAK|proposed",
        f"{SIDHU}|visits>|IRN|occurred",
        "USA|imposesSanctionsOn>|IRN|occurred",
    ]
    drills = tie(picture, "IRN|exercisesWith|PAK|occurred")
    assert (len(drills.events), drills.dates, drills.label) == (2, ("2021", "2022-05"), "exercises with")
    assert not drills.directed
    assert tie(picture, "USA|imposesSanctionsOn>|IRN|occurred").reports == 5


def test_a_mutual_tie_is_one_whichever_party_is_named_first() -> None:
    there, back = event("a", "Meeting", "PAK", "IRN"), event("b", "Meeting", "IRN", "PAK")
    (only,) = drawn(Scene([there, back], [])).ties
    assert (only.source, only.target, len(only.events)) == ("IRN", "PAK", 2)


def test_persons_bring_the_state_they_stand_for_into_the_picture() -> None:
    cast = [actor("IRN", "Iran"), actor(BAQERI, "Mohammad Baqeri"), actor(SIDHU, "Zaheer Sidhu")]
    picture = drawn(Scene([event("m", "Meeting", BAQERI, SIDHU)], cast))
    assert picture.affiliations == ((BAQERI, "IRN"), (SIDHU, "PAK"))
    assert {node.id: node.weight for node in picture.nodes} == {"IRN": 0, BAQERI: 1, "PAK": 0, SIDHU: 1}


def test_the_newest_sentence_comes_first_and_the_surer_of_one_day() -> None:
    met = event("m", "Meeting", "IRN", "PAK")
    rows = [
        evidence("a", "They met.", "met", date="2023-01-01"),
        evidence("b", "They met.", "met", date="2024-01-01", confidence=0.4),
        evidence("c", "They met.", "met", date="2024-01-01", confidence=0.8),
        evidence("d", "They met.", "met", date=None),
    ]
    (only,) = drawn(Scene([met], [], {met.iri: rows})).ties
    assert [row.report[-1] for row in only.evidence] == ["c", "b", "a", "d"]


def test_beyond_the_limit_the_strongest_stay_and_what_occurred_comes_before_plans() -> None:
    picture = drawn(neighbours(), max_edges=2)
    assert ids(picture) == ["IRN|exercisesWith|PAK|occurred", "USA|imposesSanctionsOn>|IRN|occurred"]
    assert picture.left_out == 6


def test_an_ego_network_of_a_state_has_its_persons_and_the_ties_among_neighbours() -> None:
    assert "BRA" not in {node.id for node in drawn(neighbours(), ego="Iran").nodes}
    assert f"{BAQERI}|meets|{SIDHU}|occurred" in ids(drawn(neighbours(), ego="IRN"))
    assert ids(drawn(neighbours(), ego="USA")) == ["USA|imposesSanctionsOn>|IRN|occurred"]
    assert len(ids(drawn(neighbours(), ego="USA", steps=2))) > 3


def test_a_dyad_shows_what_passed_between_the_two_and_their_people() -> None:
    picture = drawn(neighbours(), dyad=("Iran", "PAK"))
    assert picture.title == "Iran and Pakistan"
    assert {t.group for t in picture.ties} == {"occurred", "planned", "proposed", "unconfirmed"}
    assert not any("USA" in key for key in ids(picture))
    assert f"{SIDHU}|visits>|IRN|occurred" in ids(picture)


def test_states_alone_can_be_drawn() -> None:
    picture = drawn(neighbours(), level="states", dyad=("IRN", "PAK"), statuses=["occurred"])
    assert ids(picture) == [
        "IRN|exercisesWith|PAK|occurred",
        "IRN|meets|PAK|occurred",
        "PAK|visits>|IRN|occurred",
    ]


class Cell:
    """A term as the RDF libraries hand it out."""

    def __init__(self, value: str) -> None:
        self.value = value


def test_a_query_result_draws_the_events_it_names_or_else_what_passed_among_its_actors() -> None:
    scene = neighbours()
    by_event = drawn(scene, results=[(Cell(scene.made[0].iri), "x"), {"e": scene.made[6].iri}])
    assert ids(by_event) == [f"{BAQERI}|meets|{SIDHU}|occurred", "USA|imposesSanctionsOn>|IRN|occurred"]
    by_actor = drawn(scene, results=[[f"<{scene.cast[0].iri}>", Cell(scene.cast[2].iri)]])
    assert ids(by_actor) == ["USA|imposesSanctionsOn>|IRN|occurred"]
    with pytest.raises(UsageError, match="names no event and no actor"):
        drawn(scene, results=[["Iran"]])


@pytest.mark.parametrize(
    ("choices", "error", "message"),
    [
        ({"ego": "Irann"}, UnknownActor, "no actor is called 'Irann'; did you mean Iran"),
        ({"ego": "QQQQ"}, UnknownActor, "no actor is called 'QQQQ'"),
        ({"ego": "IRN", "dyad": ("IRN", "PAK")}, UsageError, "one of ego, dyad and results"),
        ({"max_edges": 0}, UsageError, "max_edges is 0"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(
    choices: dict[str, object], error: type[KgError], message: str
) -> None:
    with pytest.raises(error, match=message):
        drawn(neighbours(), **choices)


def test_a_class_that_the_ontology_no_longer_has_is_drawn_under_its_own_name() -> None:
    gone = replace(event("x", "Meeting", "IRN", "PAK"), cls="Junket")
    (only,) = drawn(Scene([gone], [])).ties
    assert only.label == "Junket"


def test_a_page_is_written_whole_or_not_at_all(tmp_path) -> None:
    made = view(neighbours())
    path = made.save(tmp_path / "graph.html")
    assert path.read_text(encoding="utf-8") == made.html()
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]
    with pytest.raises(KgError, match=r"Cannot write .*nowhere"):
        made.save(tmp_path / "nowhere" / "graph.html")


def test_states_and_their_ministers_are_tied_each_to_their_like() -> None:
    cast = [actor("IRN"), actor("PAK"), actor(BAQERI), actor(SIDHU)]
    treaty = event("t", "Meeting", f"IRN {BAQERI}", f"PAK {SIDHU}")
    assert ids(drawn(Scene([treaty], cast))) == [f"{BAQERI}|meets|{SIDHU}|occurred", "IRN|meets|PAK|occurred"]
    one_minister = event("u", "Meeting", f"IRN {BAQERI}", "PAK")
    assert ids(drawn(Scene([one_minister], cast))) == [
        f"{BAQERI}|meets|PAK|occurred",
        "IRN|meets|PAK|occurred",
    ]


def test_a_tie_without_dates_says_when_it_was_first_reported() -> None:
    met = [event(str(i), "Meeting", "IRN", "PAK", first_reported=f"2024-01-0{i}") for i in (3, 2)]
    assert '"period":"reported 2 January 2024"' in view(Scene(met, [])).html()
