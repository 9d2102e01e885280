"""Graphs to look at: one page with the evidence beside it.

Needs pyvis for the page, which brings IPython along: imported where the page is made.
"""

from __future__ import annotations

from kg.views.page import view_html
from kg.views.picture import GROUPS, Node, Picture, Rows, Tie
from kg.views.view import View, view

__all__ = ["GROUPS", "Node", "Picture", "Rows", "Tie", "View", "view", "view_html"]
