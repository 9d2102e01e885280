from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import EventTable, dyad
from kg.errors import UnreadableSource, UsageError

from made_rows import event

if TYPE_CHECKING:
    from pathlib import Path

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


def known(column: object) -> list[object]:
    """A column as Python values: what pandas holds as missing is None."""
    return [None if value != value else value for value in column]  # type: ignore[attr-defined]


def keys(column: object) -> list[str]:
    """The last parts of IRIs."""
    return [iri.rpartition("/")[2] for iri in column]  # type: ignore[attr-defined]


def test_a_dyad_holds_what_passed_between_the_two_and_nothing_else() -> None:
    pair = dyad(EVENTS, "IRN", "PAK").events
    assert keys(pair["event"]) == ["m1", "v1", "x1", "s1", "s2", "u1"]
    assert pair["direction"].to_list() == ["both", "b>a", "both", "a>b", "b>a", "b>a"]


def test_persons_form_dyads_too() -> None:
    pair = dyad(EVENTS, "PAK/zaheer-sidhu", "IRN").events
    assert list(zip(keys(pair["event"]), pair["direction"], strict=True)) == [("m1", "both"), ("v1", "a>b")]


def test_two_of_three_parties_are_a_dyad_but_two_on_one_side_are_none() -> None:
    events = [
        event("a1", "MilitaryAid", "USA GBR", "UKR", "2024-05-03"),
        event("m1", "Meeting", "USA GBR", "UKR"),
    ]
    assert keys(dyad(events, "GBR", "UKR").events["event"]) == ["a1", "m1"]
    assert keys(dyad(events, "GBR", "USA").events["event"]) == ["m1"]  # who meets, meets everybody


def test_a_body_of_an_organisation_forms_dyads_of_its_own() -> None:
    events = [
        event("v1", "Visit", "UNSC", "IRN", "2024-05-03", source_state=("UN",)),
        event("v2", "Visit", "UN", "IRN"),
    ]
    assert keys(dyad(events, "UNSC", "IRN").events["event"]) == ["v1"]
    assert keys(dyad(events, "UN", "IRN").events["event"]) == ["v1", "v2"]


def test_turning_a_dyad_round_turns_only_its_directions() -> None:
    there, back = dyad(EVENTS, "IRN", "PAK"), dyad(EVENTS, "PAK", "IRN")
    assert there.score().equals(back.score())
    swap = {"a>b": "b>a", "b>a": "a>b", "both": "both"}
    assert [swap[way] for way in there.events["direction"]] == back.events["direction"].to_list()
    assert list(there.exchange()["a_to_b"]) == list(back.exchange()["b_to_a"])


def test_the_history_keeps_every_standing_apart_and_leads_to_the_events() -> None:
    table = dyad(EVENTS, "IRN", "PAK").history()
    columns = ["cls", "status", "direction", "events", "reports"]
    assert list(zip(known(table["period"]), *(table[c] for c in columns), strict=True)) == [
        ("2023", "Meeting", "occurred", "both", 1, 3),
        ("2023", "Visit", "occurred", "b>a", 1, 1),
        ("2024", "Strike", "disputed", "b>a", 1, 1),
        ("2024", "Strike", "occurred", "a>b", 1, 5),
        ("2024", "JointExercise", "planned", "both", 1, 1),
        (None, "Criticism", "occurred", "b>a", 1, 1),
    ]
    assert table["iris"][0] == [EVENTS[0].iri]


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("month", ["2023-07", "2023-07", "2024", "2024-01", "2024-01", None]),
        ("quarter", ["2023-Q3", "2023-Q3", "2024", "2024-Q1", "2024-Q1", None]),
        ("week", ["2023-W29", "2023-W29", "2024", "2024-W03", "2024-W03", None]),
        ("day", ["2023-07-20", "2023-07-20", "2024", "2024-01-16", "2024-01-18", None]),
    ],
)
def test_a_date_known_only_to_the_year_is_not_put_into_a_month(by: str, periods: list[str | None]) -> None:
    assert known(dyad(EVENTS, "IRN", "PAK").history(by)["period"]) == periods  # type: ignore[arg-type]


def test_counts_have_a_row_for_quiet_periods_too() -> None:
    events = [
        event("a", "Meeting", "IRN", "PAK", "2023-11-02"),
        event("b", "Visit", "IRN", "PAK", "2024-02-01"),
    ]
    table = dyad(events, "IRN", "PAK").counts("month", of="cls")
    assert list(table.index) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert list(table["Meeting"]) == [1, 0, 0, 0]


def test_the_score_adds_up_and_averages_what_occurred_only() -> None:
    table = dyad(EVENTS, "IRN", "PAK").score()
    columns = ["events", "scored", "cooperation", "conflict", "total"]
    assert list(
        zip(known(table["period"]), *(table[c] for c in columns), known(table["mean"]), strict=True)
    ) == [
        ("2023", 2, 2, 2, 0, 4.7, 2.35),
        ("2024", 1, 1, 0, 1, -9.0, -9.0),  # neither the planned exercise nor the disputed strike
        (None, 1, 0, 0, 0, 0.0, None),
    ]


def test_own_weights_replace_those_of_the_ontology_the_nearest_class_counting() -> None:
    pair = dyad(EVENTS, "IRN", "PAK")
    assert list(pair.score(weights={"Visit": 3, "Consultation": 1})["total"]) == [4, 0, 0]
    assert list(pair.score(weights={"MaterialConflict": -4, "VerbalConflict": -1})["total"]) == [0, -4, -1]
    with pytest.raises(UsageError, match="no event class 'Visits'"):
        pair.score(weights={"Visits": 3})
    with pytest.raises(UsageError, match="must be a number"):
        pair.score(weights={"Visit": float("nan")})


def test_what_one_side_does_can_be_scored_alone() -> None:
    pair = dyad(EVENTS, "IRN", "PAK")
    assert list(pair.score(direction="a>b")["total"]) == [2.8, -9.0]
    assert list(pair.score(direction="b>a")["total"]) == [4.7, 0.0]


def test_the_score_of_one_period_does_not_depend_on_the_others() -> None:
    whole, part = dyad(EVENTS, "IRN", "PAK").score(), dyad(EVENTS, "IRN", "PAK", until="2023").score()
    assert part.iloc[0].equals(whole.iloc[0])


def test_five_events_have_a_wider_interval_than_fifty_alike_and_one_has_none() -> None:
    def width(copies: int) -> float:
        pattern = [("Meeting", "IRN", "PAK"), ("Strike", "PAK", "IRN"), ("Visit", "IRN", "PAK"), ("Praise", "IRN", "PAK"), ("Threat", "PAK", "IRN")]  # fmt: skip
        events = [
            event(f"{c}-{i}", *what, "2024-05-03") for i in range(copies) for c, what in enumerate(pattern)
        ]
        row = dyad(events, "IRN", "PAK").score().iloc[0]
        assert row["mean_low"] <= row["mean"] <= row["mean_high"]
        assert row["total_low"] <= row["total"] <= row["total_high"]
        return float(row["mean_high"] - row["mean_low"])

    assert width(1) > 2.5 * width(10)  # a little more than the square root of ten
    alone = dyad(EVENTS, "IRN", "PAK").score().iloc[1]
    assert known([alone["mean_low"], alone["mean_high"]]) == [None, None]
    assert (alone["total_low"], alone["total_high"]) == (-27.0, 0.0)  # none to three strikes
    alike = [event(str(n), "Meeting", "IRN", "PAK", "2024-05-03") for n in range(5)]
    row = dyad(alike, "IRN", "PAK").score().iloc[0]  # five of one weight say nothing of their spread
    assert known([row["mean_low"], row["mean_high"]]) == [None, None]
    assert row["total_low"] < row["total"] < row["total_high"]


def test_asymmetry_says_who_acts_and_how_sure_that_is() -> None:
    events = [event(f"a{i}", "MilitaryAid", "USA", "UKR", "2024-05-03") for i in range(8)]
    events += [event(f"b{i}", "MilitaryAid", "UKR", "USA", "2024-05-03") for i in range(2)]
    events += [event("m", "Meeting", "UKR", "USA", "2024-05-03")]
    table = dyad(events, "USA", "UKR").exchange().set_index("cls")
    aid = table.loc["MilitaryAid"]
    assert (aid["a_to_b"], aid["b_to_a"], aid["asymmetry"]) == (8, 2, 0.6)
    # Wilson's interval of 8 in 10 is 0.490 to 0.943
    assert (aid["asymmetry_low"], aid["asymmetry_high"]) == pytest.approx(
        (2 * 0.4902 - 1, 2 * 0.9433 - 1), abs=2e-4
    )
    assert len(aid["iris"]) == 10
    assert known([table.loc["Meeting", "asymmetry"]]) == [None]


def test_reciprocity_compares_what_each_side_does_of_its_own() -> None:
    events = [
        event("a", "Praise", "IRN", "PAK", "2024-01-01"),
        event("b", "Visit", "PAK", "IRN", "2024-02-01"),
        event("c", "Threat", "PAK", "IRN", "2024-02-01"),
        event("d", "Meeting", "PAK", "IRN", "2024-02-01"),
    ]
    table = dyad(events, "IRN", "PAK").reciprocity()
    assert list(zip(table["kind"], table["a_to_b"], table["b_to_a"], table["reciprocity"], strict=True)) == [
        ("conflict", 0.0, 5.8, 0.0),
        ("cooperation", 3.4, 1.9, round(1.9 / 3.4, 4)),
    ]
    assert [keys(iris) for iris in table["iris"]] == [["c"], ["a", "b"]]


def test_talk_is_kept_by_the_first_deed_that_fits_and_that_no_earlier_plan_has() -> None:
    events = [
        event(
            "p1", "JointExercise", "IRN", "PAK", "2024-03", statuses=("planned",), first_reported="2024-01-10"
        ),
        event("p2", "NavalExercise", "IRN", "PAK", None, statuses=("proposed",), first_reported="2024-02-01"),
        event("p3", "JointExercise", "IRN", "PAK", None, statuses=("planned",), first_reported="2024-06-01"),
        event(
            "p4",
            "Visit",
            "IRN",
            "PAK",
            None,
            statuses=("denied", "planned"),
            disputed=True,
            first_reported="2024-06-01",
        ),
        event(
            "p5",
            "Visit",
            "IRN",
            "PAK",
            "2024-07-01",
            statuses=("occurred", "planned"),
            first_reported="2024-06-01",
        ),
        event("p6", "Visit", "IRN", "PAK", None, statuses=("planned",), first_reported="2024-06-01"),
        event("d1", "NavalExercise", "PAK", "IRN", "2024-03-05"),
        event("d2", "NavalExercise", "PAK", "IRN", "2024-04-05"),
        event("d3", "Visit", "PAK", "IRN", "2024-06-05"),  # from the other side
    ]
    table = dyad(events, "IRN", "PAK").talk_and_deeds()
    assert list(zip(keys(table["plan"]), table["outcome"], [d and d[-2:] for d in known(table["deed"])], known(table["days"]), strict=True)) == [
        ("p1", "kept", "d1", 55),
        ("p2", "kept", "d2", 64),
        ("p3", "open", None, None),
        ("p4", "dropped", None, None),
        ("p5", "kept", "p5", 30),
        ("p6", "open", None, None),
    ]  # fmt: skip
    assert list(dyad(events, "IRN", "PAK").talk_and_deeds(days=5)["outcome"][:2]) == ["kept", "open"]


def test_a_change_of_pace_is_found_where_it_is_with_its_events() -> None:
    quiet = [event(f"q{m}", "Meeting", "IRN", "PAK", f"2023-{m:02}-01") for m in range(1, 13)]
    busy = [
        event(f"b{m}-{i}", "Strike", "IRN", "PAK", f"2024-{m:02}-02") for m in range(1, 9) for i in range(9)
    ]
    pair = dyad([*quiet, *busy], "IRN", "PAK")
    for of, after in (("events", 9.0), ("conflict", 9.0), ("total", -81.0)):
        (change,) = pair.change_points("month", of=of).to_dict("records")  # type: ignore[arg-type]
        assert (change["period"], change["until"], change["after"]) == ("2024-01", "2024-08", after)
        assert len(change["iris"]) == 72
    assert len(dyad(quiet, "IRN", "PAK").change_points("month")) == 0


def test_a_dyad_without_events_has_empty_tables_with_their_columns() -> None:
    pair = dyad(EVENTS, "BRA", "PAK")
    tables = (
        pair.history(),
        pair.score(),
        pair.exchange(),
        pair.reciprocity(),
        pair.talk_and_deeds(),
        pair.change_points(),
    )
    assert [len(table) for table in tables] == [0] * 6
    assert all("iris" in table or "plan" in table for table in tables)
    assert len(pair.counts()) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda pair: pair.history("decade"),
        lambda pair: pair.score(level=1.5),
        lambda pair: pair.score(direction="both"),
        lambda pair: pair.counts(of="weather"),
        lambda pair: pair.change_points(of="weather"),
        lambda pair: dyad(EVENTS, "IRN", "IRN"),
        lambda pair: dyad(EVENTS, "IRN", "PAK", classes="Meeting"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong) -> None:
    with pytest.raises(UsageError):
        wrong(dyad(EVENTS, "IRN", "PAK"))


CODES = st.sampled_from(["IRN", "PAK", "USA", "IRN/a-b", "PAK/c-d"])
DATES = st.sampled_from([None, "2023", "2023-12", "2023-12-31", "2024-01-01", "2024-02"])


@st.composite
def rows(draw):
    cls = draw(st.sampled_from(["Meeting", "Visit", "Strike", "JointExercise"]))
    source = draw(st.lists(CODES, min_size=1, max_size=2, unique=True))
    target = draw(st.lists(CODES, min_size=1, max_size=2, unique=True))
    statuses = draw(st.sampled_from([("occurred",), ("planned",), ("denied", "occurred")]))
    return cls, " ".join(source), " ".join(target), draw(DATES), statuses


@given(
    st.lists(rows(), max_size=12),
    st.sampled_from([("2023", None), (None, "2023-12"), ("2023-12-31", "2024-01"), (None, None)]),
)
def test_a_table_keeps_and_selects_what_rows_do(made, bounds) -> None:
    from kg.analysis import select

    events = [
        event(str(i), cls, source, target, date, statuses=statuses, disputed="denied" in statuses)
        for i, (cls, source, target, date, statuses) in enumerate(made)
    ]
    for chosen in ({}, {"classes": ["Consultation"]}, {"actors": ["IRN", "PAK/c-d"], "statuses": ()}):
        options = {"since": bounds[0], "until": bounds[1], **chosen}
        kept = {row.iri for row in EventTable.of(events).select(**options).rows()}
        assert kept == {row.iri for row in select(events, **options)}


def test_a_table_written_and_scanned_gives_the_same_dyad(tmp_path: Path) -> None:
    for name in ("events.parquet", "events.arrow"):
        EventTable.of(EVENTS).write(tmp_path / name)
        table = EventTable.scan(tmp_path / name)
        assert dyad(table, "IRN", "PAK").score().equals(dyad(EVENTS, "IRN", "PAK").score())
        ours = sorted((row.iri, row.source, row.statuses, row.date, row.reports) for row in table.rows())
        assert ours == sorted((row.iri, row.source, row.statuses, row.date, row.reports) for row in EVENTS)
    assert EventTable.scan(tmp_path).count() == len(EVENTS)


def test_a_table_made_before_allegations_were_told_apart_alleges_nothing(tmp_path: Path) -> None:
    EventTable.of(EVENTS).frame.drop("alleged").collect().write_parquet(tmp_path / "old.parquet")
    rows = list(EventTable.scan(tmp_path / "old.parquet").rows())
    assert len(rows) == len(EVENTS)
    assert not any(row.alleged for row in rows)


def test_what_is_no_event_table_is_refused(tmp_path: Path) -> None:
    import polars as pl

    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "other.parquet")
    with pytest.raises(UnreadableSource, match="no event table"):
        EventTable.scan(tmp_path / "other.parquet")
    with pytest.raises(UnreadableSource, match="holds no event table"):
        EventTable.scan(tmp_path / "missing.parquet")
