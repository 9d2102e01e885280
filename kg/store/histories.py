"""Histories: what tables tell of an event, one line each, found by pair of parties in one look-up.

A dyad has tens of thousands of events in a large graph, and twenty statements for each are as many look-ups.
``:graph/ledger`` holds every event as one line under each pair of its parties, derived with the
event and never exported. Events that parties are too few of to make a pair stand under the one there is.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kg.model import is_disputed
from kg.ontology.iris import actor_iri
from kg.store.nquads import compact, text_literal
from kg.store.rows import EventRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.events import Occurrence
    from kg.store.taxonomy import Taxonomy
    from kg.store.terms import Names
    from kg.store.writing import Engine

__all__ = ["history_lines", "kept", "rows_of_all", "rows_of_pair"]

_TELLS: Final = NamedNode("urn:bilateral-kg:tells")
_PAIR: Final = "urn:bilateral-kg:pair:"
_LONGEST: Final = 19  # values of a line


def history_lines(event: Occurrence, label: str, names: Names) -> Iterator[str]:
    """The statement that tells of an event, under each pair of its parties."""
    values = [
        event.id, event.cls, label, event.date, event.statuses, event.source, event.target,
        event.source_state, event.target_state, len(event.reports), event.articles,
        event.first_reported, event.last_reported, event.date_end, event.reciprocal,
        event.place, event.place_country, event.context, event.alleged,
    ]  # fmt: skip
    text = text_literal(compact(values))
    for pair in _pairs(event):
        yield f"{_node(pair)} {_TELLS} {text} {names.ledger_graph} .\n"


def kept(engine: Engine, names: Names) -> bool:
    """Whether there are any: derived layers of an older version have none until they are made anew."""
    return next(iter(engine.quads_for_pattern(None, _TELLS, None, names.ledger_graph)), None) is not None


def rows_of_pair(engine: Engine, pair: tuple[str, str], names: Names, taxonomy: Taxonomy) -> list[EventRow]:
    """The events with both parties, which stand for themselves, in no order."""
    parts = (actor_iri(names.base, actor)[len(names.actors) :] for actor in pair)
    subject = _node(" ".join(sorted(parts)))
    found = engine.quads_for_pattern(subject, _TELLS, None, names.ledger_graph)
    return [_row(quad.object.value, names, taxonomy) for quad in found]  # type: ignore[union-attr]


def rows_of_all(engine: Engine, names: Names, taxonomy: Taxonomy) -> list[EventRow]:
    """All events, in no order."""
    found = engine.quads_for_pattern(None, _TELLS, None, names.ledger_graph)
    rows = (_row(quad.object.value, names, taxonomy) for quad in found)  # type: ignore[union-attr]
    return list({row.iri: row for row in rows}.values())


def _pairs(event: Occurrence) -> list[str]:
    parties = sorted({*event.source_state, *event.target_state})
    return [" ".join(pair) for pair in combinations(parties, 2)] or parties


@lru_cache(maxsize=65536)
def _node(pair: str) -> NamedNode:
    return NamedNode(_PAIR + quote(pair, safe="%/"))


def _row(text: str, names: Names, taxonomy: Taxonomy) -> EventRow:
    values = json.loads(text)
    values += [None] * (_LONGEST - len(values))
    (
        id_, cls, label, date, statuses, source, target, source_state, target_state, reports, articles,
        first, last, date_end, reciprocal, place, place_country, context, alleged,
    ) = values  # fmt: skip
    known = taxonomy.classes.get(cls)
    return EventRow(
        iri=names.events + id_,
        cls=known.name if known else cls,
        root=known.root if known else cls,
        quad=known.quad if known else "",
        label=label,
        date=date,
        date_end=date_end or None,
        statuses=_several(" ".join(statuses)),
        disputed=_disputed(" ".join(statuses)),
        source=_several(" ".join(source)),
        target=_several(" ".join(target)),
        source_state=_several(" ".join(source_state)),
        target_state=_several(" ".join(target_state)),
        alleged=bool(alleged),
        reciprocal=bool(reciprocal),
        reports=reports,
        articles=articles,
        intensity=known.intensity if known else None,
        place=place or None,
        place_country=unquote(place_country) if place_country else None,
        context=tuple(context or ()),
        first_reported=first or None,
        last_reported=last or None,
    )


@lru_cache(maxsize=65536)
def _several(parts: str) -> tuple[str, ...]:
    """Ids of actors or statuses: the same few in very many events, so each tuple is made once."""
    return tuple(unquote(part, errors="surrogatepass") for part in parts.split())


@lru_cache(maxsize=64)
def _disputed(statuses: str) -> bool:
    return is_disputed(statuses.split())
