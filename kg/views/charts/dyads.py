"""Pictures of one dyad."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from kg.analysis.periods import every_period, is_whole, period_of
from kg.errors import UsageError
from kg.views.charts.frame import CONFLICT, COOPERATION, GREY, INK, QUADS, chart, events, thin_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.analysis import Dyad
    from kg.analysis.periods import Period
    from kg.views.charts.frame import Chart

__all__ = ["calendar", "score", "timeline"]

_MOST_PERIODS = 1000


def timeline(
    pair: Dyad,
    *,
    by: Period = "year",
    labels: Mapping[str, str] | None = None,
    source: str = "bilateral-kg",
    changes: bool = True,
) -> Chart:
    """What occurred in each period: cooperation above the line, conflict below, by quad class.

    ``changes`` marks the change points of the number of events (``Dyad.change_points``). ``labels`` are names
    of actors by id. Raises ``UsageError`` where no event has a date of that precision.
    """
    rows = [row for row in pair.events.iter_rows(named=True) if row["status"] == "occurred"]
    names = _periods([row["date"] for row in rows], by)
    places = {name: i for i, name in enumerate(names)}
    counts = {quad: [0] * len(names) for quad in QUADS}
    drawn = 0
    for row in rows:
        if (at := places.get(period_of(row["date"], by) or "")) is not None and row["quad"] in counts:
            counts[row["quad"]][at] += 1
            drawn += 1
    found = pair.change_points(by, of="events").to_dict("records") if changes else []
    told = _told(source, drawn, len(rows), by) + (" Dotted: change points (PELT)." if found else "")
    picture, axes = chart(f"{_named(pair, labels)}: events by {by}", told)
    up, down = [0] * len(names), [0] * len(names)
    for quad in ("MaterialCooperation", "VerbalCooperation", "VerbalConflict", "MaterialConflict"):
        colour, hatch, name = QUADS[quad]
        peaceful = quad.endswith("Cooperation")
        heights = counts[quad] if peaceful else [-n for n in counts[quad]]
        base = up if peaceful else down
        axes.bar(range(len(names)), heights, 0.85, bottom=list(base), color=colour, hatch=hatch,
                 edgecolor="white", linewidth=0.4, label=name)  # fmt: skip
        base[:] = [b + h for b, h in zip(base, heights, strict=True)]
    axes.axhline(0, color=INK, linewidth=0.8)
    for row in found:
        if row["period"] in places:
            axes.axvline(places[row["period"]] - 0.5, color=INK, linewidth=1, linestyle=(0, (1, 1.5)))
    axes.set_ylabel("events\nconflict | cooperation")
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.yaxis.get_major_locator().set_params(integer=True)
    _legend(axes)
    thin_labels(axes, names)
    return picture


def score(
    pair: Dyad,
    *,
    by: Period = "year",
    of: Literal["mean", "total"] = "mean",
    labels: Mapping[str, str] | None = None,
    source: str = "bilateral-kg",
    **options: Any,
) -> Chart:
    """The cooperation-conflict score of each period with its interval; hollow where there is none to give.

    The number of scored events stands above each period where there is room. ``options`` are those of
    ``Dyad.score``: weights, direction, level, draws, seed.
    """
    table = pair.score(by, **options)
    known = {row["period"]: row for row in table.to_dict("records")}
    names = _periods(known, by)
    scored = [(i, known[name]) for i, name in enumerate(names) if name in known and known[name]["scored"]]
    drawn, whole = sum(row["scored"] for _, row in scored), int(table["events"].sum())
    level = round(100 * options.get("level", 0.95))
    what = "mean weight of events" if of == "mean" else "sum of weights"
    hollow = "one event, or all of one weight" if of == "mean" else "no interval"
    told = _told(source, drawn, whole, by) + f" Bars: {level}% bootstrap intervals; hollow: {hollow}."
    picture, axes = chart(f"{_named(pair, labels)}: cooperation-conflict score by {by}", told)
    axes.axhline(0, color=GREY, linewidth=0.8)
    for i, row in scored:
        low, high, value = row[f"{of}_low"], row[f"{of}_high"], row[of]
        colour, marker = (COOPERATION, "o") if value >= 0 else (CONFLICT, "s")
        alone = low is None or low != low
        if not alone:
            axes.plot([i, i], [low, high], color=INK, linewidth=1.1, solid_capstyle="butt", zorder=2)
        axes.plot(i, value, marker, color=colour, markerfacecolor="white" if alone else colour,
                  markeredgecolor=INK, markeredgewidth=0.7, markersize=5.5, zorder=3)  # fmt: skip
        if len(names) <= 30:
            axes.annotate(str(row["scored"]), (i, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
                          textcoords="offset points", ha="center", fontsize=6.5, color=GREY)  # fmt: skip
    if len(names) <= 30:
        axes.annotate("n =", (0, 1), xycoords="axes fraction", xytext=(-4, 2), textcoords="offset points",
                      ha="right", fontsize=6.5, color=GREY)  # fmt: skip
    if of == "mean":
        axes.set_ylim(-10.5, 10.5)
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_ylabel(f"{what}\nconflict < 0 < cooperation")
    thin_labels(axes, names)
    return picture


def calendar(
    pair: Dyad, *, labels: Mapping[str, str] | None = None, source: str = "bilateral-kg", years: int = 6
) -> Chart:
    """Days with events, a row of weeks a year, the darker the more; a dot where conflict outweighs.

    The last ``years`` years that have events are drawn. Raises ``UsageError`` where no event is known to the
    day.
    """
    days: dict[date, list[float]] = {}
    occurred = 0
    for row in pair.events.iter_rows(named=True):
        if row["status"] == "occurred":
            occurred += 1
            if is_whole(row["date"], "day"):
                days.setdefault(date.fromisoformat(row["date"]), []).append(row["intensity"] or 0.0)
    if not days:
        raise UsageError("No event of this dyad is known to the day, so there is no calendar of it.")
    shown = sorted({day.year for day in days})[-years:]
    drawn = sum(len(weights) for day, weights in days.items() if day.year in shown)
    left = f" ({occurred - drawn} more are older or not dated to the day)" if occurred > drawn else ""
    told = f"Source: {source}. n = {events(drawn)} that occurred{left}. Dot: conflict outweighs cooperation."
    height = 1.35 + 1.15 * len(shown)
    picture, axes = chart(f"{_named(pair, labels)}: events by day", told, width=8.0, height=height)
    most = max(len(weights) for day, weights in days.items() if day.year in shown)
    for line, year in enumerate(shown):
        _year(axes, year, 9 * line, days, most)
    axes.set_xlim(-3, 54)
    axes.set_ylim(9 * len(shown) + 0.5, -1.5)
    axes.set_position((0.01, 0.4 / height, 0.98, 1 - 0.85 / height))
    axes.set_aspect("equal")
    axes.axis("off")
    steps = sorted({1, -(-most // 2), most})
    axes.text(39, 9 * len(shown) - 0.7, "events a day:", fontsize=6.5, va="center", ha="right")
    for i, n in enumerate(steps):
        axes.add_patch(_cell(40 + 4 * i, 9 * len(shown) - 1.2, _shade(n, most)))
        axes.text(41.4 + 4 * i, 9 * len(shown) - 0.7, f"{n}", fontsize=6.5, va="center")
    return picture


def _year(axes: Any, year: int, top: int, days: Mapping[date, list[float]], most: int) -> None:
    first = date(year, 1, 1)
    axes.text(-0.8, top + 3.5, str(year), ha="right", va="center", fontsize=8)
    for row, name in ((0.5, "Mon"), (6.5, "Sun")):
        axes.text(-0.4, top + row, name, ha="right", va="center", fontsize=5, color=GREY)
    for n in range((date(year + 1, 1, 1) - first).days):
        day = first + timedelta(days=n)
        week, weekday = (n + first.weekday()) // 7, day.weekday()
        weights = days.get(day, [])
        axes.add_patch(_cell(week, top + weekday, _shade(len(weights), most)))
        if weights and sum(weights) < 0:
            light = len(weights) / most > 0.5
            axes.plot(week + 0.5, top + weekday + 0.5, "o", color="white" if light else INK, markersize=2)
        if day.day == 1:
            axes.text(week + 0.1, top - 0.3, day.strftime("%b"), fontsize=6, color=GREY, va="bottom")


def _cell(x: float, y: float, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x + 0.06, y + 0.06), 0.88, 0.88, facecolor=colour, edgecolor="#d0d0d0", linewidth=0.3)


def _shade(count: int, most: int) -> str:
    """White for none, then from light to dark grey-blue; the same order in black and white."""
    if count == 0:
        return "#ffffff"
    share = count / most
    light = [0xC6, 0xDB, 0xEF]
    dark = [0x08, 0x30, 0x6B]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(light, dark, strict=True))


def _periods(dates: Any, by: Period) -> list[str]:
    whole = sorted({name for date in dates if is_whole(name := _period(date, by), by) and name})
    if not whole:
        raise UsageError(
            f"No event of this dyad is dated to the {by}; try a longer period, or, where articles are dated, "
            "the days of first reports (--dates reported, dates='reported')."
        )
    names = every_period(whole[0], whole[-1], by)
    if len(names) > _MOST_PERIODS:
        raise UsageError(f"{len(names)} periods are too many for one picture; narrow it with since, or by.")
    return names


def _period(name: Any, by: Period) -> str | None:
    if not isinstance(name, str):
        return None
    return name if is_whole(name, by) else period_of(name, by)


def _named(pair: Dyad, labels: Mapping[str, str] | None) -> str:
    known = labels or {}
    return f"{known.get(pair.a, pair.a)} and {known.get(pair.b, pair.b)}"


def _told(source: str, drawn: int, whole: int, by: str) -> str:
    left = (
        f" ({whole - drawn} more cannot be placed: not dated to the {by}, or without weight)"
        if whole > drawn
        else ""
    )
    return f"Source: {source}. n = {events(drawn)} that occurred{left}."


def _legend(axes: Any) -> None:
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, fontsize=7.5,
                handlelength=1.4, columnspacing=1.2, borderaxespad=0.1)  # fmt: skip
