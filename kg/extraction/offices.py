"""What a text teaches of offices: that somebody holds one on its day, and the words that say so.

Only what is said is written: the state must be named with the title or follow from it, the holder must
be in office ("former", "then" and "-elect" are not), and a list of names is no apposition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.actors import Form, homes
from kg.actors.tenures import covers
from kg.model import Tenure

if TYPE_CHECKING:
    from kg.extraction.scene import Scene
    from kg.extraction.titling import Described

__all__ = ["told"]

_NOT_NOW: Final = frozenset(
    "former formerly ex late then ousted deposed erstwhile retired elect designate nominee candidate "
    "presumptive would-be onetime one-time sometime aspiring prospective".split()
)
_MANY: Final = ("NNS", "NNPS")
_OF_CITIES: Final = ("Mayor", "Governor", "Deputy Mayor", "Deputy Governor")
_SURE: Final = 0.7  # certainty; at most so much where only a holder of another day fits the title


def told(
    scene: Scene, first: int, last: int, described: Described, *, person: str, name: str
) -> Tenure | None:
    """The tenure that a title phrase states for the name on tokens [first, last]; None if it states none."""
    title = scene.registry.title(described.office) if described.office else None
    if title is None or described.country is None or described.private or scene.headline(first):
        return None
    own = homes.of_title(title.name) == described.country == scene.home
    if first == last or not (own or (described.explicit and described.certainty > _SURE)):
        return None
    start, end = min(described.first, first), max(described.last, last)
    apposed = described.first > last
    if _is_over(scene, start, end) or (apposed and not _one_person(scene, first, last, described)):
        return None
    if _of_a_city(scene, described) and not title.name.startswith(_OF_CITIES):
        return None
    office, day = scene.registry.office(title, described.country), scene.parsed.article.published
    if day and _contradicted(scene, name, office.id, day):
        return None
    return Tenure(
        person=person, person_name=name, office=office, seen=day, evidence=scene.mention(start, end, "office")
    )


def _contradicted(scene: Scene, name: str, office: str, day: str) -> bool:
    """Whether the person is listed in this office on other days, or somebody else on this one.

    Who is listed without an end may have left since the list was written, and contradicts nobody.
    """
    own = [t for t in scene.registry.holder(name) if t.office.id == office]
    if own:
        return not any(covers(t, day) for t in own)
    return any(t.end for t in scene.registry.held(office, day))


def _is_over(scene: Scene, first: int, last: int) -> bool:
    """Whether the phrase, or the word or two before it, says that the office is not held now."""
    tree = scene.tree
    before = [i for i in (first - 2, first - 1) if i >= 0 and tree.block[i] == tree.block[first]]
    return any(tree.lower[i] in _NOT_NOW for i in (*before, *range(first, last + 1)))


def _one_person(scene: Scene, first: int, last: int, described: Described) -> bool:
    """Whether an apposition follows a person's name and is about one: not "..., US presidents ..."."""
    tree = scene.tree
    heads = [i for i in range(described.first, described.last + 1) if i in scene.titles]
    many = any(tree.tag[_head(scene, scene.titles[i].first, scene.titles[i].last)] in _MANY for i in heads)
    after = max((scene.titles[i].last for i in heads), default=described.last) + 1  # another's name?
    listing = after < len(tree) and tree.tag[after] == "NNP" and after not in scene.names
    return not many and not listing and any(map(tree.is_person, range(first, last + 1)))


def _head(scene: Scene, first: int, last: int) -> int:
    """The word that a title is about: "*chief* of staff of the armed forces"."""
    of = next((i for i in range(first + 1, last + 1) if scene.tree.lower[i] == "of"), last + 1)
    return of - 1


def _of_a_city(scene: Scene, described: Described) -> bool:
    """Whether the title's state is told by one of its cities alone."""
    tokens = range(described.first, described.last + 1)
    forms = {scene.names[i].form for i in tokens if i in scene.names}
    return bool(forms) and forms <= {Form.CITY}
