"""bilateral-kg: knowledge graphs of relations between states, every fact tied to its words.

    import kg

    kg.build("articles/", store="kg-store")
    graph = kg.open("kg-store")
    graph.query("SELECT ?a ?b WHERE { ?a kg:meets ?b }")

Heavy libraries load when first used: ``import kg`` itself imports none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import build, extract
    from kg.build import open_graph as open

__all__ = ["build", "extract", "open"]
__version__ = "0.1.0"

_LAZY = {
    "build": ("kg.build", "build"),
    "extract": ("kg.build", "extract"),
    "open": ("kg.build", "open_graph"),
}


def __getattr__(name: str) -> Any:
    """Import a public function on first use (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
