"""Who held which office when: the dated tenures of ``tenures.toml``.

    [tenures.USA]
    "President" = [["Barack Obama", "2009-01-20", "2017-01-20"], ["Donald Trump", "2017-01-20", "2021-01-20"]]

Names are compared by their letters without accents or case; a last name alone finds nobody.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kg.model import Tenure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.actors.records import Title
    from kg.model import Office

__all__ = ["Tenures", "person_id", "plain_name"]

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def plain_name(name: str) -> str:
    """Letters and digits in lower case, without accents, words joined by hyphens ("zaheer-ahmad")."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    ascii_only = "".join(c for c in decomposed if not unicodedata.combining(c))
    slug = _NOT_LETTERS.sub("-", ascii_only.lower()).strip("-")
    return slug or "-".join(f"{ord(c):x}" for c in name.strip()) or "unnamed"


def person_id(country: str, name: str) -> str:
    """``IRN/mohammad-baqeri``; a name without Latin letters is spelt by its code points."""
    return f"{country}/{plain_name(name)}"


class Tenures:
    """The listed tenures by the full name of their holder."""

    def __init__(
        self,
        data: Mapping[str, Any],
        title: Callable[[str], Title | None],
        office: Callable[[Title, str], Office],
    ) -> None:
        self._by_name: dict[str, list[Tenure]] = {}
        for country, offices in sorted(data.items()):
            for name, holders in offices.items():
                post = title(name)
                if post is None:
                    continue
                for person, start, *end in holders:
                    tenure = Tenure(
                        person=person_id(country, person), person_name=person, office=office(post, country),
                        start=start or None, end=end[0] if end else None, source="tenures.toml",
                    )  # fmt: skip
                    self._by_name.setdefault(plain_name(person), []).append(tenure)

    def titled(self, last: str, office: str, date: str | None) -> list[Tenure]:
        """Those whose last name and office are these: "Chancellor" and "Merkel" know whom they mean."""
        wanted = "-" + plain_name(last)
        return [
            t
            for name, tenures in sorted(self._by_name.items())
            if name.endswith(wanted)
            for t in tenures
            if t.office.name == office and (date is None or _covers(t, date))
        ]

    def of(self, name: str, date: str | None) -> list[Tenure]:
        """The tenures of a person of this full name that cover ``date``; all of them without a date."""
        found = self._by_name.get(plain_name(name), [])
        return [t for t in found if date is None or _covers(t, date)]


def _covers(tenure: Tenure, date: str) -> bool:
    """Whether the tenure can have been current on a date of any precision."""
    begun = tenure.start is None or tenure.start[: len(date)] <= date
    ended = tenure.end is not None and tenure.end[: len(date)] < date
    return begun and not ended
