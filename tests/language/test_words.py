"""Parts of speech and lemmas that are remembered by word are those that spaCy finds for each token anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from kg.config import DEFAULT_MODEL
from kg.evaluation import load_gold
from kg.language import pipeline
from kg.language.words import Words
from spacy.tokens import Doc

GOLD = Path(__file__).parent.parent / "gold"


@pytest.mark.model
def test_words_are_read_as_spacys_own_components_read_them() -> None:
    ours, own = pipeline.load(), spacy.load(DEFAULT_MODEL)
    words = Words.of(ours)
    assert words is not None
    rare = "He did nt say nothin' of it, y' know; I gotta ask whether there's a\u3000\u3000plan.\n\n"
    texts = [rare, rare.upper(), *(article.text for article in load_gold(GOLD).articles)]
    for doc in ours.pipe(texts, disable=["ner", *Words.STANDS_FOR]):
        told = words.read(doc, list(doc))
        again = Doc(
            own.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
            tags=[t.tag_ for t in doc], heads=[t.head.i for t in doc], deps=[t.dep_ for t in doc],
        )  # fmt: skip
        for name in Words.STANDS_FOR:
            again = own.get_pipe(name)(again)
        assert told == [(t.pos_, t.lemma_) for t in again]
