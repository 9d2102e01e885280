"""``kg remove``: articles that are to count no longer."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from kg.cli.console import print_json, say
from kg.cli.settings import with_config
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.store import Store

__all__ = ["command"]


@click.command("remove", short_help="Take articles out of the graph, with what rests on them alone.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="Counts as JSON.")
@with_config("store")
def command(articles: tuple[str, ...], as_json: bool, config: Config) -> None:
    """Take articles out, by the id that kg build gave them, or by IRI, as kg query articles shows it.

    Events that no other article reports go with them, and so do relations that rest on such events; of the
    others the counts follow. The graph is then the one that kg build would have made without these articles.
    kg build itself takes nothing out: it is often given the new articles only. If one of those named is not
    in the graph, none is taken out.

    \b
    Example:
      kg remove 2024-05-03-drills
      kg remove https://news.example/1 :article/wire/2
    """
    from kg.store import Store

    with Store.open(config.store) as store:
        chosen = {article: _iri(store, article) for article in articles}
        for article, iri in chosen.items():
            if iri not in store:
                raise UsageError(
                    f"No article of the graph is called {article!r}{_near(store, iri)}. "
                    "`kg query articles` lists them; nothing was taken out."
                )
        taken = sum(store.remove(iri) for iri in dict.fromkeys(chosen.values()))
        store.refresh()
        info = store.info()
    counts = {
        "removed": taken,
        "articles": info.articles,
        "reports": info.reports,
        "events": info.occurrences,
    }
    if as_json:
        print_json(counts)
    else:
        say(
            f"{taken} articles taken out. {info.articles} are left, with {info.reports} reports of "
            f"{info.occurrences} events."
        )


def _iri(store: Store, article: str) -> str:
    """The IRI of an article that is given by id, short or in full."""
    if article.startswith(":article/"):
        return store.base + article[1:]
    return article if article.startswith(store.base) else store.article(article)


def _near(store: Store, iri: str) -> str:
    """The stored article whose IRI is most like it, if one is."""
    graphs = (graph.value for graph in store.engine.named_graphs())
    known = [graph for graph in graphs if not graph.startswith(store.names.graphs)]
    found = get_close_matches(iri, known, 1)
    return f"; nearest is {found[0]!r}" if found else ""
