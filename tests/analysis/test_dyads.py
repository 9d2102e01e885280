from __future__ import annotations

import pytest
from kg.analysis import dyad
from kg.errors import UsageError

from made_rows import event

EVENTS = (
    event("m1", "Meeting", "IRN/mohammad-baqeri", "PAK/zaheer-sidhu", "2023-07-20", reports=3),
    event("v1", "Visit", "PAK/zaheer-sidhu", "IRN", "2023-07-20"),
    event("x1", "JointExercise", "IRN", "PAK", "2024", statuses=("planned",)),
    event("s1", "Strike", "IRN", "PAK", "2024-01-16", reports=5),
    event("s2", "Strike", "PAK", "IRN", "2024-01-18", statuses=("denied", "occurred"), disputed=True),
    event("u1", "Criticism", "PAK", "IRN", None, intensity=None),
    event("o1", "Strike", "USA", "IRN", "2024-02-01"),
    event("o2", "SanctionsImposed", "IRN PAK", "USA", "2024-03-01"),
)


def test_a_dyad_holds_what_passed_between_the_two_and_nothing_else() -> None:
    pair = dyad(EVENTS, "IRN", "PAK")
    assert [e.iri.rpartition("/")[2] for e in pair.events] == ["m1", "v1", "x1", "s1", "s2", "u1"]
    assert [pair.direction(e) for e in pair.events] == ["both", "b>a", "both", "a>b", "b>a", "b>a"]


def test_persons_form_dyads_too() -> None:
    pair = dyad(EVENTS, "PAK/zaheer-sidhu", "IRN")
    assert [(e.iri[-2:], pair.direction(e)) for e in pair.events] == [("m1", "both"), ("v1", "a>b")]


def test_turning_a_dyad_round_turns_only_its_directions() -> None:
    there, back = dyad(EVENTS, "IRN", "PAK"), dyad(EVENTS, "PAK", "IRN")
    assert there.events == back.events
    assert there.warmth() == back.warmth()
    swap = {"a>b": "b>a", "b>a": "a>b", "both": "both"}
    assert [swap[str(there.direction(e))] for e in there.events] == [back.direction(e) for e in back.events]


def test_the_history_keeps_every_standing_apart_and_leads_to_the_events() -> None:
    cells = dyad(EVENTS, "IRN", "PAK").history()
    assert [(c.period, c.cls, c.standing, c.direction, c.events, c.reports) for c in cells] == [
        ("2023", "Meeting", "occurred", "both", 1, 3),
        ("2023", "Visit", "occurred", "b>a", 1, 1),
        ("2024", "Strike", "disputed", "b>a", 1, 1),
        ("2024", "Strike", "occurred", "a>b", 1, 5),
        ("2024", "JointExercise", "planned", "both", 1, 1),
        (None, "Criticism", "occurred", "b>a", 1, 1),
    ]
    assert cells[0].iris == (EVENTS[0].iri,)


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("month", ["2023-07", "2023-07", "2024", "2024-01", "2024-01", None]),
        ("quarter", ["2023-Q3", "2023-Q3", "2024", "2024-Q1", "2024-Q1", None]),
        ("day", ["2023-07-20", "2023-07-20", "2024", "2024-01-16", "2024-01-18", None]),
    ],
)
def test_a_date_known_only_to_the_year_is_not_put_into_a_month(by: str, periods: list[str | None]) -> None:
    assert [c.period for c in dyad(EVENTS, "IRN", "PAK").history(by)] == periods  # type: ignore[arg-type]


def test_warmth_adds_up_and_averages_what_occurred_only() -> None:
    years = dyad(EVENTS, "IRN", "PAK").warmth()
    assert [(w.period, w.events, w.scored, w.total, w.mean) for w in years] == [
        ("2023", 2, 2, 4.7, 2.35),
        ("2024", 1, 1, -9.0, -9.0),  # neither the planned exercise nor the disputed strike
        (None, 1, 0, 0, None),
    ]
    assert [(w.cooperation, w.conflict) for w in years] == [(2, 0), (0, 1), (0, 0)]


def test_tables_have_a_row_a_cell_and_keep_their_columns_when_empty() -> None:
    pair = dyad(EVENTS, "IRN", "PAK")
    frame = pair.warmth_frame()
    assert list(frame["period"][:2]) == ["2023", "2024"]
    assert frame["total"].sum() == pytest.approx(-4.3)
    assert len(pair.history_frame("month")) == 6
    nothing = dyad(EVENTS, "IRN", "FRA").history_frame()
    assert list(nothing.columns)[:3] == ["period", "quad", "root"]
    assert nothing.empty


def test_a_dyad_of_one_or_by_a_period_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="two actors, not 'IRN' twice"):
        dyad(EVENTS, "IRN", "IRN")
    with pytest.raises(UsageError, match="periods are year, quarter, month, day"):
        dyad(EVENTS, "IRN", "PAK").history("decade")  # type: ignore[arg-type]
