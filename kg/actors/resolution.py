"""Who a whole phrase means: "Iranian Defense Minister Brigadier General Mohammad Reza Ashtiani"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kg.actors.phrase import STATE_FORMS, Phrase
from kg.actors.records import Form
from kg.actors.registry import Registry
from kg.actors.tenures import covers
from kg.actors.titles import slug
from kg.actors.words import fold
from kg.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.actors.records import Title
    from kg.model import Office, Tenure

__all__ = ["Resolution", "resolve"]

# Bodies that every state has under these names: "Bangladesh Air Force" is the actor BGD/air-force.
_BODIES: Final = (
    "army", "navy", "air force", "armed forces", "military", "coast guard", "police", "parliament", "embassy",
    "supreme court", "national guard", "marines", "central bank", "defence forces", "defense forces",
    "general staff", "government", "senate", "consulate", "intelligence service", "border guard",
    "special forces", "presidential guard", "high court", "constitutional court", "house of representatives",
    "house of commons", "house of lords", "chamber of deputies", "federal police", "treasury", "royal family",
)  # fmt: skip
_COMMANDS: Final = frozenset({"Commander", "Commander in Chief", "Director", "Head", "Deputy Commander"})
_TOLD: Final = 3  # persons that a reason names
_LEADS: Final = frozenset({"head", "chief", "leader", "boss", "director", "chairman", "chairwoman"})


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
    registry = registry or _shipped()
    return _Reading(Phrase(phrase, context, registry), date, registry).resolve()


class _Reading:
    """The readings of one phrase, tried from the most telling to the least."""

    def __init__(self, phrase: Phrase, date: str | None, registry: Registry) -> None:
        self.phrase, self.date, self.registry = phrase, date, registry
        self.owner = phrase.owner

    def resolve(self) -> Resolution:
        found = (
            self._whole()
            or self._known()
            or self._private()
            or self._ministry()
            or self._person()
            or self._unnamed()
            or self._noun()
            or self._rest()
        )
        return found if found is not None else self._answer(reason=self._why_nobody())

    def _why_nobody(self) -> str:
        name = self.phrase.name
        listed = self.registry.people.ending(name) if len(name.split()) == 1 else []
        if not listed:
            return "nobody listed is named"
        if self.date is None:
            return f"a last name alone means somebody only with a date (--date), by office: {_told(listed)}"
        holding = [tenure for tenure in listed if covers(tenure, self.date)]
        if holding:
            return f"several listed {name!r} held an office on {self.date}: {_told(holding)}"
        return f"no listed {name!r} held an office on {self.date}: {_told(listed)}"

    def _answer(self, **values: Any) -> Resolution:
        return Resolution(phrase=self.phrase.text, **values)

    def _whole(self) -> Resolution | None:
        """The phrase is one listed name, up to an article."""
        hits = self.phrase.hits
        spans = [(h.start, h.end) for h in hits]
        if self.owner is None or self.phrase.left(*spans) or len({h.actor.country for h in hits}) > 1:
            return None
        named = min(hits, key=lambda h: h.form in STATE_FORMS)  # "Iraq's *Popular Mobilization Forces*"
        actor = named.actor
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value, country=actor.country, role=actor.role,
            reason=f"{named.form.value} {named.text!r}",
        )  # fmt: skip

    def _known(self) -> Resolution | None:
        """The phrase is the full name of a listed person, whatever its words mean: "John *Major*"."""
        words = self.phrase.text.split()
        if self.phrase.hits or len(words) < 2 or not all(w[:1].isupper() for w in (words[0], words[-1])):
            return None
        tenures = self.registry.holder(self.phrase.text)
        return self._tenured(tenures) if tenures else None

    def _private(self) -> Resolution | None:
        """A company, newspaper or party that speaks for nobody, or somebody of it: "a BBC reporter"."""
        found = self.registry.private(self.phrase.text)
        if found is None:
            return None
        actor, start, end = found
        if self.phrase.within_name(start, end):
            return None
        others = [h for h in self.phrase.hits if not start <= h.start < end]
        if any((h.actor.country or h.actor.id) != actor.country for h in others):
            return None
        rest = self.phrase.left((start, end), *((h.start, h.end) for h in others))
        if not rest:
            return self._answer(
                id=actor.id, name=actor.name, kind=actor.kind.value, country=actor.country, role=actor.role,
                reason=f"private body {self.phrase.text[start:end]!r}",
            )  # fmt: skip
        post, rank = self.phrase.offices
        name = self.phrase.name if not start <= self.phrase.text.find(self.phrase.name) < end else ""
        title, noun = post or rank, self.phrase.noun
        if title is None and noun is None and any(w[:1].isupper() for w in self.phrase.spelt(rest)):
            return None
        role = actor.role
        if title is not None and title.role != "GOV" and actor.role == "PTY":
            role = title.role  # "Republican Senator John McCain"
        elif (
            title is None and noun is not None and noun.role in {"LEG", "OPP", "CVL"} and actor.role == "PTY"
        ):
            role = noun.role if noun.role != "CVL" else "PTY"
        return self._answer(
            id=self.registry.person_id(actor.country or "", name) if name else None,
            name=name or self.phrase.text,
            kind="person", country=actor.country, role=role, reason=f"of the private body {actor.name!r}",
        )  # fmt: skip

    def _ministry(self) -> Resolution | None:
        """ "Oman's Ministry of Defence", "the US Treasury Department": as the minister is called."""
        text = self.phrase.text
        kind = re.search(r"\b(?:ministry|ministries|department)\b", text, re.IGNORECASE)
        if self.owner is None or kind is None:
            return None
        if re.search(r"\bspokes|\bofficial|\bsource|\bspeaker|\bchief|\bhead\b", text, re.IGNORECASE):
            return None
        head = "secretary" if kind.group().lower() == "department" else "minister"
        swapped = re.sub(r"\b(?:ministry|department)\b", head, text, flags=re.IGNORECASE)
        for found in self.registry.find_titles(swapped):
            for post, body in (("Minister of ", "Ministry of "), ("Secretary of ", "Department of ")):
                if found.title.name.startswith(post) and found.title.kind == "office":
                    return self._body(body + found.title.name.removeprefix(post), "GOV", "a state's ministry")
        return None

    def _body(self, name: str, role: str, reason: str) -> Resolution:
        assert self.owner is not None
        country = self.phrase.country
        return self._answer(
            id=f"{country}/{slug(name)}", name=f"{name} of {self._state(country)}", kind="organization",
            country=country, role=role, reason=f"{reason}: {self.owner.text!r}",
        )  # fmt: skip

    def _state(self, country: str) -> str:
        actor = self.registry.get(country)
        return actor.name if actor else country

    # -- persons -------------------------------------------------------------------------------

    def _person(self) -> Resolution | None:
        name = self.phrase.name
        if not name:
            return None
        post, rank = self.phrase.offices
        tenures = self.registry.holder(name)
        if self.owner is not None and (post or rank or self.phrase.noun is not None or tenures):
            return self._stated(name, post, rank, tenures)
        if self.owner is not None:
            return None
        return self._listed(name, post)

    def _stated(self, name: str, post: Title | None, rank: Title | None, tenures: list[Tenure]) -> Resolution:
        """A named person with a state in the phrase."""
        assert self.owner is not None
        country = self.phrase.country
        known = [t for t in tenures if t.office.country == country]
        noun = self.phrase.noun
        private = (
            post is None and rank is None and noun is not None and noun.standing in {"private", "people"}
        )
        title = post or rank
        role = self._owners_role(self.phrase.title_role(title) if title else self.phrase.noun_role, title)
        office = self._office(post, country)
        if self.phrase.former and office is not None:
            office, role = None, "ELI"
        if office is None and known and role is None:
            return self._tenured(known)
        if not known and len(name.split()) == 1 and post is not None:  # "Israeli Prime Minister Netanyahu"
            named = [
                t for t in self.registry.titled(name, post.name, self.date) if t.office.country == country
            ]
            known = named if len({t.person for t in named}) == 1 else []
        return self._answer(
            id=known[0].person if known else self.registry.person_id(country, name),
            name=known[0].person_name if known and len(name.split()) == 1 else name,
            kind="person", country=country,
            role="CVL" if private and role is None else role, office=office.id if office else None,
            reason=("a private person of " if private else "named with ") + repr(self.owner.text),
        )  # fmt: skip

    def _owners_role(self, role: str | None, title: Title | None) -> str | None:
        """A group's leader is a rebel, an organisation's president no government."""
        assert self.owner is not None
        form, own = self.owner.form, self.owner.actor.role
        if form is Form.GROUP or (form is Form.ORGANIZATION and role == "GOV"):
            return own
        if form is Form.SERVICE and (title is None or title.kind in {"rank", "speaker"} or role == "GOV"):
            return own
        return role

    def _office(self, post: Title | None, country: str) -> Office | None:
        if post is None or post.kind != "office":
            return None
        if self.owner is not None and self.owner.form is Form.SERVICE and post.name in _COMMANDS:
            post = replace(post, name=f"{post.name} of the {self.owner.actor.name}")
            post = replace(post, slug=slug(post.name), role=self.owner.actor.role or post.role)
        return self.registry.office(post, country)

    def _listed(self, name: str, post: Title | None) -> Resolution | None:
        """A named person without a state in the phrase: only the listed tenures can tell."""
        words = name.split()
        if tenures := self.registry.holder(name):
            return self._tenured(tenures)
        if post is not None and (tenures := self.registry.titled(words[-1], post.name, self.date)):  # noqa: SIM102
            if len({t.person for t in tenures}) == 1:
                return self._tenured(tenures)
        if len(words) == 1 and self.date and (tenures := self.registry.named(name, self.date)):
            found = self._tenured(tenures)
            return replace(found, reason=f"the only listed {name!r} in office then: {found.reason}")
        role = post.role if post is not None else self.phrase.noun_role
        if role is not None:
            return self._answer(
                name=name, kind="person", role=role, reason="a person of no state that is told"
            )
        return None

    def _tenured(self, tenures: Sequence[Tenure]) -> Resolution:
        """A person of the tenures file: the office held on the date, none outside of the dates."""
        current = [t for t in tenures if self.date and t in self.registry.holder(t.person_name, self.date)]
        first = (current or list(tenures))[0]
        values: dict[str, Any] = {
            "id": first.person, "name": first.person_name, "kind": "person", "country": first.office.country
        }  # fmt: skip
        if current and not self.phrase.former:
            span = f"{first.start or '?'} to {first.end or 'now'}"
            return self._answer(
                **values, role=first.office.role, office=first.office.id,
                reason=f"{first.office.name} of {first.office.country}, {span} ({first.source})",
            )  # fmt: skip
        if self.phrase.former:
            return self._answer(**values, role="ELI", reason="called a former holder of an office")
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

    # -- nobody named --------------------------------------------------------------------------

    def _unnamed(self) -> Resolution | None:
        """ "Iran's president", "IRGC Navy commander": the office, and its holder where the date tells one."""
        post, rank = self.phrase.offices
        title = post or rank
        if self.owner is None or title is None or self.phrase.many:
            return None
        country = self.phrase.country
        office = self._office(post, country)
        role = self._owners_role(self.phrase.title_role(title), title)
        former = self.phrase.former
        if office and self.date and not former:
            held = self.registry.held(office.id, self.date)
            if len(held) == 1:
                return self._answer(
                    id=held[0].person, name=held[0].person_name, kind="person", country=country, role=role,
                    office=office.id, reason=f"{office.name} then ({held[0].source})",
                )  # fmt: skip
        shown = office or self.registry.office(title, country)
        return self._answer(
            id=shown.id, name=f"{shown.name} of {self._state(country)}", kind="person", country=country,
            role="ELI" if former else role, office=None if former or office is None else office.id,
            reason=f"title with {self.owner.text!r}",
        )  # fmt: skip

    def _noun(self) -> Resolution | None:
        """ "Iranian troops", "a Turkish journalist", "Bangladesh Air Force"."""
        noun = self.phrase.noun
        if self.owner is None or noun is None:
            return None
        actor, role = self.owner.actor, self.phrase.noun_role
        country = self.phrase.country
        lowered = fold(self.phrase.text)
        for body in sorted(_BODIES, key=len, reverse=True):
            if noun.lemma in {body, body.split()[-1]} and re.search(rf"\b{body}\b", lowered):
                return self._body(body.title(), role or noun.role, "a state's own body")
        if noun.standing in {"private", "people"} or role == "PTY":
            return self._answer(
                name=self.phrase.text, kind="organization" if noun.collective else "person",
                country=country, role=role,
                reason=f"{noun.standing}: {noun.lemma} of {self.owner.text!r}, who speaks for nobody",
            )  # fmt: skip
        organized = self.owner.form in {Form.SERVICE, Form.GROUP, Form.ORGANIZATION}
        if noun.lemma in _LEADS and (organized or self._heads(noun.lemma)):
            title = f"{noun.lemma.capitalize()} of the {actor.name}"
            return self._answer(
                id=f"{country}/{slug(title)}", name=title, kind="person", country=country,
                role=actor.role if organized else role, reason=f"{noun.lemma} of {self.owner.text!r}",
            )  # fmt: skip
        forces = self.owner.form is Form.ORGANIZATION and noun.standing == "force"
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value, country=country,
            role=actor.role if organized and not forces else role,
            reason=f"{noun.lemma} of {self.owner.text!r}",
        )  # fmt: skip

    def _heads(self, lemma: str) -> bool:
        """ "*head of the* Palestinian Authority"."""
        assert self.owner is not None
        before = self.phrase.text[: self.owner.start]
        return re.search(rf"\b{lemma} of (?:the )?$", before, re.IGNORECASE) is not None

    def _rest(self) -> Resolution | None:
        """A listed actor with words about it that nothing explains; without one, the role of the noun."""
        if self.owner is None:
            noun = self.phrase.noun
            if noun is None:
                return None
            return self._answer(
                name=self.phrase.text, kind="organization" if noun.collective else "person",
                role=self.phrase.noun_role, reason=f"{noun.lemma}, of no state that is told",
            )  # fmt: skip
        actor = self.owner.actor
        state = self.owner.form in STATE_FORMS
        return self._answer(
            id=actor.id, name=actor.name, kind=actor.kind.value if not state else ActorKind.STATE.value,
            country=actor.country, role=None if state else actor.role, reason=f"names {self.owner.text!r}",
        )  # fmt: skip


def _told(tenures: Sequence[Tenure]) -> str:
    """The first persons of these tenures, each with the first office, and how many more there are."""
    first: dict[str, Tenure] = {}
    for tenure in sorted(tenures, key=lambda t: (t.start or "", t.person)):
        first.setdefault(tenure.person, tenure)
    told = [
        f"{t.person_name} ({t.office.name} of {t.office.country}, {t.start or '?'} to {t.end or 'now'})"
        for t in list(first.values())[:_TOLD]
    ]
    return ", ".join(told) + (f" and {len(first) - _TOLD} more" if len(first) > _TOLD else "")
