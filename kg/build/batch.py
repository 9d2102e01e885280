"""What one process does with articles: read them, and turn what they say into quads.

    batch = Batch.of(config)                     # a few seconds: model, names, frames
    for extraction in batch.read(articles):      # mentions, and what was set aside and why
        quads = batch.quads(extraction)          # the article's named graph

A ``Config`` is all that another process, or another machine, must be given to read alike.
"""

from __future__ import annotations

import gc
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.build.fingerprint import fingerprint
from kg.extraction import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from kg.actors import Registry
    from kg.config import Config
    from kg.model import Article, Extraction

__all__ = ["Batch", "collect_seldom", "registry_graph"]

_YOUNG = (
    20_000  # objects that are made before the collector looks at them; an article makes some ten thousand
)


class Batch:
    """Reads articles by one configuration. Raises ``ModelMissing``, ``FrameError`` and ``ActorError`` when
    made, never while reading."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.extractor = Extractor(
            model=config.model,
            frames=config.frames,
            actors=config.actors,
            min_confidence=config.min_confidence,
            full_parse=config.full_parse,
        )

    @classmethod
    def of(cls, config: Config) -> Batch:
        """The reader of this configuration, made once in a process that does little else but read: what
        files say later is not seen, and ``collect_seldom``."""
        return _kept(config)

    @cached_property
    def settings(self) -> str:
        """The hash of all that decides what an article yields (``fingerprint``)."""
        return fingerprint(self.config)

    @cached_property
    def registered(self) -> frozenset[str]:
        """The ids of actors that the registry's graph names."""
        return registered(self.extractor.registry)

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article says, in the order given; none bears on another."""
        return self.extractor.extract_all(articles)

    def quads(self, extraction: Extraction) -> list[ox.Quad]:
        """The article's graph, as the store and the partitions hold it."""
        from kg.ontology.grounding import article_quads

        base = self.config.base_iri
        return list(article_quads(extraction, base, self.registered, settings_hash=self.settings))


@lru_cache(maxsize=1)
def _kept(config: Config) -> Batch:
    batch = Batch(config)
    collect_seldom()
    return batch


def collect_seldom() -> None:
    """Spare a process that reads articles most of the collector's work, up to a tenth of its time.

    The thousands of small tables of names and frames stay, so they need not be looked at again and again, and
    most of what an article leaves behind goes without the collector.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def registered(registry: Registry) -> frozenset[str]:
    """The ids of the actors and persons that the registry lists."""
    listed = {actor.id for actor in registry.actors()}
    persons = {actor.id for actor in registry.persons()}
    return frozenset(listed | persons | {tenure.person for tenure in registry.tenures()})


def registry_graph(registry: Registry, base: str) -> Iterator[ox.Quad]:
    """The graph of actors, offices and members that the articles' graphs point to."""
    from kg.ontology.grounding import registry_quads

    described = [*registry.actors(), *registry.persons()]
    more = (registry.tenures(), registry.memberships(), registry.people.apart)
    return registry_quads(described, base, *more)
