"""Who held which office when: the dated tenures of ``tenures.toml`` and of overlays.

    [tenures.USA]
    "President" = [["Barack Obama", "2009-01-20", "2017-01-20"], ["Donald Trump", "2017-01-20", "2021-01-20"]]

A person is told by the full name; other spellings ("Sergey" for "Sergei") are found by ``names.same_person``
or listed behind a bar ("Ruhollah Khomeini|Ayatollah Khomeini"). A last name alone finds nobody, except with
the title of the office, or where the caller asks for it by ``named``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.actors.names import consonants, name_words, same_person
from kg.model import Office, Tenure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.actors.compiled import Coded
    from kg.actors.records import Title

__all__ = ["Tenures", "covers", "person_id", "plain_name"]

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})
# What an imported role code says of somebody whose post it does not name.
_CODED = {
    "GOV": "Member of the Government", "MIL": "Member of the Armed Forces", "LEG": "Member of Parliament",
    "JUD": "Member of the Judiciary", "OPP": "Member of the Opposition", "REB": "Member of a Rebel Group",
    "SPY": "Member of an Intelligence Service", "COP": "Member of the Police",
    "UAF": "Member of an Armed Group", "CRM": "Member of a Criminal Group", "PTY": "Politician",
    "REL": "Cleric", "MED": "Journalist", "BUS": "Business Leader", "CVL": "Private Person",
    "ELI": "Public Figure", "EDU": "Scholar",
}  # fmt: skip
# A tenure, or what makes one: country, person, [role, from, until, source].
_Listed = Tenure | tuple[str, str, list[str]]


def plain_name(name: str) -> str:
    """Letters and digits in lower case, without accents, words joined by hyphens ("zaheer-ahmad")."""
    if name.isascii() and (simple := name.lower().replace(" ", "-")).replace("-", "").isalnum():
        return re.sub("-{2,}", "-", simple.strip("-"))
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = "".join(c for c in decomposed if not unicodedata.combining(c))
    slug = _NOT_LETTERS.sub("-", ascii_only.lower()).strip("-")
    return slug or "-".join(f"{ord(c):x}" for c in name.strip()) or "unnamed"


def person_id(country: str, name: str) -> str:
    """``IRN/mohammad-baqeri``; a name without Latin letters is spelt by its code points."""
    return f"{country}/{plain_name(name)}"


class Tenures:
    """The listed tenures, by name, by last name and by office."""

    def __init__(
        self,
        data: Mapping[str, Any],
        title: Callable[[str], Title | None],
        office: Callable[[Title, str], Office],
        coded: Sequence[Coded] = (),
    ) -> None:
        """``data`` holds the sections of ``files.TENURES``, ``coded`` the persons of imports beside them."""
        self._coded = tuple(coded)
        self._same: dict[str, str] = data.get("same", {})
        self._about: dict[str, dict[str, str]] = data.get("persons", {})
        self.apart = frozenset(frozenset(pair) for pair in data.get("apart", ()))
        self._by_name: dict[str, list[_Listed]] = {}
        self._by_office: dict[str, list[Tenure]] = {}
        for spelt, listed in _read(data.get("tenures", {}), title, office):
            tenure = self._known(listed)
            for name in spelt:
                self._by_name.setdefault(plain_name(name), []).append(tenure)
            self._by_office.setdefault(tenure.office.id, []).append(tenure)
        for country, persons in sorted(data.get("codes", {}).items()):
            for person, spans in persons.items():
                spelt = tuple(person.split("|"))
                entries = [(country, spelt[0], span) for span in spans]
                for name in spelt:
                    self._by_name.setdefault(plain_name(name), []).extend(entries)

    def _entries(self, plain: str) -> list[_Listed]:
        """What is listed under a plain name."""
        return [*self._by_name.get(plain, ()), *(entry for coded in self._coded for entry in coded.of(plain))]

    def _all(self) -> Iterator[tuple[str, list[_Listed]]]:
        for plain in sorted({*self._by_name, *(p for coded in self._coded for p in coded.persons)}):
            yield plain, self._entries(plain)

    def _plains(self, word: str) -> list[str]:
        """Plain names that begin or end with a word."""
        return [*self._by_last.get(word, ()), *(p for coded in self._coded for p in coded.plains(word))]

    def _sounding(self, word: str) -> list[str]:
        """First and last words that sound like a word."""
        sound = consonants(word)
        spelt = [w for coded in self._coded for w in coded.spelt(sound)]
        return list(dict.fromkeys([*self._by_sound.get(sound, ()), *spelt]))

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        """First and last words to the plain names that have them there."""
        found: dict[str, list[str]] = {}
        for plain in self._by_name:
            for word in {plain.partition("-")[0], plain.rpartition("-")[2]}:
                found.setdefault(word, []).append(plain)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._by_last):
            found.setdefault(consonants(word), []).append(word)
        return found

    def canonical(self, person: str) -> str:
        """The id that a person goes by, where the analyst merged it or told it from another."""
        seen = {person}
        while (other := self._same.get(person)) is not None and other not in seen:
            seen.add(other)
            person = other
        return person

    def identified(self, country: str, name: str) -> str:
        """The id of the only listed person of the state whose name this can spell, else one made of it."""
        made = person_id(country, name)
        if (known := self.canonical(made)) == made:
            listed = {t.person for t in self.of(name, None) if t.office.country == country}
            if len(listed) == 1 and frozenset({made, *listed}) not in self.apart:
                return listed.pop()
        return known

    def spellings(self) -> Iterator[tuple[str, str, str]]:
        """Every person by every name: id, name to show, the name in plain lower-case words."""
        for plain, listed in self._all():
            for tenure in {t.person: t for t in map(self._made, listed)}.values():
                yield tenure.person, tenure.person_name, plain.replace("-", " ")

    def of_person(self, person: str) -> list[Tenure]:
        """The tenures of the person with this id, by start."""
        wanted = self.canonical(person)
        found = {
            tenure
            for _, listed in self._all()
            for entry in listed
            if (tenure := self._made(entry)).person == wanted
        }
        return sorted(found, key=lambda t: (t.start or "", t.office.id))

    def numbers(self) -> list[tuple[str, str]]:
        """Persons with their Wikidata numbers, by id."""
        return sorted(
            (person, about["wikidata"]) for person, about in self._about.items() if "wikidata" in about
        )

    def _known(self, tenure: Tenure) -> Tenure:
        if not (self._same or self._about):
            return tenure
        person = self.canonical(tenure.person)
        name = self._about.get(person, {}).get("name", tenure.person_name)
        return replace(tenure, person=person, person_name=name)

    def __iter__(self) -> Iterator[Tenure]:
        for _, tenures in sorted(self._by_office.items()):
            yield from sorted(tenures, key=lambda t: (t.start or "", t.person))

    def of(self, name: str, date: str | None) -> list[Tenure]:
        """The tenures of a person of this full name that cover ``date``; all of them without a date."""
        listed = self._entries(plain_name(name))
        found = [self._made(entry) for entry in listed] if listed else self._spelt_otherwise(name)
        return [t for t in found if date is None or covers(t, date)]

    def states_of(self, name: str) -> set[str]:
        """The states of those who are listed under exactly this full name, whenever they held office."""
        listed = self._entries(plain_name(name))
        return {entry.office.country if isinstance(entry, Tenure) else entry[0] for entry in listed}

    def titled(self, last: str, office: str, date: str | None) -> list[Tenure]:
        """Those whose last name and office are these: "Chancellor" and "Merkel" know whom they mean."""
        return [t for t in self.ending(last) if t.office.name == office and (date is None or covers(t, date))]

    def named(self, last: str, date: str) -> list[Tenure]:
        """Tenures on ``date`` of the only listed person of this last name; empty if there are several."""
        found = [t for t in self.ending(last) if covers(t, date)]
        return found if len({t.person for t in found}) == 1 else []

    def held(self, office: str, date: str) -> list[Tenure]:
        """Who held the office with this id on ``date``, as far as listed."""
        return [t for t in self._by_office.get(office, ()) if covers(t, date)]

    def ending(self, last: str) -> list[Tenure]:
        """Tenures of every listed person of this last name, at any time."""
        wanted = name_words(last)
        plains = self._plains(wanted[-1]) if wanted else []
        return self._those(
            p for p in plains if name_words(p)[-len(wanted) :] == wanted or _family_first(p, wanted)
        )

    def _spelt_otherwise(self, name: str) -> list[Tenure]:
        words = name_words(name)
        if len(words) < 2:
            return []
        near = self._sounding(words[-1])
        return self._those(p for word in near for p in self._plains(word) if same_person(p, name))

    def _those(self, plains: Iterable[str]) -> list[Tenure]:
        return list(dict.fromkeys(self._made(entry) for plain in plains for entry in self._entries(plain)))

    def _made(self, listed: _Listed) -> Tenure:
        """The tenure itself; an imported person (a role and its dates) is made when asked for."""
        return listed if isinstance(listed, Tenure) else self._known(_coded(listed))


def _family_first(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a name of China or Korea begins with the family name: "Xi Jinping", "Kim Jong-un"."""
    words = name_words(name)
    return len(words) in {2, 3} and len(words[0]) <= 4 and words[:1] == wanted


def _read(
    data: Mapping[str, Any], title: Callable[[str], Title | None], office: Callable[[Title, str], Office]
) -> Iterator[tuple[tuple[str, ...], Tenure]]:
    for country, offices in sorted(data.items()):
        for name, holders in offices.items():
            if (post := title(name)) is None:
                continue  # ``check`` reports it
            held = office(post, country)
            for person, *bounds in holders:
                start, end, source = (*bounds, "", "", "")[:3]
                spelt = tuple(person.split("|"))
                yield spelt, Tenure(
                    person=person_id(country, spelt[0]), person_name=spelt[0], office=held,
                    start=start or None, end=end or None, source=source or "tenures.toml",
                )  # fmt: skip


def _coded(listed: tuple[str, str, list[str]]) -> Tenure:
    """What a role and its dates say of a person."""
    country, person, (role, *bounds) = listed
    start, end, source = (*bounds, "", "", "")[:3]
    name = _CODED.get(role, role)
    return Tenure(
        person=person_id(country, person), person_name=person,
        office=Office(id=f"{country}/{plain_name(name)}", name=name, country=country, role=role),
        start=start or None, end=end or None, source=source or None,
    )  # fmt: skip


def covers(tenure: Tenure, date: str) -> bool:
    """Whether the tenure can have been current on a date of any precision."""
    begun = tenure.start is None or tenure.start[: len(date)] <= date
    ended = tenure.end is not None and tenure.end[: len(date)] < date
    return begun and not ended
