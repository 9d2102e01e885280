"""The whole flow: read -> extract -> ground -> store -> merge -> summary."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.fingerprint import fingerprint
from kg.build.summary import Summary
from kg.config import Config, load
from kg.errors import UsageError
from kg.model import Article, Reason, Rejected, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyoxigraph as ox

    from kg.extraction.explanation import Account
    from kg.model import EventMention, Extraction
    from kg.store import Store

    Source = str | Path | Article
    Progress = Callable[[int, str], None]

_LOG = logging.getLogger("kg.build")

__all__ = ["accounts", "build", "correct", "extract", "extractions", "samples"]


def build(
    sources: Source | Iterable[Source],
    *,
    store: str | Path | None = None,
    config: Config | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    replace: bool = False,
) -> Summary:
    """Read ``sources`` into the graph in the directory ``store`` and say what became of them.

    A source is a file, a folder, ``-`` for standard input, or an ``Article``. An article that is stored
    already, with the same content and settings, is skipped; a changed one replaces what was there. One that
    shares the id of a stored article but next to no words, and no URL, is set aside unless ``replace``. The
    order of the sources makes no difference to the graph, and neither does the number of ``workers``, the
    processes that read (this one alone writes). ``progress(n, id)`` is called for the n-th article.

    A run that is interrupted leaves the articles read so far, with their events; the next goes on from there.
    Inputs that cannot be read are set aside and counted in the ``Summary``. Raises ``UsageError`` for a
    source that does not exist, ``ModelMissing``, and ``StoreError`` where the store cannot be written.
    """
    from kg.actors import Registry
    from kg.build.batch import registry_graph
    from kg.store import Store
    from kg.store.corrections import beside

    config = config or load()
    summary = Summary()
    found = _read(sources)
    settings, registry = fingerprint(config), Registry.load(tuple(config.actors))
    with Store.open(store or config.store, create=True, base=config.base_iri) as graph:
        graph.register(registry_graph(registry, graph.base))
        correct(graph, config.corrections or beside(Path(store or config.store)))
        articles = _changed(_articles(found, summary, progress), graph, settings, summary, replace=replace)
        try:
            for extraction, quads in _outcomes(articles, config, workers, summary, quads=True):
                article = extraction.article
                outcome = graph.replace(article.id, quads, article.content_hash, settings)
                summary.count_extraction(extraction, replaced=outcome == "replaced")
        except KeyboardInterrupt:
            graph.refresh()  # what is read already can be asked for
            raise
        graph.refresh()
        summary.graph = graph.info()
    return summary


def extract(
    sources: Source | Iterable[Source] | None = None,
    *,
    text: str | None = None,
    config: Config | None = None,
) -> Iterator[EventMention]:
    """The event mentions of ``sources`` (as for ``build``), or of one ``text``, in the order of the text.

    What could not be read of an article is logged as a warning. Raises ``UsageError`` for a source that does
    not exist and where neither or both are given, and ``ModelMissing``.
    """
    if (sources is None) == (text is None):
        raise UsageError("Give either sources or text=...")
    chosen = sources if sources is not None else Article(id=digest(text or ""), text=text or "")
    found = extractions(chosen, config=config or load(), summary=Summary())
    return (mention for extraction in found for mention in _warned(extraction).mentions)


def _warned(extraction: Extraction) -> Extraction:
    for detail in extraction.article.unread:
        _LOG.warning("%s: %s", extraction.article.id, detail)
    return extraction


def extractions(
    sources: Source | Iterable[Source],
    *,
    config: Config,
    summary: Summary,
    progress: Progress | None = None,
    workers: int = 1,
) -> Iterator[Extraction]:
    """What each article says, in the order of the sources; ``summary`` counts as the iterator moves on."""
    articles = _articles(_read(sources), summary, progress)
    found = _outcomes(articles, config, workers, summary, quads=False)
    return _counted((extraction for extraction, _ in found), summary)


def accounts(
    sources: Source | Iterable[Source], *, config: Config, summary: Summary, only: str | None = None
) -> Iterator[Account]:
    """Why each article was read as it was, in the order of the sources; ``only`` is an article's id.

    ``summary`` counts what could not be read. Raises as ``extract`` does.
    """
    from kg.build.batch import Batch

    found = _articles(_read(sources), summary, None)
    extractor = Batch(config).extractor
    return (extractor.explain(article) for article in found if only is None or article.id == only)


def samples() -> Path:
    """The folder of sample articles that ship with the package."""
    return Path(__file__).parent.parent / "samples" / "articles"


def _read(sources: Source | Iterable[Source]) -> Iterator[Article | Rejected]:
    """What the sources hold; a source that does not exist raises before anything is done."""
    from kg.reading import read

    return read((sources,) if isinstance(sources, str | Path | Article) else tuple(sources))


def _articles(
    found: Iterable[Article | Rejected], summary: Summary, progress: Progress | None
) -> Iterator[Article]:
    """The articles that were found; what cannot be kept, or not be read of them, is counted."""
    number = 0
    for item in found:
        if isinstance(item, Article):
            summary.count_warnings(item)
            yield item
        else:
            summary.count_set_aside(item)
            if item.reason is Reason.OTHER_FORMAT:
                continue  # nobody expected an article there
        number += 1
        if progress:
            progress(number, item.id if isinstance(item, Article) else item.article)


def _outcomes(
    articles: Iterable[Article], config: Config, workers: int, summary: Summary, *, quads: bool
) -> Iterator[tuple[Extraction, Iterable[ox.Quad]]]:
    """What each article says, with its graph if wanted, in order; what no process survived is counted."""
    from kg.build.workers import in_processes, in_this_process

    if workers == 1:
        yield from in_this_process(articles, config, quads=quads)
        return
    for outcome, graph in in_processes(articles, config, workers, quads=quads):
        if isinstance(outcome, Rejected):
            summary.count_set_aside(outcome)
        else:
            yield outcome, graph


def _counted(found: Iterable[Extraction], summary: Summary) -> Iterator[Extraction]:
    for extraction in found:
        summary.count_extraction(extraction, replaced=False)
        yield extraction


def _changed(
    articles: Iterable[Article], graph: Store, settings: str, summary: Summary, *, replace: bool
) -> Iterator[Article]:
    """Those that the graph does not hold as they are; what would push another article out is set aside."""
    from kg.store.replacing import holds_another

    for article in articles:
        if graph.holds(article.id, article.content_hash, settings):
            summary.articles_unchanged += 1
        elif not replace and holds_another(graph, article):
            summary.count_set_aside(_id_is_taken(article))
        else:
            yield article


def _id_is_taken(article: Article) -> Rejected:
    detail = (
        f"the graph holds another article with the id {article.id!r}, which shares next to no words with "
        "this one. Name the folder above, so that the ids differ (a/01, b/01), give each an id or a URL of "
        "its own, or let this one take the other's place with --replace"
    )
    return Rejected(article=article.id, reason=Reason.DUPLICATE_ID, detail=detail)


def correct(graph: Store, path: Path) -> None:
    """Let what people said of events bear on the graph; without a file, what the graph knows stays."""
    from kg.store.corrections import read

    if path.is_file():
        graph.correct(read(path))
