"""Event classes as code sees them: the hierarchy, its codes and weights, and who uses it."""

from __future__ import annotations

import tomllib

import pytest
from kg import config
from kg.ontology import classes, relations

HIERARCHY = {
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
CLASSES = list(classes().values())


def test_the_hierarchy_is_that_of_the_design() -> None:
    found = {cls.name: cls.root for cls in CLASSES}
    wanted = {leaf: root for root, leaves in HIERARCHY.items() for leaf in (root, *leaves.split())}
    assert found == wanted


def test_ancestors_come_nearest_first() -> None:
    assert classes()["NavalExercise"].ancestors == ("JointExercise", "Cooperation")
    assert classes()["Cooperation"].ancestors == ()


def test_types_are_the_class_its_ancestors_its_quad_class_and_event() -> None:
    assert classes()["AirExercise"].types == (
        "AirExercise",
        "JointExercise",
        "Cooperation",
        "MaterialCooperation",
        "Event",
    )


def test_an_appeal_is_verbal_cooperation_though_a_request_is_verbal_conflict() -> None:
    assert classes()["Request"].quad == classes()["Demand"].quad == "VerbalConflict"
    assert classes()["Appeal"].quad == "VerbalCooperation"
    assert "VerbalConflict" not in classes()["Appeal"].types


def test_giving_way_in_words_is_verbal_though_a_concession_is_material() -> None:
    assert classes()["Concession"].quad == classes()["Release"].quad == "MaterialCooperation"
    assert classes()["Yielding"].quad == classes()["RestoredTies"].quad == "VerbalCooperation"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.name)
def test_the_weight_of_a_class_has_the_sign_of_its_quad_class(cls) -> None:
    assert -10 <= cls.intensity <= 10
    assert (cls.intensity > 0) == cls.quad.endswith("Cooperation")


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.name)
def test_a_class_founds_a_relation_that_lies_below_that_of_its_root(cls) -> None:
    assert classes()[cls.root].relation in (cls.relation, *cls.relation_ancestors)


def test_classes_whose_events_are_mutual_found_relations_both_ways() -> None:
    for cls in CLASSES:
        assert cls.symmetric == relations()[cls.relation].symmetric, cls.name


def test_a_port_call_is_a_visit_and_cooperation() -> None:
    assert classes()["PortCall"].relation_ancestors == ("visits", "cooperatesWith", "consultsWith")


def test_a_class_without_a_property_of_its_own_takes_that_of_the_nearest_ancestor() -> None:
    assert classes()["NavalExercise"].relation == "exercisesWith"
    assert classes()["Criticism"].relation == "criticises"


def test_the_cameo_code_of_a_class_is_of_the_category_that_plover_merged() -> None:
    """Two digits of CAMEO are one PLOVER category (08 and 16-19 are split or merged: see the notes)."""
    category = {
        "AGREE": {"03"},
        "CONSULT": {"04"},
        "SUPPORT": {"05"},
        "COOPERATE": {"06"},
        "AID": {"07"},
        "CONCEDE": {"08"},
        "RETREAT": {"08"},
        "REQUEST": {"02", "10"},
        "ACCUSE": {"11"},
        "REJECT": {"12"},
        "THREATEN": {"13"},
        "PROTEST": {"14"},
        "MOBILIZE": {"15"},
        "SANCTION": {"16"},
        "COERCE": {"17", "19"},
        "ASSAULT": {"18", "19"},
    }
    for cls in CLASSES:
        assert cls.cameo[:2] in category[cls.plover], cls.name


def test_every_class_that_a_frame_names_exists() -> None:
    files = sorted((config.ontologies() / "frames").glob("*.toml"))
    assert files
    for file in files:
        for key, rows in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if key in {"verb", "noun"}:
                for row in rows:
                    assert row["class"] in {"none", *classes()}, f"{file.name}: {row['lemmas']}"
