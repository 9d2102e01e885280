"""Dictionaries of others, as an overlay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from kg.actors import Registry, check
from kg.actors.importing import Entry, Span, overlay, petrarch, table, wikidata, write
from kg.errors import ActorError

ACTORS = """# made for this test
EXAMPLIA_ [IRN]
+EXAMPLIA_CITY
JOHN_Q._SAMPLE_ # comment
+J._SAMPLE
\t[FRAGOV 970802-050803]
\t[FRAELI >20050804]
MARY_SAMPLE [DEUMIL <991231]
SAMPLE_FRONT
\t[MLIREB]
SOMEBODY_ELSE [QQQGOV 900101-910101]
BERLIN [FRA]
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def test_dated_codes_synonyms_and_both_forms_of_dates_are_read(tmp_path: Path) -> None:
    file = tmp_path / "actors.txt"
    file.write_text(ACTORS, encoding="utf-8")
    entries = petrarch(file)
    assert entries[1] == Entry(
        names=("John Q. Sample", "J. Sample"),
        spans=(
            Span(country="FRA", role="GOV", start="1997-08-02", end="2005-08-03"),
            Span(country="FRA", role="ELI", start="2005-08-04"),
        ),
        line=4,
    )
    assert entries[2].spans == (Span(country="DEU", role="MIL", end="1999-12-31"),)


def test_an_import_resolves_by_date_and_reports_what_it_leaves_out(
    tmp_path: Path, registry: Registry
) -> None:
    file, target = tmp_path / "actors.txt", tmp_path / "overlay.json"
    file.write_text(ACTORS, encoding="utf-8")
    sections, conflicts = overlay(petrarch(file), registry, "a test")
    assert [(c.name, c.line) for c in conflicts] == [("SOMEBODY ELSE".title(), 11), ("Berlin", 12)]
    write(target, sections)
    assert check([target]) == []
    mine = Registry.load([target])
    assert [(t.office.role, t.source) for t in mine.holder("John Q. Sample", "2001")] == [("GOV", "a test")]
    assert mine.holder("John Q. Sample", "2010") == []
    assert [h.actor.id for h in mine.find("Examplia City and the Sample Front")] == [
        "IRN",
        "MLI/sample-front",
    ]


def test_the_same_import_gives_the_same_bytes(tmp_path: Path, registry: Registry) -> None:
    file = tmp_path / "actors.txt"
    file.write_text(ACTORS, encoding="utf-8")
    for name in ("one.json", "two.json"):
        write(tmp_path / name, overlay(petrarch(file), registry, "a test")[0])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_table_with_offices_becomes_tenures(tmp_path: Path, registry: Registry) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "name,country,office,start,end,aliases\nAnn Sample,FR,Defence Minister,2031-01-01,,A. Sample|Anne Sample\n",
        encoding="utf-8",
    )
    sections, conflicts = overlay(table(file), registry, "a table")
    assert conflicts == []
    assert sections["tenures"]["FRA"]["Defence Minister"] == [
        ["Ann Sample|A. Sample|Anne Sample", "2031-01-01", "", "a table"]
    ]


def test_query_results_become_tenures(tmp_path: Path, registry: Registry) -> None:
    row = {"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "Ann Sample", "country": "FRA",
           "officeLabel": "Prime Minister", "start": "2031-01-01T00:00:00Z"}  # fmt: skip
    file = tmp_path / "rows.json"
    file.write_text(json.dumps({"results": {"bindings": [{k: {"value": v} for k, v in row.items()}]}}))
    (entry,) = wikidata(file)
    assert entry.wikidata == "Q1"
    sections, _ = overlay([entry], registry, "Wikidata")
    assert sections["tenures"]["FRA"]["Prime Minister"] == [["Ann Sample", "2031-01-01", "", "Wikidata"]]


def test_what_is_no_such_file_says_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ActorError, match="no column 'country'"):
        table(file)
    with pytest.raises(ActorError, match="SPARQL"):
        wikidata(file)
    with pytest.raises(ActorError, match="Cannot read"):
        petrarch(tmp_path / "none")


@pytest.mark.shared
def test_the_phoenix_dictionary_imports_whole(tmp_path: Path, registry: Registry) -> None:
    source = Path(__file__).resolve().parents[3] / "shared" / "dictionaries" / "Phoenix.Countries.actors.txt"
    if not source.is_file():
        pytest.skip("../shared is absent: the Phoenix dictionary cannot be imported")
    sections, conflicts = overlay(petrarch(source), registry, "Phoenix")
    assert sum(map(len, sections["codes"].values())) > 10_000
    assert len(conflicts) < 500
    write(tmp_path / "phoenix.json", sections)
    assert Registry.load([tmp_path / "phoenix.json"]).holder("Mohammad Khatami", "1999")


def test_an_import_that_was_compiled_answers_like_the_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source, overlaid = tmp_path / "actors.txt", tmp_path / "made.json"
    source.write_text(ACTORS, encoding="utf-8")
    write(overlaid, overlay(petrarch(source), Registry.load(), "a test")[0])
    full, fast = Registry.load([overlaid]), Registry.load([overlaid])
    for registry in (full, fast):
        assert [t.office.role for t in registry.holder("J. Sample", "1999")] == ["GOV"]
        assert [t.office.role for t in registry.holder("Mari Sample")] == ["MIL"]
        assert [t.person for t in registry.people.of_person("DEU/mary-sample")] == ["DEU/mary-sample"]
        assert registry.holder("Maria Sample") == []


def test_a_broken_or_unwritable_cache_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    overlaid = tmp_path / "made.json"
    write(overlaid, {"codes": {"FRA": {"Jane Example": [["GOV", "2001", "", "a test"]]}}})
    Registry.load([overlaid])
    for kept in (tmp_path / "cache").rglob("*-1"):
        kept.write_bytes(b"broken")
    assert Registry.load([overlaid]).holder("Jane Example", "2002")
    monkeypatch.setenv("XDG_CACHE_HOME", str(overlaid))
    assert Registry.load([overlaid]).holder("Jane Example", "2002")


def test_an_imported_person_can_be_merged(tmp_path: Path) -> None:
    overlaid, mine = tmp_path / "made.json", tmp_path / "mine.toml"
    write(overlaid, {"codes": {"FRA": {"Jane Example": [["GOV", "2001", "", "a test"]]}}})
    change = '[[changes]]\ndo = "merge"\nid = "FRA/jane-example"\ninto = "FRA/j-example"\n'
    mine.write_text(change, encoding="utf-8")
    registry = Registry.load([overlaid, mine])
    assert {t.person for t in registry.holder("Jane Example")} == {"FRA/j-example"}


def test_a_persons_wikidata_number_comes_along_and_is_the_same_person_in_the_graph(tmp_path: Path) -> None:
    csv = "name,country,office,start,end,aliases,wikidata\nJane Example,FRA,Minister of Defence,2024,,,Q42\n"
    source, overlaid = tmp_path / "more.csv", tmp_path / "more.json"
    source.write_text(csv, encoding="utf-8")
    write(overlaid, overlay(table(source), Registry.load(), "a test")[0])
    known = {actor.id: actor.same_as for actor in Registry.load([overlaid]).persons()}
    assert known == {"FRA/jane-example": ("http://www.wikidata.org/entity/Q42",)}
    assert check([overlaid]) == []
