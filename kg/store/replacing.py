"""Whether an article that comes in is the stored one of its id, changed, or another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import alike
from kg.ontology.grounding import url_node
from kg.ontology.terms import KG, SCHEMA
from kg.store.terms import node

if TYPE_CHECKING:
    from kg.model import Article
    from kg.store.store import Store

__all__ = ["holds_another"]


def holds_another(store: Store, article: Article) -> bool:
    """True where the id stands for a text that is not ``alike`` and for no article of the same URL.

    Ids that come from file names are soon given twice: ``a/01.txt`` and ``b/01.txt``. False where nothing is
    stored of the id, and where what is stored has no sketch (rows of event data).
    """
    graph = node(store.article(article.id))
    stored = next(store.engine.quads_for_pattern(graph, KG.textSketch, None, graph), None)
    if stored is None or alike(stored.object.value, article.sketch):  # type: ignore[union-attr]
        return False
    if not article.url:
        return True
    same_url = store.engine.quads_for_pattern(graph, SCHEMA.url, url_node(article.url), graph)
    return next(same_url, None) is None
