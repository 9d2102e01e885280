"""The frames that ship: complete, reachable, and listed on the reference page."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extraction.frames import fold, load, matches, shipped
from kg.extraction.lexicon_check import check, covers
from kg.extraction.lexicon_reference import reference

CLASSES = {
    "Consultation": "Meeting Visit PhoneCall Negotiation Mediation StaffTalks",
    "Agreement": "Treaty DefenceAgreement MemorandumOfUnderstanding JointPlan",
    "Support": "Praise Endorsement Recognition DiplomaticSupport",
    "Request": "Demand Appeal",
    "Cooperation": "MilitaryCooperation JointExercise NavalExercise AirExercise LandExercise PortCall "
    "MilitaryTraining IntelligenceSharing TechnologyCooperation CoProduction JointOperation JointPatrol "
    "BorderSecurityCooperation EconomicCooperation Delegation",
    "Aid": "ArmsTransfer MilitaryAid EconomicAid HumanitarianAid Protection BaseAccess",
    "Concession": "SanctionsRelief TroopWithdrawal Ceasefire Release RestoredTies Yielding",
    "Accusation": "Criticism Dismissal",
    "Rejection": "Refusal Veto",
    "Threat": "Warning Ultimatum",
    "Protest": "DiplomaticProtest",
    "Sanction": "SanctionsImposed ArmsEmbargo ReducedTies Expulsion TreatyWithdrawal",
    "Mobilization": "Deployment Alert ShowOfForce",
    "Coercion": "Seizure Arrest Ban Blockade",
    "Assault": "Strike Clash Invasion ShootDown Killing",
}
LEAVES = {leaf: root for root, leaves in CLASSES.items() for leaf in leaves.split()}
# Nothing is a sanction, a concession or an accord that is none of their leaves.
NEVER_BARE = {"Sanction", "Concession", "Agreement"}
ALL = sorted(set(CLASSES) | set(LEAVES))


def test_the_linter_finds_nothing_in_what_ships() -> None:
    assert [str(problem) for problem in check(classes=ALL)] == []


@pytest.mark.parametrize("name", [name for name in ALL if name not in NEVER_BARE])
def test_every_class_is_evoked_by_at_least_two_lemmas(name: str) -> None:
    lexicon = load()
    lemmas = {
        lemma
        for by_lemma in (lexicon.verbs, lexicon.nouns)
        for lemma, group in by_lemma.items()
        if any(frame.type == name for frame in group)
    }
    assert len(lemmas) >= 2


def test_every_class_stands_under_the_root_of_the_design() -> None:
    for name, root in load().classes.items():
        assert root == LEAVES.get(name, name)


def test_there_is_one_file_for_each_root() -> None:
    names = {path.stem for path in shipped()}
    assert {root.lower() for root in CLASSES} <= names
    assert names - {root.lower() for root in CLASSES} == {"_senses", "light", "matrix", "speech", "words"}


@pytest.mark.parametrize(
    ("lemma", "head", "before"),
    [
        ("strike", "balance", ()),
        ("meet", "deadline", ()),
        ("hit", "headline", ()),
        ("sign", "bill", ()),
        ("release", "album", ()),
        ("claim", "sovereignty", ()),
        ("exercise", "restraint", ()),
        ("pay", "attention", ()),
        ("defend", "title", ()),
        ("call", "election", ("snap",)),
    ],
)
def test_a_set_phrase_evokes_nothing(lemma: str, head: str, before: tuple[str, ...]) -> None:
    frames = load().verbs[fold(lemma)]
    blocks = [f for f in frames if f.blocks and f.object and matches(f.object, head, before)]
    assert blocks
    assert all(not f.blocks for f in frames[len([f for f in frames if f.blocks]) :])


def test_every_use_that_evokes_nothing_has_a_condition_or_takes_the_word_out_altogether() -> None:
    lexicon = load()
    for by_lemma in (lexicon.verbs, lexicon.nouns):
        for group in by_lemma.values():
            for block in (f for f in group if f.blocks):
                assert not any(covers(block, f) and not f.blocks for f in group)


def test_the_reference_page_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "frames-reference.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "write it anew from kg.extraction.lexicon_reference"
    )
