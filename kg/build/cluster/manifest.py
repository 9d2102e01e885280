"""The account of a run: which partitions there are, what went into each, what came out, what was set aside.

``manifest.json`` lies beside the partitions. It says nothing of machines or times, so the same run on another
cluster writes the same one.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.build.cluster.partition import files_of, record_name
from kg.build.summary import FAILURES, first
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.build.cluster.partition import Record, Task
    from kg.build.cluster.places import Place
    from kg.model import Rejected

__all__ = ["Manifest", "left_over", "made_before", "manifest_of"]

NAME = "manifest.json"
FORMAT = 1
_KEPT_APART = {"ids", "identity", "dropped"}  # what only taking a run up again needs


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` holds; ``data`` is plain."""

    data: dict[str, Any]

    @classmethod
    def read(cls, place: Place) -> Manifest:
        """Raises ``UsageError`` where there is none, or one that this version cannot read."""
        try:
            data = json.loads(place.read(NAME))
            known = data["format"] == FORMAT
        except FileNotFoundError as error:
            raise UsageError(
                f"{place.url} holds no {NAME}. Make it with: kg build --cluster local SOURCE --out PATH"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{place.url}/{NAME} is no manifest of partitions: {error}.") from error
        if not known:
            raise UsageError(f"{place.url}/{NAME} has format {data['format']}; this version reads {FORMAT}.")
        return cls(data)

    def write(self, place: Place) -> None:
        """Put it beside the partitions."""
        text = json.dumps(self.data, ensure_ascii=False, indent=1) + "\n"
        place.write(NAME, text.encode("utf-8", "backslashreplace"))

    @property
    def base(self) -> str:
        """The IRI that data IRIs start with."""
        return str(self.data["base"])

    @property
    def complete(self) -> bool:
        """Whether every partition was made, and every input could be read."""
        return not self.data["failed"] and not self.not_read

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The registry's graph and every partition, in order: path, bytes, sha256, quads and sum of each."""
        partitions = (
            {**p["files"][0], "quads": p["quads"], "sum": p["sum"]} for p in self.data["partitions"]
        )
        return [self.data["registry"], *partitions]

    @property
    def left_out(self) -> list[dict[str, str]]:
        """Files that no partition has, because kg does not read their formats."""
        return list(self.data.get("left_out", []))

    @property
    def not_read(self) -> list[dict[str, str]]:
        """Inputs of partitions that could not be read at all."""
        aside = (each for part in self.data["partitions"] for each in part["set_aside"])
        return [each for each in aside if each["reason"] in FAILURES]

    def __str__(self) -> str:
        """The account in words, a few lines."""
        totals = self.data["totals"]
        lines = [f"Not read: {each['input']}: {each['detail'] or each['reason']}" for each in self.not_read]
        others = [f"Left out: {each['input']}: {each['reason']} ({each['detail']})" for each in self.left_out]
        lines += first(others, "other format")
        warnings = [each for part in self.data["partitions"] for each in part.get("warnings", [])]
        lines += first([f"Warning: {each['input']}: {each['detail']}." for each in warnings], "warnings")
        lines += [f"Set aside: partition {each['number']}: {each['reason']}" for each in self.data["failed"]]
        aside = ", ".join(f"{n} {reason}" for reason, n in totals["set_aside"].items())
        lines.append(f"Articles: {totals['articles']} read{f'; set aside: {aside}' if aside else ''}.")
        lines.append(
            f"Partitions: {totals['partitions']} made, {len(self.data['failed'])} set aside; "
            f"{totals['mentions']} event mentions in {totals['quads']} quads."
        )
        return "\n".join(lines)


def manifest_of(
    registry: dict[str, Any],
    base: str,
    settings: str,
    left_out: list[Rejected],
    records: list[Record],
    failed: list[dict[str, Any]],
) -> Manifest:
    """The manifest of these records and failures, in the order of their numbers."""
    shown = [{k: v for k, v in record.items() if k not in _KEPT_APART} for record in records]
    aside = Counter(each["reason"] for record in records for each in record["set_aside"])
    aside.update(each.reason.value for each in left_out)
    counted = ("articles", "mentions", "quads", "events")
    totals: dict[str, Any] = {"partitions": len(shown)}
    totals |= {name: sum(record[name] for record in records) for name in counted}
    totals["set_aside"] = dict(sorted(aside.items()))
    totals["warnings"] = sum(len(record["warnings"]) for record in records)
    return Manifest(
        {
            "format": FORMAT, "base": base, "settings": settings, "totals": totals,
            "left_out": [
                {"input": each.article, "reason": each.reason.value, "detail": each.detail}
                for each in left_out
            ],
            "failed": sorted(failed, key=lambda each: int(each["number"])),
            "registry": registry, "partitions": shown,
        }
    )  # fmt: skip


def made_before(place: Place, tasks: list[Task]) -> dict[int, Record]:
    """Records of partitions that an earlier run made of the same inputs with the same settings, by number."""
    sizes = place.sizes()
    names = {record_name(task.number): task for task in tasks if record_name(task.number) in sizes}
    found: dict[int, Record] = {}
    for name, data in place.read_many(list(names)).items():
        task = names[name]
        try:
            record = json.loads(data)
            same = record["identity"] == json.loads(json.dumps(task.identity()))
            there = all(sizes.get(file["path"]) == file["bytes"] for file in record["files"])
        except (ValueError, KeyError, TypeError):  # a record of another version, or none at all
            continue
        if same and there:
            found[task.number] = record
    return found


def left_over(place: Place, wanted: set[int]) -> list[str]:
    """Files of partitions that are not wanted (any more)."""
    ours = {name for number in wanted for name in (*files_of(number), record_name(number))}
    return sorted(n for n in place.sizes() if n.startswith(("partitions/", "records/")) and n not in ours)
