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
from kg.extraction.scene import Name, Person, Scene
from kg.language import dates
from kg.model import Actor, ActorKind, Tenure

__all__ = ["find", "home_of", "states_before"]

_PARTICLES = frozenset(
    "al el bin ibn bint de da di du del della van von der den la le abu ben dos al- el- -".split()
)
_HONORIFIC = frozenset("mr mrs ms miss dr sir lord lady sheikh shaikh prof mr. mrs. ms. dr.".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_WINDOW = 24  # tokens of a title phrase before a name; longer ones are lists, not titles


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int


def find(scene: Scene) -> None:
    """Fill ``scene.people`` and ``scene.tenures``; sets ``scene.home``."""
    scene.home = home_of(scene)
    _take_home(scene)
    runs = list(_runs(scene))
    body = [r for r in runs if not scene.headline(r.first)]
    heads = [r for r in runs if scene.headline(r.first)]
    known: dict[tuple[str, ...], Person] = {}
    for run in (*body, *heads):
        _read(scene, run, known)


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
        for hit in scene.registry.find(opening.place.text):
            if hit.actor.kind == ActorKind.STATE:
                return hit.actor.country
    named: Counter[str] = Counter()
    for i, span in scene.titles.items():
        if i == span.first and (code := homes.of_title(span.title.name)):
            named[code] += 1
    for i, name in scene.names.items():
        if i == name.head and name.form in (Form.SERVICE, Form.SEAT) and name.actor.country:
            named[name.actor.country] += 1
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
    if not word[0].isupper() or tree.lower[i] in _CALENDAR or tree.lower[i] in _HONORIFIC:
        return False
    name = scene.names.get(i)
    if name is not None and name.form != Form.PERSON:
        return False
    if i in scene.titles:
        return False
    if tree.pos[i] == "PROPN":
        return True
    return i in tree.person or (
        word[0].isupper() and word.endswith(".") and len(word) <= 3 and tree.pos[i] in ("PROPN", "NOUN")
    )


def _read(scene: Scene, run: _Run, known: dict[tuple[str, ...], Person]) -> None:
    tree = scene.tree
    words = tuple(w.lower() for w in tree.words[run.first : run.last + 1] if w != "-")
    title = _title_before(scene, run.first)
    after = None if title and title.explicit else _apposition_after(scene, run.last)
    if after and after.explicit:
        title = replace(after, lemmas=after.lemmas | (title.lemmas if title else frozenset()))
    honoured = run.first > 0 and tree.lower[run.first - 1] in _HONORIFIC
    if title and not title.explicit and title.office:
        title = _known_holder(scene, words, title)
    if (same := _lookup(words, known)) is not None:
        if title and title.certainty > same.certainty:
            same = _describe(scene, run, words, title)
            known[words] = same
        _place(scene, run, same)
        return
    firm = None if title or after else _firm_before(scene, run)
    if firm is not None:
        person = Person(name=_text(scene, run), actor=firm, titles=frozenset())
    elif title or after:
        person = _describe(scene, run, words, title or after)
    elif any(i in tree.person for i in range(run.first, run.last + 1)) or honoured:
        person = _listed(scene, run) or _unknown(scene, run)
    else:
        listed = _listed(scene, run) if run.last > run.first else None
        if listed is None:
            return
        person = listed
    if len(words) > 1 or person.actor.country:
        known.setdefault(words, person)
    if title and (short := _acronym(scene, title)):
        known.setdefault((short,), person)
    _place(scene, run, person)


def _known_holder(scene: Scene, words: tuple[str, ...], title: _Described) -> _Described:
    """ "Chancellor Merkel": a bare title is that of the listed holder of this last name."""
    holders = scene.registry.titled(words[-1], title.office or "", scene.parsed.article.published)
    countries = {t.office.country for t in holders}
    if len(countries) != 1:
        return title
    return replace(title, country=countries.pop(), certainty=0.9, explicit=True)


def _place(scene: Scene, run: _Run, person: Person) -> None:
    for i in range(run.first, run.last + 1):
        scene.people[i] = (person, run.first, run.last)


def _lookup(words: tuple[str, ...], known: dict[tuple[str, ...], Person]) -> Person | None:
    """A known person whose name holds these words in order, if only one does."""
    if words in known:
        return known[words]
    fits = {id(p): p for full, p in known.items() if _part_of(words, full)}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Last name, first names, or a run of both; never a lone initial."""
    if len(short) >= len(full) or not short:
        return False
    if all(len(w.strip(".")) < 2 for w in short):
        return False
    rest = iter(full)
    return all(any(w == f or (len(w) <= 2 and f.startswith(w.strip("."))) for f in rest) for w in short)


@dataclass(frozen=True, slots=True)
class _Described:
    country: str | None
    office: str | None
    role: str | None
    lemmas: frozenset[str]
    first: int
    last: int
    certainty: float
    private: bool = False
    explicit: bool = False


def states_before(scene: Scene, first: int, past: int) -> Name | None:
    """The registered name in tokens [first, past) that a title there belongs to.

    A name after "to", "with" or "against" is whom the holder deals with ("US Ambassador to Germany").
    """
    tree = scene.tree
    for i in range(past - 1, first - 1, -1):
        name = scene.names.get(i)
        if name is None or i != name.last:
            continue
        before = name.first - 1
        while before >= first and (tree.lower[before] in ("the", "a") or tree.pos[before] == "ADJ"):
            before -= 1
        if before >= first and tree.lower[before] in ("to", "with", "against", "in", "at", "for", "on"):
            continue
        return name
    return None


def _title_before(scene: Scene, first: int) -> _Described | None:
    """The title phrase that ends right before token ``first``."""
    tree = scene.tree
    i = first - 1
    if i >= 0 and tree.lower[i] in _HONORIFIC:
        i -= 1
    comma = i >= 0 and tree.words[i] == ","
    if comma:
        i -= 1
    if i < 0 or tree.block[i] != tree.block[first] or not _titular(scene, i):
        return None
    start = i
    while start - 1 >= 0 and first - start < _WINDOW and tree.block[start - 1] == tree.block[first]:
        if not _goes_on(scene, start - 1):
            break
        start -= 1
    return _described(scene, start, i + 1, 0.95 if not comma else 0.8)


def _titular(scene: Scene, i: int) -> bool:
    """A title word, "counterpart", or a noun for one who acts for a state."""
    tree = scene.tree
    if i in scene.titles:
        return True
    if tree.lemma[i] in ("counterpart", "colleague"):
        return True
    return tree.is_noun(i) and scene.registry.agent(tree.lemma[i]) is not None


def _goes_on(scene: Scene, i: int) -> bool:
    """Does a title phrase go on leftwards over token ``i``?"""
    tree = scene.tree
    if i in scene.titles or i in scene.names:
        return True
    word, tag = tree.lower[i], tree.tag[i]
    if word in ("of", "the", "'s", "'", "for", "to", "-", "&", "(", ")") or tag == "POS":
        return True
    if tag in ("NN", "NNP", "NNPS", "NNS", "JJ", "PRP$") or word in (
        "visiting",
        "acting",
        "outgoing",
        "retired",
    ):
        return i not in scene.people
    if word == "and":
        # inside one title ("Minister of Defence and Aviation"), never between two people
        return (
            i - 1 >= 0
            and i + 1 < len(tree)
            and i - 1 in scene.titles
            and scene.titles[i - 1] is scene.titles.get(i + 1)
        )
    return False


def _acronym(scene: Scene, title: _Described) -> str | None:
    """ "Chairman ... Committee (CJCSC) General X": the letters mean the holder from then on."""
    tree = scene.tree
    for i in range(title.first, title.last):
        if tree.words[i] == "(" and tree.words[i + 1].isupper() and len(tree.words[i + 1]) > 2:
            return tree.lower[i + 1]
    return None


def _described(scene: Scene, start: int, past: int, certainty: float) -> _Described | None:
    """Read tokens [start, past) as a title phrase."""
    tree = scene.tree
    spans = {scene.titles[i].first: scene.titles[i] for i in range(start, past) if i in scene.titles}
    lemmas = frozenset(tree.lemma[i] for i in range(start, past) if tree.is_noun(i) and i not in scene.names)
    name = states_before(scene, start, past)
    ordered = [spans[k] for k in sorted(spans)]
    office = next((s.title for s in ordered if s.title.kind == "office"), None)
    rank = next((s.title for s in ordered), None)
    agent = next(
        (
            a
            for i in range(past - 1, start - 1, -1)
            if tree.is_noun(i) and (a := scene.registry.agent(tree.lemma[i]))
        ),
        None,
    )
    title = office or rank
    role = title.role if title else (agent.role if agent else None)
    private = title is None and agent is not None and agent.standing in ("private", "people")
    country = name.actor.country if name else None
    if country is None:
        if private:
            return _Described(None, None, role, lemmas, start, past - 1, certainty, True)
        country = (homes.of_title(title.name) if title else None) or scene.home
        certainty *= 0.7
    return _Described(
        country, office.name if office else None, role, lemmas, start, past - 1, certainty, private,
        explicit=name is not None,
    )  # fmt: skip


def _apposition_after(scene: Scene, last: int) -> _Described | None:
    """The title phrase after a comma: "Sidhu, Pakistan's air chief," or "Sidhu, chief of ..."."""
    tree = scene.tree
    i = last + 1
    if i + 1 >= len(tree) or tree.words[i] not in (",", "("):
        return None
    end = i + 1
    while end < len(tree) and tree.block[end] == tree.block[last] and end - i < _WINDOW:
        if tree.words[end] in (",", ")", ".", ";", ":", '"') or (
            tree.is_verb(end) and tree.tag[end] in ("VBD", "VBZ", "VBP", "MD")
        ):
            break
        if end in scene.people:
            return None
        end += 1
    stop = min(
        (k for k in range(i + 1, end) if tree.lower[k] in ("who", "which", "after", "in", "on", "at")),
        default=end,
    )
    past = _last_title(scene, i + 1, stop)
    if past is None:
        return None
    # The holder's state may follow the title: "chief of staff of the Jordan Armed Forces".
    tail = past
    while tail < stop and (_goes_on(scene, tail)):
        tail += 1
    lead = tree.lower[i + 1]
    if lead in ("and", "or", "but", "while"):
        return None
    return _described(scene, i + 1, max(past, tail), 0.9)


def _last_title(scene: Scene, first: int, past: int) -> int | None:
    """One past the first title (or agent noun) in [first, past), if one begins the phrase."""
    for i in range(first, past):
        if i in scene.titles:
            return scene.titles[i].last + 1
        if scene.tree.is_noun(i) and _titular(scene, i):
            return i + 1
        if not _goes_on(scene, i) and scene.tree.tag[i] not in ("DT", "RB", "CD", "VBN", "VBG", "PRP$"):
            return None
    return None


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
        and _goes_on(scene, start - 1)
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


def _describe(scene: Scene, run: _Run, words: tuple[str, ...], described: _Described | None) -> Person:
    assert described is not None
    text = _text(scene, run)
    if described.country is None:
        return _unknown(scene, run)
    actor = Actor(
        id=scene.registry.person_id(described.country, text), name=text, kind=ActorKind.PERSON,
        country=described.country, role=described.role, private=described.private,
    )  # fmt: skip
    if described.office and not described.private and len(words) > 1 and not scene.headline(run.first):
        title = scene.registry.title(described.office)
        if title is not None:
            first, last = min(described.first, run.first), max(described.last, run.last)
            scene.tenures.append(
                Tenure(
                    person=actor.id, person_name=text, office=scene.registry.office(title, described.country),
                    seen=scene.parsed.article.published, evidence=scene.mention(first, last, "office"),
                )
            )  # fmt: skip
    return Person(
        name=text, actor=actor, office=described.office, titles=described.lemmas,
        certainty=described.certainty,
    )  # fmt: skip


def _listed(scene: Scene, run: _Run) -> Person | None:
    """A holder of a listed office, at the article's date."""
    text = _text(scene, run)
    if run.first == run.last:
        return None
    tenures = scene.registry.holder(text, scene.parsed.article.published)
    countries = {t.office.country for t in tenures}
    if len(countries) != 1:
        return None
    t = tenures[0]
    actor = Actor(
        id=scene.registry.person_id(t.office.country, text), name=text, kind=ActorKind.PERSON,
        country=t.office.country, role=t.office.role,
    )  # fmt: skip
    return Person(name=text, actor=actor, office=t.office.name, certainty=0.85)


def _unknown(scene: Scene, run: _Run) -> Person:
    text = _text(scene, run)
    actor = Actor(id=f"-/{text}", name=text, kind=ActorKind.PERSON, private=True)
    return Person(name=text, actor=actor, certainty=0.5)


def _text(scene: Scene, run: _Run) -> str:
    return " ".join(scene.mention(run.first, run.last).text.split())
