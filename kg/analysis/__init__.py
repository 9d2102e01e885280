"""Dyads and networks: what events add up to, with the events behind every number.

Needs networkx, so it is imported where it is used; tables as DataFrames need ``[analysis]``.
"""

from __future__ import annotations

from kg.analysis.dyads import Dyad, dyad
from kg.analysis.event_table import EventTable
from kg.analysis.exports import edges_csv, events_csv, gexf, graphml
from kg.analysis.measures import ActorMeasures, NetworkMeasures, measure_actors, measure_network
from kg.analysis.network import collapse, ego, event_graph, network
from kg.analysis.selection import STANDINGS, select, standing

__all__ = [
    "STANDINGS",
    "ActorMeasures",
    "Dyad",
    "EventTable",
    "NetworkMeasures",
    "collapse",
    "dyad",
    "edges_csv",
    "ego",
    "event_graph",
    "events_csv",
    "gexf",
    "graphml",
    "measure_actors",
    "measure_network",
    "network",
    "select",
    "standing",
]
