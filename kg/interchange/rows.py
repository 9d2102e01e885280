"""Events as tab-separated rows of two actors each, as CAMEO data come: ICEWS's columns, or codes alone.

An event of several parties is a row for each directed pair, a reciprocal one a row each way. Actor codes
are ISO 3166 alpha-3 (or an organisation's) and a CAMEO role: ``IRNGOV``, ``PAKMIL``, ``UN``. Event codes
follow from class and status by ``ontologies/codes.toml``; what happened and what did not have different
codes there, except where CAMEO has none (a denied attack is 016), so the CAMEO rows give the status as
well. Dates carry no more than is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.selection import directed_pairs, reported, standing
from kg.ontology import classes
from kg.ontology.codes import cameo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.store.rows import ActorRow, EventRow, EvidenceRow

__all__ = ["CAMEO_COLUMNS", "ICEWS_COLUMNS", "cameo_rows", "icews_rows"]

ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
CAMEO_COLUMNS = ("id", "date", "source", "target", "code", "goldstein", "class", "status", "reports", "url")

_SECTORS = {
    "GOV": "Government", "MIL": "Military", "LEG": "Legislative / Parliamentary", "JUD": "Judicial",
    "COP": "Police", "SPY": "Government", "IGO": "International Government Organization", "REB": "Rebel",
}  # fmt: skip


def icews_rows(
    events: Iterable[EventRow], actors: Iterable[ActorRow], best: Callable[[EventRow], EvidenceRow | None]
) -> Iterator[str]:
    """Lines with ICEWS's 20 columns and header; ``best`` gives an event's most confident report."""
    yield _line(ICEWS_COLUMNS)
    known = {actor.id: actor for actor in actors}
    for event in events:
        evidence = best(event)
        cls = classes().get(event.cls)
        place = (
            known[event.place_country].label if event.place_country in known else event.place_country
        ) or ""
        for source, target in _pairs(event):
            yield _line(
                (
                    event.iri, event.date or "", *_named(source, known), cls.label if cls else event.cls,
                    _code(event), _number(event.intensity), *_named(target, known),
                    (evidence and (evidence.url or evidence.article)) or "", "",
                    (evidence and evidence.publisher) or "", event.place or "", "", "", place, "", "",
                )
            )  # fmt: skip


def cameo_rows(
    events: Iterable[EventRow], actors: Iterable[ActorRow], best: Callable[[EventRow], EvidenceRow | None]
) -> Iterator[str]:
    """Lines under ``CAMEO_COLUMNS``, a row a directed pair."""
    yield _line(CAMEO_COLUMNS)
    known = {actor.id: actor for actor in actors}
    for event in events:
        evidence = best(event)
        for source, target in _pairs(event):
            yield _line(
                (
                    event.iri, event.date or "", _actor_code(source, known), _actor_code(target, known),
                    _code(event), _number(event.intensity), event.cls, standing(event), str(event.reports),
                    (evidence and evidence.url) or "",
                )
            )  # fmt: skip


def _pairs(event: EventRow) -> tuple[tuple[str, str], ...]:
    return directed_pairs(event.source, event.target, event.reciprocal)


def _code(event: EventRow) -> str:
    if event.cls not in classes():  # of an older or newer ontology
        return "---"
    return cameo(event.cls, reported(event))


def _actor_code(actor: str, known: Mapping[str, ActorRow]) -> str:
    row = known.get(actor)
    if row is None or row.kind == "organization":
        return actor.split("/")[0]
    country = row.country or actor.split("/")[0]
    return country + (row.role or ("" if row.kind == "state" else "GOV"))


def _named(actor: str, known: Mapping[str, ActorRow]) -> tuple[str, str, str]:
    """Name, sectors and country."""
    row = known.get(actor)
    if row is None:
        return actor, "", ""
    state = known.get(row.country or "")
    return (
        row.label,
        _SECTORS.get(row.role or "", row.role or ""),
        state.label if state else row.country or "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _line(cells: Iterable[str]) -> str:
    """Cells without tabs and line ends, which the format cannot quote."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
