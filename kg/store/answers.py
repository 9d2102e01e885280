"""What a query answers, as Python values."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pyoxigraph as ox

from kg.ontology.terms import PREFIXES
from kg.store.terms import Names, python_value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Iri", "Result", "Value"]


class Iri(str):
    """An IRI in a result: the whole of it as a string, ``short`` as people read it."""

    __slots__ = ("short",)
    short: str

    def __new__(cls, iri: str, short: str) -> Iri:
        """``Iri("https://.../ontology#Meeting", "kg:Meeting")``."""
        made = super().__new__(cls, iri)
        made.short = short
        return made


Value: TypeAlias = Iri | str | int | float | bool | None


@dataclass(frozen=True)
class Result:
    """The answer to one query.

    ``kind`` says which part is filled: ``select`` has ``columns`` and ``terms``; ``ask`` has
    ``answer``; ``construct`` (and describe) has ``triples``, sorted. ``truncated`` says that the row
    limit cut the answer off.
    """

    kind: Literal["select", "ask", "construct"]
    base: str
    columns: tuple[str, ...] = ()
    terms: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[ox.Triple, ...] = ()
    truncated: bool = False

    @cached_property
    def rows(self) -> list[tuple[Value, ...]]:
        """The rows with Python values: numbers, booleans, strings (dates too), ``Iri``; None for unbound."""
        names = Names(self.base)
        return [tuple(_value(term, names) for term in row) for row in self.terms]

    @cached_property
    def shortened(self) -> list[tuple[str | int | float | bool | None, ...]]:
        """The rows as people read them: ``kg:Meeting`` and ``:actor/IRN`` for IRIs."""
        return [tuple(v.short if isinstance(v, Iri) else v for v in row) for row in self.rows]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """The rows of a select as dictionaries by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        """Rows of a select, triples of a construct; 1 for an ask."""
        return {"select": len(self.terms), "construct": len(self.triples), "ask": 1}[self.kind]

    def __bool__(self) -> bool:
        """The answer of an ask; of others, whether there is anything."""
        return bool(self.answer) if self.kind == "ask" else len(self) > 0

    def csv(self, *, short: bool = False) -> str:
        """Comma-separated values with a header (RFC 4180); ``short`` writes IRIs as people read them."""
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        if self.kind == "select":
            writer.writerow(self.columns)
            writer.writerows(self.shortened if short else self.rows)
        elif self.kind == "ask":
            writer.writerows([["answer"], [str(bool(self.answer)).lower()]])
        else:
            writer.writerow(["subject", "predicate", "object"])
            writer.writerows([t.subject, t.predicate, t.object] for t in self.triples)
        return sheet.getvalue()

    def json(self) -> str:
        """SPARQL 1.1 Query Results JSON of a select or ask; JSON-LD of a construct."""
        if self.kind == "construct":
            return self.rdf("jsonld").decode("utf-8")
        body: dict[str, Any] = {"head": {"vars": list(self.columns)}}
        if self.kind == "ask":
            body = {"head": {}, "boolean": bool(self.answer)}
        else:
            bindings = [
                {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
                for row in self.terms
            ]
            body["results"] = {"bindings": bindings}
        return json.dumps(body, ensure_ascii=False, indent=2) + "\n"

    def rdf(self, syntax: Literal["turtle", "ntriples", "jsonld", "rdfxml"] = "turtle") -> bytes:
        """The triples of a construct or describe, serialised."""
        formats = {
            "turtle": ox.RdfFormat.TURTLE,
            "ntriples": ox.RdfFormat.N_TRIPLES,
            "jsonld": ox.RdfFormat.JSON_LD,
            "rdfxml": ox.RdfFormat.RDF_XML,
        }
        prefixes = {**PREFIXES, "": self.base} if syntax == "turtle" else None
        return ox.serialize(self.triples, format=formats[syntax], prefixes=prefixes) or b""


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, names: Names) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value, names.short(term.value))
    if isinstance(term, ox.Literal):
        return python_value(term)
    return str(term)


def _json(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    found: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != PREFIXES["xsd"] + "string":
        found["datatype"] = term.datatype.value
    return found
