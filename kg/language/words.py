"""Parts of speech and lemmas, remembered by spelling, tag and label.

spaCy finds both for each token anew by some hundred patterns, at a fifth of the time of a parse. In the
English models they depend on the token's own spelling, tag and label alone, but for a few pairs of words
("as well"), which are looked for first; a text with such a pair goes through spaCy's own components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Token

__all__ = ["Words"]

_OWN = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})  # what a pattern may ask of a token
_KNOWN = frozenset({"tok2vec", "transformer", "tagger", "parser", "ner", "attribute_ruler", "lemmatizer"})
_MOST = 50_000  # words that are remembered before all are forgotten


class Words:
    """Asks the components of one pipeline that it stands for, each word once."""

    STANDS_FOR = ("attribute_ruler", "lemmatizer")

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = (nlp.get_pipe(name) for name in self.STANDS_FOR)
        self._pairs = Matcher(nlp.vocab)
        self._alone = AttributeRuler(nlp.vocab)  # the rules that look at one word
        for rule in self._ruler.patterns:  # type: ignore[attr-defined]
            if single := [pattern for pattern in rule["patterns"] if len(pattern) == 1]:
                self._alone.add(single, rule["attrs"], rule["index"])
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._pairs.add("pair", longer)
        self._seen: dict[tuple[int, int, int], tuple[str, str]] = {}

    @classmethod
    def of(cls, nlp: Language) -> Words | None:
        """For a pipeline whose patterns ask for nothing else of a token; None for any other."""
        if not set(nlp.pipe_names) <= _KNOWN or not set(cls.STANDS_FOR) <= set(nlp.pipe_names):
            return None
        rules = nlp.get_pipe("attribute_ruler").patterns  # type: ignore[attr-defined]
        asked = {key for rule in rules for pattern in rule["patterns"] for token in pattern for key in token}
        return cls(nlp) if asked <= _OWN else None

    def read(self, doc: Doc, tokens: Sequence[Token]) -> list[tuple[str, str]]:
        """(part of speech, lemma) of each token of a parsed doc."""
        if len(self._pairs) and self._pairs(doc, allow_missing=True):
            self._lemmatizer(self._ruler(doc))
            return [(token.pos_, token.lemma_) for token in tokens]
        if len(self._seen) > _MOST:
            self._seen.clear()
            self._lemmatizer.cache.clear()  # type: ignore[attr-defined]
        keys = [(token.orth, token.tag, token.dep) for token in tokens]
        if new := {key: token for key, token in zip(keys, tokens, strict=True) if key not in self._seen}:
            self._seen.update(zip(new, self._ask(list(new.values())), strict=True))
        return [self._seen[key] for key in keys]

    def _ask(self, tokens: Sequence[Token]) -> list[tuple[str, str]]:
        """What the components say of each token by itself."""
        heap = Doc(
            self._vocab, words=[t.text for t in tokens], tags=[t.tag_ for t in tokens],
            heads=list(range(len(tokens))), deps=[t.dep_ for t in tokens],
        )  # fmt: skip
        return [(t.pos_, t.lemma_) for t in self._lemmatizer(self._alone(heap))]
