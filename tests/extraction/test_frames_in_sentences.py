"""Frames at work in whole sentences, parsed by the model: who does what to whom, and what is no event."""

from __future__ import annotations

import pytest
from kg.extraction import Extractor
from kg.model import Article

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def told(extractor: Extractor, text: str) -> set[tuple[str, str, str, str]]:
    """(class, source, target, status) of every mention, states in the order of their codes."""
    found = extractor.extract(Article(id="a", text=text)).mentions
    return {
        (
            m.type,
            "+".join(sorted(p.actor.country or "" for p in m.source)),
            "+".join(sorted(p.actor.country or "" for p in m.target)),
            m.status.value,
        )
        for m in found
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway said that Belarus must free the two sailors.", ("Demand", "NOR", "BLR", "occurred")),
        ("Kenya says Somalia has to honour the accord.", ("Demand", "KEN", "SOM", "occurred")),
        ("Japan stressed that China should explain the incident.", ("Request", "JPN", "CHN", "occurred")),
        (
            "Finland is willing to withdraw its troops from Mali.",
            ("TroopWithdrawal", "FIN", "MLI", "proposed"),
        ),
        ("Kuwait lifted its blockade of Qatar.", ("SanctionsRelief", "KWT", "QAT", "occurred")),
        ("Ethiopian jets bombed rebel positions in Somalia.", ("Strike", "ETH", "SOM", "occurred")),
        ("Chad has abducted up to 30 Sudanese soldiers.", ("Assault", "TCD", "SDN", "occurred")),
        (
            "Chinese hackers launched cyber attacks on Australian banks.",
            ("Coercion", "CHN", "AUS", "occurred"),
        ),
        ("Peru was critical of Bolivia.", ("Criticism", "PER", "BOL", "occurred")),
        # who denies the one and blames for the other says both
        (
            "Chad denied that its troops were in Sudan and accused Sudan of shelling a village.",
            ("Accusation", "TCD", "SDN", "occurred"),
        ),
        ("Norway suspected Russian involvement.", ("Accusation", "NOR", "RUS", "occurred")),
        ("Greece called the Libyan claim null and void.", ("Rejection", "GRC", "LBY", "occurred")),
        ("A Swedish jet entered Danish airspace.", ("Coercion", "SWE", "DNK", "occurred")),
        (
            "Chad condemned the intrusion of a Sudanese gunboat into Chadian waters.",
            ("Coercion", "SDN", "TCD", "occurred"),
        ),
        ("Senegal has two battalions on Gambian soil.", ("Deployment", "SEN", "GMB", "occurred")),
        (
            "Kenya sent troops to Somalia in support of the government.",
            ("MilitaryAid", "KEN", "SOM", "occurred"),
        ),
        ("Kenya sent troops to Somalia to train the police.", ("MilitaryAid", "KEN", "SOM", "occurred")),
        ("Fijian police went to Australia for training.", ("MilitaryTraining", "AUS", "FJI", "occurred")),
        ("Peru and Chile have yet to sign an accord.", ("Treaty", "PER", "CHL", "negated")),
        ("Malta tried to persuade Libya to free the crew.", ("Request", "MLT", "LBY", "occurred")),
        (
            "Ghana and Togo began coordinated patrols of their border.",
            ("BorderSecurityCooperation", "GHA", "TGO", "occurred"),
        ),
        ("Norway threatened to cut its aid to Uganda.", ("Threat", "NOR", "UGA", "occurred")),
        (
            "Oman invited Qatar and Bahrain to hold talks in Muscat.",
            ("Mediation", "OMN", "BHR+QAT", "proposed"),
        ),
        (
            "Norway completed the withdrawal of Norway from the European Union.",
            ("TreatyWithdrawal", "NOR", "EU", "occurred"),
        ),
        (
            "The pact that Norway signed with Peru and Chile is secret.",
            ("Treaty", "NOR", "CHL+PER", "occurred"),
        ),
        ("Brazil returned a stolen painting to Portugal.", ("Release", "BRA", "PRT", "occurred")),
        (
            "Israeli army bulldozers demolished Palestinian homes.",
            ("Coercion", "ISR", "PSE", "occurred"),
        ),
    ],
)
def test_a_sentence_tells_its_event(
    extractor: Extractor, text: str, event: tuple[str, str, str, str]
) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Germany said that they should stay at home.",
        "Italy said that Italy must save money.",
        "The Swedish minister returned a book to the Danish library.",
        "French bulldozers demolished a stadium in Lyon.",
    ],
)
def test_what_only_looks_like_a_frame_tells_nothing(extractor: Extractor, text: str) -> None:
    assert told(extractor, text) == set()
