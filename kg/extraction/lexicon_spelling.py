"""One spelling for each word: British, lower case, without hyphens.

Written words and lemmas from the parser go through ``fold``, so "recognize", "Recognise" and
"re-cognise" meet in one key.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["fold"]

_KEEP_Z = frozenset(
    "seize size prize capsize downsize resize outsize assize maize baize apprize supersize oversize".split()
)
_OUR = (
    "arbor ardor armor behavior candor clamor color demeanor dishonor endeavor favor fervor harbor honor "
    "humor labor neighbor odor rancor rigor rumor savior savor splendor tumor valor vapor vigor"
).split()
_ONE_L = (
    "appal annul cancel compel control counsel cudgel dispel distil enrol equal expel fuel fulfil impel "
    "initial instal label level libel marshal model parcel patrol pedal propel quarrel rebel repel rival "
    "shovel shrivel signal spiral stencil swivel total travel tunnel unravel"
).split()
_OTHER = {
    "aluminum": "aluminium",
    "amongst": "among",
    "analog": "analogue",
    "artifact": "artefact",
    "caliber": "calibre",
    "canceler": "canceller",
    "center": "centre",
    "dialog": "dialogue",
    "datum": "data",
    "defense": "defence",
    "disk": "disc",
    "draught": "draft",
    "enquire": "inquire",
    "enquiry": "inquiry",
    "gaol": "jail",
    "graf": "grave",
    "grey": "gray",
    "imperil": "imperil",
    "judgement": "judgment",
    "license": "licence",
    "maneuver": "manoeuvre",
    "meager": "meagre",
    "motif": "motive",
    "moustache": "mustache",
    "offense": "offence",
    "paralyze": "paralyse",
    "analyze": "analyse",
    "plow": "plough",
    "practise": "practice",
    "pretense": "pretence",
    "program": "programme",
    "saber": "sabre",
    "scepter": "sceptre",
    "skeptic": "sceptic",
    "skeptical": "sceptical",
    "specter": "spectre",
    "taxis": "tax",
    "theater": "theatre",
    "toward": "towards",
    "traveler": "traveller",
    "traveller": "traveller",
    "upon": "on",
    "versus": "against",
    "vs": "against",
    "worshiper": "worshipper",
    # headlines and names leave these in the plural ("Iran Talks"), the parser's lemma is singular
    "embassies": "embassy",
    "hostilities": "hostility",
    "manoeuvres": "manoeuvre",
    "maneuvers": "manoeuvre",
}
_PLURALS = (
    "accord agreement airstrike ambassador arm attack clash deal diplomat drill envoy exercise force "
    "helicopter "
    "hostage jet missile negotiation prisoner relation sanction soldier strike talk tank tariff tie troop "
    "warship weapon"
).split()
_OTHER |= {f"{word}s": word for word in _PLURALS}
_OTHER |= {f"{stem}l": stem for stem in _ONE_L}
_OTHER |= {word: f"{word[:-2]}our" for word in _OUR}
_OTHER |= {f"{word}able": f"{word[:-2]}ourable" for word in ("favor", "honor")}
_OTHER |= {f"{word}ing": f"{word[:-2]}ouring" for word in ("neighbor", "harbor")}
_DASHES = str.maketrans("", "", "-\u00ad\u2010\u2011\u2012\u2013\u2212\u200e\u200f\u200b'’.")


@lru_cache(maxsize=1 << 15)
def fold(lemma: str) -> str:
    """The key of a word: ``"Normalize"`` -> ``normalise``, ``"cease-fire"`` -> ``ceasefire``,
    ``"defense"`` -> ``defence``, ``"program"`` -> ``programme``, ``"travell"`` -> ``travel``.

    Any string is allowed, and folding twice changes nothing.
    """
    word = lemma.lower().translate(_DASHES).strip()
    if word in _OTHER:
        return _OTHER[word]
    if word in _KEEP_Z or len(word) < 6:
        return word
    if word.endswith("ize"):
        return word[:-3] + "ise"
    if word.endswith(("ization", "izations")):
        return word.replace("ization", "isation")
    if word.endswith("izer"):
        return word[:-4] + "iser"
    return word
