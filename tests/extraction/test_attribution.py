"""Who says so, read off trees written by hand; a word in capitals stands for the state that it names."""

from __future__ import annotations

import pytest
from kg.extraction.attribution import Attribution
from kg.extraction.frames import Lexicon
from kg.extraction.lexicon_records import MatrixVerb, SpeechVerb
from kg.extraction.scene import Quote
from kg.extraction.status import StatusReader
from kg.model import Status

from made_scenes import referent, scene_of

_SAY = {
    word: (SpeechVerb(lemmas=(word,), origin="test", kind=kind),)
    for word, kind in (
        ("say", "say"), ("accuse", "say"), ("report", "say"), ("urge", "ask"), ("deny", "deny"), ("hope", "ask"),
    )
}  # fmt: skip
_WISH = {
    word: (MatrixVerb(lemmas=(word,), origin="test", of=frozenset({"to", "for", "object"}), status=mode),)
    for word, mode in (("urge", Status.PROPOSED), ("hope", Status.PROPOSED), ("discuss", Status.PROPOSED))
}
LEXICON = Lexicon(speech=_SAY, matrix=_WISH)


def speaker(spec: str, token: int, *, headline: bool = False, quotes: tuple[Quote, ...] = ()) -> str | None:
    """The country of the speaker of a token of one sentence."""
    scene = scene_of(spec, headline=headline, quotes=quotes)
    reader = StatusReader(scene.tree, LEXICON)
    found = Attribution(scene, reader, lambda i: referent(scene.tree, i)).of(token)
    return found.country if found else None


@pytest.mark.parametrize(
    ("spec", "token", "expected"),
    [
        # the article's own verb
        ("OMAN/NNP/nsubj>1 praised/VBD/ROOT>1 IRAN/NNP/dobj>1", 1, None),
        # indirect speech, and the innermost of nested reports
        ("OMAN/NNP/nsubj>1 said/VBD/ROOT>1 IRAN/NNP/nsubj>3 attacked/VBD/ccomp>1", 3, "OMN"),
        ("OMAN/NNP/nsubj>1 said/VBD/ROOT>1 QATAR/NNP/nsubj>3 said/VBD/ccomp>1 "
         "IRAN/NNP/nsubj>5 attacked/VBD/ccomp>3", 5, "QAT"),
        # an accusation and a denial
        ("OMAN/NNP/nsubj>1 accused/VBD/ROOT>1 IRAN/NNP/dobj>1 of/IN/prep>1 arming/VBG/pcomp>3 rebels/NNS/dobj>4",
         4, "OMN"),
        ("OMAN/NNP/nsubj>1 denied/VBD/ROOT>1 having/VBG/aux>3 met/VBN/xcomp>1 IRAN/NNP/dobj>3", 3, "OMN"),
        # behind its report
        ("IRAN/NNP/nsubj>2 will/MD/aux>2 attack/VB/ROOT>2 ,/,/punct>2 OMAN/NNP/nsubj>5 reported/VBD/conj>2",
         2, "OMN"),
        # an agency passes on what another says
        ("IRAN/NNP/nsubj>1 attacked/VBD/ccomp>4 ,/,/punct>4 QATAR/NNP/nsubj>4 reported/VBD/ROOT>4 "
         "citing/VBG/advcl>4 OMAN/NNP/dobj>5", 1, "OMN"),
        # "according to" on a coordinated verb
        ("IRAN/NNP/nsubj>1 attacked/VBD/ROOT>1 and/CC/cc>1 fled/VBD/conj>1 ,/,/punct>1 according/VBG/prep>3 "
         "to/IN/prep>5 OMAN/NNP/pobj>6", 1, "OMN"),
        # whoever wishes, but not whoever talks about it, nor in a clause of its own
        ("OMAN/NNP/nsubj>1 urged/VBD/ROOT>1 talks/NNS/dobj>1", 2, "OMN"),
        ("OMAN/NNP/nsubj>1 discuss/VBD/ROOT>1 talks/NNS/dobj>1", 2, None),
        ("OMAN/NNP/nsubj>1 urged/VBD/ROOT>1 restraint/NN/dobj>1 while/IN/mark>5 IRAN/NNP/nsubj>5 "
         "attacked/VBD/advcl>1", 5, None),
    ],
)  # fmt: skip
def test_the_one_to_whom_the_words_around_the_trigger_belong_is_the_speaker(
    spec: str, token: int, expected: str | None
) -> None:
    assert speaker(spec, token) == expected


def test_whoever_opens_a_headline_before_a_colon_speaks() -> None:
    spec = "OMAN/NNP/dep>3 :/:/punct>3 IRAN/NNP/nsubj>3 attacked/VBD/ROOT>3"
    assert speaker(spec, 3, headline=True) == "OMN"
    assert speaker(spec, 3) is None


def test_a_long_report_before_a_short_clause_of_saying_is_its_report() -> None:
    spec = (
        "IRAN/NNP/nsubj>16 ,/,/punct>0 who/WP/nsubj>3 is/VBZ/relcl>0 on/IN/prep>3 a/DT/det>6 visit/NN/pobj>4 "
        ",/,/punct>0 called/VBD/acl>0 on/IN/prep>8 the/DT/det>11 king/NN/pobj>9 on/IN/prep>8 Tuesday/NNP/pobj>12 "
        ",/,/punct>0 OMAN/NNP/appos>0 said/VBD/ROOT>16"
    )
    assert speaker(spec, 8) == "OMN"


def test_a_quotation_belongs_to_whoever_stands_beside_it() -> None:
    spec = "\"/``/punct>2 IRAN/NNP/nsubj>2 attacked/VBD/ccomp>6 ,/,/punct>6 \"/''/punct>6 OMAN/NNP/nsubj>6 said/VBD/ROOT>6"
    assert speaker(spec, 2, quotes=(Quote(1, 3),)) == "OMN"
