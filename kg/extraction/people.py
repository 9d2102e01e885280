"""Tie the persons and firms of an article to their states, by title and apposition.

The body is read before the headlines, because it names people in full. A run of name words is a
person if a title stands before it, a title in apposition stands after it, the entity recogniser
says so, or it repeats part of a known name. The state is that of the title's modifier ("Iranian
Defence Minister ..."), of the office's complement ("president of Iran"), of the dated list of
office holders, or, for a bare title, the article's own ("Foreign Minister ..." in a wire of Ankara).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kg.actors import Form, homes
from kg.extraction import offices
from kg.extraction.respective import respective
from kg.extraction.scene import Person, Scene
from kg.extraction.titling import (
    HONORIFIC,
    Described,
    acronym,
    apposition_after,
    goes_on,
    states_before,
    title_before,
)
from kg.language import dates
from kg.language.calendar_expressions import CALENDAR
from kg.model import Actor, ActorKind

__all__ = ["find", "home_of"]

_PARTICLES = frozenset(
    "al el bin ibn bint de da di du del della van von der den la le abu ben dos al- el- -".split()
)
_PARTISAN = frozenset({"republican", "democrat", "democratic", "conservative", "liberal", "socialist"})


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int


class _Known:
    """The persons read so far by the words of their names."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, ...], Person] = {}
        self._holding: dict[str, list[tuple[str, ...]]] = {}  # word -> names that hold it

    def add(self, name: tuple[str, ...], person: Person) -> None:
        """A new name; one that is known keeps its person."""
        if name not in self._by_name:
            self.put(name, person)

    def put(self, name: tuple[str, ...], person: Person) -> None:
        """Whom a name means from now on."""
        if name not in self._by_name:
            for word in set(name):
                self._holding.setdefault(word, []).append(name)
        self._by_name[name] = person

    def find(self, words: tuple[str, ...]) -> Person | None:
        """The person called so, else the only one whose name holds these words in order."""
        if words in self._by_name:
            return self._by_name[words]
        # A word of more than two letters stands for itself; shorter ones may be initials.
        whole = next((w for w in words if len(w) > 2), None)
        names = self._by_name if whole is None else self._holding.get(whole, ())
        fits = {id(p): p for name in names if _part_of(words, name) and (p := self._by_name[name])}
        return next(iter(fits.values())) if len(fits) == 1 else None


def find(scene: Scene) -> None:
    """Fill ``scene.people`` and ``scene.tenures``; sets ``scene.home``."""
    scene.home = home_of(scene)
    _take_home(scene)
    runs = list(_runs(scene))
    body = [r for r in runs if not scene.headline(r.first)]
    heads = [r for r in runs if scene.headline(r.first)]
    known = _Known()
    ranked = respective(scene, [(r.first, r.last) for r in runs])
    for run in (*body, *heads):
        if _polity(scene, run):
            continue
        _read(scene, run, known, ranked.get(run.first))


def _take_home(scene: Scene) -> None:
    """Bodies that several states call by one name ("the Foreign Office") are those of the article's state."""
    if scene.home is None:
        return
    for i, name in list(scene.names.items()):
        if name.form == Form.SERVICE and homes.shared(name.hit.text, scene.home):
            actor = scene.registry.state(scene.home)
            scene.names[i] = replace(name, hit=replace(name.hit, actor=actor))


def home_of(scene: Scene) -> str | None:
    """The state an article is written from.

    Its agency's, else its dateline's, else that of the posts and services which only one state has.
    """
    text = scene.parsed.article.text
    opening = dates.dateline(text)
    if opening.agency and (code := homes.of_agency(opening.agency.text)):
        return code
    if opening.place:
        states = {
            h.actor.country
            for h in scene.registry.find(opening.place.text)
            if h.actor.kind == ActorKind.STATE
        }
        if len(states) == 1:  # "YEREVAN/BAKU" is at home in neither
            return states.pop()
    named: Counter[str] = Counter()
    present = Counter(
        n.actor.country for i, n in scene.names.items() if i == n.head and n.actor.kind == ActorKind.STATE
    )
    most = max(present.values(), default=0)
    for i, span in scene.titles.items():
        if i == span.first and (code := homes.of_title(span.title.name)) and code in present:
            named[code] += 1
    for i, name in scene.names.items():
        if i == name.head and name.form in (Form.SERVICE, Form.SEAT) and name.actor.country:
            named[name.actor.country] += 1
    # A post or body of a state that others outnumber is that of a guest.
    named = Counter({code: n for code, n in named.items() if present[code] == most})
    if named:
        return min(named, key=lambda code: (-named[code], code))
    return None


def _runs(scene: Scene) -> list[_Run]:
    """Maximal runs of words that can be a personal name."""
    tree = scene.tree
    out: list[_Run] = []
    i, n = 0, len(tree)
    while i < n:
        if not _name_word(scene, i):
            i += 1
            continue
        j = i
        while j + 1 < n and tree.block[j + 1] == tree.block[i]:
            if _name_word(scene, j + 1):
                j += 1
            elif (
                tree.lower[j + 1] in _PARTICLES
                and j + 2 < n
                and (
                    _name_word(scene, j + 2)
                    or (tree.lower[j + 2] in _PARTICLES and j + 3 < n and _name_word(scene, j + 3))
                )
                and tree.block[j + 2] == tree.block[i]
            ):
                j += 2
            else:
                break
        out.append(_Run(i, j))
        i = j + 1
    return out


def _name_word(scene: Scene, i: int) -> bool:
    tree = scene.tree
    word = tree.words[i]
    if not word[0].isupper() or tree.lower[i] in CALENDAR or tree.lower[i] in HONORIFIC:
        return False
    name = scene.names.get(i)
    if name is not None and name.form != Form.PERSON:
        return False
    if i in scene.titles:
        return False
    if tree.lower[i] in _PARTISAN and i + 1 < len(tree) and tree.pos[i + 1] == "PROPN":
        return False  # "Republican Larry Hogan"
    if tree.pos[i] == "PROPN":
        return True
    return i in tree.person or (
        word[0].isupper() and word.endswith(".") and len(word) <= 3 and tree.pos[i] in ("PROPN", "NOUN")
    )


def _polity(scene: Scene, run: _Run) -> bool:
    """ "the breakaway *Republic* of Nowhere": a word for a body is nobody's name."""
    i = run.first
    return (
        run.last == i and i not in scene.tree.person and scene.registry.agent(scene.tree.lower[i]) is not None
    )


def _read(scene: Scene, run: _Run, known: _Known, ranked: Described | None) -> None:
    tree = scene.tree
    words = tuple(w.lower() for w in tree.words[run.first : run.last + 1] if w != "-")
    title = ranked or title_before(scene, run.first)
    after = None if title and title.explicit else apposition_after(scene, run.last)
    if after and after.explicit:
        title = replace(after, lemmas=after.lemmas | (title.lemmas if title else frozenset()))
    if title and not title.explicit and (code := _employer(scene, title)):
        title = replace(title, country=code, certainty=0.9, explicit=True)
    if title and not title.explicit and (code := _state_after(scene, run)):
        title = replace(title, country=code, certainty=0.95, explicit=True)
    honoured = run.first > 0 and tree.lower[run.first - 1] in HONORIFIC
    if title and not title.explicit and title.office:
        title = _known_holder(scene, words, title)
    if (same := known.find(words)) is not None:
        if title and title.certainty > same.certainty:
            same = _describe(scene, run, title)
            known.put(words, same)
        _place(scene, run, same)
        return
    firm = None if title or after else _firm_before(scene, run)
    if firm is not None:
        person = Person(name=_text(scene, run), actor=firm, tie="title")
    elif title or after:
        person = _describe(scene, run, title or after)
    elif any(i in tree.person for i in range(run.first, run.last + 1)) or honoured:
        person = _listed(scene, run) or _unknown(scene, run)
    else:
        listed = _listed(scene, run)
        if listed is None or (run.last == run.first and not tree.is_person(run.first)):
            return
        person = listed
    if len(words) > 1 or person.actor.country:
        known.add(words, person)
    if title and (short := acronym(scene, title)):
        known.add((short,), person)
    _place(scene, run, person)


def _employer(scene: Scene, title: Described) -> str | None:
    """ "Chancellor X's *spokesperson*, Y": whoever works for a person works for that person's state."""
    tree = scene.tree
    mark = title.first if tree.tag[title.first] == "POS" else title.first - 1
    owner = scene.people.get(mark - 1) if mark > 0 and tree.tag[mark] == "POS" else None
    return owner[0].actor.country if owner is not None else None


def _state_after(scene: Scene, run: _Run) -> str | None:
    """ "President Arben Krasniqi of Kosovo", "Foreign Minister X from Oman"."""
    tree = scene.tree
    i = run.last + 1
    if tree.lower[i : i + 1] not in (("of",), ("from",)):
        return None
    i += 2 if tree.lower[i + 1 : i + 2] == ("the",) else 1
    name = scene.names.get(i)
    return name.actor.country if name is not None and name.form == Form.NAME else None


def _known_holder(scene: Scene, words: tuple[str, ...], title: Described) -> Described:
    """ "Chancellor Merkel": a bare title is that of the listed holder of this last name.

    Former holders keep their title: where nobody holds it on the day, any day will do.
    """
    days = (scene.parsed.article.published, None)
    for day, certainty in zip(days, (0.9, 0.7), strict=True):
        holders = scene.registry.titled(words[-1], title.office or "", day)
        countries = {t.office.country for t in holders}
        if len(countries) == 1:
            return replace(title, country=countries.pop(), certainty=certainty, explicit=True)
        if countries:
            break
    return title


def _place(scene: Scene, run: _Run, person: Person) -> None:
    for i in range(run.first, run.last + 1):
        scene.people[i] = (person, run.first, run.last)


def _part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Last name, first names, or a run of both; never a lone initial."""
    if len(short) >= len(full) or not short:
        return False
    if all(len(w.strip(".")) < 2 for w in short):
        return False
    rest = iter(full)
    return all(any(w == f or (len(w) <= 2 and f.startswith(w.strip("."))) for f in rest) for w in short)


def _firm_before(scene: Scene, run: _Run) -> Actor | None:
    """The state's body that a name belongs to: "Iranian airline Mahan Air"."""
    tree = scene.tree
    i = run.first - 1
    if i < 0 or tree.block[i] != tree.block[run.first] or i in scene.titles or not tree.is_noun(i):
        return None
    agent = scene.registry.agent(tree.lemma[i])
    if agent is None or agent.standing not in ("body", "force"):
        return None
    start = i
    while (
        start - 1 >= 0
        and tree.block[start - 1] == tree.block[i]
        and i - start < 6
        and goes_on(scene, start - 1)
    ):
        start -= 1
    name = states_before(scene, start, i + 1)
    if name is None or name.actor.country is None:
        return None
    text = _text(scene, run)
    return Actor(
        id=scene.registry.person_id(name.actor.country, text), name=text, kind=ActorKind.ORGANIZATION,
        country=name.actor.country, role=agent.role,
    )  # fmt: skip


def _describe(scene: Scene, run: _Run, described: Described | None) -> Person:
    assert described is not None
    text = _text(scene, run)
    if described.country is None:
        return _unknown(scene, run)
    actor = Actor(
        id=_identified(scene, text, described), name=text, kind=ActorKind.PERSON,
        country=described.country, role=described.role, private=described.private,
    )  # fmt: skip
    tenure = offices.told(scene, run.first, run.last, described, person=actor.id, name=text)
    if tenure is not None:
        scene.tenures.append(tenure)
    return Person(
        name=text, actor=actor, office=described.office, titles=described.lemmas,
        certainty=described.certainty, assumed=not described.explicit,
        tie=_tie(described, run), phrase=(described.first, described.last),
    )  # fmt: skip


def _tie(described: Described, run: _Run) -> str:
    if not described.explicit:
        return "home"
    return "title" if described.first < run.first else "apposition"


def _identified(scene: Scene, name: str, described: Described) -> str:
    """The id of a person with a state: of one last name, that of the listed holder of the office then."""
    country, date = described.country or "", scene.parsed.article.published
    if " " not in name and described.office and date:
        held = scene.registry.titled(name, described.office, date)
        persons = {t.person for t in held if t.office.country == country}
        if len(persons) == 1:
            return persons.pop()
    return scene.registry.person_id(country, name)


def _listed(scene: Scene, run: _Run) -> Person | None:
    """A holder of a listed office, at the article's date."""
    text = _text(scene, run)
    published = scene.parsed.article.published
    if run.first == run.last:  # "Putin": whose surname nobody else on the list has, while in office
        tenures = scene.registry.named(text, published) if published else []
    else:
        tenures = scene.registry.holder(text, published)
    countries = {t.office.country for t in tenures}
    if len(countries) != 1:
        return None
    t = tenures[0]
    actor = Actor(
        id=t.person, name=text, kind=ActorKind.PERSON,
        country=t.office.country, role=t.office.role,
    )  # fmt: skip
    return Person(name=text, actor=actor, office=t.office.name, certainty=0.85, tie="list")


def _unknown(scene: Scene, run: _Run) -> Person:
    text = _text(scene, run)
    actor = Actor(id=f"-/{text}", name=text, kind=ActorKind.PERSON, private=True)
    return Person(name=text, actor=actor, certainty=0.5)


def _text(scene: Scene, run: _Run) -> str:
    return " ".join(scene.mention(run.first, run.last).text.split())
