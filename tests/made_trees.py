"""Trees written by hand, so that a test of the rules depends on no model.

    tree_of("Iran/NNP/nsubj>1 struck/VBD/ROOT>1 Oman/NNP/dobj>1")

One entry a token: word/tag/label>head; lemmas come from a small table or are the word in lower case.
"""

from __future__ import annotations

from kg.language.tree import Tree

_LEMMAS = {
    "was": "be", "is": "be", "were": "be", "been": "be",
    "has": "have", "had": "have", "met": "meet", "said": "say",
    "held": "hold", "drills": "drill", "talks": "talk", "urged": "urge", "signed": "sign", "denied": "deny",
    "accused": "accuse", "supplying": "supply", "visited": "visit", "attacked": "attack", "given": "give",
    "agreed": "agree", "cancelled": "cancel", "countries": "country", "sides": "side", "hopes": "hope",
    "exercises": "exercise", "warned": "warn", "called": "call", "refused": "refuse", "planned": "plan",
    "planes": "plane", "lies": "lie", "demanded": "demand", "claimed": "claim", "rejected": "reject",
    "dismissed": "dismiss", "hours": "hour", "reported": "report", "claims": "claim", "are": "be",
    "struck": "strike", "condemned": "condemn", "arming": "arm", "bombing": "bomb", "told": "tell", "knew": "know",
}  # fmt: skip
_POS = {
    "NN": "NOUN",
    "VB": "VERB",
    "JJ": "ADJ",
    "RB": "ADV",
    "PR": "PRON",
    "MD": "AUX",
    "IN": "ADP",
    "CD": "NUM",
}


def tree_of(spec: str) -> Tree:
    """The tree of one sentence."""
    entries = [entry.rsplit(">", 1) for entry in spec.split()]
    parts = [left.split("/") for left, _ in entries]
    words = [p[0] for p in parts]
    tags = [p[1] for p in parts]
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return Tree(
        words=words,
        lemma=[_LEMMAS.get(w.lower(), w.lower()) for w in words],
        pos=["PROPN" if t.startswith("NNP") else _POS.get(t[:2], "X") for t in tags],
        tag=tags,
        dep=[p[2] for p in parts],
        head=[int(head) for _, head in entries],
        start=starts,
        sent=[0] * len(words),
        block=[0] * len(words),
        person=frozenset(),
        place=frozenset(),
        morph_plural=frozenset(i for i, t in enumerate(tags) if t in ("NNS", "NNPS")),
    )


def words(tree: Tree, tokens: tuple[int, ...]) -> list[str]:
    """The words of some tokens."""
    return [tree.words[t] for t in tokens]
