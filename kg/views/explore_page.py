"""The page of the explorer: one file that carries program and data, or the live page of a server.

The program is made by ``frontend/`` when the package is built and stands in ``kg/views/built``.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.errors import KgError
from kg.views.explore_columns import as_bytes
from kg.views.explore_packing import packed
from kg.views.explore_texts import texts
from kg.views.plain import plain

if TYPE_CHECKING:
    from jinja2 import Template

    from kg.views.explore_columns import Atlas, Rows

__all__ = ["LIVE_POLICY", "assets", "explore_html", "live_page"]

LIVE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy that suffices for the live page."""

_TEMPLATES = Path(__file__).parent / "templates"
_BUILT = Path(__file__).parent / "built"
_ASSETS = ("explorer.js", "explorer.css")
_SQUEEZE = 9


@cache
def assets() -> dict[str, bytes]:
    """The program and its style sheet by file name. Raises ``KgError`` where they are not built."""
    try:
        return {name: (_BUILT / name).read_bytes() for name in _ASSETS}
    except OSError as error:
        raise KgError(
            f"The explorer's program is not built: {error.filename} is missing. "
            "In a checkout run `make explorer`; otherwise install the package again."
        ) from error


def explore_html(rows: Rows, atlas: Atlas) -> str:
    """The whole page with its data; write it as UTF-8. The same graph gives the same bytes.

    It asks for nothing, and its policy allows only the very script and style in it (by hash).
    """
    program = {name: content.decode("utf-8") for name, content in assets().items()}
    said = as_bytes(texts(rows, atlas, range(len(atlas.events))) | {"rows": []})  # every one, in order
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(program['explorer.js'])}",
            f"style-src {_hash(program['explorer.css'])}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _template().render(
        title=plain(atlas.title),
        policy=policy,
        style=Markup(program["explorer.css"]),
        script=Markup(program["explorer.js"]),
        core=_squeezed(atlas.core),
        texts=_squeezed(said),
    )


def live_page(
    *,
    api: str = "/api/explorer",
    assets: str = "/assets",
    title: str = "Explorer",
    pages: bool = False,
    pages_root: str = "/",
    write: bool = False,
) -> str:
    """The page that asks a server (docs/explorer-data.md); send it with ``LIVE_POLICY``.

    ``pages`` links every event, actor and article to its own page below ``pages_root``; ``write`` offers
    to correct events there.
    """
    return _template().render(
        title=plain(title),
        api=api,
        assets=assets.rstrip("/"),
        pages_root=pages_root if pages else "",
        write=write,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("explorer.html")


def _squeezed(data: bytes) -> dict[str, Markup | int]:
    """For the template: the characters, and how many bytes they stand for."""
    squeezed = zlib.compress(data, _SQUEEZE)
    return {"text": Markup(packed(squeezed)), "bytes": len(squeezed)}


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
