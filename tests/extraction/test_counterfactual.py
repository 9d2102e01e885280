"""Which words decide, asked over trees written by hand."""

from __future__ import annotations

from kg.extraction.counterfactual import decisive, without
from kg.extraction.frames import Lexicon
from kg.extraction.lexicon_records import MatrixVerb
from kg.extraction.status import StatusReader
from kg.model import Status

from made_trees import tree_of

LEXICON = Lexicon(
    matrix={
        "hope": (MatrixVerb(lemmas=("hope",), origin="test", status=Status.PROPOSED),),
        "wish": (MatrixVerb(lemmas=("wish",), origin="test", status=Status.PROPOSED),),
    }
)


def deciding(spec: str, token: int) -> list[str]:
    tree = tree_of(spec)
    others = [i for i in range(len(tree)) if i != token]
    found = decisive(tree, others, lambda t: StatusReader(t, LEXICON).of_verb(token))
    return [tree.words[i] for i in found]


def test_a_modal_and_a_negation_each_decide_alone() -> None:
    assert deciding("Iran/NNP/nsubj>2 will/MD/aux>2 attack/VB/ROOT>2 Oman/NNP/dobj>2", 2) == ["will"]
    assert deciding("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 attack/VB/ROOT>3 Oman/NNP/dobj>3", 3) == [
        "not"
    ]


def test_where_nothing_colours_a_deed_no_word_decides() -> None:
    assert deciding("Iran/NNP/nsubj>1 attacked/VBD/ROOT>1 Oman/NNP/dobj>1 never/RB/dep>2", 1) == []


def test_words_that_would_each_do_are_found_together() -> None:
    spec = (
        "Iran/NNP/nsubj>1 hopes/VBZ/ROOT>1 to/TO/aux>3 wish/VB/xcomp>1 "
        "to/TO/aux>5 attack/VB/xcomp>3 Oman/NNP/dobj>5"
    )
    found = deciding(spec, 5)
    assert {"hopes", "wish"} <= set(found)
    assert "Oman" not in found
    assert "Iran" not in found


def test_a_word_made_unreadable_leaves_the_others_and_the_tree_as_they_were() -> None:
    tree = tree_of("Iran/NNP/nsubj>1 attacked/VBD/ROOT>1 Oman/NNP/dobj>1")
    tree.lower  # noqa: B018 - derived before: it must be derived anew
    masked = without(tree, (2,))
    assert masked.lower == ("iran", "attacked", "…")
    assert (masked.head, masked.kids) == (tree.head, tree.kids)
    assert tree.words[2] == "Oman"
