"""Title phrases before and after a name: "Iranian Defence Minister ...", "..., Pakistan's air chief,".

A phrase gives its holder a state (explicitly, or by assumption: the article's own), an office and the words
by which the text will call them again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.actors import homes

if TYPE_CHECKING:
    from kg.extraction.scene import Name, Scene

__all__ = [
    "HONORIFIC",
    "Described",
    "acronym",
    "apposition_after",
    "goes_on",
    "states_before",
    "title_before",
]

HONORIFIC = frozenset(
    "mr mrs ms miss dr sir lord lady sheikh shaikh prof professor honorable mr. mrs. ms. dr.".split()
)
_DEALING = frozenset({"to", "with", "against", "in", "at", "for", "on"})
# Who seeks an office does not hold it.
_SEEKING = frozenset({"candidate", "nominee", "contender", "hopeful", "challenger", "frontrunner"})
_WINDOW = 24  # tokens of a title phrase before a name; longer ones are lists, not titles


@dataclass(frozen=True, slots=True)
class Described:
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
        dealt_with = before >= first and tree.lower[before] in _DEALING
        if dealt_with and not any(titular(scene, k) for k in range(name.last + 1, past)):
            continue  # but "offered troops to *Lebanese* President X"
        return name
    return None


def title_before(scene: Scene, first: int) -> Described | None:
    """The title phrase that ends right before token ``first``."""
    tree = scene.tree
    i = first - 1
    if i >= 0 and tree.lower[i] in HONORIFIC:
        i -= 1
    comma = i >= 0 and tree.words[i] == ","
    if comma:
        i -= 1
    if i < 0 or tree.block[i] != tree.block[first] or not titular(scene, i):
        return None
    start = i
    while start - 1 >= 0 and first - start < _WINDOW and tree.block[start - 1] == tree.block[first]:
        if not goes_on(scene, start - 1):
            break
        start -= 1
    described = _described(scene, start, i + 1, 0.95 if not comma else 0.8)
    if described is not None and not described.explicit and start >= 2 and tree.words[start - 1] == ",":
        # "the Saudi Chief of General Staff, General X": a rank between the office and the name
        office = title_before(scene, start - 1) if start - 1 not in scene.titles else None
        if office is not None and office.explicit and not office.private:
            return replace(office, lemmas=office.lemmas | described.lemmas, last=i)
    return described


def titular(scene: Scene, i: int) -> bool:
    """A title word, "counterpart", or a noun for one who acts for a state."""
    tree = scene.tree
    if i in scene.titles:
        return True
    if tree.lemma[i] in ("counterpart", "colleague"):
        return True
    return tree.is_noun(i) and scene.registry.agent(tree.lemma[i]) is not None


def goes_on(scene: Scene, i: int) -> bool:
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


def acronym(scene: Scene, title: Described) -> str | None:
    """ "Chairman ... Committee (CJCSC) General X": the letters mean the holder from then on."""
    tree = scene.tree
    for i in range(title.first, title.last):
        if tree.words[i] == "(" and tree.words[i + 1].isupper() and len(tree.words[i + 1]) > 2:
            return tree.lower[i + 1]
    return None


def _described(scene: Scene, start: int, past: int, certainty: float) -> Described | None:
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
    if any(tree.lemma[i] in _SEEKING for i in range(start, past)):
        title, private = None, True  # "a candidate for president" is none yet
    country = name.actor.country if name else None
    if country is None:
        if private:
            return Described(None, None, role, lemmas, start, past - 1, certainty, True)
        country = (homes.of_title(title.name) if title else None) or scene.home
        certainty *= 0.7
    return Described(
        country, office.name if office else None, role, lemmas, start, past - 1, certainty, private,
        explicit=name is not None,
    )  # fmt: skip


def apposition_after(scene: Scene, last: int) -> Described | None:
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
    while tail < stop and (goes_on(scene, tail)):
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
        if scene.tree.is_noun(i) and titular(scene, i):
            return i + 1
        if not goes_on(scene, i) and scene.tree.tag[i] not in ("DT", "RB", "CD", "VBN", "VBG", "PRP$"):
            return None
    return None
