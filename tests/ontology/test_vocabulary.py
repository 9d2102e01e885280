"""The closed vocabularies hold exactly what the ontology declares and refuse everything else."""

from __future__ import annotations

import re

import pytest
from kg import config
from kg.ontology import terms
from kg.ontology.vocabulary import KG


def test_the_vocabulary_for_rdflib_lists_every_term_of_the_ontology() -> None:
    listed = {name for name in KG.__annotations__ if not name.startswith("_")}
    assert listed == terms.KG.terms()


def test_both_vocabularies_make_the_same_iri() -> None:
    for name in terms.KG.terms():
        assert str(KG[name]) == terms.KG[name].value


def test_a_misspelt_term_raises_in_rdflib() -> None:
    with pytest.raises(AttributeError, match="meest"):
        _ = KG.meest


def test_a_misspelt_term_raises_with_the_nearest_one_named() -> None:
    with pytest.raises(AttributeError, match="no term 'meest'; nearest is 'meets'"):
        _ = terms.KG.meest


def test_the_shapes_use_only_terms_that_exist() -> None:
    text = (config.ontologies() / "shapes.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r"\bkg:([A-Za-z]+)", text)) <= terms.KG.terms()
