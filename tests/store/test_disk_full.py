"""A disk that fills up: a clear error, nothing half-written, and the same work ends well once there is room."""

from __future__ import annotations

import io
import os
import subprocess

import pytest
from kg.errors import StoreError
from kg.ontology.grounding import article_quads
from kg.store import Store

from made_graph import BASE, STATES, extractions, fill, put, registry

REPORTS = 600
ROOM = 300_000  # bytes that are left when the disk is nearly full


def dump(store: Store) -> bytes:
    sink = io.BytesIO()
    store.export("nquads", sink)
    return sink.getvalue()


@pytest.fixture
def small_disk(tmp_path):
    """A file system in memory of 64 MB; functions that fill it up and make room again."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        if os.environ.get("KG_REQUIRE_MOUNT"):
            pytest.fail("KG_REQUIRE_MOUNT is set, but no file system can be mounted")
        pytest.skip("needs the right to mount a small file system")
    other = place / "of-somebody-else"

    def fill_up() -> None:
        left = os.statvfs(place)
        other.write_bytes(bytes(left.f_bavail * left.f_frsize - ROOM))

    yield place, fill_up, other.unlink
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_the_work_goes_on_where_there_is_room(small_disk):
    place, fill_up, make_room = small_disk
    found = list(extractions(REPORTS, seed=12, days=400))
    whole = {e.article.id: set(article_quads(e, BASE, STATES)) for e in found}
    stored = 0
    store = Store.open(place / "store", create=True, base=BASE)
    store.register(registry(BASE))
    put(store, found[0])
    fill_up()
    with pytest.raises(StoreError, match=r"Writing to the store failed.*No space left"):  # noqa: PT012
        for extraction in found:
            put(store, extraction)
            stored += 1
        store.refresh()
        store.rebuild()
    assert store.query("ASK { ?a a schema:NewsArticle }").answer  # it can still be read
    with pytest.raises(StoreError, match=r"log could not be flushed.*No space left"):
        store.close()
    assert stored > 0
    make_room()
    with Store.open(place / "store") as store:
        for article, quads in list(whole.items())[:stored]:
            graph = store.engine.quads_for_pattern(None, None, None, _node(store, article))
            assert set(graph) == quads
        fill(store, found)
        with Store.memory(BASE) as unbroken:
            fill(unbroken, found)
            assert dump(store) == dump(unbroken)


def _node(store: Store, article: str):
    import pyoxigraph as ox

    return ox.NamedNode(store.article(article))


def test_a_bulk_load_that_finds_the_disk_full_leaves_the_store_empty(small_disk):
    place, fill_up, make_room = small_disk
    found = list(extractions(REPORTS, seed=12, days=400))

    def quads():
        return (quad for e in found for quad in article_quads(e, BASE, STATES))

    store = Store.open(place / "store", create=True, base=BASE)
    fill_up()
    with pytest.raises(StoreError, match=r"Writing to the store failed.*No space left"):
        store.bulk(quads())
    store.close()
    make_room()
    with Store.open(place / "store") as store:
        assert store.info().articles == 0
        store.bulk(quads())
        assert store.info().articles == len(found)
