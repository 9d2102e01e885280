"""Who is meant where a sentence does not say so in full: what texts tell, parsed by the model.

Each case is a text and an event that it tells, or one that it must not be taken to tell.
"""

from __future__ import annotations

import pytest
from kg.extraction import Extractor
from kg.model import Article

pytestmark = pytest.mark.model

Event = tuple[str, str, str]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def told(extractor: Extractor, text: str) -> set[Event]:
    """(class, states of the source, states of the target) of every mention; of reciprocal events in one order."""
    out = set()
    for m in extractor.extract(Article(id="a", text=text, published="2024-05-15")).mentions:
        source, target = (
            "+".join(sorted({p.actor.country or "" for p in side})) for side in (m.source, m.target)
        )
        if m.reciprocal:
            source, target = sorted((source, target))
        out.add((m.type, source, target))
    return out


# -- names, titles, appositions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # a title belongs to the adjective right before it, whatever stands before that
        ("Chad offered troops to Malian President Oumar Diakite.", ("MilitaryAid", "TCD", "MLI")),
        # an ally is whoever is named behind it
        ("Canada imposed sanctions on its NATO ally Hungary.", ("SanctionsImposed", "CAN", "HUN")),
        ("Serbia bought French Rafale jets.", ("ArmsTransfer", "FRA", "SRB")),
        # whoever speaks for a person speaks for that person's state
        (
            "Estonian President Arvo Tamm's spokesman, Jaan Kask, accused Belarus of theft.",
            ("Accusation", "EST", "BLR"),
        ),
        # what is done to a company of a state is done to the state
        ("Canada imposed sanctions on the Serbian airline Sava Wings.", ("SanctionsImposed", "CAN", "SRB")),
        # a surname that only one person in office has
        ("Macron arrived in Lima on Monday.", ("Visit", "FRA", "PER")),
    ],
)
def test_a_name_is_tied_to_its_state(extractor: Extractor, text: str, event: Event) -> None:
    assert event in told(extractor, text)


def test_ministers_of_a_list_belong_to_its_states_in_order(extractor: Extractor) -> None:
    text = (
        "The foreign ministers of Kenya and Malawi, Peter Odhiambo and Grace Phiri, met on Monday. "
        "Phiri then visited Tanzania."
    )
    events = told(extractor, text)
    assert ("Meeting", "KEN", "MWI") in events
    assert ("Visit", "MWI", "TZA") in events


def test_a_national_council_is_not_that_of_the_united_nations(extractor: Extractor) -> None:
    text = "Armenian Security Council Secretary Aram Petrosyan accused Azerbaijan of shelling villages."
    assert ("Accusation", "ARM", "AZE") in told(extractor, text)


# -- pronouns and plurals ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Ghana and Togo reopened their border on Monday. The two countries will hold joint patrols.",
            ("JointPatrol", "GHA", "TGO"),
        ),
        # crews are those of the force that was named as an object
        (
            "Japan handed over two boats to the Fijian navy in June and has been training their crews.",
            ("MilitaryTraining", "JPN", "FJI"),
        ),
        # a ship is meant by the pronoun below its clause
        (
            "The Indian navy frigate Trikand visited Oman on Monday. "
            "The ship is bound for Mombasa, where it will stay for a week before visiting Mauritius.",
            ("Visit", "IND", "MUS"),
        ),
        # of the border between two, nothing more need be said
        (
            "Chile and Peru exchanged fire on Monday. The Organization of American States offered to "
            "send observers to the border.",
            ("Protection", "OAS", "CHL+PER"),
        ),
    ],
)
def test_pronouns_and_plurals_repeat_who_was_named(extractor: Extractor, text: str, event: Event) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        # people of no state are nearer than the states of the sentence before
        (
            "Iran and Iraq signed an accord. The French envoy shot at tourists and killed them.",
            {"Killing"},
        ),
        # leaders that the phrase itself tells apart repeat nobody
        (
            "Iran and Iraq signed an accord. The Omani minister asked all the leaders of the world to pray.",
            {"Request"},
        ),
        # whose condolences they are says the subject
        (
            "Egypt praised Jordan. President Emmanuel Macron and Prime Minister Gabriel Attal each sent "
            "their condolences to Paris.",
            {"Praise"},
        ),
    ],
)
def test_pronouns_and_plurals_of_others_are_nobody_s(
    extractor: Extractor, text: str, never: set[str]
) -> None:
    first = text.partition(". ")[0] + "."
    assert not {e for e in told(extractor, text) - told(extractor, first) if e[0] in never}


def test_a_speaker_is_none_of_both_sides(extractor: Extractor) -> None:
    text = (
        "Sudan is at war with Chad. "
        '"I call on both sides to lay down their arms," Kenyan President William Ruto said.'
    )
    assert not {e for e in told(extractor, text) if e[0] == "Ceasefire" and "KEN" in e[1:]}


# -- events that nouns repeat ------------------------------------------------------------------------


def test_words_against_a_harm_are_for_its_doer_alone(extractor: Extractor) -> None:
    text = "Kenya attacked a port in Somalia on Monday. Uganda condemned the attack."
    assert ("Criticism", "UGA", "KEN") in told(extractor, text)


def test_what_has_a_name_is_not_what_the_same_sentence_tells_as_new(extractor: Extractor) -> None:
    text = (
        "Brazil is part of a pact between the European Union and Mercosur, which requires compliance with the "
        "Paris Climate Accord."
    )
    assert {e for e in told(extractor, text) if e[0] == "Treaty"} == {("Treaty", "EU", "MERCOSUR")}


def test_an_attack_on_ships_of_its_own_doer_is_none_on_whoever_he_attacked_before(
    extractor: Extractor,
) -> None:
    text = "Kenya attacked a port in Somalia on Monday. The ship was short of fuel after its attack on Kenyan boats."
    assert {e for e in told(extractor, text) if e[0] == "Strike"} == {("Strike", "KEN", "SOM")}


def test_strikes_carried_out_by_others_are_not_the_one_told_before(extractor: Extractor) -> None:
    text = (
        "The United States killed Iranian General Qasem Soleimani in an airstrike on Monday. "
        "The Cairo Courier reported that the rocket strikes were carried out by sympathizers of the PMF."
    )
    assert not {e for e in told(extractor, text) if e[0] == "Strike"}


def test_who_is_blamed_for_a_deed_did_it(extractor: Extractor) -> None:
    text = "Somalia blamed Kenya for the attack on its port."
    assert ("Strike", "KEN", "SOM") in told(extractor, text)


def test_the_attack_that_an_article_leads_with_is_the_one_it_comes_back_to(extractor: Extractor) -> None:
    text = (
        "Kenyan jets bombed a Somali port\n\nKenyan jets bombed the Somali port of Kismayo on Monday. "
        "Somali gunmen had attacked a Kenyan bus in March. "
        "The port handles livestock. Ships waited offshore. Prices rose. Traders left. "
        "Uganda condemned the attack."
    )
    assert ("Criticism", "UGA", "KEN") in told(extractor, text)


def test_a_welcomed_accord_is_that_of_the_two_who_made_it(extractor: Extractor) -> None:
    text = "Greece and Turkey signed an agreement on gas. Japan and Germany welcomed the agreement."
    events = told(extractor, text)
    assert ("Praise", "DEU+JPN", "GRC+TUR") in events
    assert ("Treaty", "DEU", "JPN") not in events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya asked Uganda for help under a mutual defence pact.", ("DefenceAgreement", "KEN", "UGA")),
        ("Peru urged Chile to respect the ceasefire.", ("Ceasefire", "CHL", "PER")),
        (
            "The Italian destroyer Doria visited Malta on Monday. A planned stop in Tunisia was cancelled.",
            ("Visit", "ITA", "TUN"),
        ),
    ],
)
def test_what_two_keep_and_where_one_travels_is_theirs(extractor: Extractor, text: str, event: Event) -> None:
    context = "Italy and Malta held talks. Kenya and Uganda held talks. Peru and Chile exchanged fire. "
    assert event in told(extractor, context + text)


def test_an_accord_with_ones_own_government_is_no_other_states(extractor: Extractor) -> None:
    text = (
        "Turkey invaded Syria on Monday. "
        "The Syrian army said that it had reached an agreement with the Syrian government."
    )
    assert not {e for e in told(extractor, text) if e[0] == "Treaty"}


# -- senses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # a call of courtesy, unless it says what for
        (
            "Japanese Foreign Minister Yoko Sato called on Thai Prime Minister Somchai Rattana on Monday.",
            ("Meeting", "JPN", "THA"),
        ),
        ("Japan called on Thailand to free the sailors.", ("Request", "JPN", "THA")),
        # governments protest in notes, crowds in the street
        ("Kenya lodged a protest with Uganda.", ("DiplomaticProtest", "KEN", "UGA")),
        # what armed services do together is military
        ("Peru has increased cooperation with the navy of Chile.", ("MilitaryCooperation", "CHL", "PER")),
        ("The decision of Chad to expel three Malian diplomats was hailed.", ("Expulsion", "TCD", "MLI")),
        (
            "Mali said that four soldiers were killed and a dozen taken prisoner in fighting between Mali and Niger.",
            ("Clash", "MLI", "NER"),
        ),
    ],
)
def test_a_word_has_the_sense_that_its_arguments_give(extractor: Extractor, text: str, event: Event) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ('Malian President Oumar Diakite called Kenyan minister Peter Odhiambo "humble".', "PhoneCall"),
        ("Kenya announced restrictions on flying to Uganda.", "Visit"),
        ("The World Trade Organization is based in Geneva.", "BaseAccess"),
        ("Kenya will continue to protect our people, the Ugandan minister said.", "Protection"),
        ("A Kenyan airport protocol officer and a Ugandan official were hurt.", "Treaty"),
    ],
)
def test_other_senses_tell_no_event(extractor: Extractor, text: str, never: str) -> None:
    assert never not in {e[0] for e in told(extractor, text)}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        # a group of people is none of the organisations named before
        ("NATO met in Oslo. Iraq vowed to destroy the terrorist group.", "Strike"),
        # whose part it was is said: the smugglers'
        ("Iran and Iraq met. Oman jailed two smugglers for their part in a theft.", "Arrest"),
        # an operation is no place
        ("The town was retaken by the army of Mali in an operation backed by France.", "Invasion"),
        # what is feared is blamed on nobody
        ("Iran blamed human error and the fear of an attack by Oman.", "Accusation"),
    ],
)
def test_what_stands_near_is_not_always_a_party(extractor: Extractor, text: str, never: str) -> None:
    assert never not in {kind for kind, *_ in told(extractor, text)}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # "she" is not a king, "he" no queen
        (
            "King Willem of the Netherlands met Queen Margrethe of Denmark. She then visited Norway.",
            ("Visit", "DNK", "NOR"),
        ),
        (
            "Queen Margrethe of Denmark met King Willem of the Netherlands. He then visited Norway.",
            ("Visit", "NLD", "NOR"),
        ),
    ],
)
def test_pronouns_agree_with_whom_they_mean(extractor: Extractor, text: str, event: Event) -> None:
    assert event in told(extractor, text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Jon Doe, a candidate for president of Ghana, criticised Togo.", "Criticism"),
        ("Iran and Iraq signed a treaty. Only 27 states have ratified the treaty.", "ratified"),
        ("Iran and Iraq fought in May. He spoke of the Battle of the Somme.", "Battle"),
        ("The minister of Kenya told Somalia that both countries should work harder.", "told"),
    ],
)
def test_nobody_known_takes_part(extractor: Extractor, text: str, never: str) -> None:
    mentions = extractor.extract(Article(id="a", text=text, published="2024-05-15")).mentions
    assert not [m for m in mentions if never in (m.type, *m.trigger.text.split())]
