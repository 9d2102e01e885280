"""``kg dyad``: what passed between two actors, as numbers that lead to their events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli.console import print_csv, print_json, print_table, say
from kg.cli.plotting import plot_file, plot_options, save
from kg.cli.selection import selection_options, table_option
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.analysis import Dyad
    from kg.analysis.periods import Period
    from kg.config import Config

__all__ = ["command"]

SHOWN = ("score", "history", "exchange", "reciprocity", "promises", "changes")
_PERIODS = ("day", "week", "month", "quarter", "year")


@click.command("dyad", short_help="What passed between two actors, over time.")
@click.argument("a")
@click.argument("b")
@click.option(
    "--show",
    type=click.Choice(SHOWN),
    default="score",
    show_default=True,
    help="Which table: the score of each period, counts by class and status, who does what to whom, "
    "answers in kind, plans and what came of them, or change points.",
)
@click.option(
    "--by", type=click.Choice(_PERIODS), default="year", show_default=True, help="Length of a period."
)
@click.option(
    "--dates",
    type=click.Choice(["event", "reported"]),
    default="event",
    show_default=True,
    help="Reported: an event without a date stands under the day of its first report.",
)
@selection_options(level=None, status="all")
@click.option(
    "--weights",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="TOML table of weights by class, root or quad, instead of the ontology's; or 'given': of an event "
    "table, those that its data set gives the rows.",
)
@click.option(
    "--of",
    type=click.Choice(["total", "events", "reports", "cooperation", "conflict"]),
    default="total",
    show_default=True,
    help="Changes: the series that they are looked for in.",
)
@click.option(
    "--days",
    type=click.IntRange(1),
    default=365,
    show_default=True,
    help="Promises: how long after the day it was due a plan can still be kept.",
)
@plot_options(
    "timeline",
    "score",
    "total",
    "calendar",
    described="Plot: events by quad class, the mean or the total score, or days.",
)
@table_option
@click.option("--csv", "as_csv", is_flag=True, help="CSV, with the IRIs of the events behind each row.")
@click.option("--json", "as_json", is_flag=True, help="JSON, with the IRIs of the events behind each row.")
@with_config("store")
def command(
    config: Config, a: str, b: str, table: Path | None, as_csv: bool, as_json: bool, show: str,
    plot: Path | None, chart: str, **options: Any,
) -> None:  # fmt: skip
    """Print what passed between two actors: IRN or Iran, NATO, IRN/mohammad-baqeri.

    The score adds up (total) and averages (mean) the cooperation-conflict weights of what occurred, from -10
    to 10, each with a 95% bootstrap interval. Read it together with the number of events it rests on.

    \b
    Example:
      kg dyad IRN PAK --by quarter
      kg dyad IRN PAK --show exchange
      kg dyad IRN PAK --by quarter --chart score --plot score.svg
      kg dyad USA CHN --table gdelt/ --by month --csv > series.csv
    """
    from kg.interchange.parties import known_as

    asked = {name: options.pop(name) for name in ("by", "of", "days")}
    source = options.pop("source") or str(table or config.store)
    asked["weights"] = _weights(options.pop("weights"), table)
    a, b = known_as(a), known_as(b)
    pair = _pair(config, a, b, table, options)
    if (plot := plot_file(plot)) is not None:
        _draw(pair, plot, chart, asked["by"], asked["weights"], source)
        if as_json:
            print_json({"a": a, "b": b, "file": str(plot), "chart": chart})
        return
    frame = _shown(pair, show, **asked)
    rows = [[_plain(cell) for cell in row] for row in frame.itertuples(index=False)]
    columns = list(frame.columns)
    if as_json:
        print_json(
            {"a": a, "b": b, "show": show, "rows": [dict(zip(columns, row, strict=True)) for row in rows]}
        )
    elif as_csv:
        print_csv(columns, [[" ".join(c) if isinstance(c, list) else c for c in row] for row in rows])
    else:
        short = [i for i, column in enumerate(columns) if column != "iris"]
        rows = [
            [_shown_cell(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows
        ]
        numbers = [c for c in columns if frame[c].dtype.kind in "if"]
        print_table([columns[i] for i in short], [[row[i] for i in short] for row in rows], numbers=numbers)
        say(f"{a} and {b}: {len(pair.events)} events, {pair.events['reports'].sum()} reports.")
        for hint in _hints(pair, show, asked["by"], options["dates"], table):
            say(hint)


def _hints(pair: Dyad, show: str, by: Period, dates: str, table: Path | None) -> Iterator[str]:
    """What to do next where a table says less than was hoped for."""
    from kg.analysis.periods import is_whole, period_of

    if pair.events.is_empty():
        where = f"--table {table} " if table is not None else ""
        yield f"Who stands between them: kg network {where}--undirected --show path --of {pair.a} {pair.b}"
        return
    rows = pair.events.filter(status="occurred").select("date", "first_reported").rows()
    undated = [reported for date, reported in rows if date is None]
    if dates == "event" and show not in {"exchange", "promises"} and any(undated):
        yield (
            f"{len(undated)} of {len(rows)} that occurred have no date; --dates reported puts "
            f"{sum(map(bool, undated))} of them under the day of their first report."
        )
    if show == "changes":
        placed = sum(is_whole(period_of(date, by), by) for date, _ in rows)
        yield f"The series holds {placed} of {len(rows)} events, those dated to the {by}; see --by and --of."


def _pair(config: Config, a: str, b: str, table: Path | None, selection: dict[str, Any]) -> Dyad:
    from kg.analysis import EventTable, dyad
    from kg.build import open_graph

    if table is not None:
        return dyad(EventTable.scan(table), a, b, **selection)
    with open_graph(config.store, config=config) as graph:
        return graph.dyad(a, b, **selection)


def _draw(pair: Dyad, plot: Path, chart: str, by: Any, weights: Any, source: str) -> None:
    from kg.actors import Registry
    from kg.views import charts

    listed = {actor: Registry.load().get(actor) for actor in (pair.a, pair.b)}
    labels = {actor: known.name for actor, known in listed.items() if known is not None}
    match chart:
        case "timeline":
            picture = charts.timeline(pair, by=by, labels=labels, source=source)
        case "calendar":
            picture = charts.calendar(pair, labels=labels, source=source)
        case "total":
            picture = charts.score(pair, by=by, of="total", labels=labels, source=source, weights=weights)
        case _:
            picture = charts.score(pair, by=by, labels=labels, source=source, weights=weights)
    save(picture, plot, chart)


def _shown(pair: Dyad, show: str, *, by: Any, weights: Any, of: Any, days: int) -> Any:
    match show:
        case "score":
            return pair.score(by, weights=weights)
        case "history":
            return pair.history(by)
        case "exchange":
            return pair.exchange()
        case "reciprocity":
            return pair.reciprocity(by, weights=weights)
        case "promises":
            return pair.talk_and_deeds(days=days)
        case _:
            return pair.change_points(by, of=of, weights=weights)


def _weights(path: Path | None, table: Path | None) -> dict[str, float] | Literal["given"] | None:
    """The weights in a file. Raises ``UsageError`` where there is none or it cannot be read."""
    import tomllib

    if path is None:
        return None
    if str(path) == "given":
        if table is None:
            raise UsageError(
                "Only event tables keep the weights that a data set gives its rows: --table FILE."
            )
        return "given"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}. Write lines like: Meeting = 1.5") from error
    return found


def _shown_cell(column: str, cell: Any) -> Any:
    """A cell for people: a period that nobody knows is named, an event is its id as kg review takes it."""
    if column == "period" and cell in {None, ""}:
        return "undated"
    if column in {"plan", "deed"} and isinstance(cell, str) and "/event/" in cell:
        return f"event/{cell.rpartition('/event/')[2]}"
    return cell


def _plain(cell: Any) -> Any:
    """A cell without what only numpy and pandas know."""
    if isinstance(cell, list) or cell is None:
        return cell
    if cell != cell:  # missing
        return None
    return cell.item() if hasattr(cell, "item") else cell
