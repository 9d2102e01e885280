"""The explorer: every relation of a graph to look at, with the sentences behind each.

``docs/explorer-data.md`` describes what passes between Python and the page.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.views.explore_columns import Atlas, columns
from kg.views.explore_page import LIVE_POLICY, assets, explore_html, live_page
from kg.views.explore_texts import texts
from kg.views.saving import saving

if TYPE_CHECKING:
    from kg.views.explore_columns import Rows

__all__ = ["LIVE_POLICY", "Atlas", "Explorer", "assets", "columns", "explore", "live_page", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """The explorer's page, ready to be looked at: in a notebook by itself, elsewhere by ``save``."""

    html: str = field(repr=False)
    events: int

    def save(self, path: str | Path) -> Path:
        """Write the page, in one piece or not at all. Raises ``UsageError`` where it cannot be written."""
        target = Path(path)
        with saving(target) as file:
            file.write(self.html.encode("utf-8"))
        return target

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame of its own; neither reaches into the other."""
        return (
            '<iframe title="Explorer" width="100%" height="720" style="border: 1px solid #d9dde3"'
            ' sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"'
            f' srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )


def explore(rows: Rows, **options: Any) -> Explorer:
    """The explorer of a store's events as one page that carries its data.

    ``options`` are those of ``columns``: title, level, since, until, classes, statuses, min_reports.
    """
    drawn = columns(rows, **options)
    return Explorer(html=explore_html(rows, drawn), events=len(drawn.events))
