"""Which of two events of one clause stays, on trees and candidates made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.candidates import Candidate
from kg.extraction.denials import Denials
from kg.extraction.frames import Lexicon
from kg.extraction.lexicon_records import NounFrame, SpeechVerb, VerbFrame
from kg.extraction.settle import settle
from kg.extraction.status import StatusReader
from kg.model import Reason, Status

from made_scenes import referent, scene_of
from made_trees import tree_of

if TYPE_CHECKING:
    from kg.language.tree import Tree


def verb(lemma: str, type_: str, root: str, **more: object) -> VerbFrame:
    return VerbFrame(lemmas=(lemma,), type=type_, root=root, origin="test", **more)  # type: ignore[arg-type]


def noun(lemma: str, type_: str, root: str, **more: object) -> NounFrame:
    return NounFrame(lemmas=(lemma,), type=type_, root=root, origin="test", **more)  # type: ignore[arg-type]


def candidate(tree: Tree, frame: VerbFrame | NounFrame, head: int, clause: int, **more: object) -> Candidate:
    """Of the first two words in capitals."""
    named = [i for i in range(len(tree)) if referent(tree, i)]
    return Candidate(
        frame=frame, head=head, first=head, last=head, source=tuple(referent(tree, named[0])),
        target=tuple(referent(tree, named[1])), reciprocal=False, clause=clause, mechanism="clauses",
        **{"status": Status.OCCURRED, **more},  # type: ignore[arg-type]
    )  # fmt: skip


LIFTED = "IRAN/NNP/nsubj>1 lift/VBD/ROOT>1 the/DT/det>3 embargo/NN/dobj>1 on/IN/prep>3 OMAN/NNP/pobj>4"
LIFT = verb("lift", "SanctionsRelief", "Concession", object=frozenset({("embargo",)}))
EMBARGO = noun("embargo", "ArmsEmbargo", "Sanction")


def test_the_noun_that_a_verb_ends_is_no_second_event() -> None:
    tree = tree_of(LIFTED)
    lifted, embargo = settle(tree, [candidate(tree, LIFT, 1, 1), candidate(tree, EMBARGO, 3, 1)])
    assert lifted.reason is None
    assert embargo.reason is Reason.TOLD_ONCE


def test_what_is_ended_is_background_where_its_year_is_told() -> None:
    tree = tree_of(LIFTED + " of/IN/prep>3 2011/CD/pobj>6")
    _, embargo = settle(
        tree, [candidate(tree, LIFT, 1, 1), candidate(tree, EMBARGO, 3, 1, status=Status.NEGATED)]
    )
    assert (embargo.reason, embargo.status) == (None, Status.OCCURRED)


def test_another_pair_s_event_stays_beside_the_verb_that_ends_it() -> None:
    tree = tree_of(LIFTED)
    other = candidate(tree, EMBARGO, 3, 1)
    qatar = replace(referent(tree, 0)[0], actor=replace(referent(tree, 0)[0].actor, id="QAT", country="QAT"))
    _, embargo = settle(tree, [candidate(tree, LIFT, 1, 1), replace(other, source=(qatar,))])
    assert embargo.reason is None


def test_what_was_signed_is_of_the_kind_that_its_noun_says() -> None:
    tree = tree_of(
        "IRAN/NNP/nsubj>1 signed/VBD/ROOT>1 a/DT/det>3 pact/NN/dobj>1 with/IN/prep>1 OMAN/NNP/pobj>4"
    )
    sign, pact = verb("sign", "Treaty", "Agreement"), noun("pact", "DefenceAgreement", "Agreement")
    signed, dropped = settle(tree, [candidate(tree, sign, 1, 1), candidate(tree, pact, 3, 1)])
    assert (signed.reason, signed.type) == (None, "DefenceAgreement")
    assert dropped.reason is Reason.TOLD_ONCE


def test_what_is_refused_is_the_refusal() -> None:
    tree = tree_of(
        "IRAN/NNP/nsubj>1 refused/VBD/ROOT>1 to/TO/aux>3 release/VB/xcomp>1 men/NNS/dobj>3 of/IN/prep>4 OMAN/NNP/pobj>5"
    )
    refuse, release = verb("refuse", "Refusal", "Rejection"), verb("release", "Release", "Concession")
    refusal, released = settle(
        tree, [candidate(tree, refuse, 1, 1), candidate(tree, release, 3, 3, status=Status.NEGATED)]
    )
    assert refusal.reason is None
    assert released.reason is Reason.ONLY_ASKED


DENY = Lexicon(
    speech={"deny": (SpeechVerb(lemmas=("deny",), origin="test", kind="deny"),)},
    nouns={"shelling": (noun("shelling", "Strike", "Assault"),), "talk": (noun("talk", "Meeting", "Consultation"),)},
    words={"claim": frozenset({("report",)})},
)  # fmt: skip


def denied(spec: str, at: int) -> Candidate | None:
    """What the verb at ``at`` denies of an attack by the first state on the second."""
    scene = scene_of(spec)
    strike = candidate(scene.tree, verb("shell", "Strike", "Assault"), 1, 1)

    class Resolver:
        def of(self, i: int) -> list[object]:
            return list(referent(scene.tree, i))

    return Denials(scene, Resolver(), StatusReader(scene.tree, DENY)).read(at, [strike])  # type: ignore[arg-type]


SHELLED = "IRAN/NNP/nsubj>1 shell/VBD/ROOT>1 OMAN/NNP/dobj>1 "


def test_a_denial_without_content_tells_the_alleged_event_as_denied() -> None:
    for objects in ("it/PRP/dobj>4", "any/DT/det>6 shelling/NN/dobj>4", "the/DT/det>6 report/NN/dobj>4"):
        found = denied(f"{SHELLED} IRAN/NNP/nsubj>4 denied/VBD/conj>1 {objects}", 4)
        assert found is not None, objects
        assert (found.status, found.head, found.mechanism) == (Status.DENIED, 4, "denial")


def test_only_the_accused_deny_and_only_what_fits() -> None:
    assert denied(f"{SHELLED} OMAN/NNP/nsubj>4 denied/VBD/conj>1 it/PRP/dobj>4", 4) is None
    assert denied(f"{SHELLED} IRAN/NNP/nsubj>4 denied/VBD/conj>1 the/DT/det>6 talks/NNS/dobj>4", 4) is None
    assert denied(f"{SHELLED} IRAN/NNP/nsubj>4 denied/VBD/conj>1 that/IN/mark>6 fled/VBD/ccomp>4", 4) is None
