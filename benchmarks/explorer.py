"""The explorer: a file of 100,000 events with sentences, made, opened and filtered.

The world is made up: 200 states whose activity falls off as in event data; a sentence of its own for
every report, as long as in wire reports, in words that come as often as in English and compress as badly;
a fifth of the events reported twice, 14 reports an article as in the samples. Needs chromium and
chromedriver for all but the file; drawing is in software.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build import samples
from kg.model import Article, digest
from kg.ontology import classes
from kg.reading import read
from kg.store.rows import ActorRow, EventRow, EvidenceRow
from kg.store.sourcing import Sourcing
from kg.views.explore import explore

from benchmarks import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVENTS = 100_000
_STATES, _PERSONS = 200, 2_000
_BASE = "https://w3id.org/bilateral-kg/data/"
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1280,720",
)  # fmt: skip


class World:
    """Rows as a store hands them out, the same in every run."""

    def __init__(self, events: int = _EVENTS) -> None:
        self.random = random.Random(7)
        texts = [item.text for item in read([samples()]) if isinstance(item, Article)]
        self.words = sorted({word for text in texts for word in text.split()})
        self.words += [
            "".join(self.random.choices("aeiounrtslmdk", k=self.random.randint(5, 9))) for _ in range(6000)
        ]
        self.random.shuffle(self.words)
        self.frequency = [1 / (rank + 2) for rank in range(len(self.words))]
        self.titles = [" ".join(self._words(10)) for _ in range(max(1, events * 6 // 70))]
        self.states = [f"S{number:02X}" for number in range(_STATES)]
        self.persons = [f"{self._state()}/person-{number}" for number in range(_PERSONS)]
        known = list(classes().values())
        self.made = [self._event(number, known) for number in range(events)]
        self.said = {event.iri: self._evidence(event) for event in self.made}

    def events(self) -> list[EventRow]:
        return self.made

    def actors(self) -> Iterator[ActorRow]:
        for id_ in (*self.states, *self.persons):
            name = " ".join(self._words(2)).title()
            kind = "person" if "/" in id_ else "state"
            yield ActorRow(
                iri=f"{_BASE}actor/{id_}", id=id_, label=name, kind=kind, country=id_.partition("/")[0]
            )

    def evidence(self, iri: str) -> list[EvidenceRow]:
        return self.said[iri]

    def sourcing(self) -> Iterator[Sourcing]:
        for iri, rows in self.said.items():
            yield Sourcing(
                iri, max(row.confidence for row in rows), tuple(sorted({row.publisher or "" for row in rows}))
            )

    def _state(self) -> str:
        return self.states[min(_STATES - 1, int(self.random.paretovariate(0.55)) - 1)]

    def _words(self, count: int) -> list[str]:
        return self.random.choices(self.words, self.frequency, k=count)

    def _event(self, number: int, known: list[Any]) -> EventRow:
        source = self._state()
        target = next(state for state in iter(self._state, None) if state != source)
        sides = [
            self.random.choice(self.persons) if self.random.random() < 0.1 else side
            for side in (source, target)
        ]
        cls = self.random.choice(known)
        status = self.random.choices(["occurred", "planned", "proposed", "denied"], [75, 15, 7, 3])[0]
        year, month, date = (self.random.randint(*span) for span in ((2005, 2024), (1, 12), (1, 28)))
        day = f"{year}-{month:02}-{date:02}"
        return EventRow(
            iri=f"{_BASE}event/{digest(str(number))}", cls=cls.name, root=cls.root, quad=cls.quad, label="",
            date=day[: self.random.choice([4, 7, 10, 10])], date_end=None, statuses=(status,), disputed=False,
            source=(sides[0],), target=(sides[1],),
            source_state=(sides[0].partition("/")[0],), target_state=(sides[1].partition("/")[0],),
            reciprocal=cls.symmetric, reports=1 + (number % 5 == 0), articles=1, intensity=cls.intensity,
            last_reported=day,
        )  # fmt: skip

    def _evidence(self, event: EventRow) -> list[EvidenceRow]:
        rows = []
        for report in range(event.reports):
            first = report == 0
            words = self._words(self.random.randint(8, 20))
            at = self.random.randrange(len(words) - 1)
            start = len(" ".join(words[:at])) + (at > 0)
            key = event.iri.rpartition("/")[2] if first else digest(event.iri, str(report))
            article = f"{int(key[:6], 16) % len(self.titles)}"
            rows.append(
                EvidenceRow(
                    sentence=" ".join(words),
                    start=start,
                    end=start + len(words[at]),
                    trigger=words[at],
                    article=f"{_BASE}article/{article}",
                    title=self.titles[int(article)],
                    publisher=f"Wire {int(article) % 40}",
                    date=f"2024-{int(article) % 12 + 1:02}-{int(article) % 28 + 1:02}",
                    url=f"https://wire{int(article) % 40}.example/{article}",
                    speaker=None,
                    status=event.statuses[0],
                    confidence=self.random.randint(30, 99) / 100,
                    report=f"{_BASE}report/{key}",
                    cls=event.cls,
                    field="text",
                    field_start=start + 400,
                    field_end=start + 400 + len(words[at]),
                )
            )
        return rows


def measure() -> Iterator[Comparison]:
    """Make the file, open it, filter it."""
    small, world = World(_EVENTS // 10), World()
    with tempfile.TemporaryDirectory() as folder:
        sizes, seconds = {}, {}
        for name, rows in ((f"{_EVENTS // 10:,} events", small), (f"{_EVENTS:,} events", world)):
            begun = time.process_time()
            path = explore(rows).save(Path(folder, f"{len(rows.made)}.html"))
            seconds[name], sizes[name] = time.process_time() - begun, path.stat().st_size / 1e6
        baseline = next(iter(sizes))
        yield Comparison(title="The file (at most 12 MB)", unit="MB", figures=sizes, baseline=baseline)
        yield Comparison(title="Making it", unit="s CPU", figures=seconds, baseline=baseline)
        if shutil.which("chromedriver"):
            yield from _opened(Path(folder, f"{_EVENTS // 10}.html"), path)


_TIMED = """
const done = arguments[arguments.length - 1], {history} = explorer.context, times = {};
const take = async (name, act) => {
  const begun = performance.now();
  act();
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  times[name] = performance.now() - begun;
};
(async () => {
  await take("status", () => history.filter({standings: ["occurred", "planned"]}));
  await take("class", () => history.filter({classes: ["Cooperation"]}));
  await take("period", () => history.filter({since: 20150000, until: 20180600}));
  await take("all time", () => history.filter({classes: [], since: 0, until: 0}));
  await take("everything drawn", () => history.change({limit: 0}));
  await take("level of everybody", () => history.change({level: "all"}));
  done(times);
})();
"""


def _opened(small: Path, large: Path) -> Iterator[Comparison]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    ready, filters = {}, {}
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as chrome:
        for path in (small, large):
            chrome.get("about:blank")
            chrome.get(path.as_uri())
            while not (at := chrome.execute_script("return window.explorerReady")):
                time.sleep(0.05)
            ready[f"{path.stem} events"] = at / 1000
        times = chrome.execute_async_script(_TIMED)
        filters = {name: taken / 1000 for name, taken in times.items()}
    yield Comparison(
        title="Ready, from the start of loading (at most 4 s)",
        unit="s",
        figures=ready,
        baseline=f"{small.stem} events",
    )
    drawn = {"150 lines": filters["status"]}
    drawn |= {name: filters.pop(name) for name in ("everything drawn", "level of everybody")}
    yield Comparison(
        title="A filter, until drawn (at most 1 s)", unit="s", figures=filters, baseline="status"
    )
    yield Comparison(title="All lines at once, until drawn", unit="s", figures=drawn, baseline="150 lines")
