"""Whether actor files keep to the schema that docs/actors.md describes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.actors import files
from kg.actors.changes import KEYS, KINDS
from kg.actors.registry import Registry
from kg.actors.sources import Sources
from kg.actors.words import surface
from kg.errors import ActorError
from kg.model import precision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Problem", "check"]

_TEXT, _NAMES, _DATE, _CODE = "text", "list of names", "date", "code"
_STATE = {
    "name": _TEXT, "iso2": _TEXT, "wikidata": _TEXT, "territory_of": _CODE, "since": _DATE, "until": _DATE,
    "names": _NAMES, "adjectives": _NAMES, "demonyms": _NAMES, "capitals": _NAMES, "seats": _NAMES,
    "combining": _NAMES,
}  # fmt: skip
_ORGANIZATION = {
    "name": _TEXT, "names": _NAMES, "wikidata": _TEXT, "role": _TEXT, "kind": _TEXT, "part_of": _CODE,
    "since": _DATE, "until": _DATE, "members": "members",
}  # fmt: skip
_BODY = {"names": _NAMES, "role": _TEXT, "wikidata": _TEXT}
_PERSON = {"name": _TEXT, "wikidata": _TEXT}
ROLES = frozenset(
    "GOV MIL COP SPY JUD LEG OPP PTY REB UAF CRM IGO NGO BUS MED EDU HLH LAB AGR ENV REL REF CVL ELI".split()
)
"""CAMEO's roles, as docs/actors.md lists them."""
_QID = re.compile(r"Q[1-9]\d*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: in which file, at which entry (``states.IRN.capitals``), and what."""

    path: Path
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.where}: {self.what}"


def check(paths: Sequence[Path] = ()) -> list[Problem]:
    """What is wrong with these files, read on top of the shipped ones; without paths, with the shipped ones.

    Files that cannot be read at all are problems too; nothing is raised.
    """
    problems: list[Problem] = []
    shipped = files.shipped(files.LISTED)
    whole: list[tuple[Path, dict[str, Any]]] = []
    for path in (*shipped, *paths):
        try:
            whole.append((path, files.read(path)))
        except ActorError as error:
            problems.append(Problem(path=path, where="file", what=str(error)))
    merged = files.merge((data for _, data in whole), files.LISTED)
    codes = {*merged.get("states", {}), *merged.get("organizations", {})}
    codes.update(_added(merged.get("changes", ())))
    registry = Registry({}, Sources([path for path, _ in whole if path in paths]))  # for its titles only
    for path, data in whole:
        if paths and path in shipped:
            continue
        for where, what in _of_file(data, codes, registry):
            problems.append(Problem(path=path, where=where, what=what))
    return problems


def _added(changes: Iterable[Any]) -> set[str]:
    """Codes of organisations that changes add."""
    return {c["id"] for c in changes if isinstance(c, dict) and c.get("kind") == "organization" and "id" in c}


def _of_file(data: Mapping[str, Any], codes: set[str], registry: Registry) -> Iterator[tuple[str, str]]:
    for section, schema in (("states", _STATE), ("organizations", _ORGANIZATION)):
        for code, entry in data.get(section, {}).items():
            yield from _entry(f"{section}.{code}", entry, schema, codes)
    for code, cities in data.get("cities", {}).items():
        yield from _known(f"cities.{code}", code, codes)
        yield from _value(f"cities.{code}", cities, _NAMES, codes)
    for section in ("services", "groups"):
        for code, bodies in data.get(section, {}).items():
            yield from _known(f"{section}.{code}", code, codes)
            for slug, body in bodies.items():
                if not _SLUG.fullmatch(slug):
                    yield f"{section}.{code}.{slug}", "ids are lower-case words joined by hyphens"
                yield from _entry(f"{section}.{code}.{slug}", body, _BODY, codes, needed=("names", "role"))
    for code, roles in data.get("private", {}).items():
        yield from _known(f"private.{code}", code, codes)
        for role, names in roles.items():
            yield from _value(f"private.{code}.{role}", names, _NAMES, codes)
    yield from _changes(data, codes, registry)
    for person, about in data.get("persons", {}).items():
        yield from _known(f"persons.{person}", person.partition("/")[0], codes)
        yield from _entry(f"persons.{person}", about, _PERSON, codes)
    for country, offices in data.get("tenures", {}).items():
        yield from _known(f"tenures.{country}", country, codes)
        for office, holders in offices.items():
            yield from _office(f"tenures.{country}.{office}", office, holders, registry)


def _changes(data: Mapping[str, Any], codes: set[str], registry: Registry) -> Iterator[tuple[str, str]]:
    for number, change in enumerate(data.get("changes", ()), start=1):
        where = f"changes.{number}"
        if (
            not isinstance(change, dict)
            or change.get("do") not in KEYS
            or not isinstance(change.get("id"), str)
        ):
            yield where, f"needs an id, and do = {', '.join(KEYS)}"
            continue
        do, code = change["do"], change["id"].partition("/")[0]
        if not (do == "add" and change.get("kind") == "organization" and "/" not in change["id"]):
            yield from _known(where, code, codes)
        for key in sorted(set(change) - {"do", "id", *KEYS[do]}):
            yield f"{where}.{key}", f"is no key of {do!r}; keys are {', '.join(KEYS[do])}"
        for key in ("into",) if do in {"merge", "split"} else ():
            if not isinstance(change.get(key), str):
                yield where, f"{do!r} needs {key!r}"
        if do in {"add", "split"} and not any(change.get(key) for key in ("name", "names")):
            yield where, f"{do!r} needs a name"
        if do == "add" and change.get("kind", "person") not in KINDS:
            yield f"{where}.kind", f"{change['kind']!r} is none of {', '.join(KINDS)}"
        for key in ("from", "until", "since"):
            if change.get(key):
                yield from _value(f"{where}.{key}", change[key], _DATE, codes)
        for key in ("office", "without_office"):
            if key in change and registry.title(change[key]) is None:
                yield f"{where}.{key}", f"{change[key]!r} is no title; add it to titles.posts"
        for key in ("wikidata", "role"):
            if change.get(key):
                yield from _value(f"{where}.{key}", change[key], _TEXT, codes)


def _entry(
    where: str, entry: Any, schema: Mapping[str, str], codes: set[str], needed: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    if not isinstance(entry, dict):
        yield where, f"must be a table, not {entry!r}"
        return
    for key in needed:
        if key not in entry:
            yield where, f"lacks {key!r}"
    for key, value in entry.items():
        if key not in schema:
            yield where, f"has no key {key!r}; keys are {', '.join(schema)}"
        else:
            yield from _value(f"{where}.{key}", value, schema[key], codes)


def _value(where: str, value: Any, kind: str, codes: set[str]) -> Iterator[tuple[str, str]]:
    if kind in {_NAMES, "members"}:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            yield where, f"must be a {_NAMES}, not {value!r}"
            return
        if twice := sorted({v for v in value if value.count(v) > 1}):
            yield where, f"lists {twice[0]!r} twice"
        for item in value:
            if kind == "members":
                yield from _member(where, item, codes)
            elif not surface(item):
                yield where, f"{item!r} holds no word"
        return
    if not isinstance(value, str) or not value:
        yield where, f"must be {kind}, not {value!r}"
    elif kind == _DATE:
        yield from _dated(where, value)
    elif kind == _CODE:
        yield from _known(where, value, codes)
    elif where.endswith(".wikidata") and not _QID.fullmatch(value):
        yield where, f"{value!r} is no Wikidata number such as Q794"
    elif where.endswith(".role") and value not in ROLES:
        yield where, f"{value!r} is no role; roles are {', '.join(sorted(ROLES))}"


def _known(where: str, code: str, codes: set[str]) -> Iterator[tuple[str, str]]:
    if code not in codes:
        yield where, f"{code!r} is no code of a state or an organisation"


def _dated(where: str, value: str) -> Iterator[tuple[str, str]]:
    try:
        precision_of(value)
    except ValueError as error:
        yield where, str(error)


def _member(where: str, item: str, codes: set[str]) -> Iterator[tuple[str, str]]:
    code, *dates = item.split(":")
    yield from _known(where, code, codes)
    if len(dates) > 2:
        yield where, f"{item!r} has more than code:from:until"
    for date in filter(None, dates):
        yield from _dated(where, date)


def _office(where: str, office: str, holders: Any, registry: Registry) -> Iterator[tuple[str, str]]:
    if registry.title(office) is None:
        yield where, f"{office!r} is no title; add it to titles.posts"
    spans: list[tuple[str, str, str]] = []
    for holder in holders:
        whole = isinstance(holder, list) and all(isinstance(value, str) for value in holder)
        if not whole or not 2 <= len(holder) <= 4:
            yield where, f"{holder!r} is not [name, from, until, source]"
            continue
        name, start, end = (*holder, "")[:3]
        for date in filter(None, (start, end)):
            yield from _dated(where, date)
        if end and end < start[: len(end)]:
            yield where, f"{name} ends ({end}) before beginning ({start})"
        spans.append((start, end or "9999", name.split("|")[0]))
    spans.sort()
    for (_, end, one), (start, _, other) in pairwise(spans):
        if start[: len(end)] < end[: len(start)] and start < end:
            yield where, f"{one} and {other} hold it at one time ({start} is before {end})"
