"""From articles to a graph: the whole flow, and the graph that comes of it.

``kg.build`` names both this module and the function that it is about, so the module can be called:
``kg.build("articles/")`` works whether or not anything imported ``kg.build`` before.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from kg.build.contract import schema, to_json, to_line
from kg.build.flow import build, extract, samples
from kg.build.graph import Graph, open_graph
from kg.build.summary import Summary

__all__ = ["Graph", "Summary", "build", "extract", "open_graph", "samples", "schema", "to_json", "to_line"]


class _Callable(ModuleType):
    """This module, which is called as ``build`` is."""

    def __call__(self, *args: Any, **kwargs: Any) -> Summary:
        return build(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
