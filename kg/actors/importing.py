"""Other people's actor dictionaries as an overlay file of the registry.

Read with ``petrarch``, ``table`` (CSV) or ``wikidata`` (query results in JSON), then ``overlay`` turns
the entries into the sections of an actor file and tells what contradicts the registry: a conflict is
reported and its entry left out, nothing is overwritten. ``write`` saves the file; JSON loads fastest.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.actors.tenures import plain_name
from kg.errors import ActorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.actors.registry import Registry

__all__ = ["Conflict", "Entry", "Span", "overlay", "petrarch", "table", "wikidata", "write"]

_CODE = re.compile(r"\[\s*([A-Z]{3})([A-Z]*)\s*(?:([<>])\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8}))?\s*\]")
# CAMEO's codes of organisations that the registry calls otherwise.
_IGO = dict(
    pair.split(":")
    for pair in (
        "UNO:UN EEC:EU EUR:EU NAT:NATO AFU:AU WBK:WB ARL:LAS OPC:OPEC ASN:ASEAN "
        "SCE:OSCE IAE:IAEA CWN:COMMONWEALTH "
        "OAS:OAS SOA:OAS SAA:SAARC"
    ).split()
)
# Codes of states that are not ISO 3166's.
_STATES = {"KSV": "XKX", "TMP": "TLS", "FRY": "YUG", "ROM": "ROU", "ZAR": "COD", "SAF": "ZAF", "SER": "SRB"}
_ROLES = (
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "SPY",
    "COP",
    "OPP",
    "REB",
    "ELI",
    "CVL",
    "BUS",
    "MED",
    "EDU",
    "REF",
    "LAB",
)
_ARMED = frozenset({"REB", "INS", "SEP", "UAF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a code says of an actor between two dates ("" where open): state, role."""

    country: str
    role: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of a dictionary: its spellings, its dated codes, its office if the source names one."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    line: int = 0
    office: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An entry that the registry contradicts, or that says nothing the registry can hold."""

    line: int
    name: str
    what: str


def petrarch(path: Path) -> list[Entry]:
    """A PETRARCH or Phoenix actors file: names with ``+`` synonyms, then ``[CODE dates]`` on the same
    line or on indented ones. Comments go. Raises ActorError for a file that cannot be read."""
    entries: list[Entry] = []
    names: list[str] = []
    spans: list[Span] = []
    begun = 0

    def close() -> None:
        if names and spans:
            entries.append(Entry(names=tuple(dict.fromkeys(names)), spans=tuple(spans), line=begun))

    for number, raw in enumerate(_text(path).splitlines(), start=1):
        line = raw.split("#")[0].rstrip()
        if not line.strip():
            continue
        head = line.split("[")[0].strip()
        if head and not line[0].isspace():
            if not line.startswith("+"):
                close()
                names, spans, begun = [], [], number
            if spelt := _spelt(head.removeprefix("+")):
                names.append(spelt)
        spans.extend(_spans(line))
    close()
    return entries


def table(path: Path) -> list[Entry]:
    """A CSV with a header: ``name``, ``country`` (ISO) and, as known, ``role``, ``office``, ``start``,
    ``end``, ``aliases`` (parted by ``|``), ``wikidata``. Raises ActorError if a column is missing."""
    rows = csv.DictReader(_text(path).splitlines())
    if missing := {"name", "country"} - set(rows.fieldnames or ()):
        raise ActorError(
            f"{path} has no column {sorted(missing)[0]!r}; a header names name and country at least."
        )
    entries = []
    for number, row in enumerate(rows, start=2):
        name, aliases = row["name"].strip(), (row.get("aliases") or "").split("|")
        span = Span(
            country=row["country"].strip().upper(), role=(row.get("role") or "").strip().upper(),
            start=(row.get("start") or "").strip(), end=(row.get("end") or "").strip(),
        )  # fmt: skip
        names = tuple(n.strip() for n in (name, *aliases) if n.strip())
        office, item = (row.get("office") or "").strip(), (row.get("wikidata") or "").strip()
        entries.append(Entry(names=names, spans=(span,), line=number, office=office, wikidata=item))
    return [entry for entry in entries if entry.names]


def wikidata(path: Path) -> list[Entry]:
    """Query results in the SPARQL JSON format with ``item``, ``itemLabel``, ``country`` (ISO code) and, as
    known, ``officeLabel``, ``start``, ``end``, ``itemAltLabel`` (parted by commas)."""
    try:
        rows = json.loads(_text(path))["results"]["bindings"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ActorError(
            f"{path} is not a SPARQL result in JSON: it lacks results.bindings ({error})."
        ) from error
    entries = []
    for number, row in enumerate(rows, start=1):
        given = {key: str(cell.get("value", "")) for key, cell in row.items()}
        aliases = given.get("itemAltLabel", "").split(",")
        names = tuple(n.strip() for n in (given.get("itemLabel", ""), *aliases) if n.strip())
        span = Span(
            country=given.get("country", "").upper(), role="", start=given.get("start", "")[:10],
            end=given.get("end", "")[:10],
        )  # fmt: skip
        if names:
            item = given.get("item", "").rsplit("/", 1)[-1]
            office = given.get("officeLabel", "")
            entries.append(Entry(names=names, spans=(span,), line=number, office=office, wikidata=item))
    return entries


def overlay(
    entries: Iterable[Entry], registry: Registry, source: str
) -> tuple[dict[str, Any], list[Conflict]]:
    """The sections of an actor file for the entries, and what had to be left out of it.

    Dated persons go to ``codes`` or, where the source names an office, ``tenures``; bodies without dates
    to ``services`` or ``groups``; names of a bare state code to ``cities``. ``source`` is the citation.
    """
    sections: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for entry in entries:
        for span in entry.spans:
            code = registry.resolve_code(_STATES.get(span.country, span.country))
            what = (
                f"{span.country!r} is no code of the registry"
                if code is None
                else _against(entry, code, registry)
            )
            if code is None or what:
                conflicts.append(Conflict(line=entry.line, name=entry.names[0], what=what))
                continue
            _add(sections, entry, code, span, source, registry)
    return sections, conflicts


def write(path: Path, sections: dict[str, Any]) -> None:
    """Save an overlay as JSON, sorted, so that the same import gives the same bytes."""
    path.write_text(
        json.dumps(sections, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )


def _against(entry: Entry, code: str, registry: Registry) -> str:
    """Why an entry contradicts the registry; "" if it does not."""
    for name in entry.names:
        hits = registry.find(name)
        if len(hits) == 1 and hits[0].text == name:
            listed = hits[0].actor
            if (listed.country or listed.id) != code:
                return f"{name!r} is {listed.country or listed.id} in the registry, {code} here"
    countries = {t.office.country for name in entry.names for t in registry.holder(name)}
    if countries and code not in countries:
        return (
            f"{entry.names[0]!r} holds offices of {', '.join(sorted(countries))} in the registry, {code} here"
        )
    return ""


def _add(
    sections: dict[str, Any], entry: Entry, code: str, span: Span, source: str, registry: Registry
) -> None:
    spelt, dated = "|".join(entry.names), bool(span.start or span.end)
    person = bool(entry.office) or any(other.start or other.end for other in entry.spans)
    if entry.wikidata and person:
        about = sections.setdefault("persons", {}).setdefault(registry.person_id(code, entry.names[0]), {})
        about["wikidata"] = entry.wikidata
    if entry.office and registry.title(entry.office) is not None:
        held = sections.setdefault("tenures", {}).setdefault(code, {}).setdefault(entry.office, [])
        held.append([spelt, span.start, span.end, source])
    elif span.role == "ELI":
        return  # between offices: nothing to hold
    elif dated or any(other.start or other.end for other in entry.spans):
        spans = sections.setdefault("codes", {}).setdefault(code, {}).setdefault(spelt, [])
        spans.append([span.role or "GOV", span.start, span.end, source])
    elif span.role:
        section = "groups" if span.role in _ARMED else "services"
        bodies = sections.setdefault(section, {}).setdefault(code, {})
        about = {"wikidata": entry.wikidata} if entry.wikidata else {}
        bodies.setdefault(plain_name(entry.names[0]), {"role": span.role, "names": list(entry.names)} | about)
    else:
        places = sections.setdefault("cities", {}).setdefault(code, [])
        places.extend(name for name in entry.names if name not in places)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ActorError(f"Cannot read {path}: {error.strerror}.") from error


def _spelt(name: str) -> str:
    """``BAN_KI-MOON_`` -> ``Ban Ki-Moon``; short words in capitals stay (``UNHCR``)."""
    words = name.split("{")[0].replace("_", " ").split()
    if len(words) == 1 and len(words[0]) <= 5:
        return words[0]
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in words)


def _spans(line: str) -> Iterator[Span]:
    for match in _CODE.finditer(line):
        country, rest, side, day, start, end = match.groups()
        if country in {"IGO", "NGO", "IMG", "NGM", "MNC"}:
            country, rest = _IGO.get(rest[:3], rest[:3] or country), ""
        role = next((r for r in (rest[i : i + 3] for i in range(0, len(rest), 3)) if r in _ROLES), rest[:3])
        first, last = (_day(start), _day(end)) if start else ("", "")
        if day:
            first, last = (_day(day), "") if side == ">" else ("", _day(day))
        yield Span(country=country, role=role, start=first, end=last)


def _day(digits: str) -> str:
    """``970802`` and ``19970802`` -> ``1997-08-02``; two-digit years from 30 are of the last century."""
    if len(digits) < 8:
        digits = ("20" if digits[:2] < "30" else "19") + digits.rjust(6, "0")
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if not "01" <= month <= "12":
        return year
    return f"{year}-{month}-{day}" if "01" <= day <= "31" else f"{year}-{month}"
