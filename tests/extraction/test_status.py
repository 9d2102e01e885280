"""Whether it happened, read off trees written by hand with operators of a small lexicon."""

from __future__ import annotations

import pytest
from kg.extraction.frames import Lexicon
from kg.extraction.lexicon_records import LightVerb, MatrixVerb, SpeechVerb, VerbFrame
from kg.extraction.status import StatusReader, combine
from kg.model import Status

from made_trees import tree_of

LEXICON = Lexicon(
    light={
        "hold": (LightVerb(lemmas=("hold",), origin="test"),),
        "cancel": (LightVerb(lemmas=("cancel",), origin="test", status=Status.NEGATED),),
        "dismiss": (
            LightVerb(
                lemmas=("dismiss",), origin="test", object=frozenset({("claim",)}), status=Status.DENIED
            ),
        ),
        "reject": (LightVerb(lemmas=("reject",), origin="test", status=Status.NEGATED),),
    },
    matrix={
        "hope": (MatrixVerb(lemmas=("hope",), origin="test", status=Status.PROPOSED),),
        "agree": (MatrixVerb(lemmas=("agree",), origin="test", status=Status.PLANNED),),
        "refuse": (MatrixVerb(lemmas=("refuse",), origin="test", status=Status.NEGATED),),
        "call": (
            MatrixVerb(lemmas=("call for",), words=("for",), origin="test", of=frozenset({"for", "object"})),
        ),
        "fail": (MatrixVerb(lemmas=("fail",), origin="test", status=Status.NEGATED, pos="verb"),),
        "meet": (MatrixVerb(lemmas=("meet",), origin="test", status=Status.OCCURRED, pos="verb"),),
        "date": (
            MatrixVerb(
                lemmas=("date",),
                origin="test",
                status=Status.PLANNED,
                of=frozenset({"for"}),
                negated=Status.PLANNED,
                pos="noun",
            ),
        ),
        "exclude": (
            MatrixVerb(
                lemmas=("exclude",), origin="test", status=Status.NEGATED, negated=Status.PROPOSED, pos="verb"
            ),
        ),
        "told": (MatrixVerb(lemmas=("told",), origin="test", pos="verb"),),
        "pledge": (
            MatrixVerb(
                lemmas=("pledge",), origin="test", status=Status.PLANNED, of=frozenset({"deed"}), pos="verb"
            ),
        ),
        "plan": (MatrixVerb(lemmas=("plan",), origin="test", status=Status.PLANNED, of=frozenset({"for"})),),
        **{
            word: (MatrixVerb(lemmas=(word,), origin="test", status=mode, of=frozenset({"noun"}), pos="adj"),)
            for word, mode in (
                ("planned", Status.PLANNED),
                ("possible", Status.PROPOSED),
                ("ongoing", Status.OCCURRED),
            )
        },
    },
    speech={
        "say": (SpeechVerb(lemmas=("say",), origin="test"),),
        "told": (SpeechVerb(lemmas=("told",), origin="test"),),
        "deny": (SpeechVerb(lemmas=("deny",), origin="test", kind="deny"),),
    },
)


def status(spec: str, token: int) -> Status:
    tree = tree_of(spec)
    reader = StatusReader(tree, LEXICON)
    return reader.of_verb(token) if tree.is_verb(token) else reader.of_noun(token)


@pytest.mark.parametrize(
    ("spec", "token", "expected"),
    [
        ("Iran/NNP/nsubj>1 met/VBD/ROOT>1 Oman/NNP/dobj>1", 1, Status.OCCURRED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 meet/VB/ROOT>2 Oman/NNP/dobj>2", 2, Status.PLANNED),
        ("Iran/NNP/nsubj>2 may/MD/aux>2 meet/VB/ROOT>2 Oman/NNP/dobj>2", 2, Status.PROPOSED),
        ("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 meet/VB/ROOT>3 Oman/NNP/dobj>3", 3, Status.NEGATED),
        ("Iran/NNP/nsubj>1 hopes/VBZ/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1 Oman/NNP/dobj>3", 3, Status.PROPOSED),
        ("Iran/NNP/nsubj>1 agreed/VBD/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1 Oman/NNP/dobj>3", 3, Status.PLANNED),
        ("Iran/NNP/nsubj>1 refused/VBD/ROOT>1 "
         "to/TO/aux>3 meet/VB/xcomp>1 Oman/NNP/dobj>3", 3, Status.NEGATED),
        ("Iran/NNP/nsubj>1 denied/VBD/ROOT>1 "
         "that/IN/mark>4 it/PRP/nsubj>4 attacked/VBD/ccomp>1", 4, Status.DENIED),
        ("Iran/NNP/nsubj>1 said/VBD/ROOT>1 it/PRP/nsubj>4 would/MD/aux>4 meet/VB/ccomp>1", 4, Status.PLANNED),
        ("Iran/NNP/nsubj>3 would/MD/aux>3 have/VB/aux>3 met/VBN/ROOT>3 Oman/NNP/dobj>3", 3, Status.NEGATED),
        ("Iran/NNP/nsubj>1 acts/VBZ/ROOT>1 "
         "if/IN/mark>4 Oman/NNP/nsubj>4 attacked/VBD/advcl>1", 4, Status.PROPOSED),
        ("Iran/NNP/nsubj>1 denied/VBD/ROOT>1 having/VBG/aux>3 met/VBN/xcomp>1 Oman/NNP/dobj>3", 3, Status.DENIED),
        ("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 fail/VB/ROOT>3 "
         "to/TO/aux>5 meet/VB/xcomp>3 Oman/NNP/dobj>5", 5, Status.OCCURRED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 fail/VB/ROOT>2 "
         "to/TO/aux>4 meet/VB/xcomp>2 Oman/NNP/dobj>4", 4, Status.NEGATED),
        ("Iran/NNP/nsubj>1 told/VBD/ROOT>1 us/PRP/dobj>1 they/PRP/nsubj>4 met/VBD/ccomp>1", 4, Status.OCCURRED),
        ("Iran/NNP/nsubj>1 told/VBD/ROOT>1 Oman/NNP/dobj>1 to/TO/aux>4 meet/VB/xcomp>1", 4, Status.PROPOSED),
        ("King/NNP/ROOT>0 to/TO/aux>2 Visit/VB/relcl>0 Oman/NNP/dobj>2", 2, Status.PLANNED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 sign/VB/ROOT>2 it/PRP/dobj>2 when/WRB/advmod>6 "
         "he/PRP/nsubj>6 visits/VBZ/advcl>2 Oman/NNP/dobj>6", 6, Status.PLANNED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 tour/VB/ROOT>2 Oman/NNP/dobj>2 ,/,/punct>2 "
         "visiting/VBG/advcl>2 bases/NNS/dobj>5", 5, Status.PLANNED),
        ("Had/VBD/aux>2 Iran/NNP/nsubj>2 attacked/VBN/advcl>6 ,/,/punct>6 Oman/NNP/nsubj>6 would/MD/aux>6 "
         "help/VB/ROOT>6", 2, Status.NEGATED),
        ("Iran/NNP/nsubj>1 fail/VBD/ROOT>1 to/TO/aux>3 cancel/VB/xcomp>1 talks/NNS/dobj>3", 4, Status.OCCURRED),
        ("They/PRP/nsubj>1 met/VBD/ROOT>1 to/TO/aux>3 discuss/VB/advcl>1 trade/NN/dobj>3", 3, Status.OCCURRED),
        ("They/PRP/nsubj>2 will/MD/aux>2 meet/VB/ROOT>2 "
         "to/TO/aux>4 discuss/VB/advcl>2 trade/NN/dobj>4", 4, Status.PLANNED),
    ],
)  # fmt: skip
def test_operators_above_and_on_a_verb_decide(spec: str, token: int, expected: Status) -> None:
    assert status(spec, token) is expected


@pytest.mark.parametrize(
    ("spec", "token", "expected"),
    [
        ("Iran/NNP/nsubj>1 held/VBD/ROOT>1 talks/NNS/dobj>1", 2, Status.OCCURRED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 hold/VB/ROOT>2 talks/NNS/dobj>2", 3, Status.PLANNED),
        ("Iran/NNP/nsubj>1 cancelled/VBD/ROOT>1 talks/NNS/dobj>1", 2, Status.NEGATED),
        ("Iran/NNP/nsubj>1 called/VBD/ROOT>1 for/IN/prep>1 talks/NNS/pobj>2", 3, Status.PROPOSED),
        ("no/DT/det>1 talks/NNS/nsubjpass>3 were/VBD/auxpass>3 held/VBN/ROOT>3", 1, Status.NEGATED),
        ("Iran/NNP/nsubj>1 praised/VBD/ROOT>1 "
         "the/DT/det>4 planned/JJ/amod>4 talks/NNS/dobj>1", 4, Status.PLANNED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 praise/VB/ROOT>2 the/DT/det>4 talks/NNS/dobj>2", 4, Status.OCCURRED),
        ("the/DT/det>1 talks/NNS/nsubj>2 hold/VBD/ROOT>2 no/DT/det>4 promise/NN/dobj>2", 1, Status.OCCURRED),
        ("under/IN/prep>3 a/DT/det>2 pact/NN/pobj>0 cancel/VB/ROOT>3 it/PRP/dobj>3", 2, Status.OCCURRED),
        ("talks/NNS/nsubj>1 are/VBP/ROOT>1 possible/JJ/acomp>1", 0, Status.PROPOSED),
        ("Iran/NNP/nsubj>1 wants/VBZ/ROOT>1 ongoing/JJ/amod>3 talks/NNS/dobj>1", 3, Status.OCCURRED),
        ("no/DT/det>1 date/NN/nsubjpass>3 was/VBD/auxpass>3 set/VBN/ROOT>3 "
         "for/IN/prep>1 the/DT/det>6 talks/NNS/pobj>4", 6, Status.PLANNED),
        ("Iran/NNP/nsubj>1 has/VBZ/ROOT>1 no/DT/det>3 plan/NN/dobj>1 for/IN/prep>3 talks/NNS/pobj>4",
         5, Status.NEGATED),
        ("Iran/NNP/nsubj>1 praised/VBD/ROOT>1 the/DT/det>3 talks/NNS/dobj>1 "
         "cancelled/VBN/acl>3 by/IN/agent>4 Oman/NNP/pobj>5", 3, Status.NEGATED),
        ("Iran/NNP/nsubj>1 dismissed/VBD/ROOT>1 claims/NNS/dobj>1 of/IN/prep>2 talks/NNS/pobj>3",
         4, Status.DENIED),
        ("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 exclude/VB/ROOT>3 talks/NNS/dobj>3", 4, Status.PROPOSED),
        ("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 cancel/VB/ROOT>3 the/DT/det>5 talks/NNS/dobj>3",
         5, Status.OCCURRED),
        ("the/DT/det>1 deal/NN/nsubj>3 signed/VBN/acl>1 works/VBZ/ROOT>3", 1, Status.OCCURRED),
        ("Iran/NNP/nsubj>2 will/MD/aux>2 speak/VB/ROOT>2 during/IN/prep>2 talks/NNS/pobj>3", 4, Status.PLANNED),
    ],
)  # fmt: skip
def test_what_carries_an_event_noun_decides_and_what_judges_it_does_not(
    spec: str, token: int, expected: Status
) -> None:
    assert status(spec, token) is expected


def test_a_denial_outweighs_every_operator_below_and_a_proposal_a_plan() -> None:
    assert combine(Status.PLANNED, Status.DENIED) is Status.DENIED
    assert combine(Status.PLANNED, Status.PROPOSED) is Status.PROPOSED
    assert combine(Status.PROPOSED, Status.PLANNED) is Status.PROPOSED
    assert combine(Status.NEGATED, Status.PLANNED) is Status.NEGATED


def test_a_demand_that_is_rejected_was_made_all_the_same() -> None:
    tree = tree_of("Iran/NNP/nsubj>1 reject/VBD/ROOT>1 the/DT/det>3 demand/NN/dobj>1")
    reader = StatusReader(tree, LEXICON)
    assert reader.of_noun(3, said=True) is Status.OCCURRED
    assert reader.of_noun(3) is Status.NEGATED


@pytest.mark.parametrize(
    ("root", "type_", "verb", "expected"),
    [
        ("Aid", "EconomicAid", "pledge", Status.PLANNED),  # not given yet
        ("Support", "DiplomaticSupport", "pledge", Status.OCCURRED),
        ("Aid", "EconomicAid", "sign", Status.OCCURRED),
    ],
)
def test_what_is_pledged_is_not_given_yet(root: str, type_: str, verb: str, expected: Status) -> None:
    tree = tree_of(f"Iran/NNP/nsubj>1 {verb}/VBD/ROOT>1 aid/NN/dobj>1")
    frame = VerbFrame(lemmas=(verb,), type=type_, root=root, origin="test")
    assert StatusReader(tree, LEXICON).of_frame(1, frame) is expected


def test_whoever_says_that_he_will_stand_by_another_does_so_by_saying_it() -> None:
    tree = tree_of("Iran/NNP/nsubj>2 will/MD/aux>2 stand/VB/ROOT>2 by/IN/prep>2 Oman/NNP/pobj>3")
    vow = VerbFrame(lemmas=("stand by",), type="DiplomaticSupport", root="Support", origin="test")
    assert StatusReader(tree, LEXICON).of_frame(2, vow) is Status.OCCURRED
