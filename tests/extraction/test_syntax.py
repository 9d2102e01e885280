"""Logical roles under what grammar does to them; every tree is written by hand."""

from __future__ import annotations

from kg.extraction.phrases import governor, negated, see_through
from kg.extraction.syntax import clause

from made_trees import tree_of, words


def test_a_passive_clause_keeps_the_doer_as_subject() -> None:
    tree = tree_of("Oman/NNP/nsubjpass>2 was/VBD/auxpass>2 attacked/VBN/ROOT>2 by/IN/agent>2 Iran/NNP/pobj>3")
    roles = clause(tree, 2)
    assert words(tree, roles.subject) == ["Iran"]
    assert words(tree, roles.object) == ["Oman"]


def test_a_passive_without_agent_has_no_subject() -> None:
    tree = tree_of("Oman/NNP/nsubjpass>2 was/VBD/auxpass>2 attacked/VBN/ROOT>2")
    assert clause(tree, 2).subject == ()


def test_dative_shift_and_its_passive_name_the_same_recipient() -> None:
    shifted = tree_of("Iran/NNP/nsubj>1 gave/VBD/ROOT>1 Oman/NNP/dative>1 tanks/NNS/dobj>1")
    passive = tree_of("Oman/NNP/nsubjpass>2 was/VBD/auxpass>2 given/VBN/ROOT>2 tanks/NNS/dobj>2")
    assert words(shifted, clause(shifted, 1).recipient) == ["Oman"]
    assert words(passive, clause(passive, 2).recipient) == ["Oman"]
    assert words(passive, clause(passive, 2).object) == ["tanks"]


def test_the_object_of_urging_is_the_doer_of_what_is_urged() -> None:
    tree = tree_of(
        "France/NNP/nsubj>1 urged/VBD/ROOT>1 Iran/NNP/dobj>1 to/TO/aux>4 attack/VB/xcomp>1 Oman/NNP/dobj>4"
    )
    assert words(tree, clause(tree, 4).subject) == ["Iran"]


def test_a_gerund_after_accuse_of_is_done_by_the_accused_and_after_a_date_by_the_speaker() -> None:
    accused = tree_of(
        "France/NNP/nsubj>1 accused/VBD/ROOT>1 Iran/NNP/dobj>1 "
        "of/IN/prep>1 supplying/VBG/pcomp>3 tanks/NNS/dobj>4"
    )
    after = tree_of(
        "France/NNP/nsubj>1 met/VBD/ROOT>1 Iran/NNP/dobj>1 "
        "after/IN/prep>1 supplying/VBG/pcomp>3 tanks/NNS/dobj>4"
    )
    assert words(accused, clause(accused, 4).subject) == ["Iran"]
    assert words(after, clause(after, 4).subject) == ["France"]


def test_coordinated_verbs_share_their_subject_and_coordinated_arguments_are_all_there() -> None:
    tree = tree_of(
        "Iran/NNP/nsubj>3 and/CC/cc>0 Oman/NNP/conj>0 "
        "met/VBD/ROOT>3 and/CC/cc>3 signed/VBD/conj>3 pacts/NNS/dobj>5"
    )
    assert words(tree, clause(tree, 5).subject) == ["Iran", "Oman"]
    assert words(tree, clause(tree, 3).object) == []


def test_the_relative_pronoun_is_its_antecedent_as_subject_and_as_object() -> None:
    subject = tree_of(
        "Iran/NNP/nsubj>5 which/WDT/nsubj>2 attacked/VBD/relcl>0 Oman/NNP/dobj>2 ,/,/punct>0 met/VBD/ROOT>5"
    )
    gap = tree_of("drills/NNS/nsubj>4 that/WDT/dobj>3 Iran/NNP/nsubj>3 held/VBD/relcl>0 ended/VBD/ROOT>4")
    assert words(subject, clause(subject, 2).subject) == ["Iran"]
    assert words(gap, clause(gap, 3).object) == ["drills"]
    assert words(gap, clause(gap, 3).subject) == ["Iran"]


def test_a_participle_after_its_noun_is_passive() -> None:
    tree = tree_of("accord/NN/nsubj>4 signed/VBN/acl>0 by/IN/agent>1 Iran/NNP/pobj>2 ended/VBD/ROOT>4")
    roles = clause(tree, 1)
    assert roles.passive
    assert words(tree, roles.subject) == ["Iran"]
    assert words(tree, roles.object) == ["accord"]


def test_measure_nouns_are_seen_through() -> None:
    tree = tree_of(
        "Iran/NNP/nsubj>1 held/VBD/ROOT>1 a/DT/det>3 "
        "number/NN/dobj>1 of/IN/prep>3 joint/JJ/amod>6 exercises/NNS/pobj>4"
    )
    assert tree.words[see_through(tree, 3)] == "exercises"
    assert governor(tree, 6) == 1


def test_not_only_is_no_negation() -> None:
    plain = tree_of("Iran/NNP/nsubj>3 did/VBD/aux>3 not/RB/neg>3 meet/VB/ROOT>3 Oman/NNP/dobj>3")
    only = tree_of("Iran/NNP/nsubj>3 not/RB/neg>3 only/RB/advmod>3 met/VBD/ROOT>3 Oman/NNP/dobj>3")
    assert negated(plain, 3)
    assert not negated(only, 3)


def test_a_participle_behind_a_comma_after_a_thing_is_of_the_doer() -> None:
    tree = tree_of(
        "Oman/NNP/nsubj>1 rejected/VBD/ROOT>1 the/DT/det>3 claim/NN/dobj>1 ,/,/punct>3 "
        "calling/VBG/acl>3 it/PRP/dobj>5 false/JJ/oprd>5"
    )
    assert words(tree, clause(tree, 5).subject) == ["Oman"]


def test_a_participle_right_behind_a_noun_is_of_the_noun() -> None:
    tree = tree_of(
        "Oman/NNP/nsubj>1 met/VBD/ROOT>1 the/DT/det>3 crew/NN/dobj>1 flying/VBG/acl>3 it/PRP/dobj>4"
    )
    assert words(tree, clause(tree, 4).subject) == ["crew"]


def test_two_verbs_of_a_relative_clause_share_its_pronoun_as_their_object() -> None:
    tree = tree_of(
        "a/DT/det>1 plan/NN/ROOT>1 which/WDT/dobj>4 Iran/NNP/nsubj>4 backed/VBD/relcl>1 "
        "and/CC/cc>4 Oman/NNP/nsubj>7 refused/VBD/conj>4"
    )
    assert words(tree, clause(tree, 4).object) == ["plan"]
    assert words(tree, clause(tree, 7).object) == ["plan"]


def test_a_verb_that_only_follows_a_relative_clause_has_not_its_object() -> None:
    tree = tree_of(
        "a/DT/det>1 man/NN/ROOT>1 who/WP/nsubj>3 left/VBD/relcl>1 and/CC/cc>3 Oman/NNP/nsubj>6 refused/VBD/conj>3"
    )
    assert clause(tree, 6).object == ()


def test_a_company_named_behind_its_description_is_the_doer_and_not_bought() -> None:
    tree = tree_of(
        "The/DT/det>2 Omani/JJ/amod>2 builder/NN/ROOT>2 Nizwa/NNP/nsubj>4 bought/VBD/relcl>2 a/DT/det>6 yard/NN/dobj>4"
    )
    assert words(tree, clause(tree, 4).subject) == ["builder"]
    assert words(tree, clause(tree, 4).object) == ["yard"]


def test_what_carries_goods_is_seen_through_and_what_belongs_to_somebody_is_not() -> None:
    load = tree_of("six/CD/nummod>1 planes/NNS/ROOT>1 of/IN/prep>1 medicine/NN/pobj>2")
    owned = tree_of("six/CD/nummod>1 planes/NNS/ROOT>1 of/IN/prep>1 the/DT/det>4 army/NN/pobj>2")
    assert see_through(load, 1) == 3
    assert see_through(owned, 1) == 1
