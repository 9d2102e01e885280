"""Frame files -> lexicon: what is read, in what order it is tried, how words are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import FrameError
from kg.extraction.frames import fold, load, matches, specificity
from kg.extraction.lexicon_reading import SCHEMA, FrameFile, resolve
from kg.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extraction.frames import Lexicon


def overlay(folder: Path, text: str, name: str = "mine.toml") -> Lexicon:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load((path,))


def test_an_overlay_frame_comes_before_ours_even_if_it_is_more_general(tmp_path: Path) -> None:
    lexicon = overlay(tmp_path, '[[verb]]\nlemmas = ["impose"]\nclass = "Praise"\n')
    assert lexicon.verbs["impose"][0].type == "Praise"
    assert lexicon.verbs["impose"][0].root == "Support", "the root is known from ours"
    assert len(lexicon.verbs["impose"]) == len(load().verbs["impose"]) + 1


def test_an_overlay_named_like_one_of_ours_is_still_an_overlay(tmp_path: Path) -> None:
    lexicon = overlay(tmp_path, '[[verb]]\nlemmas = ["meet"]\nclass = "Praise"\n', name="consultation.toml")
    assert [f.type for f in lexicon.verbs["meet"]].index("Praise") == 0
    assert "Praise" not in [f.type for f in lexicon.verbs["meet"][1:]]


def test_a_word_class_of_an_overlay_replaces_ours(tmp_path: Path) -> None:
    lexicon = overlay(tmp_path, '[words]\nsanction = ["taboo"]\n')
    assert lexicon.words["sanction"] == {("taboo",)}
    assert any(("taboo",) in f.object for f in lexicon.verbs["impose"])


def test_classes_may_hold_classes_and_entries_of_several_words(tmp_path: Path) -> None:
    text = '[words]\ninner = ["fighter jet"]\nouter = ["@inner", "tank"]\n'
    assert overlay(tmp_path, text).words["outer"] == {("fighter", "jet"), ("tank",)}


def test_the_frame_with_more_conditions_is_tried_first_and_blocks_before_all(tmp_path: Path) -> None:
    text = """
        [[verb]]
        lemmas = ["zork"]
        class = "Praise"
        [[verb]]
        lemmas = ["zork"]
        class = "Criticism"
        object = ["policy"]
        [[verb]]
        lemmas = ["zork"]
        class = "Threat"
        object = ["policy"]
        prep = ["against"]
        [[verb]]
        lemmas = ["zork"]
        class = "none"
        particle = ["off"]
    """
    frames = overlay(tmp_path, text).verbs["zork"]
    assert [f.type for f in frames] == ["none", "Threat", "Criticism", "Praise"]
    assert frames[0].blocks
    assert not frames[1].blocks


def test_what_must_not_hold_does_not_make_a_frame_more_specific(tmp_path: Path) -> None:
    text = '[[verb]]\nlemmas = ["zork"]\nclass = "Praise"\nnot_object = ["tax", "law"]\n'
    assert specificity(overlay(tmp_path, text).verbs["zork"][0]) == 0


def test_lemmas_of_several_words_are_kept_under_their_head(tmp_path: Path) -> None:
    text = """
        [[verb]]
        lemmas = ["zork", "zork out", "take zork in"]
        class = "Praise"
        [[noun]]
        lemmas = ["grand zork"]
        class = "Praise"
    """
    lexicon = overlay(tmp_path, text)
    assert [f.words for f in lexicon.verbs["zork"]] == [("out",), ()]
    assert lexicon.verbs["take"][0].words == ("zork", "in")
    assert lexicon.nouns["zork"][0].words == ("grand",)


def test_a_bare_preposition_is_looked_for_on_the_object_too(tmp_path: Path) -> None:
    text = """
        [[verb]]
        lemmas = ["zork"]
        class = "Praise"
        target = ["with!", "object"]
        [[noun]]
        lemmas = ["zork"]
        class = "Praise"
        source = ["from"]
    """
    lexicon = overlay(tmp_path, text)
    assert lexicon.verbs["zork"][0].target == ("with!", "object.with!", "object")
    assert lexicon.nouns["zork"][0].source == ("from", "of.from")


def test_what_a_table_leaves_out_has_the_documented_default(tmp_path: Path) -> None:
    text = """
        [[verb]]
        lemmas = ["zork"]
        class = "Praise"
        [[light]]
        lemmas = ["zork"]
        [[speech]]
        lemmas = ["zork"]
    """
    lexicon = overlay(tmp_path, text)
    (verb,) = lexicon.verbs["zork"]
    assert (verb.source, verb.target, verb.status) == (("subject",), ("object",), Status.OCCURRED)
    assert (verb.reciprocal, verb.speech, verb.private) == (False, False, False)
    assert lexicon.light["zork"][0].subject == "source"
    assert lexicon.speech["zork"][0].kind == "say"


def test_a_frame_of_an_unknown_class_needs_a_root(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"mine\.toml, verb 1 \(line 1\): zork: the root class of 'Zorking'"):
        overlay(tmp_path, '[[verb]]\nlemmas = ["zork"]\nclass = "Zorking"\n')
    lexicon = overlay(tmp_path, '[[verb]]\nlemmas = ["zork"]\nclass = "Zorking"\nroot = "Aid"\n', "b.toml")
    assert lexicon.classes["Zorking"] == "Aid"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lemmas = [", "is not valid TOML"),
        ('[[verb]]\nclass = "Praise"\n', "needs lemmas"),
        ('[[verb]]\nlemmas = ["zork"]\n', "needs class"),
        ('[[verb]]\nlemmas = []\nclass = "Praise"\n', "lemmas must be a list of words that is not empty"),
        ('[[verb]]\nlemmas = ["a", "A"]\nclass = "Praise"\n', "lemmas name 'a' twice"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nobjekt = ["b"]\n', "has no key 'objekt'"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nobject = ["@nope"]\n', "@nope is not defined"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\ntarget = ["poss"]\n', "target has no slot 'poss'"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nstatus = "done"\n', "status must be one of"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nprep = ["yonder"]\n', "prep cannot hold 'yonder'"),
        ('[[verb]]\nlemmas = ["a"]\nclass = "Praise"\nspeech = "yes"\n', "speech must be true or false"),
        ('[[words]]\na = ["b"]\n', r"must be a table: write \[words\]"),
        ('[words]\na = ["@b"]\nb = ["@a"]\n', "contains itself: a -> b -> a"),
        ('[[verbs]]\nlemmas = ["a"]\n', "'verbs': is not a table of frames"),
        ("root = 3\n", "root: must be a class name"),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FrameError, match=f"mine.toml, .*{message}"):
        overlay(tmp_path, text)


def test_a_missing_file_is_a_frame_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"absent\.toml, file: cannot be read"):
        load((tmp_path / "absent.toml",))


_scalar = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_value = st.recursive(
    _scalar, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=4), v, max_size=3)
)
_keys = sorted({key for keys in SCHEMA.values() for key in keys} | {"zork"})
_table = st.dictionaries(st.sampled_from(_keys), _value, max_size=5)


@given(kind=st.sampled_from(sorted(SCHEMA)), table=_table, words=st.dictionaries(st.text(max_size=4), _value))
def test_any_values_give_records_or_problems_and_never_a_crash(
    kind: str, table: dict[str, object], words: dict[str, object]
) -> None:
    file = FrameFile(name="odd", root="Aid", words=words, tables=((kind, "here", 1, table),), problems=())
    _, records, problems = resolve([file])
    assert records or any(p.where == "here" for p in problems)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Recognize", "recognise"),
        ("organization", "organisation"),
        ("seize", "seize"),
        ("honor", "honour"),
        ("defense", "defence"),
        ("program", "programme"),
        ("cease-fire", "ceasefire"),
        ("co-operation", "cooperation"),
        ("travell", "travel"),
        ("fulfill", "fulfil"),
        ("toward", "towards"),
        ("maneuver", "manoeuvre"),
        ("Talks", "talk"),
        ("tall", "tall"),
    ],
)
def test_spellings_of_one_word_have_one_key(written: str, key: str) -> None:
    assert fold(written) == key


@given(st.text(max_size=24))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_a_phrase_matches_a_head_with_the_words_right_before_it() -> None:
    words = frozenset({("fighter", "jet"), ("tank",)})
    assert matches(words, "jet", ("new", "fighter"))
    assert matches(words, "tank", ("fighter",))
    assert not matches(words, "jet", ("fighter", "new"))
    assert not matches(words, "fighter")


def test_a_designation_stands_for_a_weapon_but_not_for_a_group_of_states() -> None:
    words = frozenset({("#",)})
    assert matches(words, fold("F-16"))
    assert matches(words, fold("S-400"))
    assert not matches(words, fold("G20"))
    assert not matches(words, "jet")
