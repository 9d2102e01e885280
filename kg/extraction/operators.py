"""What a word of the lexicon does to the happening under it: light, matrix, describing and speech words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon_records import LightVerb, MatrixVerb, matches

if TYPE_CHECKING:
    from kg.extraction.frames import Lexicon
    from kg.language.tree import Tree

__all__ = ["Operators", "words_stand"]


def words_stand(tree: Tree, verb: int, words: tuple[str, ...]) -> bool:
    """Do the further words of a lemma ("carry *out*", "take *part in*") stand with the verb?"""
    if words and words[0] not in tree.beside(verb):
        return False
    at = [verb]
    for word in words:
        found = next(
            (k for a in reversed(at) for k in tree.kids[a] if tree.lower[k] == word or tree.lemma[k] == word),
            None,
        )
        if found is None and tree.lower[verb + 1 : verb + 2] == (word,):
            found = verb + 1  # "set free six pilots", read as free pilots
        if found is None:
            return False
        at.append(found)
    return True


@dataclass(eq=False)
class Operators:
    """Looks the words of one tree up in a lexicon."""

    tree: Tree
    lexicon: Lexicon

    def light(self, verb: int, noun: int, under: str | None = None) -> LightVerb | None:
        """The light use of ``verb`` for an event noun, if it has one.

        ``under`` is the preposition that the noun stands under, where it stands under one.
        """
        tree = self.tree
        before = [tree.lemma[k] for k in tree.kids[noun] if tree.dep[k] == "compound" and k < noun]
        for entry in self.lexicon.light.get(tree.lemma[verb], ()):
            if entry.object and not matches(entry.object, tree.lemma[noun], before):
                continue
            if entry.words and not words_stand(tree, verb, entry.words):
                continue
            if under is not None and under not in entry.prep and entry.words[-1:] != (under,):
                continue
            if entry.prep and not any(
                tree.lower[p] in entry.prep for p in tree.children(verb, "prep", "prt", "agent")
            ):
                continue
            return entry
        return None

    def matrix(self, i: int, *links: str) -> MatrixVerb | None:
        """The matrix use of the word at ``i`` over a complement of one of the kinds ``links``."""
        tree = self.tree
        kind = "verb" if tree.is_verb(i) else "noun" if tree.is_noun(i) else "adj"
        for link in links:
            for entry in self.lexicon.matrix.get(tree.lemma[i], ()):
                if entry.pos and entry.pos != kind:
                    continue
                if link not in entry.of and entry.words[-1:] != (link,):
                    continue
                if entry.words and not words_stand(tree, i, entry.words):
                    continue
                return entry
        return None

    def describes(self, i: int) -> MatrixVerb | None:
        """What an adjective or participle says of the event noun that it describes: "*planned* talks".

        Found by its form, since the parser takes "planned" now for an adjective, now for a participle.
        """
        participle = self.tree.tag[i] in ("VBN", "JJ")
        for form in (self.tree.lower[i], *((self.tree.lemma[i],) if participle else ())):
            for entry in self.lexicon.matrix.get(form, ()):
                if "noun" in entry.of and entry.pos == "adj" and not entry.words:
                    return entry
        return None

    def speech_kind(self, verb: int) -> str | None:
        """``say``, ``deny``, ``promise``, ``ask``, or None for a verb that does not report."""
        for entry in self.lexicon.speech.get(self.tree.lemma[verb], ()):
            if not entry.words or words_stand(self.tree, verb, entry.words):
                return entry.kind
        return None
