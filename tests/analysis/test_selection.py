from __future__ import annotations

import pytest
from kg.analysis.selection import STANDINGS, directed_pairs, select, standing
from kg.errors import UsageError

from made_rows import event

EVENTS = (
    event("a", "Meeting", "IRN", "PAK", "2024-05-03"),
    event("b", "JointExercise", "IRN", "PAK", "2024", statuses=("planned", "proposed")),
    event("c", "Strike", "IRN", "PAK", "2024-01-16", statuses=("denied", "occurred"), disputed=True),
    event("d", "MilitaryAid", "USA", "UKR", statuses=("negated",)),
    event("e", "Visit", "PAK/zaheer-sidhu", "IRN", "2023-07-20", date_end="2023-07-22", reports=4),
    event("f", "Threat", "USA", "IRN", "2022-11", statuses=("denied",), disputed=True),
    event("g", "MilitaryAid", "IRN", "RUS", "2022-09", statuses=("occurred", "planned"), alleged=True),
)


def keys(rows: object) -> str:
    return "".join(row.iri[-1] for row in rows)  # type: ignore[attr-defined]


def test_every_event_stands_in_exactly_one_way() -> None:
    assert [standing(e) for e in EVENTS] == [
        "occurred",
        "planned",
        "disputed",
        "negated",
        "occurred",
        "denied",
        "alleged",
    ]


def test_only_what_occurred_and_nobody_denies_is_selected_unless_asked() -> None:
    assert keys(select(EVENTS)) == "ea"


def test_no_status_means_every_status_and_the_oldest_comes_first_the_undated_last() -> None:
    assert keys(select(EVENTS, statuses=())) == "gfebcad"
    assert keys(select(EVENTS, statuses=STANDINGS)) == "gfebcad"


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2024-05", None, "ba"),  # a day unknown within 2024 may lie in May
        (None, "2023-07-21", "gfe"),
        ("2023-07-22", "2023-07-22", "e"),  # the last day of a visit of three
        ("2023-07-23", "2023-12-31", ""),
        ("2024", "2024", "bca"),
        ("2022-11-30", "2022-11-30", "f"),
    ],
)
def test_a_period_keeps_events_any_of_whose_possible_days_lie_in_it(
    since: str | None, until: str | None, kept: str
) -> None:
    assert keys(select(EVENTS, since=since, until=until, statuses=())) == kept


def test_a_class_stands_for_all_its_subclasses() -> None:
    drills = (event("n", "NavalExercise", "IRN", "PAK"), *EVENTS)
    assert keys(select(drills, classes=["JointExercise"], statuses=())) == "bn"
    assert keys(select(drills, classes=["Cooperation"], statuses=())) == "bn"
    assert keys(select(drills, classes=["MaterialCooperation"], statuses=())) == "gbdn"


def test_a_state_takes_part_when_one_of_its_persons_does() -> None:
    assert keys(select(EVENTS, actors=["PAK"])) == "ea"
    assert keys(select(EVENTS, actors=["PAK/zaheer-sidhu"])) == "e"


def test_rarely_reported_events_can_be_left_out() -> None:
    assert keys(select(EVENTS, min_reports=2)) == "e"


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"since": "May 2024"}, "since: 'May 2024' is not a date like 2024"),
        ({"since": "2024", "until": "2023"}, "since '2024' is later than until '2023'"),
        ({"statuses": ["happened"]}, "no status 'happened'; statuses are occurred, alleged, disputed"),
        ({"classes": ["JointExcercise"]}, "no event class 'JointExcercise'; nearest are JointExercise"),
        ({"actors": "IRN"}, "as lists of names, not as one string"),
    ],
)
def test_a_condition_that_cannot_be_met_is_refused_with_the_value_and_what_to_do(
    conditions: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        select(EVENTS, **conditions)  # type: ignore[arg-type]


def test_pairs_follow_the_direction_and_nobody_deals_with_himself() -> None:
    assert directed_pairs(("a", "b"), ("b", "c"), reciprocal=False) == (("a", "b"), ("a", "c"), ("b", "c"))
    assert directed_pairs(("a",), ("b", "c"), reciprocal=True) == (
        ("a", "b"),
        ("a", "c"),
        ("b", "a"),
        ("b", "c"),
        ("c", "a"),
        ("c", "b"),
    )
