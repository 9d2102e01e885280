"""Who belonged to an organisation when: ``"FIN:2023-04-04"``, ``"GBR:1973-01-01:2020-01-31"``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Membership

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["members", "memberships"]


def members(organization: Mapping[str, Any], date: str | None) -> tuple[str, ...]:
    """Codes of the members on a date, or of those of today, sorted."""
    day = date or "9999"
    found = set()
    for member, start, end in _entries(organization):
        if (not start or start[: len(day)] <= day) and (not end or day < end):
            found.add(member)
    return tuple(sorted(found))


def memberships(organizations: Mapping[str, Mapping[str, Any]]) -> Iterator[Membership]:
    """Every membership, by organisation and member, with the dates that are listed."""
    for code, organization in sorted(organizations.items()):
        for member, start, end in sorted(_entries(organization)):
            yield Membership(member=member, organization=code, start=start or None, end=end or None)


def _entries(organization: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for entry in organization.get("members", ()):
        member, start, end = (*entry.split(":"), "", "")[:3]
        yield member, start, end
