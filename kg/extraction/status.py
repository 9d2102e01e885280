"""Did it happen? Walk up the tree from the trigger and let each operator on the way have its say.

Operators are tense and modals, negation, matrix verbs, nouns and adjectives ("hope", "plan",
"ready"), light verbs ("cancel talks"), conditionals and purpose clauses, and verbs of denial. The
five statuses are PLOVER's auxiliary modes plus denial.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import LightVerb, MatrixVerb, matches
from kg.extraction.syntax import negated
from kg.model import Status

if TYPE_CHECKING:
    from kg.extraction.frames import Lexicon
    from kg.language.tree import Tree

__all__ = ["StatusReader", "combine", "words_stand"]

_PLANNED_MODALS = frozenset({"will", "shall", "'ll", "wo", "sha", "ll"})
_POSSIBLE_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca", "need"})
_CONDITIONAL = frozenset({"if", "unless", "provided", "should", "whether", "lest", "until", "once"})
_ADJECTIVES = {
    **dict.fromkeys(
        "planned scheduled upcoming forthcoming future next coming impending imminent pending promised "
        "agreed intended preparatory looming".split(),
        Status.PLANNED,
    ),
    **dict.fromkeys(
        "possible potential proposed prospective hypothetical feasible likely suggested eventual desired "
        "requested".split(),
        Status.PROPOSED,
    ),
    **dict.fromkeys(
        "cancelled canceled failed aborted abortive scrapped shelved averted".split(),
        Status.NEGATED,
    ),
}
_HAPPEN = frozenset(
    "take happen occur begin start open resume go proceed come be hold convene kick continue".split()
)


def combine(inner: Status, outer: Status) -> Status:
    """The status of a happening that reads ``inner`` under an operator that reads ``outer``."""
    if outer is Status.OCCURRED or inner in (Status.DENIED,):
        return inner
    if outer is Status.DENIED:
        return Status.DENIED
    if inner is Status.NEGATED:
        return Status.NEGATED
    if outer is Status.NEGATED:
        return Status.NEGATED
    return Status.PROPOSED if Status.PROPOSED in (inner, outer) else Status.PLANNED


def words_stand(tree: Tree, verb: int, words: tuple[str, ...]) -> bool:
    """Do the further words of a lemma ("carry *out*", "take *part in*") stand with the verb?"""
    at = [verb]
    for word in words:
        found = next(
            (k for a in reversed(at) for k in tree.kids[a] if tree.lower[k] == word or tree.lemma[k] == word),
            None,
        )
        if found is None:
            return False
        at.append(found)
    return True


@dataclass(eq=False)
class StatusReader:
    """Reads statuses off one tree with a lexicon of operators."""

    tree: Tree
    lexicon: Lexicon

    def of_verb(self, verb: int, base: Status = Status.OCCURRED) -> Status:
        """The status of what verb ``verb`` says, which by itself reads ``base``."""
        return self._climb(verb, combine(base, self._local(verb)))

    def of_noun(self, noun: int, base: Status = Status.OCCURRED) -> Status:
        """The status of the happening that an event noun names."""
        tree = self.tree
        status = base
        kids = tree.kids[noun]
        if any(tree.lower[k] == "no" for k in kids if k < noun) or negated(tree, noun):
            return Status.NEGATED
        for k in kids:
            if tree.dep[k] in ("amod", "nmod", "compound") and tree.lower[k] in _ADJECTIVES:
                status = combine(status, _ADJECTIVES[tree.lower[k]])
        status = combine(status, self._future_participle(noun))
        return self._above_noun(noun, status)

    def _future_participle(self, noun: int) -> Status:
        """ "talks scheduled for May", "drills to be held", "a visit due next week"."""
        tree = self.tree
        for k in tree.kids[noun]:
            if tree.dep[k] in ("acl", "relcl", "amod") and k > noun:
                if tree.lemma[k] in ("schedule", "plan", "due", "slate", "set", "expect"):
                    return Status.PROPOSED if tree.lemma[k] == "expect" else Status.PLANNED
                if (
                    tree.dep[k] == "acl"
                    and tree.tag[k] == "VB"
                    and tree.lemma[k] in ("be", "hold", "take", "begin", "start")
                ):
                    return Status.PLANNED
        return Status.OCCURRED

    def _above_noun(self, noun: int, status: Status) -> Status:
        tree = self.tree
        i = noun
        for _ in range(10):
            dep, head = tree.dep[i], tree.head[i]
            if head == i:
                return status
            if dep in ("pobj", "pcomp"):
                prep, above = head, tree.head[head]
                while tree.dep[prep] == "prep" and tree.tag[above] in ("IN", "TO"):
                    prep, above = above, tree.head[above]
                matrix = self._matrix(above, tree.lower[head])
                if matrix is not None:
                    status = combine(status, matrix.status)
                if tree.is_noun(above):
                    if matrix is None and tree.lower[head] != "of":
                        return status
                    i = above
                    continue
                if tree.is_verb(above) or tree.pos[above] in ("AUX", "ADJ"):
                    light = self.light(above, noun)
                    if matrix is None and light is None:
                        return status
                    if light is not None:
                        status = combine(status, light.status)
                    return self.of_verb(above, status)
                return status
            if dep in ("conj", "appos", "compound", "nmod", "amod") and tree.is_noun(head):
                if dep == "compound" and self._matrix(head, "object") is not None:
                    status = combine(status, self._matrix(head, "object").status)  # type: ignore[union-attr]
                i = head
                continue
            if tree.is_verb(head) or tree.pos[head] == "AUX":
                return self._under_verb(noun, head, dep, status)
            return status
        return status

    def _under_verb(self, noun: int, verb: int, dep: str, status: Status) -> Status:
        tree = self.tree
        passive = tree.child(verb, "auxpass") is not None
        if dep in ("dobj", "nsubjpass", "oprd") or (dep == "nsubj" and passive):
            light, matrix = self.light(verb, noun), self._matrix(verb, "object")
            if light is not None:
                return self.of_verb(verb, combine(status, light.status))
            if matrix is not None:
                return self.of_verb(verb, combine(status, matrix.status))
            speech = self.speech_kind(verb)
            if speech == "deny":
                return combine(status, Status.DENIED)
            return status
        if dep == "nsubj":
            outer = self.of_verb(verb)
            if outer in (Status.NEGATED, Status.DENIED) and tree.lemma[verb] not in _HAPPEN:
                return status
            return combine(status, outer)
        if dep == "attr":
            return combine(status, self.of_verb(verb)) if self._local(verb) is not Status.NEGATED else status
        return status

    def light(self, verb: int, noun: int) -> LightVerb | None:
        """The light use of ``verb`` for an event noun, if it has one."""
        tree = self.tree
        before = [tree.lemma[k] for k in tree.kids[noun] if tree.dep[k] == "compound" and k < noun]
        for entry in self.lexicon.light.get(tree.lemma[verb], ()):
            if entry.object and not matches(entry.object, tree.lemma[noun], before):
                continue
            if entry.words and not words_stand(tree, verb, entry.words):
                continue
            if entry.prep and not any(
                tree.lower[p] in entry.prep for p in tree.children(verb, "prep", "prt", "agent")
            ):
                continue
            return entry
        return None

    def _matrix(self, i: int, link: str) -> MatrixVerb | None:
        """The matrix use of the word at ``i`` over a complement of kind ``link``."""
        tree = self.tree
        kind = "verb" if tree.is_verb(i) else "noun" if tree.is_noun(i) else "adj"
        for entry in self.lexicon.matrix.get(tree.lemma[i], ()):
            if entry.pos and entry.pos != kind:
                continue
            if link not in entry.of and entry.words[-1:] != (link,):
                continue
            if entry.words and not words_stand(tree, i, entry.words):
                continue
            return entry
        return None

    def speech_kind(self, verb: int) -> str | None:
        """``say``, ``deny``, ``promise``, ``ask``, or None for a verb that does not report."""
        for entry in self.lexicon.speech.get(self.tree.lemma[verb], ()):
            if not entry.words or words_stand(self.tree, verb, entry.words):
                return entry.kind
        return None

    def _local(self, verb: int) -> Status:
        """Tense, modals and negation on the verb itself."""
        tree = self.tree
        auxiliaries = [k for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass")]
        words = {tree.lower[k] for k in auxiliaries}
        if negated(tree, verb) or self._no_subject(verb):
            return Status.NEGATED
        if tree.dep[verb] == "ROOT" and "to" in words and tree.child(verb, "nsubj", "nsubjpass") is not None:
            return Status.PLANNED  # the headline's future: "U.S., Jordan to commence drills"
        modal = next((tree.lower[k] for k in auxiliaries if tree.tag[k] == "MD"), None)
        if modal in _PLANNED_MODALS:
            return Status.PLANNED
        if modal in _POSSIBLE_MODALS:
            return Status.PROPOSED
        if modal in ("would", "'d"):
            if words & {"have"}:
                return Status.NEGATED
            return Status.PLANNED if self._reported(verb) else Status.PROPOSED
        bare = not auxiliaries and tree.child(verb, "nsubj", "nsubjpass") is None
        if tree.dep[verb] == "conj" and bare and tree.tag[verb] in ("VB", "VBN", "VBG"):
            above = tree.head[verb]
            return self._local(above) if tree.is_verb(above) else Status.OCCURRED
        return Status.OCCURRED

    def _no_subject(self, verb: int) -> bool:
        """ "No agreement was signed", "Neither side met"."""
        tree = self.tree
        return any(
            tree.lower[d] in ("no", "neither") or tree.lower[s] in ("nobody", "none", "neither")
            for s in tree.children(verb, "nsubj", "nsubjpass", "dobj")
            for d in (s, *tree.kids[s])
        )

    def _reported(self, verb: int) -> bool:
        """ "said it would send": future in the past, as against "would send if"."""
        tree = self.tree
        marks = [tree.child(k, "mark") for k in tree.children(verb, "advcl")]
        if any(m is not None and tree.lower[m] in _CONDITIONAL for m in marks):
            return False
        i = verb
        while tree.dep[i] in ("conj",) and tree.head[i] != i:
            i = tree.head[i]
        head = tree.head[i]
        if tree.dep[i] == "ccomp" and self.speech_kind(head) in ("say", "promise"):
            return True
        return any(self.speech_kind(k) for k in tree.children(i, "parataxis", "ccomp"))

    def _climb(self, verb: int, status: Status) -> Status:
        tree = self.tree
        i = verb
        for _ in range(12):
            dep, head = tree.dep[i], tree.head[i]
            if head == i:
                return status
            if dep == "conj":
                own = tree.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is not None or tree.tag[i] in (
                    "VBD",
                    "VBZ",
                    "VBP",
                )
                if own and tree.dep[head] == "ROOT":
                    return status
                i = head
                continue
            if dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "csubj"):
                status, done = self._complement(i, head, dep, status)
                if done:
                    return status
                i = head if dep != "pcomp" else tree.head[head]
                if tree.is_noun(i):
                    return self._above_noun(i, status)
                status = combine(status, self._local(i)) if dep in ("xcomp", "pcomp") else status
                continue
            return status
        return status

    def _complement(self, i: int, head: int, dep: str, status: Status) -> tuple[Status, bool]:
        """One step up through a complement; True where nothing further up can matter."""
        tree = self.tree
        infinitive = any(tree.lower[k] == "to" and tree.dep[k] == "aux" for k in tree.kids[i])
        if dep == "pcomp":
            above = tree.head[head]
            matrix = self._matrix(above, tree.lower[head]) or self._matrix(above, "ing")
            return (combine(status, matrix.status), False) if matrix else (status, True)
        mark = tree.child(i, "mark")
        if dep == "advcl":
            if mark is not None and tree.lower[mark] in _CONDITIONAL:
                return combine(status, Status.PROPOSED), True
            if not infinitive:
                return status, tree.tag[i] not in ("VBG", "VBN")
        link = "to" if infinitive else "ing" if tree.tag[i] == "VBG" else "that"
        matrix = self._matrix(head, link)
        if matrix is not None:
            return combine(status, matrix.status), False
        kind = self.speech_kind(head)
        if dep == "ccomp" and kind is not None:
            colour = {"deny": Status.DENIED, "promise": Status.PLANNED, "ask": Status.PROPOSED}.get(
                kind, Status.OCCURRED
            )
            if self._local(head) is Status.NEGATED and kind == "say":
                return status, True
            return combine(status, colour), True
        if infinitive and dep in ("advcl", "acl"):
            return combine(status, Status.PLANNED if dep == "advcl" else Status.PROPOSED), dep == "advcl"
        if infinitive and (tree.lemma[head] == "be" or tree.pos[head] == "AUX"):
            return combine(status, Status.PLANNED), False
        if infinitive and (tree.pos[head] == "ADJ" or tree.is_verb(head)):
            return combine(status, Status.PROPOSED), False
        return status, dep in ("advcl", "csubj")
