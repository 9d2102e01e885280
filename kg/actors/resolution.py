"""Who a whole phrase means: "Iranian Defense Minister Brigadier General Mohammad Reza Ashtiani"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.actors.names import HONORIFICS
from kg.actors.records import Form, Hit, TitleHit
from kg.actors.registry import Registry
from kg.actors.titles import slug
from kg.actors.words import Word, fold, possessive, split
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.actors.records import Agent, Title
    from kg.model import Office, Tenure

__all__ = ["Resolution", "resolve"]

_STATE_FORMS = frozenset({Form.NAME, Form.ADJECTIVE, Form.DEMONYM, Form.CAPITAL, Form.SEAT, Form.CITY})
_SMALL = frozenset("the a an of s his her its their and in for to de from at on".split())
_TOWARDS = frozenset({"to", "in", "with", "for", "against", "on", "at", "from", "and"})
_BACKED = frozenset(
    {"backed", "led", "supported", "occupied", "controlled", "aligned", "made", "funded", "based", "trained"}
)
_PARTICLES = frozenset("bin al el de van von der da ibn la le dos ben".split())
_FORMER = re.compile(r"\b(?:former|ex|late|then)\b[ -]", re.IGNORECASE)
_BODIES = (
    "army", "navy", "air force", "armed forces", "military", "coast guard", "police", "parliament", "embassy",
    "supreme court", "national guard", "marines", "central bank", "defence forces", "defense forces", "general staff",  # noqa: E501
    "government", "senate", "consulate", "intelligence service", "border guard", "special forces", "presidential guard",  # noqa: E501
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a phrase means. ``id`` is None where nobody is meant that the registry could name;
    ``country`` is what the actor counts for; ``reason`` says how that was found out."""

    phrase: str
    id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    role: str | None = None
    office: str | None = None
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The fields in the order of ``kg actors resolve``."""
        return {name: getattr(self, name) for name in self.__slots__}


@lru_cache(maxsize=1)
def _shipped() -> Registry:
    return Registry.load()


def resolve(
    phrase: str, date: str | None = None, context: str = "", registry: Registry | None = None
) -> Resolution:
    """The actor a phrase names, on ``date`` (``2024``, ``2024-05`` or ``2024-05-03``) if given.

    ``context`` is text around the phrase, for names of two places. ``registry`` defaults to the shipped one.
    """
    return _Reading(phrase, date, context, registry or _shipped()).resolve()


class _Reading:
    """One phrase: its actors, its titles and the words that are left."""

    def __init__(self, phrase: str, date: str | None, context: str, registry: Registry) -> None:
        self.phrase, self.date, self.registry = phrase, date, registry
        self.hits = [
            h for h in registry.find(f"{phrase}\n\n{context}" if context else phrase) if h.end <= len(phrase)
        ]
        self.words = split(phrase)
        self.owner = self._owner()
        self.titles = self._titles()

    def resolve(self) -> Resolution:
        found = (
            self._whole()
            or self._ministry()
            or self._person()
            or self._unnamed()
            or self._noun()
            or self._rest()
        )
        return found if found is not None else Resolution(phrase=self.phrase, reason="nobody listed is named")

    def _titles(self) -> list[TitleHit]:
        """Titles in the phrase; of one that begins inside a body's name ("IRGC *Navy commander*") the rest."""  # noqa: E501
        found = []
        for hit in self.registry.find_titles(self.phrase):
            owner = self.owner
            if owner and owner.form not in _STATE_FORMS and owner.start <= hit.start < owner.end:
                if (title := self.registry.title(self.phrase[owner.end : hit.end])) is None:
                    continue
                hit = TitleHit(start=owner.end, end=hit.end, title=title)
            found.append(hit)
        return found

    def _answer(self, **values: Any) -> Resolution:
        return Resolution(phrase=self.phrase, **values)

    def _owner(self) -> Hit | None:
        """The actor that the phrase speaks of: the first that no preposition sets apart as somebody else's."""  # noqa: E501
        for hit in self.hits:
            before = [w for w in self.words if w.end <= hit.start]
            behind = [w for w in self.words if w.start >= hit.end]
            if before and before[-1].key in _TOWARDS and len(self.hits) > 1:
                continue
            if (
                before
                and before[-1].key == "the"
                and len(before) > 1
                and before[-2].key in _TOWARDS
                and len(self.hits) > 1
            ):
                continue
            if behind and self.phrase[hit.end : behind[0].start] in {"-", "–"} and behind[0].key in _BACKED:
                continue
            return hit
        return None

    def _left(self, *spans: tuple[int, int]) -> list[Word]:
        """Words outside the spans, without small words and possessive endings."""
        return [
            w for w in self.words
            if possessive(w.key) not in _SMALL and not any(s <= w.start < e for s, e in spans)
        ]  # fmt: skip

    def _whole(self) -> Resolution | None:
        """The phrase is one listed name, up to an article."""
        spans = [(h.start, h.end) for h in self.hits]
        if self.owner is None or self._left(*spans) or len({h.actor.country for h in self.hits}) > 1:
            return None
        named = min(self.hits, key=lambda h: h.form in _STATE_FORMS)  # "Iraq's *Popular Mobilization Forces*"
        actor = named.actor
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value, country=actor.country, role=actor.role,
            reason=f"{named.form.value} {named.text!r}",
        )  # fmt: skip

    def _ministry(self) -> Resolution | None:
        """ "Oman's Ministry of Defence", "the Iranian Foreign Ministry": as the minister is called."""
        if self.owner is None or not re.search(r"\b(?:ministry|ministries)\b", self.phrase, re.IGNORECASE):
            return None
        swapped = re.sub(r"\bministry\b", "minister", self.phrase, flags=re.IGNORECASE)
        if re.search(r"\bspokes|\bofficial|\bsource|\bspeaker", self.phrase, re.IGNORECASE):
            return None
        for found in self.registry.find_titles(swapped):
            if found.title.name.startswith("Minister of "):
                name = "Ministry" + found.title.name.removeprefix("Minister")
                return self._body(name, "GOV", "a state's ministry")
        return None

    def _body(self, name: str, role: str, reason: str) -> Resolution:
        assert self.owner is not None
        country = self.owner.actor.country or self.owner.actor.id
        return self._answer(
            id=f"{country}/{slug(name)}", name=f"{name} of {self._state(country)}", kind="organization",
            country=country, role=role, reason=f"{reason}: {self.owner.text!r}",
        )  # fmt: skip

    def _state(self, country: str) -> str:
        actor = self.registry.get(country)
        return actor.name if actor else country

    # -- persons -------------------------------------------------------------------------------

    def _name(self) -> str:
        """The capitalised words that no actor and no title takes: the longest run, the last of equals."""
        spans = [(h.start, h.end) for h in self.hits] + [(t.start, t.end) for t in self.titles]
        runs: list[list[Word]] = [[]]
        for word in self.words:
            shown = self.phrase[word.start : word.end]
            taken = any(s <= word.start < e for s, e in spans) or word.key == ","
            bound = bool(runs[-1]) and self.phrase[runs[-1][-1].end : word.start] in {"-", "‐", "‑"}
            particle = bound or word.key in _PARTICLES
            if taken or not (shown[:1].isupper() or (particle and runs[-1])):
                runs.append([])
            elif word.key.rstrip(".") not in HONORIFICS or runs[-1]:  # noqa: SIM102
                if possessive(word.key) not in _SMALL or particle:
                    runs[-1].append(word)
        best = max(runs, key=lambda r: (len(r), r[0].start if r else -1))
        if not best:
            return ""
        name = self.phrase[best[0].start : best[-1].end]
        return name[:-2] if possessive(best[-1].key) != best[-1].key else name

    def _offices(self) -> tuple[Title | None, Title | None]:
        """The post and, failing one, the rank that the phrase gives."""
        posts = [t.title for t in self.titles if t.title.kind != "rank"]
        ranks = [t.title for t in self.titles if t.title.kind == "rank"]
        return (posts[0] if posts else None), (ranks[0] if ranks else None)

    def _person(self) -> Resolution | None:
        name = self._name()
        if not name or self._is_agent(name):
            return None
        post, rank = self._offices()
        tenures = self.registry.holder(name)
        if self.owner is not None and (post or rank or self._agent() is not None or tenures):
            return self._stated(name, post, rank, tenures)
        if self.owner is not None:
            return None
        return self._listed(name, post)

    def _stated(self, name: str, post: Title | None, rank: Title | None, tenures: list[Tenure]) -> Resolution:
        """A named person with a state in the phrase."""
        assert self.owner is not None
        country = self.owner.actor.country or self.owner.actor.id
        known = [t for t in tenures if t.office.country == country]
        agent = self._agent()
        private = (
            post is None and rank is None and agent is not None and agent.standing in {"private", "people"}
        )
        title = post or rank
        role = title.role if title else (agent.role if agent else None)
        role = self._owners_role(role, title)
        office = self._office(post, country)
        if _FORMER.search(self.phrase) and office is not None:
            office, role = None, "ELI"
        if office is None and known and role is None:
            return self._tenured(name, known)
        return self._answer(
            id=self.registry.person_id(country, known[0].person_name if known else name), name=name, kind="person",  # noqa: E501
            country=country, role="CVL" if private and role is None else role, office=office.id if office else None,  # noqa: E501
            reason=("a private person of " if private else "named with ") + repr(self.owner.text),
        )  # fmt: skip

    def _owners_role(self, role: str | None, title: Title | None) -> str | None:
        """A group's leader is a rebel, an organisation's president no government."""
        assert self.owner is not None
        form, own = self.owner.form, self.owner.actor.role
        if form is Form.GROUP or (form is Form.ORGANIZATION and role == "GOV"):
            return own
        if form is Form.SERVICE and (title is None or title.kind == "rank" or role == "GOV"):
            return own
        return role

    def _office(self, post: Title | None, country: str) -> Office | None:
        if post is None or post.kind != "office":
            return None
        if (
            self.owner is not None
            and self.owner.form is Form.SERVICE
            and post.name in {"Commander", "Commander in Chief", "Director", "Head", "Deputy Commander"}
        ):
            post = replace(post, name=f"{post.name} of the {self.owner.actor.name}")
            post = replace(post, slug=slug(post.name), role=self.owner.actor.role or post.role)
        return self.registry.office(post, country)

    def _listed(self, name: str, post: Title | None) -> Resolution | None:
        """A named person without a state in the phrase: only the listed tenures can tell."""
        words = name.split()
        if tenures := self.registry.holder(name):
            return self._tenured(name, tenures)
        if post is not None and (tenures := self.registry.titled(words[-1], post.name, self.date)):  # noqa: SIM102
            if len({t.person for t in tenures}) == 1:
                return self._tenured(tenures[0].person_name, tenures)
        if len(words) == 1 and self.date and (tenures := self.registry.named(name, self.date)):
            found = self._tenured(tenures[0].person_name, tenures)
            return replace(found, reason=f"the only listed {name!r} in office then: {found.reason}")
        if post is not None and len(words) >= 1:
            return self._answer(
                name=name, kind="person", role=post.role, reason="a person of no state that is told"
            )
        return None

    def _tenured(self, name: str, tenures: Sequence[Tenure]) -> Resolution:  # noqa: ARG002
        """A person of the tenures file: the office held on the date, none outside of the dates."""
        current = [t for t in tenures if self.date and t in self.registry.holder(t.person_name, self.date)]
        first = (current or list(tenures))[0]
        values: dict[str, Any] = {
            "id": first.person, "name": first.person_name, "kind": "person", "country": first.office.country
        }  # fmt: skip
        if current:
            span = f"{first.start or '?'} to {first.end or 'now'}"
            return self._answer(
                **values, role=first.office.role, office=first.office.id,
                reason=f"{first.office.name} of {first.office.country}, {span} ({first.source})",
            )  # fmt: skip
        if self.date is None:
            offices = sorted({t.office.id for t in tenures})
            return self._answer(
                **values, role=first.office.role, office=offices[0] if len(offices) == 1 else None,
                reason=f"without a date: {', '.join(offices)}",
            )  # fmt: skip
        past = any(t.end and t.end <= self.date for t in tenures)
        return self._answer(
            **values, role="ELI" if past else None, reason=f"in none of the listed offices on {self.date}"
        )  # fmt: skip

    def _many(self) -> bool:
        """Whether the title is in the plural: "Israeli lawmakers" hold no office."""
        last = fold(self.phrase[self.titles[-1].start : self.titles[-1].end]).split()[-1]
        return last.endswith(("s", "men", "women")) and self.registry.agent(_singular(last)) is not None

    # -- nobody named --------------------------------------------------------------------------

    def _unnamed(self) -> Resolution | None:
        """ "Iran's president", "IRGC Navy commander": the office, and its holder where the date tells one."""
        post, rank = self._offices()
        title = post or rank
        if self.owner is None or title is None or self._many():
            return None
        country = self.owner.actor.country or self.owner.actor.id
        office = self._office(post, country)
        role = self._owners_role(title.role, title)
        former = _FORMER.search(self.phrase) is not None
        if (
            office
            and self.date
            and not former
            and len(found := self.registry.held(office.id, self.date)) == 1
        ):
            return self._answer(
                id=found[0].person, name=found[0].person_name, kind="person", country=country, role=role,
                office=office.id, reason=f"{office.name} then ({found[0].source})",
            )  # fmt: skip
        shown = office or self.registry.office(title, country)
        return self._answer(
            id=shown.id, name=f"{shown.name} of {self._state(country)}", kind="person", country=country,
            role="ELI" if former else role, office=None if former or office is None else office.id,
            reason=f"title with {self.owner.text!r}",
        )  # fmt: skip

    def _agent(self) -> Agent | None:
        """The common noun that heads the phrase: the last one before any preposition."""
        span = (self.owner.start, self.owner.end) if self.owner else (0, 0)
        words = [w for w in self.words if not span[0] <= w.start < span[1]]
        found = None
        for index, word in enumerate(words):
            if word.key in {"to", "in", "with", "for", "from", "against", "on"} and found is not None:
                break
            pair = f"{words[index - 1].key} {word.key}" if index else ""
            for spelt in (pair, word.key):
                agent = self.registry.agent(spelt) or self.registry.agent(_singular(spelt)) if spelt else None
                if agent is not None:
                    found = agent
                    break
        return found

    def _is_agent(self, name: str) -> bool:
        """Whether the capitalised words are a common noun: "Air Force", "Supreme Court"."""
        words = fold(name).split()
        tail = [" ".join(words[i:]) for i in range(len(words))]
        return any(self.registry.agent(t) or self.registry.agent(_singular(t)) for t in tail)

    def _noun(self) -> Resolution | None:
        """ "Iranian troops", "a Turkish journalist", "Bangladesh Air Force"."""
        agent = self._agent()
        if self.owner is None or agent is None:
            return None
        actor = self.owner.actor
        country = actor.country or actor.id
        lowered = fold(self.phrase)
        for body in sorted(_BODIES, key=len, reverse=True):
            if agent.lemma in {body, body.split()[-1]} and re.search(rf"\b{body}\b", lowered):
                return self._body(body.title(), agent.role, "a state's own body")
        if agent.standing in {"private", "people"}:
            return self._answer(
                name=self.phrase, kind="person", country=country, role=agent.role,
                reason=f"{agent.standing}: {agent.lemma} of {self.owner.text!r}, who speaks for nobody",
            )  # fmt: skip
        organized = self.owner.form in {Form.SERVICE, Form.GROUP, Form.ORGANIZATION}
        forces = self.owner.form is Form.ORGANIZATION and agent.standing == "force"
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value, country=country,
            role=actor.role if organized and not forces else agent.role,
            reason=f"{agent.lemma} of {self.owner.text!r}",
        )  # fmt: skip

    def _rest(self) -> Resolution | None:
        """A listed actor with words about it that nothing explains."""
        if self.owner is None:
            return None
        actor = self.owner.actor
        state = self.owner.form in _STATE_FORMS
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value if not state else ActorKind.STATE.value,
            country=actor.country, role=None if state else actor.role, reason=f"names {self.owner.text!r}",
        )  # fmt: skip


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") else words
