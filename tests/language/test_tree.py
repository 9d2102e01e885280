"""Trees of documents that are built by hand: what a parser gets wrong again and again is mended."""

from __future__ import annotations

from kg.language.tree import Tree
from spacy.tokens import Doc
from spacy.vocab import Vocab


def test_a_past_tense_is_not_coordinated_with_a_participle_inside_a_report() -> None:
    """Iran said that two had been killed and asked Oman."""
    doc = Doc(
        Vocab(),
        words="Iran said that two had been killed and asked Oman".split(),
        tags="NNP VBD IN CD VBD VBN VBN CC VBD NNP".split(),
        pos="PROPN VERB SCONJ NUM AUX AUX VERB CCONJ VERB PROPN".split(),
        deps="nsubj ROOT mark nsubjpass aux auxpass ccomp cc conj dobj".split(),
        heads=[1, 1, 6, 6, 6, 6, 1, 6, 6, 8],
        lemmas="Iran say that two have be kill and ask Oman".split(),
    )
    tree = Tree.of([doc], [0])
    assert tree.head[8] == 1


def test_a_past_tense_stays_beside_another_past_tense() -> None:
    """Iran said that two fled and asked Oman."""
    doc = Doc(
        Vocab(),
        words="Iran said that two fled and asked Oman".split(),
        tags="NNP VBD IN CD VBD CC VBD NNP".split(),
        pos="PROPN VERB SCONJ NUM VERB CCONJ VERB PROPN".split(),
        deps="nsubj ROOT mark nsubj ccomp cc conj dobj".split(),
        heads=[1, 1, 4, 4, 1, 4, 4, 6],
        lemmas="Iran say that two flee and ask Oman".split(),
    )
    assert Tree.of([doc], [0]).head[6] == 4
