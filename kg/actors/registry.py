"""The registry: who is who, and where they are named in a text."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.actors import files, homes
from kg.actors.agents import agents
from kg.actors.context import Context, Place
from kg.actors.demonyms import plurals
from kg.actors.members import members, memberships
from kg.actors.private import PrivateBodies
from kg.actors.records import Form, Hit
from kg.actors.sources import Sources
from kg.actors.tenures import Tenures
from kg.actors.titles import Titles
from kg.actors.trie import Trie
from kg.actors.words import Word, fold, matches_case, possessive, split, surface
from kg.errors import ActorError, UnknownActor
from kg.model import Actor, ActorKind, Office

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.actors.records import Agent, Title, TitleHit
    from kg.model import Membership, Tenure

__all__ = ["Registry"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_STATE_KEYS = (
    ("names", Form.NAME),
    ("adjectives", Form.ADJECTIVE),
    ("demonyms", Form.DEMONYM),
    ("capitals", Form.CAPITAL),
    ("seats", Form.SEAT),
)
# Forms of a state's own name may be written in lower case ("iran"), unless the word is a common one.
_LOOSE = frozenset({Form.NAME, Form.ADJECTIVE, Form.DEMONYM, Form.CAPITAL})
# Names that may stand in the middle of a title: "Chief of Iran's Army Staff".
_INSIDE_TITLES = frozenset({Form.NAME, Form.ADJECTIVE})


class _Entry(NamedTuple):
    """One name of one actor; ``actor`` is "" for a phrase that only looks like one."""

    name: str
    form: Form | None
    actor: str


class Registry:
    """All listed actors. Make one with ``Registry.load()``; it never changes afterwards."""

    def __init__(self, data: Mapping[str, Any], sources: Sources | None = None) -> None:
        """``data`` holds the sections ``files.NAMES``; the others are taken from ``sources`` when they are
        first asked for."""
        self._sources = sources or Sources()
        self._states: dict[str, dict[str, Any]] = data.get("states", {})
        self._organizations: dict[str, dict[str, Any]] = data.get("organizations", {})
        self._bodies: dict[str, tuple[ActorKind, str, dict[str, Any]]] = {}
        self._actors: dict[str, Actor] = {}
        self._combining: dict[str, str] = {}  # franco -> FRA
        self._clue_words: dict[str, frozenset[str]] = {}
        self._trie: Trie[_Entry] = Trie()
        self._context = Context(data.get("not_actors", {}), self._acts)
        self._list_states()
        self._list_organizations()
        self._list_bodies(data, "services", Form.SERVICE, ActorKind.ORGANIZATION)
        self._list_bodies(data, "groups", Form.GROUP, ActorKind.ARMED_GROUP)
        for code, cities in data.get("cities", {}).items():
            for name in cities:
                self._trie.add(name, _Entry(name, Form.CITY, code))
        for name in self._context.phrases:
            self._trie.add(name, _Entry(name, None, ""))

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> Registry:
        """The shipped files with the analyst's overlays on top. Raises ActorError for a broken file."""
        collecting = gc.isenabled()
        gc.disable()  # thousands of small tables: the collector would take half of the time
        try:
            sources = Sources(overlays)
            return cls(sources.sections(files.NAMES), sources)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ActorError(
                f"An actor file breaks its schema ({error!r}); kg.actors.check says where."
            ) from error
        finally:
            if collecting:
                gc.enable()

    # -- listing names -----------------------------------------------------------------------

    def _list_states(self) -> None:
        for code, state in self._states.items():
            self._trie.add(state["name"], _Entry(state["name"], Form.NAME, code))
            for key, form in _STATE_KEYS:
                for name in state.get(key, ()):
                    self._trie.add(name, _Entry(name, form, code))
            self._combining |= dict.fromkeys(map(fold, state.get("combining", ())), code)
            listed = {*state.get("adjectives", ()), *state.get("demonyms", ())}
            for plural in plurals(state):
                if plural not in listed:
                    self._trie.add(plural, _Entry(plural, Form.DEMONYM, code))

    def _list_organizations(self) -> None:
        for code, organization in self._organizations.items():
            form = Form.GROUP if organization.get("kind") == ActorKind.ARMED_GROUP else Form.ORGANIZATION
            for name in dict.fromkeys((organization["name"], *organization.get("names", ()))):
                self._trie.add(name, _Entry(name, form, code))

    def _list_bodies(self, data: Mapping[str, Any], section: str, form: Form, kind: ActorKind) -> None:
        for code, bodies in data.get(section, {}).items():
            for slug, body in bodies.items():
                actor = f"{code}/{slug}"
                self._bodies[actor] = (kind, code, body)
                for name in body["names"]:
                    self._trie.add(name, _Entry(name, form, actor))

    # -- who -----------------------------------------------------------------------------------

    def get(self, identifier: str) -> Actor | None:
        """The listed actor with this id (``IRN``, ``NATO``, ``IRN/irgc``), else None."""
        if (actor := self._actors.get(identifier)) is None and (actor := self._make(identifier)) is not None:
            self._actors[identifier] = actor
        return actor

    def state(self, code: str) -> Actor:
        """The state with this ISO alpha-3 or alpha-2 code. Raises UnknownActor."""
        known = self.resolve_code(code)
        if known is None or known not in self._states:
            raise UnknownActor(f"no state has the code {code!r}; codes are ISO 3166-1 such as IRN or IR.")
        actor = self.get(known)
        assert actor is not None
        return actor

    def resolve_code(self, code: str) -> str | None:
        """``IR``, ``irn``, ``NATO`` -> the registry's own code; None for an unknown one."""
        upper = code.upper()
        if upper in self._states or upper in self._organizations:
            return upper
        return self._iso2.get(upper)

    @cached_property
    def _iso2(self) -> dict[str, str]:
        return {state["iso2"]: code for code, state in self._states.items() if "iso2" in state}

    def actors(self) -> Iterator[Actor]:
        """Every listed actor, by id."""
        for identifier in sorted((*self._states, *self._organizations, *self._bodies)):
            actor = self.get(identifier)
            assert actor is not None
            yield actor

    def members(self, code: str, date: str | None = None) -> tuple[str, ...]:
        """Codes of an organisation's members, sorted: on ``date`` if given, else those of today.

        Raises UnknownActor for an organisation that is not listed.
        """
        organization = self._organizations.get(code)
        if organization is None:
            raise UnknownActor(
                f"no organisation has the code {code!r}; see ontologies/actors/organizations.toml."
            )
        return members(organization, date)

    def memberships(self) -> Iterator[Membership]:
        """Every listed membership, by organisation and member, with the dates that are listed."""
        return memberships(self._organizations)

    def _make(self, identifier: str) -> Actor | None:
        if (state := self._states.get(identifier)) is not None:
            return Actor(
                id=identifier, name=state["name"], kind=ActorKind.STATE, country=identifier, role="GOV",
                aliases=tuple(state.get("names", ())), same_as=_same_as(state),
            )  # fmt: skip
        if (organization := self._organizations.get(identifier)) is not None:
            return Actor(
                id=identifier, name=organization["name"],
                kind=ActorKind(organization.get("kind", ActorKind.ORGANIZATION)),
                country=organization.get("part_of", identifier), role=organization.get("role", "IGO"),
                aliases=tuple(organization.get("names", ())), same_as=_same_as(organization),
            )  # fmt: skip
        if (listed := self._bodies.get(identifier)) is not None:
            kind, country, body = listed
            names = body["names"]
            return Actor(
                id=identifier, name=names[0], kind=kind, country=country, role=body["role"],
                aliases=tuple(names[1:]), same_as=_same_as(body),
            )  # fmt: skip
        return None

    # -- titles and common nouns ---------------------------------------------------------------

    @cached_property
    def _words(self) -> dict[str, Any]:
        return self._sources.sections(files.WORDS)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._words.get("titles", {}))

    @cached_property
    def _agents(self) -> dict[str, Agent]:
        return agents(self._words.get("agents", {}))

    def title(self, words: str) -> Title | None:
        """The post or rank that the phrase names ("Deputy Foreign Minister"), else None."""
        return self._titles.parse(words)

    def is_title_word(self, lemma: str) -> bool:
        """Whether the word occurs in titles: "minister", "chief", "air", "defence"."""
        return self._titles.known_word(lemma)

    def find_titles(self, text: str, hits: Sequence[Hit] | None = None) -> list[TitleHit]:
        """Titles in running text, capitalised or not: leftmost, longest, without overlaps, in order.

        ``hits``: what ``find`` gives for the same text, where the caller has it.
        """
        named = self.find(text) if hits is None else hits
        return self._titles.find(text, [h for h in named if h.form in _INSIDE_TITLES])

    def agent(self, lemma: str) -> Agent | None:
        """What a common noun ("troops", "warship", "refugee") is when a state modifies it, else None."""
        return self._agents.get(fold(lemma))

    @cached_property
    def _private(self) -> PrivateBodies:
        return PrivateBodies(self._words.get("private", {}))

    def private(self, phrase: str) -> tuple[Actor, int, int] | None:
        """The first company, newspaper, party or other body that speaks for nobody in a phrase, and where.

        These are never found in the running text of articles.
        """
        return self._private.first(phrase)

    def office(self, title: Title, country: str) -> Office:
        """The office of that state or organisation: ``IRN/minister-of-defence``."""
        return Office(id=f"{country}/{title.slug}", name=title.name, country=country, role=title.role)

    # -- where ---------------------------------------------------------------------------------

    def person_id(self, country: str, name: str) -> str:
        """``IRN/mohammad-baqeri``: that of the only listed person of this state whose full name can be
        spelt so, else made from the name; the one that the analyst gave, where there is one."""
        return self._tenures.identified(country, name)

    @cached_property
    def _tenures(self) -> Tenures:
        data = self._sources.sections(files.TENURES, self._normal)
        return Tenures(data, self.title, self.office, self._sources.coded)

    def _normal(self, office: str) -> str:
        title = self.title(office)
        return title.name if title else office

    def tenures(self) -> list[Tenure]:
        """Every listed tenure, by office and start."""
        return list(self._tenures)

    def persons(self) -> Iterator[Actor]:
        """The listed persons whose Wikidata number is known."""
        known = {t.person: t for t in self._tenures}
        for person, number in self._tenures.numbers():
            listed = known.get(person)
            yield Actor(
                id=person, name=listed.person_name if listed else person.partition("/")[2],
                kind=ActorKind.PERSON, country=person.partition("/")[0],
                role=listed.office.role if listed else None, same_as=(_WIKIDATA + number,),
            )  # fmt: skip

    @property
    def people(self) -> Tenures:
        """The listed persons, to ask by spelling or by id."""
        return self._tenures

    def holder(self, name: str, date: str | None = None) -> list[Tenure]:
        """The listed tenures of a person of this full name on ``date`` (ISO, any precision)."""
        return self._tenures.of(name, date)

    def titled(self, last: str, office: str, date: str | None = None) -> list[Tenure]:
        """The listed tenures of an office by somebody of this last name ("Chancellor", "Merkel")."""
        return self._tenures.titled(last, office, date)

    def named(self, last: str, date: str) -> list[Tenure]:
        """The tenures on ``date`` of the only listed person of this last name; empty if there are several."""
        return self._tenures.named(last, date)

    def held(self, office: str, date: str) -> list[Tenure]:
        """Who held the office with this id (``USA/president``) on ``date``, as far as listed."""
        return self._tenures.held(office, date)

    def find(self, text: str) -> list[Hit]:
        """Listed names in ``text``: whole words, leftmost and longest, without overlaps, in order.

        Phrases that only contain a name ("Washington Post", "French fries") and persons called like
        a place ("Michael Jordan") give no hit. Takes time linear in the text.
        """
        place = Place(text, split(text))
        hits: list[Hit] = []
        position = 0
        while position < len(place.words):
            step, hit = self._at(place, position)
            if hit is not None:
                hits.append(hit)
            position += step
        return hits

    def _at(self, place: Place, first: int) -> tuple[int, Hit | None]:
        """How many words to go on, and the hit at ``place.words[first]`` if there is one."""
        text, words = place.text, place.words
        for after, end, entries in self._trie.at(text, words, first):
            fitting = [e for e in entries if self._spelt(e, text, words[first:after], end)]
            if not fitting:
                continue
            countries = [self._counts_for(e.actor) for e in fitting]
            readings = [(e.form, c) for e, c in zip(fitting, countries, strict=True) if e.form is not None]
            if len(readings) < len(fitting):  # a phrase that only looks like an actor
                return after - first, None
            taken = self._context.choose(place, first, after, readings)
            if taken is None:
                return after - first, None
            actor = self.get(fitting[taken].actor)
            assert actor is not None
            start = words[first].start
            if readings[taken][0] is Form.SERVICE and (others := homes.sharing(text[start:end])):
                actor = self._owner(place, first, after, actor, others)
            return after - first, Hit(
                start=start,
                end=end,
                text=text[start:end],
                form=readings[taken][0],
                actor=actor,
                others=tuple(sorted(set(countries) - {countries[taken]})),
            )
        return 1, self._combined(place, first)

    def _owner(self, place: Place, first: int, after: int, listed: Actor, others: Sequence[str]) -> Actor:
        """Whose body a name of several states is: "Libya's *House of Representatives*"."""
        own = listed.country or listed.id
        before = possessive(place.key(first - 1))
        around = place.keys - {w.key for w in place.words[first:after]}
        told = {code: len(self._clues(code) & around) for code in (own, *others)}
        near = [code for code in told if before in self._clues(code)]
        best = near[0] if near else max(told, key=lambda code: told[code])  # max keeps the first of equals
        if best == own:
            return listed
        body = f"{best}/{listed.id.partition('/')[2]}"
        return replace(listed, id=body, country=best, aliases=(), same_as=())

    def _clues(self, code: str) -> frozenset[str]:
        """Single words that speak for a state: its name, adjectives, peoples and capital."""
        if code not in self._clue_words:
            state = self._states.get(code, {})
            names = [state.get("name", ""), *plurals(state)]
            names += [
                n for key in ("names", "adjectives", "demonyms", "capitals") for n in state.get(key, ())
            ]
            self._clue_words[code] = frozenset(fold(name) for name in names if name and " " not in name)
        return self._clue_words[code]

    def _combined(self, place: Place, first: int) -> Hit | None:
        """ "*Sino*-Russian": a combining form before a hyphen and the adjective of another state."""
        word = place.words[first]
        if (code := self._combining.get(word.key)) is None:
            return None
        spelt = place.word(first)
        if not spelt[0].isupper() or not place.hyphened(first):
            return None
        other = self._at(place, first + 1)[1]
        if other is None or other.form not in {Form.ADJECTIVE, Form.DEMONYM}:
            return None
        return Hit(start=word.start, end=word.end, text=spelt, form=Form.ADJECTIVE, actor=self.state(code))

    def _acts(self, key: str) -> bool:
        return self._titles.known_word(key) or key in self._agents

    def _counts_for(self, identifier: str) -> str:
        return ((actor := self.get(identifier)) and actor.country) or ""

    def _spelt(self, entry: _Entry, text: str, words: Sequence[Word], end: int) -> bool:
        spelt = [text[w.start : min(w.end, end)] for w in words]
        if all(map(matches_case, surface(entry.name), spelt)):
            return True
        return (
            entry.form in _LOOSE
            and len(entry.name) > 3
            and all(word.islower() for word in spelt)
            and not self._context.common(words[0].key)
        )


def _same_as(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (_WIKIDATA + entry["wikidata"],) if "wikidata" in entry else ()
