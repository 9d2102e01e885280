"""``kg network``: who is central among those who deal with one another, and what holds them together."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import print_csv, print_json, print_table, say
from kg.cli.plotting import plot_file, plot_options, save
from kg.cli.selection import selection_options, table_option
from kg.cli.settings import with_config

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.analysis import EventTable
    from kg.config import Config

__all__ = ["command"]

_BRIEF = (
    "actor", "label", "degree", "strength", "in_strength", "out_strength", "betweenness", "pagerank",
    "clustering", "community",
)  # fmt: skip


@click.command("network", short_help="Measure the network of those who deal with one another.")
@selection_options(level="states", status="occurred")
@click.option(
    "--show",
    type=click.Choice(["actors", "triads", "brokers", "alignment", "path", "time"]),
    default="actors",
    show_default=True,
    help="Which table: measures of actors, signed triads, brokers by role, similarity of alignment of "
    "two actors, shortest paths, or the network's measures over time.",
)
@click.option("--of", "pair", nargs=2, metavar="A B", help="Path: from A to B. Alignment: only of A and B.")
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default="year",
    show_default=True,
    help="Time: length of a period.",
)
@click.option("--undirected", is_flag=True, help="Leave aside who acts and who is acted upon.")
@click.option(
    "--weight",
    type=click.Choice(["events", "reports"]),
    default="events",
    show_default=True,
    help="What the weight of an edge counts.",
)
@plot_options("matrix", "map", described="Plot: who acts towards whom as a matrix, or actors and their ties.")
@table_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N rows.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV with every measure.")
@click.option(
    "--json", "as_json", is_flag=True, help="JSON with every measure and those of the whole network."
)
@with_config("store")
def command(
    config: Config, show: str, undirected: bool, limit: int | None, as_csv: bool, as_json: bool,
    table: Path | None, pair: tuple[str, str] | None, by: str,
    plot: Path | None, chart: str, **selection: Any,
) -> None:  # fmt: skip
    """Print a table of network measures, the strongest actor first.

    An edge stands for a pair; its weight counts the events between them. A reciprocal event, such as a
    meeting, counts both ways. The table shows the measures most asked for, --csv and --json show all.

    \b
    Example:
      kg network --since 2024 --class Cooperation
      kg network --level persons --json
      kg network --show triads --status occurred
      kg network --show alignment --of IRN PAK
      kg network --since 2024 --until 2024 --chart map --plot 2024.svg
    """
    from kg.analysis import EventTable
    from kg.build import open_graph

    pair = _ends(pair, show)
    source = selection.pop("source") or str(table or config.store)
    options = {"directed": not undirected, **selection}
    events: EventTable | tuple[Any, ...]
    actors: tuple[Any, ...]
    if table is not None:
        events, actors = EventTable.scan(table), ()
    else:
        with open_graph(config.store, config=config) as graph:
            events, actors = tuple(graph.store.events()), tuple(graph.store.actors())
    if (plot := plot_file(plot)) is not None:
        _draw(events, actors, plot, chart, limit, options, source)
        if as_json:
            print_json({"file": str(plot), "chart": chart})
        return
    rows, whole = _shown(events, actors, show, pair, by, options)
    rows = rows[:limit]
    if as_json:
        print_json({"network": whole, show: rows})
    elif as_csv:
        print_csv(_columns(show), [[_joined(cell) for cell in row.values()] for row in rows])
    else:
        _table(rows, whole, show)


def _ends(pair: tuple[str, str] | None, show: str) -> tuple[str, str] | None:
    """The ids of two actors. Raises ``click.UsageError`` where they are wanting or not wanted."""
    from kg.interchange.parties import known_as

    if pair is None:
        if show == "path":
            raise click.UsageError("--show path needs two actors: --of IRN PAK.")
        return None
    if show not in {"path", "alignment"}:
        raise click.UsageError(
            "--of goes with --show path or --show alignment; kg dyad A B shows two actors."
        )
    return known_as(pair[0]), known_as(pair[1])


def _columns(show: str) -> list[str]:
    """The columns of a table, rows or none."""
    first = ["period"] if show == "time" else []
    return first + [field.name for field in fields(_row_type(show))]


def _row_type(show: str) -> Any:
    from kg.analysis import ActorMeasures, NetworkMeasures
    from kg.analysis.alignment import Alignment
    from kg.analysis.balance import Triad
    from kg.analysis.brokerage import Roles
    from kg.analysis.paths import Path as Steps

    kinds: dict[str, Any] = {
        "actors": ActorMeasures, "triads": Triad, "brokers": Roles, "alignment": Alignment, "path": Steps,
        "time": NetworkMeasures,
    }  # fmt: skip
    return kinds[show]


def _draw(
    events: EventTable | tuple[Any, ...], actors: tuple[Any, ...], plot: Path, chart: str, limit: int | None,
    options: dict[str, Any], source: str,
) -> None:  # fmt: skip
    from kg.analysis import network
    from kg.views import charts

    graph = network(events, actors, **options)
    when = " to ".join(dict.fromkeys(date for date in (options["since"], options["until"]) if date))
    about: dict[str, Any] = {"source": source, "actors": limit or 20}
    if chart == "matrix":
        picture = charts.heat_map(graph, title=f"Who acts towards whom{when and f', {when}'}", **about)
    else:
        picture = charts.network_map(graph, title=f"Who deals with whom{when and f', {when}'}", **about)
    save(picture, plot, chart)


def _shown(
    events: EventTable | tuple[Any, ...], actors: tuple[Any, ...], show: str, pair: tuple[str, str] | None,
    by: Any, options: dict[str, Any],
) -> tuple[list[dict[str, Any]], dict[str, Any]]:  # fmt: skip
    """The rows of one table, and the measures of the whole network."""
    from kg.analysis import measure_network, network

    if show == "time":
        from kg.analysis.snapshots import measures_over_time, snapshots

        table = measures_over_time(snapshots(events, actors, by=by, **options))
        return [{key: _plain(cell) for key, cell in row.items()} for row in table.to_dict("records")], {}
    if show == "triads":
        options = options | {"directed": False}
    if show == "brokers":
        options = options | {"directed": True}
    graph = network(events, actors, **options)
    return [asdict(row) for row in _TABLES[show](graph, pair)], asdict(measure_network(graph))


def _actors(graph: Any, _pair: Any) -> Sequence[Any]:
    from kg.analysis import measure_actors

    return measure_actors(graph)


def _triads(graph: Any, _pair: Any) -> Sequence[Any]:
    from kg.analysis.balance import balance, signed, triads

    signs = signed(graph)
    found = balance(signs)
    counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
    if found.degree is not None:
        say(f"Triads: {counts}; balanced {found.degree:.2f} (by chance {found.by_chance:.2f}).")
    return triads(signs)


def _brokers(graph: Any, _pair: Any) -> Sequence[Any]:
    from kg.analysis.brokerage import roles
    from kg.analysis.cohesion import communities

    groups = {member: str(group.number) for group in communities(graph) for member in group.members}
    return roles(graph, groups)


def _alignment(graph: Any, pair: tuple[str, str] | None) -> Sequence[Any]:
    from kg.analysis.alignment import alignment, alignments

    return [alignment(graph, *pair)] if pair else alignments(graph)


def _paths(graph: Any, pair: tuple[str, str] | None) -> Sequence[Any]:
    from kg.analysis.paths import shortest_paths

    a, b = pair or ("", "")  # kg network wants them before it asks
    found = shortest_paths(graph, a, b)
    if not found:
        more = "" if not graph.is_directed() else "; --undirected takes ties either way"
        say(f"No path leads from {a} to {b}{more}.")
    return found


_TABLES: dict[str, Callable[[Any, tuple[str, str] | None], Sequence[Any]]] = {
    "actors": _actors, "triads": _triads, "brokers": _brokers, "alignment": _alignment, "path": _paths,
}  # fmt: skip


def _table(rows: Sequence[dict[str, Any]], whole: dict[str, Any], show: str) -> None:
    if not rows:
        if show != "path":  # which has said so
            say(_nothing(show, whole))
        return
    hidden = {"events"} if show in {"triads", "path"} else set()
    columns = list(_BRIEF) if show == "actors" else [c for c in _columns(show) if c not in hidden]
    cells = [[_short(_joined(row[column])) for column in columns] for row in rows]
    numbers = [c for c in columns if rows and isinstance(rows[0][c], int | float)]
    print_table(columns, cells, numbers=numbers)
    if whole:
        told = (f"{n.replace('_', ' ')} {_short(value)}" for n, value in whole.items() if value is not None)
        say(", ".join(told))


def _nothing(show: str, whole: dict[str, Any]) -> str:
    """Why a table has no row, and what to do next."""
    if whole.get("events"):
        what = "No three actors are all tied" if show == "triads" else "There are too few actors"
        return f"{what}: {whole['actors']} actors, {whole['edges']} ties."
    return (
        "No event between two actors of this level fits. Leave out --since, --until or --class, take "
        "--status all or --level all; kg info says what the store holds."
    )


def _joined(cell: Any) -> Any:
    if not isinstance(cell, tuple | list):
        return cell
    return " ".join(part if isinstance(part, str) else ",".join(part) for part in cell)


def _plain(cell: Any) -> Any:
    value = cell.item() if hasattr(cell, "item") else cell
    return None if value != value else value


def _short(value: Any) -> Any:
    return f"{value:.3g}" if isinstance(value, float) else value
