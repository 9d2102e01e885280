"""What the explorer is given: the core, the texts, the file."""

from __future__ import annotations

import dataclasses
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

import kg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.analysis import event_graph
from kg.views.explore import assets, columns, explore, live_page, texts
from kg.views.explore_columns import number
from kg.views.explore_layout import places
from kg.views.explore_packing import ALPHABET
from kg.views.explore_packing import packed as packed_bytes
from scenes import BAQERI, SIDHU, Scene, neighbours

from made_rows import DATA, actor, event, evidence

if TYPE_CHECKING:
    from pathlib import Path


def core(scene: Scene, **options: Any) -> dict[str, Any]:
    return json.loads(columns(scene, **options).core)


def test_the_core_has_a_row_an_event_oldest_first_and_undated_last() -> None:
    found = core(neighbours())
    assert found["events"]["date"] == [
        20181100, 20210000, 20220500, 20230720, 20230720, 20240000, 20240100, 20240500, 0,
    ]  # fmt: skip
    assert {len(column) for column in found["events"].values()} == {9}
    assert found["format"] == 1


def test_numbers_in_the_core_lead_to_what_they_mean() -> None:
    found = core(neighbours())
    row = found["events"]["date"].index(20181100)
    source, target, *_, reciprocal = found["parties"][found["events"]["parties"][row]]
    assert [found["actors"]["id"][i] for i in source] == ["USA"]
    assert [found["actors"]["id"][i] for i in target] == ["IRN"]
    assert not reciprocal
    assert found["classes"]["name"][found["events"]["cls"][row]] == "SanctionsImposed"
    assert found["standings"][found["events"]["standing"][row]] == "occurred"
    assert found["events"]["reports"][row] == 5
    baqeri = found["actors"]["id"].index(BAQERI)
    assert found["actors"]["id"][found["actors"]["country"][baqeri]] == "IRN"


def test_superclasses_stand_before_their_subclasses() -> None:
    parents = core(neighbours())["classes"]["parent"]
    assert all(parent < child for child, parent in enumerate(parents))


def test_confidence_and_publishers_of_an_event_are_those_of_its_reports() -> None:
    found = core(neighbours())
    row = next(
        i
        for i, date in enumerate(found["events"]["date"])
        if date == 20230720 and found["events"]["sources"][i]
    )
    names = [found["publishers"][i] for i in found["sources"][found["events"]["sources"][row]]]
    assert names == ["Meridian Wire", "The Courier"]
    assert found["events"]["confidence"][row] == 90


def test_the_same_events_in_another_order_give_the_same_bytes() -> None:
    scene = neighbours()
    turned = dataclasses.replace(scene, made=scene.made[::-1], cast=scene.cast[::-1])
    assert columns(scene).core == columns(turned).core
    assert columns(scene).version != columns(scene, title="Another").version


@pytest.mark.parametrize(
    ("date", "wanted"), [("2024-05-03", 20240503), ("2024-05", 20240500), ("2024", 20240000), (None, 0)]
)
def test_a_date_is_a_number_that_sorts(date: str | None, wanted: int) -> None:
    assert number(date) == wanted


def test_texts_give_the_reports_of_the_rows_asked_for_newest_first() -> None:
    scene = neighbours()
    atlas = columns(scene)
    meeting = atlas.events.index(f"{DATA}event/meet")
    told = texts(scene, atlas, [0, meeting])
    assert told["rows"] == [0, meeting]
    assert told["counts"] == [0, 2]
    assert told["ids"][1] == "meet"
    assert [told["sentences"][i] for i in told["reports"]["sentence"]] == [
        "Sidhu said that the two met on Thursday.",
        "In a meeting in Tehran, Baqeri hosted Sidhu.",
    ]
    assert told["speakers"] == [[SIDHU, "Zaheer Sidhu"]]
    assert told["reports"]["speaker"] == [0, -1]


@pytest.mark.parametrize("row", [-1, 9])
def test_texts_of_a_row_that_is_not_there_are_refused(row: int) -> None:
    scene = neighbours()
    with pytest.raises(IndexError):
        texts(scene, columns(scene), [row])


@given(st.text(max_size=8), st.text(min_size=1, max_size=5), st.text(max_size=5))
def test_the_mention_is_where_javascript_counts_it(before: str, mention: str, after: str) -> None:
    said = dataclasses.replace(
        evidence("r", "x", "x"),
        sentence=before + mention + after,
        start=len(before),
        end=len(before + mention),
    )
    scene = Scene(
        [event("e", "Visit", "IRN", "PAK")], [actor("IRN"), actor("PAK")], {f"{DATA}event/e": [said]}
    )
    told = texts(scene, columns(scene), [0])
    start, end = told["reports"]["start"][0], told["reports"]["end"][0]
    units = (before + mention + after).encode("utf-16-le", "surrogatepass")
    assert units[2 * start : 2 * end] == mention.encode("utf-16-le", "surrogatepass")


def test_only_links_to_the_web_are_handed_on() -> None:
    said = evidence("r", "They met.", "met", url="javascript:alert(1)")
    scene = Scene([event("e", "Meeting", "IRN", "PAK")], [], {f"{DATA}event/e": [said]})
    assert texts(scene, columns(scene), [0])["articles"]["url"] == [""]


def test_a_speaker_who_takes_part_in_nothing_still_has_a_name() -> None:
    said = evidence("r", "They met.", "met", speaker="BRA/joana-prado")
    scene = Scene([event("e", "Meeting", "IRN", "PAK")], [], {f"{DATA}event/e": [said]})
    assert texts(scene, columns(scene), [0])["speakers"] == [["BRA/joana-prado", "Joana Prado"]]


def test_actors_that_nothing_describes_are_in_the_core_all_the_same() -> None:
    found = core(Scene([event("e", "Meeting", "IRN/nobody-known", "PAK")], []))
    assert found["actors"]["kind"] == ["organization", "person", "organization"]
    assert found["actors"]["name"] == ["IRN", "IRN/nobody-known", "PAK"]


def test_an_empty_graph_has_a_core_and_a_page() -> None:
    assert core(Scene([], []))["events"]["cls"] == []
    assert "<html" in explore(Scene([], [])).html


def test_actors_stand_apart_and_persons_near_their_state() -> None:
    scene = neighbours()
    stands = places(scene.cast, {("IRN", "PAK"): 5, ("IRN", "USA"): 1, ("BRA", "SWE"): 1})
    assert len(set(stands.values())) == len(scene.cast)
    near = abs(stands[BAQERI][0] - stands["IRN"][0]) + abs(stands[BAQERI][1] - stands["IRN"][1])
    far = abs(stands[BAQERI][0] - stands["PAK"][0]) + abs(stands[BAQERI][1] - stands["PAK"][1])
    assert near < far


# The file


def packed(html: str, name: str) -> Any:
    found = re.search(
        rf'<script type="application/octet-stream" id="{name}" data-bytes="(\d+)">([^<]*)</script>', html
    )
    assert found
    return json.loads(zlib.decompress(unpacked(found[2], int(found[1]))))


def unpacked(text: str, size: int) -> bytes:
    """As the page does it, one bit at a time."""
    values = [ALPHABET.index(a) * 91 + ALPHABET.index(b) for a, b in zip(text[::2], text[1::2], strict=True)]
    bits = "".join(f"{value:013b}" for value in values)
    return bytes(int(bits[8 * i : 8 * i + 8], 2) for i in range(size))


@given(st.binary(max_size=200))
def test_bytes_become_printable_characters_and_come_back(data: bytes) -> None:
    text = packed_bytes(data)
    assert unpacked(text, len(data)) == data
    assert text.isascii()
    assert not set(text) & set("<>& \n")


def test_the_file_carries_core_and_texts_and_is_the_same_every_time() -> None:
    scene = neighbours()
    html = explore(scene, title="A <b>title</b>").html
    assert html == explore(scene, title="A <b>title</b>").html
    assert packed(html, "core")["title"] == "A <b>title</b>"
    assert len(packed(html, "texts")["ids"]) == 9
    assert "<b>title" not in html


def test_the_policy_names_the_very_script_and_style_and_nothing_else() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', explore(neighbours()).html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert set(rules) == {"script-src", "style-src"}
    assert all(re.fullmatch(r"'sha256-[\w+/=]+'", rule) for rule in rules.values())


def test_the_program_is_small_and_brings_its_licences() -> None:
    built = assets()
    assert len(zlib.compress(built["explorer.js"] + built["explorer.css"], 9)) < 300_000


def test_the_live_page_asks_a_server_and_holds_no_data() -> None:
    html = live_page(api="/api/explorer", assets="/assets", pages=True, title='"><script>')
    assert 'data-api="/api/explorer" data-pages="/"' in html
    assert 'src="/assets/explorer.js"' in html
    assert "octet-stream" not in html
    assert '"><script>' not in html


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing() -> None:
    shown = explore(neighbours())._repr_html_()
    assert shown.startswith("<iframe")
    assert "allow-same-origin" not in shown
    assert "<script" not in shown  # all of it is the value of an attribute


# With a store


def test_a_store_sums_up_who_reports_its_events(tmp_path: Path) -> None:
    kg.build(kg.build.samples(), store=tmp_path / "store")  # type: ignore[attr-defined]
    with kg.open(tmp_path / "store") as graph:
        rows = {row.event: row for row in graph.store.sourcing()}
        events = list(graph.store.events())
        assert rows.keys() == {event.iri for event in events}
        for event_row in events:
            said = graph.evidence(event_row.iri)
            assert rows[event_row.iri].confidence == max(row.confidence for row in said)
            assert rows[event_row.iri].publishers == tuple(sorted({row.publisher or "" for row in said}))
        page = graph.explore(tmp_path / "explorer.html")
        assert (tmp_path / "explorer.html").read_text(encoding="utf-8") == page.html
        network = event_graph(events, graph.store.actors(), level="states")
    assert packed(page.html, "core")["events"]["cls"]
    assert len(network) > 0
