"""Pictures for papers: timelines, scores with intervals, calendars, heat maps, networks; PNG, SVG or PDF.

    score(graph.dyad("IRN", "PAK"), by="quarter").save("score.svg")
    heat_map(graph.network())                     # shows itself in a notebook

Every picture has a title, a line that says where the numbers come from and how many events they rest on, and
can be read in black and white: what colour tells, position, hatching or line style tell too. Needs
``bilateral-kg[analysis]``.
"""

from __future__ import annotations

from kg.views.charts.dyads import calendar, score, timeline
from kg.views.charts.frame import Chart
from kg.views.charts.networks import heat_map, network_map

__all__ = ["Chart", "calendar", "heat_map", "network_map", "score", "timeline"]
