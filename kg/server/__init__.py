"""The graph over HTTP: pages, linked data, SPARQL, a JSON API, the explorer (``kg serve``).

Needs the extra ``serve`` (starlette, uvicorn).
"""

from __future__ import annotations

from kg.server.app import application
from kg.server.following import Following
from kg.server.running import listening, serve
from kg.server.settings import Limits, Settings

__all__ = ["Following", "Limits", "Settings", "application", "listening", "serve"]
