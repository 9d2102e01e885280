"""Ids that came before are known again, and are not held in memory."""

from __future__ import annotations

import resource

from kg.reading.seen import Seen


def test_the_first_of_an_id_is_known_by_its_content_and_its_place() -> None:
    seen = Seen()
    assert seen.first("a", "content", "wire.jsonl:1") is None
    assert seen.first("b", "content", "wire.jsonl:2") is None
    assert seen.first("a", "content", "wire.jsonl:3") == (True, "wire.jsonl:1")
    assert seen.first("a", "other", "wire.jsonl:4") == (False, "wire.jsonl:1")


def test_ids_that_do_not_fit_in_the_cache_are_known_too_and_take_no_memory() -> None:
    seen = Seen()
    count, place = 60_000, "x" * 500  # 30 MB, twice the cache
    for number in range(20_000):
        seen.first(f"article {number}", "content", place)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(20_000, count):
        assert seen.first(f"article {number}", "content", place) is None
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 15
    assert all(seen.first(f"article {n}", "content", "y") == (True, place) for n in range(0, count, 500))
