"""Whole phrases: what each kind of phrase means, and why."""

from __future__ import annotations

import pytest
from kg.actors import Registry
from kg.actors.resolution import Resolution, resolve
from resolved_phrases import PHRASES


def _cases() -> list[list[str]]:
    return [line.split("|") for line in PHRASES.splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _wrong(found: Resolution, country: str, role: str, kind: str, meant: str) -> list[str]:
    wanted = {"country": country, "role": role, "kind": kind}
    wanted["office" if meant.startswith("office=") else "id"] = meant.removeprefix("office=")
    given = {field: getattr(found, field) for field in wanted}
    return [
        f"{field} {given[field]}, not {value}"
        for field, value in wanted.items()
        if value and given[field] != (None if value == "none" else value)
    ]


def test_there_are_two_hundred_phrases_of_every_kind() -> None:
    assert len(_cases()) >= 200


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case[0]} {case[1]}".strip())
def test_a_phrase_means_what_a_reader_takes_it_to_mean(case: list[str], registry: Registry) -> None:
    phrase, date, country, role, kind, meant = case
    found = resolve(phrase, date or None, registry=registry)
    assert not _wrong(found, country, role, kind, meant), found
    assert found.reason
