"""One form for literals that mean the same: engines give some back in a form of their own.

Virtuoso makes ``"1"^^xsd:boolean`` of true, Oxigraph writes ``0.90`` as ``0.9``. What this store writes
is in the normal form already; what comes from elsewhere is compared, and read, in it.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["normal", "normal_quad"]


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


def _decimal(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def _integer(text: str) -> str:
    try:
        return str(int(text))
    except ValueError:
        return text


def _float(text: str) -> str:
    try:
        return repr(float(text))
    except ValueError:
        return text


def _time(text: str) -> str:
    return text[: -len("+00:00")] + "Z" if text.endswith("+00:00") else text


_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "boolean": _boolean,
    "decimal": _decimal,
    "integer": _integer,
    "double": _float,
    "float": _float,
    "dateTime": _time,
}
_BY_TYPE: Final = {XSD + name: (NamedNode(XSD + name), form) for name, form in _FORMS.items()}


def normal(literal: Literal) -> Literal:
    """The literal in normal form; one whose text is no value of its type stays as it is."""
    if literal.language:
        low = literal.language.lower()
        return literal if low == literal.language else Literal(literal.value, language=low)
    found = _BY_TYPE.get(literal.datatype.value)
    if found is None:
        return literal
    datatype, form = found
    text = form(literal.value)
    return literal if text == literal.value else Literal(text, datatype=datatype)


def normal_quad(quad: Quad) -> Quad:
    """The quad with its object in normal form."""
    if not isinstance(quad.object, Literal):
        return quad
    value = normal(quad.object)
    return quad if value is quad.object else Quad(quad.subject, quad.predicate, value, quad.graph_name)
