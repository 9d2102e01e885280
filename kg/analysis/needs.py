"""The libraries of ``bilateral-kg[analysis]``, imported where they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import UsageError

__all__ = ["numpy", "pandas", "polars"]


def polars() -> Any:
    """The module ``polars``. Raises ``UsageError`` where it is not installed."""
    return _needed("polars")


def pandas() -> Any:
    """The module ``pandas``. Raises ``UsageError`` where it, or pyarrow, is not installed."""
    _needed("pyarrow")
    return _needed("pandas")


def numpy() -> Any:
    """The module ``numpy``, which networkx and pandas bring. Raises ``UsageError`` where it is missing."""
    return _needed("numpy")


def _needed(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(f"This needs {name}: pip install 'bilateral-kg[analysis]'.") from error
