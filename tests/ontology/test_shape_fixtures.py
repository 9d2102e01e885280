"""For every shape two files to read and to try: one that keeps it, one that breaks it and says how."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.ontology.shacl import Data
from kg.ontology.shapes import shipped_shapes, validate

FIXTURES = Path(__file__).parent / "fixtures"
TARGETS = {
    str(shape.node).strip("<>").rpartition("#")[2]: shape.targets
    for shape in shipped_shapes()
    if shape.targets
}


def graph(name: str) -> ox.Store:
    store = ox.Store()
    store.load((FIXTURES / name).read_bytes(), ox.RdfFormat.TURTLE)
    return store


def test_every_shape_with_a_class_has_its_two_files() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == {
        f"{shape}{kind}.ttl" for shape in TARGETS for kind in ("", ".violating")
    }


@pytest.mark.parametrize("shape", sorted(TARGETS))
def test_one_file_keeps_the_shape_and_holds_something_that_it_checks(shape: str) -> None:
    store = graph(f"{shape}.ttl")
    data = Data(store)
    assert any(next(data.instances(data.subclasses(target)), None) for target in TARGETS[shape])
    assert validate(store).problems == ()


@pytest.mark.parametrize("shape", sorted(TARGETS))
def test_the_other_breaks_it_with_the_message_in_its_first_line(shape: str) -> None:
    name = f"{shape}.violating.ttl"
    message = (FIXTURES / name).read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    assert message in {problem.message for problem in validate(graph(name)).problems}
