"""Pictures: what they show, where they say it comes from, and that the same events give the same bytes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from kg.analysis import EventTable, dyad, network
from kg.errors import UsageError
from kg.views.charts import calendar, heat_map, network_map, score, timeline

from made_rows import event

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = [
    event("m1", "Meeting", "IRN", "PAK", "2023-01-20"),
    event("v1", "Visit", "PAK", "IRN", "2023-03-20"),
    event("s1", "Strike", "IRN", "PAK", "2024-01-16"),
    event("s2", "Strike", "PAK", "IRN", "2024-01-18"),
    event("p1", "JointExercise", "IRN", "PAK", "2024-05", statuses=("planned",)),
    event("y1", "Praise", "IRN", "PAK", "2024"),
    event("x1", "SanctionsImposed", "USA", "IRN", "2024-02-01"),
]
LABELS = {"IRN": "Iran", "PAK": "Pakistan"}


def pair() -> Any:
    return dyad(EVENTS, "IRN", "PAK")


def texts(chart: Any) -> str:
    """Everything that is written on a picture."""
    import matplotlib as mpl

    return " | ".join(text.get_text() for text in chart.figure.findobj(mpl.text.Text) if text.get_text())


PICTURES = {
    "timeline": lambda: timeline(pair(), by="month", labels=LABELS, source="made up"),
    "score": lambda: score(pair(), by="month", labels=LABELS, source="made up"),
    "total": lambda: score(pair(), by="year", of="total", labels=LABELS, source="made up"),
    "calendar": lambda: calendar(pair(), labels=LABELS, source="made up"),
    "heat map": lambda: heat_map(network(EVENTS), source="made up"),
    "map": lambda: network_map(network(EVENTS), source="made up"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_a_title_its_source_and_n_and_is_the_same_every_time(name: str) -> None:
    first, second = PICTURES[name](), PICTURES[name]()
    assert "Source: made up. n = " in texts(first)
    assert first.figure.texts[0].get_text()
    for form in ("png", "svg", "pdf"):
        assert first.data(form) == second.data(form)
    assert first.data("png") != first.data("svg")


def test_the_timeline_counts_what_occurred_and_says_what_it_leaves_out() -> None:
    picture = timeline(pair(), by="month", labels=LABELS)
    assert "Iran and Pakistan: events by month" in texts(picture)
    assert "n = 4 events that occurred (1 more cannot be placed" in texts(picture)  # "2024" is in no month
    bars = [bar.get_height() for bar in picture.figure.axes[0].patches if bar.get_height()]
    assert sorted(bars) == [-2, 1, 1]


def test_conflict_is_hatched_and_cooperation_is_not() -> None:
    bars = [bar for bar in timeline(pair(), by="year").figure.axes[0].patches if bar.get_height()]
    assert {bool(bar.get_hatch()) for bar in bars if bar.get_height() < 0} == {True}
    assert {bool(bar.get_hatch()) for bar in bars if bar.get_height() > 0} == {False}


def test_a_score_of_one_event_is_hollow() -> None:
    lines = score(dyad(EVENTS[:1], "IRN", "PAK"), by="year").figure.axes[0].lines
    assert [line.get_markerfacecolor() for line in lines if line.get_marker() == "o"] == ["white"]


def test_a_calendar_marks_the_days_on_which_conflict_outweighs() -> None:
    lines = calendar(pair()).figure.axes[0].lines
    assert len(lines) == 2  # two strikes, on two days


def test_a_matrix_has_the_counts_in_its_cells_from_rows_to_columns() -> None:
    written = texts(heat_map(network(EVENTS[2:4])))
    assert "IRN" in written
    assert "n = 2 events; 2 of 2 actors" in written
    shown = heat_map(network(EVENTS), actors=2)
    assert "2 of 3 actors" in texts(shown)
    from_table = heat_map(network(EventTable.of(EVENTS)))
    assert "n = 6 events" in texts(from_table)


def test_a_matrix_without_numbers_in_its_cells_has_a_scale() -> None:
    codes = [f"S{n:02}" for n in range(22)]
    many = [event(f"{a}{b}", "Visit", a, b) for a in codes for b in codes if a < b]
    large = heat_map(network(many), actors=22)
    assert "weight" in texts(large)
    assert "weight" not in texts(heat_map(network(many), actors=20))


def test_whoever_has_no_tie_to_anybody_drawn_is_not_drawn_alone() -> None:
    busy = [event(f"{n}", "Visit", "IRN", "PAK") for n in range(9)]
    apart = [event("a", "Visit", "BRA", "SWE"), event("b", "Visit", "BRA", "NOR")]
    shown = texts(network_map(network([*busy, *apart]), actors=3))
    assert "BRA" not in shown
    assert "2 of 5 actors" in shown


def test_conflictual_ties_are_dashed() -> None:
    lines = network_map(network(EVENTS)).figure.axes[0].lines
    styles = {line.get_linestyle() for line in lines if len(line.get_xdata()) == 2}
    assert styles == {"--"}  # all of them are, strikes and sanctions


def test_a_wide_dashed_tie_has_more_than_one_dash_and_no_name_lies_on_another() -> None:
    busy = [event(f"{n}", "Strike", "AUSTRALIA", "INDONESIA") for n in range(9)]
    others = [
        event(f"{a}{b}", "Visit", a, b) for a, b in (("AAAAAAAA", "BBBBBBBB"), ("CCCCCCCC", "DDDDDDDD"))
    ]
    for events in (busy, [*busy, *others], EVENTS):
        figure = network_map(network(events)).figure
        (axes,) = figure.axes
        boxes = [text.get_window_extent() for text in axes.texts]
        assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
        for line in axes.lines:
            if line.get_linestyle() == "--":
                (x0, y0), (x1, y1) = axes.transData.transform(line.get_xydata())
                _, pattern = line._dash_pattern
                assert math.hypot(x1 - x0, y1 - y0) * 0.72 > 3 * sum(pattern)


def test_a_source_line_that_is_long_is_set_smaller_and_stays_on_the_picture() -> None:
    for source in ("short", "a long source line " * 6):
        figure = score(pair(), by="year", source=source).figure
        assert figure.texts[1].get_window_extent().x1 < figure.bbox.x1


def test_files_are_png_svg_or_pdf_by_their_names(tmp_path: Path) -> None:
    for name, start in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")):
        heat_map(network(EVENTS)).save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(UsageError, match="pictures are"):
        heat_map(network(EVENTS)).save(tmp_path / "a.gif")
    with pytest.raises(UsageError, match="Cannot write"):
        heat_map(network(EVENTS)).save(tmp_path / "missing" / "a.png")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: timeline(dyad([], "IRN", "PAK")),
        lambda: score(dyad(EVENTS[5:6], "IRN", "PAK"), by="month"),
        lambda: calendar(dyad(EVENTS[5:6], "IRN", "PAK")),
        lambda: heat_map(network([])),
        lambda: network_map(network([])),
        lambda: timeline(
            dyad([event("a", "Visit", "IRN", "PAK", "1000-01-01"), EVENTS[0]], "IRN", "PAK"), by="day"
        ),
    ],
)
def test_what_cannot_be_drawn_is_told_and_not_drawn_empty(draw: Any) -> None:
    with pytest.raises(UsageError):
        draw()
