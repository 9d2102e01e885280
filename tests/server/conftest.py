"""A server on the graph of the sample articles, for tests that only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from serving import Server


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample articles."""
    from kg.build import build, samples

    store = tmp_path_factory.mktemp("served") / "kg-store"
    build(samples(), store=store)
    return store


@pytest.fixture(scope="session")
def server(sample_store: Path) -> Iterator[Server]:
    """A server that only reads, with a short limit of time for queries."""
    with running(sample_store, "--timeout", "2", "--limit", "500") as server:
        yield server
