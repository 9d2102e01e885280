"""Does the article vouch for it? What is only alleged: "accused of arming them", "allegedly", "said to have".

The mark of an evidential (Aikhenvald 2004: reported and hearsay evidentials), apart from the status, which
says what those who tell it say, and from the speaker, who may be unnamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.syntax import is_passive

if TYPE_CHECKING:
    from kg.extraction.candidates import Candidate
    from kg.extraction.operators import Operators

__all__ = ["Hearsay"]

_CLAUSAL = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
_OWN_SUBJECT = ("nsubj", "nsubjpass", "expl")
# Under these stands what somebody is accused of; under "over" and "after" what is there already.
_CHARGED = frozenset({"of", "for", "with"})
_STEPS = 12


@dataclass(eq=False)
class Hearsay:
    """Reads allegations off one tree."""

    operators: Operators

    def of(self, candidate: Candidate) -> bool:
        """Is what the candidate tells only alleged, by whomever?"""
        return any(
            self._alleged(i) for i in dict.fromkeys((candidate.head, candidate.clause)) if i is not None
        )

    def _alleged(self, i: int) -> bool:
        tree = self.operators.tree
        for _ in range(_STEPS):
            dep, above = tree.dep[i], tree.head[i]
            if self._doubted(i):
                return True
            if above == i or (dep == "conj" and tree.child(i, *_OWN_SUBJECT) is not None):
                return False
            if dep == "pobj":  # "accused Iran of attacks on Oman"
                return tree.lower[above] in _CHARGED and self._alleges(tree.head[above])
            if dep in _CLAUSAL:
                above = tree.head[above] if dep == "pcomp" else above
                if self._alleges(above) or self._supposed(i, above):
                    return True
            elif dep != "conj":
                return False
            i = above
        return False

    def _doubted(self, i: int) -> bool:
        """ "the *alleged* strike", "*reportedly* struck", "a *suspected* strike hit"."""
        tree = self.operators.tree
        lead = [k for k in tree.children(i, "nsubj") if tree.lemma[k] in self.operators.lexicon.nouns]
        return any(self._among("hearsay", k) for j in (i, *lead) for k in tree.children(j, "advmod", "amod"))

    def _alleges(self, i: int) -> bool:
        return self._among("allegation" if self.operators.tree.is_noun(i) else "alleging", i)

    def _supposed(self, i: int, above: int) -> bool:
        """ "is said to *have armed* them", as against "was told to arm them"."""
        tree = self.operators.tree
        raised = tree.dep[i] == "xcomp" and is_passive(tree, above) and self._among("supposing", above)
        return raised and any(tree.lemma[k] in ("have", "be") for k in tree.children(i, "aux", "auxpass"))

    def _among(self, words: str, i: int) -> bool:
        tree, entries = self.operators.tree, self.operators.lexicon.words[words]
        return (tree.lower[i],) in entries or (tree.lemma[i],) in entries
