from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from kg.views import view
from kg.views.page import MAX_SENTENCES
from scenes import Scene, neighbours

from made_rows import evidence


@pytest.fixture(scope="module")
def page() -> str:
    return view(neighbours()).html()


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def test_the_policy_allows_the_very_scripts_and_styles_of_the_page_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace(
        "&#39;", "'"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"

    def hashes(tag: str) -> list[str]:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        return [f"'sha256-{base64.b64encode(hashlib.sha256(b.encode()).digest()).decode()}'" for b in bodies]

    assert rules["script-src"].split() == hashes("script")
    assert rules["style-src"].split() == hashes("style")
    assert len(hashes("script")) == 2
    assert "unsafe" not in policy


def test_the_page_names_nothing_to_load(page: str) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)
    assert not re.search(r"\b(src|href|srcset|action|background)\s*=|@import|url\(", markup)
    assert not re.search(r"\son\w+\s*=|\sstyle\s*=", markup)


def test_the_title_line_says_how_much_is_behind_the_graph(page: str) -> None:
    said = "3 articles · 6 events that occurred, 1 disputed, 2 planned or other · November 2018 – May 2024"
    assert f"<p>{said}</p>" in data_free(page)


def data_free(page: str) -> str:
    return re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)


def test_a_limit_is_told_on_the_page() -> None:
    assert (
        "The 2 strongest relations are drawn; 6 weaker ones are left out."
        in view(neighbours(), max_edges=2).html()
    )


def test_the_legend_names_what_is_there_and_not_what_is_not(page: str) -> None:
    text = data_free(page)
    assert "Person</li>" in text
    assert "Conflict in deeds</li>" in text
    assert "Armed group" not in text
    assert "Conflict in words" not in text


def test_a_tie_carries_its_newest_sentences_and_says_how_many_more_there_are() -> None:
    scene = neighbours()
    rows = [evidence(f"r{i:03d}", "They met.", "met", date="2024-01-01") for i in range(MAX_SENTENCES + 7)]
    data = data_of(view(Scene(scene.made, scene.cast, {scene.made[0].iri: rows})).html())
    (meets,) = [tie for tie in data["ties"].values() if tie["label"] == "meets"]
    assert (len(meets["sentences"]), meets["more"]) == (MAX_SENTENCES, 7)


def test_parallel_ties_run_side_by_side(page: str) -> None:
    data = data_of(page)
    keys = {tie["id"]: key for key, tie in data["ties"].items()}
    bends = {
        json.dumps(edge["smooth"], sort_keys=True)
        for edge in data["network"]["edges"]
        if edge["id"] in {keys[k] for k in keys if k.startswith("IRN|") and "|PAK|" in k}
    }
    assert len(bends) == 4


def test_words_and_deeds_plans_and_denials_are_drawn_differently(page: str) -> None:
    data = data_of(page)
    look = {data["ties"][e["id"]]["id"]: e for e in data["network"]["edges"] if e["id"] in data["ties"]}
    assert look["IRN|exercisesWith|PAK|occurred"]["dashes"] is False
    assert look["IRN|exercisesWith|PAK|planned"]["dashes"] != look["IRN|strikes>|PAK|unconfirmed"]["dashes"]
    assert look["IRN|exercisesWith|PAK|occurred"]["width"] > look["IRN|exercisesWith|PAK|planned"]["width"]
    assert look["IRN|exercisesWith|PAK|occurred"]["arrows"]["to"]["enabled"] is False
    assert look["USA|imposesSanctionsOn>|IRN|occurred"]["arrows"]["to"]["enabled"] is True
    assert len({edge["color"]["color"] for edge in look.values()}) == 3


def test_the_same_graph_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\nfrom scenes import neighbours\nfrom kg.views import view\n"
        "print(hashlib.sha256(view(neighbours()).html().encode()).hexdigest())\n"
    )
    here = Path(__file__).parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


def test_an_empty_graph_still_makes_a_page() -> None:
    page = view(Scene([], [])).html()
    assert "0 articles · 0 events that occurred" in page
    assert data_of(page)["ties"] == {}


def test_a_notebook_shows_the_page_in_a_sandboxed_frame() -> None:
    frame = view(neighbours())._repr_html_()
    assert frame.startswith("<iframe")
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in frame
    assert "allow-same-origin" not in frame
    assert frame.count("<") == 2  # the page inside is escaped: no tag but the frame's own
