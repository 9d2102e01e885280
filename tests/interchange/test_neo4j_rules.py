"""The bundle against the rules of ``neo4j-admin database import``, read as strictly as that does."""

from __future__ import annotations

import csv
import re
import shlex
from typing import TYPE_CHECKING

import pytest
from kg.interchange.exporting import write
from kg.store import Store

import made_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPED = {"": str, "int": int, "double": float}
HEADER = re.compile(
    r"(?P<name>\w*):(?P<role>ID|START_ID|END_ID)\((?P<space>\w+)\)"
    r"|(?P<special>:TYPE|:LABEL)|(?P<property>\w+)(?::(?P<type>int|double))?"
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("neo4j")
    with Store.open(folder / "store", create=True) as store:
        made_graph.fill(store, list(made_graph.extractions(200)))
        write(store, folder / "bundle", "neo4j", statuses=())
    return folder / "bundle"


def command(bundle: Path) -> dict[str, list[str]]:
    """The files that the command in ``import.txt`` names, by option."""
    words = shlex.split((bundle / "import.txt").read_text("utf-8"))
    assert words[:4] == ["neo4j-admin", "database", "import", "full"]
    named: dict[str, list[str]] = {"nodes": [], "relationships": []}
    for word in words:
        option, _, value = word.removeprefix("--").partition("=")
        if option in named:
            named[option].append(value)
    return named


def read(path: Path) -> Iterator[list[tuple[re.Match[str], str]]]:
    """Cells with their column's header. A cell holds no line end, and each row as many as the header."""
    lines = path.read_text("utf-8").splitlines()
    rows = csv.reader(lines, strict=True)
    header = [HEADER.fullmatch(name) for name in next(rows)]
    assert all(header), (path.name, lines[0])
    count = 1
    for row in rows:
        count += 1
        cells = list(zip(header, row, strict=True))
        for column, cell in cells:
            if column["property"] and cell:
                TYPED[column["type"] or ""](cell)
        yield cells
    assert count == len(lines)  # a row is a line: --multiline-fields=false


def test_the_command_names_every_file_of_the_bundle(bundle: Path) -> None:
    named = command(bundle)
    assert {*named["nodes"], *named["relationships"]} == {path.name for path in bundle.glob("*.csv")}


def test_nodes_have_one_id_each_and_ties_lead_to_nodes_of_the_space_they_name(bundle: Path) -> None:
    named = command(bundle)
    ids: dict[str, set[str]] = {}
    for file in named["nodes"]:
        for cells in read(bundle / file):
            ((space, key),) = [(c["space"], cell) for c, cell in cells if c["role"] == "ID"]
            (labels,) = [cell for c, cell in cells if c["special"] == ":LABEL"]
            assert key
            assert key not in ids.setdefault(space, set()), (file, key)
            assert all(re.fullmatch(r"\w+", label) for label in labels.split(";")), (file, labels)
            ids[space].add(key)
    ties = 0
    for file in named["relationships"]:
        for cells in read(bundle / file):
            ends = {c["role"]: cell in ids[c["space"]] for c, cell in cells if c["role"]}
            assert ends == {"START_ID": True, "END_ID": True}, (file, cells)
            (kind,) = [cell for c, cell in cells if c["special"] == ":TYPE"]
            assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", kind), (file, kind)
            ties += 1
    assert min(map(len, ids.values())) > 10
    assert ties > 500
