"""Did it happen? Walk up the tree from the trigger and let each operator on the way have its say.

Operators are tense and modals, negation, matrix verbs, nouns and adjectives ("hope", "plan",
"ready"), light verbs ("cancel talks"), conditionals and purpose clauses, and verbs of denial. The
five statuses are PLOVER's auxiliary modes plus denial.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import VerbFrame
from kg.extraction.operators import Operators
from kg.extraction.phrases import negated
from kg.extraction.syntax import is_passive
from kg.model import Status

if TYPE_CHECKING:
    from kg.extraction.lexicon_records import MatrixVerb, NounFrame

__all__ = ["StatusReader", "combine"]

_PLANNED_MODALS = frozenset({"will", "shall", "'ll", "wo", "sha", "ll"})
_POSSIBLE_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca", "need"})
_CONDITIONAL = frozenset({"if", "unless", "provided", "should", "whether", "lest", "until", "once"})
_TEMPORAL = frozenset({"when", "before", "after", "until", "once", "while", "as"})
# A prepositional phrase that sets or brings about what the verb tells shares its future.
_SETTING = frozenset({"during", "at", "through", "via"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


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


@dataclass(eq=False)
class StatusReader(Operators):
    """Reads statuses off one tree with a lexicon of operators."""

    def of_frame(self, at: int, frame: VerbFrame | NounFrame) -> Status:
        """The status of what a frame's verb or noun (for a named one, the name's head) at ``at`` says."""
        if isinstance(frame, VerbFrame):
            above = self.tree.head[at]
            if frame.speech and self.tree.dep[at] == "xcomp" and self.tree.lemma[above] in ("try", "attempt"):
                return self.of_verb(above, frame.status)  # to try to press somebody is to press him
            status = self.of_verb(at, self._given(at, frame))
            # whoever says that he will stand by another does so by saying it
            vowed = frame.type == "DiplomaticSupport" and status is Status.PLANNED
            return Status.OCCURRED if vowed else status
        return self.of_noun(at, frame.status, said=frame.speech)

    def _given(self, verb: int, frame: VerbFrame) -> Status:
        """What is only offered or pledged is not given yet: "pledged a grant", "offered two frigates"."""
        promise = self.matrix(verb, "deed") if frame.root == "Aid" else None
        return frame.status if promise is None else combine(frame.status, promise.status)

    def of_verb(self, verb: int, base: Status = Status.OCCURRED) -> Status:
        """The status of what verb ``verb`` says, which by itself reads ``base``."""
        return self._climb(verb, combine(base, self._local(verb)))

    def of_noun(self, noun: int, base: Status = Status.OCCURRED, *, said: bool = False) -> Status:
        """The status of the happening that an event noun names.

        ``said``: the noun is a speech act, which was made even if it is rejected or denied.
        """
        tree = self.tree
        status = base
        if self._none(noun):
            return Status.NEGATED
        if said and self._answered(noun):
            return status
        for k in tree.kids[noun]:
            if tree.dep[k] in ("amod", "nmod", "compound") and (entry := self.describes(k)) is not None:
                status = combine(status, entry.status)
                if entry.status is Status.OCCURRED:  # "discussed the ongoing support": it goes on
                    outer = self._above_noun(noun, status)
                    return outer if outer in (Status.NEGATED, Status.DENIED) else status
        return self._above_noun(noun, combine(status, self._below_noun(noun)))

    def _none(self, noun: int) -> bool:
        """ "no agreement", "neither visit"."""
        tree = self.tree
        return any(tree.lower[k] == "no" for k in tree.kids[noun] if k < noun) or negated(tree, noun)

    def _answered(self, noun: int) -> bool:
        """ "rejected the demand", "denied Iran's accusations": a definite object of what is no light verb."""
        tree = self.tree
        verb = tree.head[noun]
        if tree.dep[noun] not in ("dobj", "nsubjpass") or not tree.is_verb(verb):
            return False
        light = self.light(verb, noun)
        definite = any(tree.dep[k] == "poss" or tree.lower[k] in _DEFINITE for k in tree.kids[noun])
        return definite and (light is None or light.status is not Status.OCCURRED)

    def _below_noun(self, noun: int) -> Status:
        """What a clause on the noun says of it: "talks scheduled for May", "drills to be held", "the visit
        that Iran cancelled"."""
        tree = self.tree
        for k in tree.kids[noun]:
            if k < noun or tree.dep[k] not in ("acl", "relcl", "amod"):
                continue
            if tree.tag[k] in ("VBN", "JJ") and (entry := self.describes(k)) is not None:
                return entry.status
            done_to = is_passive(tree, k) or (tree.dep[k] == "relcl" and tree.child(k, "dobj") is None)
            carries = self.light(k, noun) or self.matrix(k, "object")
            if not tree.is_verb(k) or not done_to or carries is None:
                continue
            future = Status.PLANNED if self._infinitive(k) else self._local(k)
            return combine(carries.status, future)
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
                matrix = self.matrix(above, tree.lower[head])
                if matrix is not None and tree.is_noun(above):
                    status = self._under(matrix, above, status)
                if tree.is_noun(above):
                    if matrix is None and tree.lower[head] != "of":
                        return status
                    i = above
                    continue
                if tree.is_verb(above) or tree.pos[above] in ("AUX", "ADJ"):
                    light = self.light(above, noun, tree.lower[head])
                    if matrix is not None:
                        return self._above_matrix(matrix, above, status)
                    if light is not None:
                        return self._carried(above, light.status, status)
                    return self._set(above, tree.lower[head], status)
                return status
            if dep in ("conj", "appos", "compound", "nmod", "amod") and tree.is_noun(head):
                if dep == "compound" and (matrix := self.matrix(head, "object", "of", "for")) is not None:
                    status = self._under(matrix, head, status)
                i = head
                continue
            if tree.is_verb(head) or tree.pos[head] == "AUX":
                return self._under_verb(noun, i, head, status)
            return status
        return status

    def _set(self, verb: int, prep: str, status: Status) -> Status:
        """ "will meet him during a visit": what sets a coming event is itself to come."""
        if prep not in _SETTING or not self.tree.is_verb(verb):
            return status
        outer = self.of_verb(verb)
        return combine(status, outer) if outer in (Status.PLANNED, Status.PROPOSED) else status

    def _under(self, matrix: MatrixVerb, at: int, status: Status) -> Status:
        """What stands under a matrix noun, which may be denied itself ("no plans for talks")."""
        if not self.tree.is_noun(at) or not self._none(at):
            return combine(status, matrix.status)
        return combine(status, matrix.negated or Status.NEGATED)

    def _carried(self, verb: int, carrier: Status, status: Status) -> Status:
        """Under a light or matrix verb; what was to undo it and was not done lets it stand."""
        if carrier is Status.NEGATED and self.of_verb(verb) is Status.NEGATED:
            return status
        return self.of_verb(verb, combine(status, carrier))

    def _above_matrix(self, matrix: MatrixVerb, verb: int, status: Status) -> Status:
        """Above a matrix verb or adjective under which all is read; its own negation may mean something
        else: "did not rule out talks"."""
        if matrix.negated is not None and self._negative(verb):
            left = combine(matrix.negated, self._local(verb, polarity=False))
            return self._climb(verb, combine(status, left))
        return self._carried(verb, matrix.status, status)

    def _under_verb(self, noun: int, i: int, verb: int, status: Status) -> Status:
        """``i`` is the noun, or what stands for it, right under the verb."""
        tree = self.tree
        dep = tree.dep[i]
        passive = tree.child(verb, "auxpass") is not None
        if dep in ("dobj", "nsubjpass", "oprd") or (dep == "nsubj" and passive):
            light, matrix = self.light(verb, i) or self.light(verb, noun), self.matrix(verb, "object")
            if matrix is not None and matrix.negated is not None and self._negative(verb):
                return self._above_matrix(matrix, verb, status)
            if light is not None or matrix is not None:
                return self._carried(verb, (light or matrix).status, status)  # type: ignore[union-attr]
            if self.speech_kind(verb) == "deny":
                return combine(status, Status.DENIED)
            return status
        if dep == "nsubj":
            for a in tree.children(verb, "acomp", "oprd"):
                if (entry := self.describes(a)) is not None:  # "an accord is possible"
                    status = combine(status, entry.status)
            outer = self.of_verb(verb)
            happens = tree.lemma[verb] == "be" or (
                self.light(verb, noun) is not None and tree.child(verb, "dobj") is None
            )
            return (
                status if outer in (Status.NEGATED, Status.DENIED) and not happens else combine(status, outer)
            )
        if dep == "attr":
            return combine(status, self.of_verb(verb)) if self._local(verb) is not Status.NEGATED else status
        return status

    def _infinitive(self, verb: int) -> bool:
        tree = self.tree
        return any(tree.lower[k] == "to" and tree.dep[k] == "aux" for k in tree.kids[verb])

    def _negative(self, verb: int) -> bool:
        return negated(self.tree, verb) or self._no_subject(verb)

    def _local(self, verb: int, *, polarity: bool = True) -> Status:
        """Tense, modals and negation on the verb itself; without its negation if not ``polarity``."""
        tree = self.tree
        auxiliaries = [k for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass")]
        words = {tree.lower[k] for k in auxiliaries}
        if polarity and self._negative(verb):
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
            if not any(e.negated for e in self.lexicon.matrix.get(tree.lemma[s], ()))  # "no date was set"
            for d in (s, *tree.kids[s])
        )

    def _reported(self, verb: int) -> bool:
        """ "said it would send": future in the past, as against "would send if"."""
        tree = self.tree
        marks = [tree.child(k, "mark") for k in tree.children(verb, "advcl")]
        if any(m is not None and tree.lower[m] in _CONDITIONAL for m in marks):
            return False
        i = verb
        while tree.dep[i] == "conj" and tree.head[i] != i:
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
                carried = tree.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is None
                own = not carried or tree.tag[i] in _FINITE
                if own and tree.dep[head] == "ROOT":
                    return status
                i = head
                continue
            if dep in ("acl", "relcl") and self._announces(i, head):
                return combine(status, Status.PLANNED)
            if dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "csubj"):
                status, done = self._complement(i, head, dep, status)
                if done:
                    return status
                i = head if dep != "pcomp" else tree.head[head]
                if tree.is_noun(i):
                    return self._above_noun(i, status)
                if dep in ("xcomp", "pcomp", "advcl"):
                    status = combine(status, self._local(i))
                continue
            return status
        return status

    def _announces(self, verb: int, noun: int) -> bool:
        """A headline's future that the parser hangs on its subject: "Jordan's King to Visit Brazil"."""
        tree = self.tree
        if not self._infinitive(verb) or tree.dep[noun] != "ROOT" or self.matrix(noun, "to") is not None:
            return False
        first, past = next((a, b) for a, b in tree.sentences if a <= verb < b)
        return not any(tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(first, past))

    def _complement(self, i: int, head: int, dep: str, status: Status) -> tuple[Status, bool]:
        """One step up through a complement; True where nothing further up can matter."""
        tree = self.tree
        infinitive = self._infinitive(i)
        if dep == "pcomp":
            above = tree.head[head]
            if self.speech_kind(above) == "deny":
                return combine(status, Status.DENIED), True
            matrix = self.matrix(above, tree.lower[head], "ing")
            if matrix is None:
                return self._set(above, tree.lower[head], status), True
            return self._step(matrix, above, status)
        if dep == "acl" and tree.tag[i] == "VBN" and tree.child(i, *_SUBJECTS, "mark", "aux") is None:
            return status, True  # "the deal signed by": what the noun is, not what it announces
        if dep == "advcl":
            mark = tree.child(i, "mark")
            if self._unreal(i, head):
                return combine(status, Status.NEGATED), True
            if mark is not None and tree.lower[mark] in _CONDITIONAL and not self._timed(i, head):
                return combine(status, Status.PROPOSED), True
            if not infinitive:
                return self._beside(i, head, status)
        if infinitive and is_passive(tree, head) and any(tree.lower[k] == "have" for k in tree.kids[i]):
            return status, False  # "is said to have sent them": what was
        link = "to" if infinitive else "ing" if tree.tag[i] == "VBG" else "that"
        kind = self.speech_kind(head)
        if kind == "deny" and dep in ("ccomp", "xcomp"):
            return combine(status, Status.DENIED), True
        if dep == "ccomp" and kind == "say" and link == "that" and tree.tag[i] != "VB":
            return status, True  # "told reporters that they met": a fact, unlike "suggested that they meet"
        matrix = self.matrix(head, link)
        purpose = infinitive and dep == "advcl"
        if matrix is not None and not (purpose and matrix.status is Status.OCCURRED and not self._past(head)):
            return self._step(matrix, head, status)
        if dep == "ccomp" and kind is not None:
            colour = {"promise": Status.PLANNED, "ask": Status.PROPOSED}.get(kind, Status.OCCURRED)
            if self._local(head) is Status.NEGATED and kind == "say":
                return status, True
            return combine(status, colour), True
        if infinitive and dep in ("advcl", "acl"):
            return combine(status, Status.PLANNED if purpose else Status.PROPOSED), purpose
        if infinitive and (tree.lemma[head] == "be" or tree.pos[head] == "AUX"):
            return combine(status, Status.PLANNED), False
        if infinitive and (tree.pos[head] == "ADJ" or tree.is_verb(head)):
            return combine(status, Status.PROPOSED), False
        return status, dep in ("advcl", "csubj")

    def _step(self, matrix: MatrixVerb, head: int, status: Status) -> tuple[Status, bool]:
        """Up to a matrix word, with what its own negation means."""
        if self.tree.is_noun(head):
            return self._under(matrix, head, status), False
        left = matrix.negated or (Status.OCCURRED if matrix.status is Status.NEGATED else None)
        if left is not None and self._negative(head):
            return combine(status, combine(left, self._local(head, polarity=False))), True
        return combine(status, matrix.status), False

    def _unreal(self, i: int, head: int) -> bool:
        """ "Had Iran attacked, Oman would have answered", "if Iran had attacked, ...": it did not."""
        tree = self.tree
        had = next((k for k in tree.kids[i] if tree.lower[k] == "had" and tree.dep[k] == "aux"), None)
        subject, mark = tree.child(i, *_SUBJECTS), tree.child(i, "mark")
        if had is None or subject is None or tree.tag[head][:2] != "VB":
            return False
        conditional = had < subject if mark is None else tree.lower[mark] == "if"
        return conditional and any(tree.lower[k] in ("would", "could") for k in tree.kids[head])

    def _timed(self, i: int, head: int) -> bool:
        """ "until", "once" before a past tense time what the main clause tells; they make no condition."""
        tree = self.tree
        mark = tree.child(i, "mark")
        return mark is not None and tree.lower[mark] in _TEMPORAL and self._past(i) and self._past(head)

    def _past(self, verb: int) -> bool:
        tree = self.tree
        return tree.tag[verb] == "VBD" or any(
            tree.tag[k] == "VBD" for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass")
        )

    def _beside(self, i: int, head: int, status: Status) -> tuple[Status, bool]:
        """A clause beside the main one; True unless it shares the future of that.

        So does a participle ("will tour Oman, meeting ...") and a present tense that is timed by it ("will
        sign it when she travels to Oman").
        """
        tree = self.tree
        participle = tree.tag[i] in ("VBG", "VBN") and tree.child(i, *_SUBJECTS) is None
        timed = tree.tag[i] in ("VBZ", "VBP") and any(
            tree.lower[k] in _TEMPORAL for k in tree.kids[i] if tree.dep[k] in ("mark", "advmod")
        )
        if not (participle or timed) or not tree.is_verb(head):
            return status, True
        return status, self._local(head) not in (Status.PLANNED, Status.PROPOSED)
