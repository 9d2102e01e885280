"""Small worlds to draw: rows as the store hands them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.store.sourcing import Sourcing

from made_rows import actor, event, evidence

if TYPE_CHECKING:
    from kg.store.rows import ActorRow, EventRow, EvidenceRow

BAQERI, SIDHU = "IRN/mohammad-baqeri", "PAK/zaheer-sidhu"


@dataclass
class Scene:
    """Events, actors and what the articles say, as a view reads them."""

    made: list[EventRow]
    cast: list[ActorRow]
    said: dict[str, list[EvidenceRow]] = field(default_factory=dict)

    def events(self) -> list[EventRow]:
        return self.made

    def actors(self) -> list[ActorRow]:
        return self.cast

    def evidence(self, iri: str) -> list[EvidenceRow]:
        return self.said.get(iri, [])

    def sourcing(self) -> list[Sourcing]:
        """As the store sums it up from the same reports."""
        return [
            Sourcing(
                iri, max(row.confidence for row in rows), tuple(sorted({row.publisher or "" for row in rows}))
            )
            for iri, rows in self.said.items()
        ]


def neighbours() -> Scene:
    """Iran and Pakistan in 2023, with the United States, a plan, a proposal and a denial."""
    made = [
        event("meet", "Meeting", BAQERI, SIDHU, "2023-07-20", reports=2),
        event("visit", "Visit", SIDHU, "IRN", "2023-07-20"),
        event("drill1", "JointExercise", "IRN", "PAK", "2021"),
        event("drill2", "NavalExercise", "IRN", "PAK", "2022-05"),
        event("plan", "JointExercise", "IRN", "PAK", "2024", statuses=("planned",)),
        event("idea", "Visit", "IRN", "PAK", None, statuses=("proposed",)),
        event("sanction", "SanctionsImposed", "USA", "IRN", "2018-11", reports=5),
        event("strike", "Strike", "IRN", "PAK", "2024-01", statuses=("denied", "occurred"), disputed=True),
        event("far", "Visit", "BRA", "SWE", "2024-05"),
    ]
    cast = [actor("IRN", "Iran"), actor("PAK", "Pakistan"), actor("USA", "United States")]
    cast += [actor(BAQERI, "Mohammad Baqeri"), actor(SIDHU, "Zaheer Sidhu")]
    cast += [actor("BRA", "Brazil"), actor("SWE", "Sweden")]
    said = {
        made[0].iri: [
            evidence("old", "In a meeting in Tehran, Baqeri hosted Sidhu.", "meeting", date="2023-07-20"),
            evidence(
                "new",
                "Sidhu said that the two met on Thursday.",
                "met",
                date="2023-07-22",
                speaker=SIDHU,
                publisher="Meridian Wire",
                title="Air chief back from Tehran",
            ),
        ],
        made[4].iri: [evidence("plan", "They will hold drills.", "drills", status="planned", confidence=0.6)],
    }
    return Scene(made, cast, said)
