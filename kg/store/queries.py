"""Named questions: documented SPARQL files with parameters.

A file under ``queries/`` starts with comments that say what it answers:

    # title: Meetings of two parties
    # Meetings that took place and that nobody denies, oldest first.
    # param a: actor. One party
    # param since: date, optional. Only what is dated then or later

and holds one line ``VALUES (?a ?since) { (UNDEF UNDEF) } # parameters``, whose place is taken by what is
given, as terms that the engine has serialised; those terms also stand for the variables in patterns
and filters. A line that ends in ``# if since`` is there only if ``since`` is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import QuestionError
from kg.model import Status, precision_of
from kg.ontology.classes import QUADS
from kg.ontology.iris import actor_iri
from kg.ontology.terms import KG_NAMESPACE, PREFIXES
from kg.store.dates import span
from kg.store.guard import tokens
from kg.store.taxonomy import taxonomy
from kg.store.terms import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    Bound: TypeAlias = Mapping[str, list[str]]

__all__ = ["NamedQuery", "Parameter", "named", "question"]

_PARAMETER: Final = re.compile(r"# param (\w+): (\w+)(, optional)?\. (.+)")
_CONDITION: Final = re.compile(r"# if (\w+)$")
_VALUES: Final = re.compile(r"VALUES \(.*\) \{ \(.*\) \} # parameters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter. ``kind``: actor, class, date, status, iri or text."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question with a name; ``source`` is its file: ``text`` makes the query of it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    source: str

    def text(self, base: str, **given: object) -> str:
        """The query with its parameters bound.

        Raises ``QuestionError`` for an unknown or missing parameter, or a value that is not of its kind.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise QuestionError(
                    f"The question {self.name} has no parameter {name!r}{_near(name, known)}. "
                    f"It has {', '.join(known) or 'none'}."
                )
        bound = {name: _terms(known[name], value, base) for name, value in given.items() if value is not None}
        for parameter in self.parameters:
            if parameter.required and parameter.name not in bound:
                raise QuestionError(
                    f"The question {self.name} needs {parameter.name} ({parameter.description.lower()}). "
                    f"Give it as {parameter.name}=..."
                )
        constants = {name: value[0] for name, value in bound.items() if known[name].kind != "class"}
        lines = [line for line in self.source.splitlines() if _kept(line, bound)]
        return "\n".join(_bind(line, bound, constants) for line in lines)


_ID: Final = re.compile(r"[0-9a-f]{20}")
_KINDS: Final = ("event/", "report/", "relation/", "actor/", "article/")


@cache
def named() -> Mapping[str, NamedQuery]:
    """Every named question that comes with the store, sorted by name."""
    folder = files("kg.store").joinpath("queries")
    found = (file for file in folder.iterdir() if file.name.endswith(".rq"))
    queries = (_parse(file.name[:-3], file.read_text(encoding="utf-8")) for file in found)
    return MappingProxyType({query.name: query for query in sorted(queries, key=lambda query: query.name)})


def question(name: str) -> NamedQuery:
    """The question of that name. Raises ``QuestionError`` with the nearest names."""
    known = named()
    if name not in known:
        raise QuestionError(f"There is no question {name!r}{_near(name, known)}. See `kg query --list`.")
    return known[name]


def _kept(line: str, bound: Bound) -> bool:
    """Whether a line stands without a condition, or its condition is given."""
    condition = _CONDITION.search(line)
    return condition is None or condition[1] in bound


def _bind(line: str, bound: Bound, constants: Mapping[str, str]) -> str:
    """A line with what is given in it.

    The line of parameters binds them for the rest of the query and its answer; in patterns and filters
    they stand as constants besides, from which the engine can start, as it cannot from VALUES. A class is
    several, with those below it, and stays a variable.
    """
    if _VALUES.search(line):
        rows = " ".join(f"({' '.join(row)})" for row in product(*bound.values()))
        values = f"VALUES ({' '.join(f'?{name}' for name in bound)}) {{ {rows} }}"
        return _VALUES.sub(lambda _: values if bound else "", line)
    if line.lstrip().startswith(("SELECT", "GROUP BY", "ORDER BY", "#")):
        return line
    parts, chosen = [], False  # what a nested SELECT chooses keeps its name
    for kind, text, _ in tokens(line):
        chosen = text.upper() == "SELECT" or (chosen and text.upper() != "WHERE")
        parts.append(constants.get(text[1:], text) if kind == "variable" and not chosen else text)
    return "".join(parts)


def _near(name: str, known: Iterable[str]) -> str:
    found = get_close_matches(name.replace("_", "-").lower(), list(known), 1) or get_close_matches(
        name, known, 1
    )
    return f"; nearest is {found[0]!r}" if found else ""


def _parse(name: str, source: str) -> NamedQuery:
    title, description, parameters = "", [], []
    for line in source.splitlines():
        if not line.startswith("# "):
            break
        if line.startswith("# title: "):
            title = line.removeprefix("# title: ")
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(
                Parameter(name=found[1], kind=found[2], required=not found[3], description=found[4])
            )
        else:
            description.append(line[2:])
    return NamedQuery(
        name=name,
        title=title,
        description=" ".join(description),
        parameters=tuple(parameters),
        source=source,
    )


def _terms(parameter: Parameter, value: object, base: str) -> list[str]:
    """The value as a term of the parameter's kind, serialised; a class with all classes below it."""
    if parameter.kind != "class":
        return [str(_term(parameter, value, base))]
    found = local(_term(parameter, value, base).value)
    below = (name for name, cls in taxonomy().classes.items() if found in (name, *cls.ancestors, cls.quad))
    return [str(ox.NamedNode(KG_NAMESPACE + name)) for name in below]


def _term(parameter: Parameter, value: object, base: str) -> ox.NamedNode | ox.Literal:
    """The value as a term of the parameter's kind."""
    text = str(value)
    try:
        match parameter.kind:
            case "actor":
                return ox.NamedNode(_expand(text, base) or actor_iri(base, text))
            case "class":
                return ox.NamedNode(KG_NAMESPACE + _event_class(text.removeprefix("kg:")))
            case "status":
                return ox.NamedNode(KG_NAMESPACE + Status(text.removeprefix("kg:")).value)
            case "iri":
                return ox.NamedNode(_expand(text, base) or _local(text, base) or text)
            case "date":
                precision_of(text)
                if span(text) is None:
                    raise ValueError("there is no such day")
                return ox.Literal(text)
    except ValueError as error:
        raise QuestionError(f"{parameter.name}={text!r} is no {parameter.kind}: {error}.") from error
    return ox.Literal(text)


def _expand(text: str, base: str) -> str | None:
    """A prefixed name or an IRI of the data in full; None where it is neither."""
    if text.startswith(base):
        return text
    prefix, colon, rest = text.partition(":")
    if colon and not prefix:
        return base + rest
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else None


def _local(text: str, base: str) -> str | None:
    """``event/ab12`` in full, a bare id as an event's, as ``kg review`` takes them; else None."""
    if _ID.fullmatch(text):
        return f"{base}event/{text}"
    return base + text if text.startswith(_KINDS) else None


def _event_class(name: str) -> str:
    known = [*taxonomy().classes, *QUADS]
    if name not in known:
        raise ValueError(f"the ontology has no event class {name!r}{_near(name, known)}")
    return name
