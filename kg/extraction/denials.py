"""Denials that name no event of their own: "a version which Chile *denies*", "it *denied* any shelling".

Who denies contradicts what another has told of him just before. That event is told once more, as
denied, at the verb of denial. Where a clause says what is denied ("denied that it had fired"), the
event in that clause is read as denied and nothing is added here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.phrases import see_through
from kg.extraction.syntax import clause
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.candidates import Candidate
    from kg.extraction.referents import Referents
    from kg.extraction.scene import Scene
    from kg.extraction.status import StatusReader

__all__ = ["Denials"]

_BACK = 2  # sentences back within which the allegation stands
_ANAPHORS = frozenset({"it", "this", "that", "them", "these", "which"})


@dataclass(eq=False)
class Denials:
    """Reads verbs of denial of one scene."""

    scene: Scene
    referents: Referents
    status: StatusReader

    def read(self, verb: int, told: Sequence[Candidate]) -> Candidate | None:
        """The event of ``told``, in text order, that verb ``verb`` denies."""
        tree = self.scene.tree
        if not tree.is_verb(verb) or self.status.speech_kind(verb) != "deny":
            return None
        c = clause(tree, verb)
        if c.complement is not None or self.status.of_verb(verb) is not Status.OCCURRED:
            return None
        deniers = {r.country for h in c.subject for r in self.referents.of(h)} - {None}
        heads = [see_through(tree, o) for o in c.object]
        if not deniers or not all(self._points_back(h) for h in heads):
            return None
        roots = {f.root for h in heads for f in self.status.lexicon.nouns.get(tree.lemma[h], ())}
        for event in reversed(told):
            if event.head >= verb or event.reason is not None:
                continue
            if tree.sent[verb] - tree.sent[event.head] > _BACK:
                return None
            alleged = event.status is Status.OCCURRED and not event.frame.speech
            ours = deniers & {r.country for r in event.source}
            if alleged and ours and (not roots or event.root in roots or self._claims(heads)):
                denied = replace(event, status=Status.DENIED, mechanism="denial")
                return replace(denied, head=verb, first=verb, last=verb, clause=verb)
        return None

    def _claims(self, heads: Sequence[int]) -> bool:
        return any((self.scene.tree.lemma[h],) in self.status.lexicon.words.get("claim", ()) for h in heads)

    def _points_back(self, head: int) -> bool:
        """A pronoun, a word for a claim without its content, or a bare event noun ("any shelling")."""
        tree = self.scene.tree
        if tree.lower[head] in _ANAPHORS:
            return True
        if any(tree.dep[k] in ("prep", "poss", "ccomp", "acl") for k in tree.kids[head]):
            return False
        return self._claims([head]) or tree.lemma[head] in self.status.lexicon.nouns
