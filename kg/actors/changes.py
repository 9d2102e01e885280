"""What an analyst changed: ``[[changes]]`` of an overlay, applied in order to the sections read so far.

    [[changes]]
    do = "merge"
    id = "IRN/mohammad-bagheri"
    into = "IRN/mohammad-baqeri"

``do`` is ``add``, ``edit``, ``merge`` or ``split``; docs/actors.md lists the keys of each. Nothing
that ships is rewritten: without the change everything is as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kg.actors.tenures import person_id
from kg.errors import ActorError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["KEYS", "KINDS", "apply"]

KINDS: Final = ("person", "organization", "service", "group", "city")
_ABOUT: Final = ("name", "names", "role", "wikidata", "source")
_DATED: Final = ("office", "from", "until")
# do -> the keys that it may have, beside "do" and "id"
KEYS: Final = {
    "add": (*_ABOUT, *_DATED, "kind", "part_of", "since", "members"),
    "edit": (*_ABOUT, *_DATED, "without", "without_office", "part_of", "since", "members"),
    "merge": ("into",),
    "split": ("into", "name", "names", "offices", "role"),
}
_BODIES: Final = ("services", "groups")
_Sections = dict[str, Any]
_Normal = Callable[[str], str]


def apply(
    data: _Sections, changes: list[Mapping[str, Any]], sections: Collection[str], office: Callable[[str], str]
) -> None:
    """Change ``data``, which holds the named ``sections`` of everything read so far.

    ``office`` gives the normalised name of an office: two of one name are the same. Raises
    ActorError for a change that is none.
    """
    for change in changes:
        do = change.get("do") if isinstance(change, dict) else None
        if do not in KEYS or not isinstance(change.get("id"), str):
            raise ActorError(f"{change!r} is no change: it needs an id, and do = {', '.join(KEYS)}.")
        if "organizations" in sections:
            _DO_BODIES[do](data, change)
        if "tenures" in sections:
            _DO_PERSONS[do](data, change, office)


def _names(change: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*([change["name"]] if "name" in change else []), *change.get("names", ())]))


# -- states, organisations, services, groups, cities ---------------------------------------------


def _entry(data: _Sections, actor: str) -> dict[str, Any] | None:
    """The entry of a state, an organisation, a service or a group; None for no such actor."""
    code, _, slug = actor.partition("/")
    if not slug:
        found: dict[str, Any] | None = data.get("states", {}).get(code) or data.get("organizations", {}).get(
            code
        )
        return found
    for section in _BODIES:
        if (body := data.get(section, {}).get(code, {}).get(slug)) is not None:
            entry: dict[str, Any] = body
            return entry
    return None


def _add_body(data: _Sections, change: Mapping[str, Any]) -> None:
    kind, (code, _, slug) = change.get("kind", "person"), change["id"].partition("/")
    names = _names(change)
    if kind == "organization" and not slug:
        kept = ("role", "wikidata", "part_of", "since", "until", "members")
        entry = {key: change[key] for key in kept if key in change}
        data.setdefault("organizations", {})[code] = {"name": names[0], "names": names[1:], **entry}
    elif kind in {"service", "group", "organization"}:
        section = "groups" if kind == "group" else "services"
        role = change.get("role", "REB" if kind == "group" else "GOV")
        body = {"role": role, "names": names}
        if "wikidata" in change:
            body["wikidata"] = change["wikidata"]
        data.setdefault(section, {}).setdefault(code, {})[slug] = body
    elif kind == "city":
        data.setdefault("cities", {}).setdefault(code, []).extend(names)


def _edit_body(data: _Sections, change: Mapping[str, Any]) -> None:
    entry = _entry(data, change["id"])
    if entry is None:
        return
    names = [*([entry["name"]] if "name" in entry else []), *entry.get("names", ())]
    shown = change.get("name", names[0])
    names = [n for n in dict.fromkeys((shown, *names, *_names(change))) if n not in change.get("without", ())]
    if "name" in entry:
        entry["name"], names = names[0], names[1:]
    entry["names"] = names
    for key in ("role", "wikidata", "part_of", "since", "until"):
        if key in change:
            entry[key] = change[key]
    if "members" in change:
        codes = {member.split(":")[0] for member in change["members"]}
        kept = [m for m in entry.get("members", ()) if m.split(":")[0] not in codes]
        entry["members"] = [*kept, *change["members"]]


def _merge_bodies(data: _Sections, change: Mapping[str, Any]) -> None:
    one, other = _entry(data, change["id"]), _entry(data, change["into"])
    if one is None or other is None:
        return
    gained = [*([one["name"]] if "name" in one else []), *one.get("names", ())]
    other["names"] = list(dict.fromkeys([*other.get("names", ()), *gained]))
    code, _, slug = change["id"].partition("/")
    for section in _BODIES if slug else ("organizations",):
        holder = data.get(section, {}).get(code, {}) if slug else data.get(section, {})
        holder.pop(slug or code, None)


def _split_body(data: _Sections, change: Mapping[str, Any]) -> None:
    entry = _entry(data, change["id"])
    if entry is None or "/" not in change["into"]:
        return
    names = _names(change)
    entry["names"] = [name for name in entry["names"] if name not in names]
    code, _, slug = change["into"].partition("/")
    own = next(
        s
        for s in _BODIES
        if change["id"].split("/")[1] in data.get(s, {}).get(change["id"].split("/")[0], {})
    )
    data.setdefault(own, {}).setdefault(code, {})[slug] = {
        "role": change.get("role", entry.get("role", "GOV")), "names": names
    }  # fmt: skip


# -- persons ---------------------------------------------------------------------------------------


def _rows(data: _Sections, person: str) -> Iterator[tuple[list[str], list[Any], str]]:
    """What is listed of a person: the spellings, the row or rows, the office ("" where a role is all)."""
    country = person.partition("/")[0]
    for office, held in data.get("tenures", {}).get(country, {}).items():
        for row in held:
            if person_id(country, row[0].split("|")[0]) == person:
                yield row[0].split("|"), row, office
    for spelt, spans in list(data.get("codes", {}).get(country, {}).items()):
        if person_id(country, spelt.split("|")[0]) == person:
            yield spelt.split("|"), spans, ""


def _respell(data: _Sections, person: str, change: Any) -> None:
    """Rewrite the spellings of a person wherever it is listed."""
    country = person.partition("/")[0]
    coded = data.get("codes", {}).get(country, {})
    for spelt, row, office in list(_rows(data, person)):
        new = "|".join(dict.fromkeys(change(spelt)))
        if office:
            row[0] = new
        else:
            coded.pop("|".join(spelt), None)
            coded.setdefault(new, []).extend(row)


def _same(data: _Sections, country: str, names: Collection[str], person: str) -> None:
    for name in names:
        if (other := person_id(country, name)) != person:
            data.setdefault("same", {})[other] = person


def _about(data: _Sections, change: Mapping[str, Any]) -> None:
    if "wikidata" in change or "name" in change:
        kept = {key: change[key] for key in ("name", "wikidata") if key in change}
        data.setdefault("persons", {}).setdefault(change["id"], {}).update(kept)


def _hold(data: _Sections, change: Mapping[str, Any], names: list[str]) -> None:
    country, spelt = change["id"].partition("/")[0], "|".join(names)
    bounds = [change.get("from", ""), change.get("until", ""), change.get("source", "the analyst")]
    if "office" in change:
        held = data.setdefault("tenures", {}).setdefault(country, {}).setdefault(change["office"], [])
        held.append([spelt, *bounds])
    else:
        coded = data.setdefault("codes", {}).setdefault(country, {})
        coded.setdefault(spelt, []).append([change.get("role", "GOV"), *bounds])


def _add_person(data: _Sections, change: Mapping[str, Any], _: _Normal) -> None:
    if change.get("kind", "person") != "person":
        return
    names = _names(change)
    _hold(data, change, names)
    _same(data, change["id"].partition("/")[0], names, change["id"])
    _about(data, change)


def _edit_person(data: _Sections, change: Mapping[str, Any], normal: _Normal) -> None:
    person = change["id"]
    country, _, slug = person.partition("/")
    if not slug:
        return
    if gone := change.get("without_office"):
        for office, held in data.get("tenures", {}).get(country, {}).items():
            if normal(office) == normal(gone):
                held[:] = [r for r in held if person_id(country, r[0].split("|")[0]) != person]
    if "office" in change or "role" in change:
        wanted = normal(change.get("office", ""))
        rows = [row for _, row, office in _rows(data, person) if office and normal(office) == wanted]
        for row in rows[-1:]:  # the latest tenure of that office
            start, end = (*row[1:3], "", "")[:2]
            source = change.get("source", "the analyst")
            row[1:] = [change.get("from", start), change.get("until", end), source]
        if not rows:
            listed = next(_rows(data, person), None)
            names = listed[0] if listed else _names(change) or [_shown(slug)]
            _hold(data, change, names)
            _same(data, country, names, person)
    names, without = _names(change), frozenset(change.get("without", ()))
    if names or without:
        first = [change["name"]] if "name" in change else []
        _respell(data, person, lambda spelt: [n for n in (*first, *spelt, *names) if n not in without])
        _same(data, country, names, person)
    _about(data, change)


def _shown(slug: str) -> str:
    return " ".join(word.capitalize() for word in slug.split("-"))


def _merge_persons(data: _Sections, change: Mapping[str, Any], __: _Normal) -> None:
    one, other = change["id"], change["into"]
    names = {person: [n for spelt, _, _ in _rows(data, person) for n in spelt] for person in (one, other)}
    for person in (one, other):
        _respell(data, person, lambda _: [*names[other], *names[one]])
    data.setdefault("same", {})[one] = other


def _split_person(data: _Sections, change: Mapping[str, Any], normal: _Normal) -> None:
    person, into, names = change["id"], change["into"], _names(change)
    country = person.partition("/")[0]
    offices = {normal(office) for office in change.get("offices", ())}
    for _, row, office in list(_rows(data, person)):
        if office and normal(office) in offices:
            row[0] = "|".join(names)
    _respell(data, person, lambda spelt: [n for n in spelt if n not in names] or spelt)
    _same(data, country, names, into)
    data.setdefault("apart", []).append([person, into])


_DO_BODIES: Final = {"add": _add_body, "edit": _edit_body, "merge": _merge_bodies, "split": _split_body}
_DO_PERSONS: Final = {
    "add": _add_person,
    "edit": _edit_person,
    "merge": _merge_persons,
    "split": _split_person,
}
