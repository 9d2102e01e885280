"""Others' codes as our classes and statuses, by the data files in ``ontologies/interchange``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import config
from kg.errors import KgError
from kg.model import Status
from kg.ontology import classes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Coding", "cameo", "data", "of_entry", "plover"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a code says: a class with a status, or why it is no event (``outside``).

    ``turned``: the data set's source is our target.
    """

    cls: str = ""
    status: str = "occurred"
    turned: bool = False
    outside: str | None = None

    def __post_init__(self) -> None:
        if self.outside is None and self.cls not in classes():
            raise KgError(
                f"A file in ontologies/interchange names the class {self.cls!r}, which does not exist."
            )
        Status(self.status)


@cache
def cameo(code: str) -> Coding | None:
    """The coding of a CAMEO code, or of its nearest parent; None for what is no CAMEO code."""
    entries: Mapping[str, Any] = data("cameo")["codes"]
    if not (2 <= len(code) <= 4 and code.isascii() and code.isdigit()):
        return None
    found = next((entries[code[:n]] for n in range(len(code), 1, -1) if code[:n] in entries), None)
    return None if found is None else of_entry(found)


def plover(category: str, modes: Collection[str] = (), contexts: Collection[str] = ()) -> Coding | None:
    """The coding of a PLOVER event; None for what is no category. Case does not matter."""
    entry = data("plover")["categories"].get(category.strip().upper())
    if entry is None:
        return None
    said = {word.strip().lower().replace("_", "-").replace(" ", "-") for word in (*modes, *contexts)}
    finer = (*entry.get("modes", {}).items(), *entry.get("contexts", {}).items())
    found = of_entry(next((coding for word, coding in finer if word in said), entry["class"]))
    statuses = data("plover")["statuses"]
    status = next((statuses[word] for word in statuses if word in said), "occurred")
    return Coding(cls=found.cls, status=status, turned=found.turned)


@cache
def data(name: str) -> Mapping[str, Any]:
    """A data file of ``ontologies/interchange``: ``cameo``, ``plover`` or ``actors``."""
    path = config.ontologies() / "interchange" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def of_entry(entry: str | Mapping[str, Any]) -> Coding:
    """What an entry of a data file stands for: a class, or a table that says more (``cameo.toml``)."""
    if isinstance(entry, str):
        return Coding(cls=entry)
    return Coding(
        cls=entry.get("class", ""),
        status=entry.get("status", "occurred"),
        turned=entry.get("turned", False),
        outside=entry.get("outside"),
    )
