// What is shown, as rows: the same numbers for the table on the screen and for the exports.

import type { Atlas } from "./atlas";
import { arrow, dyadOf, newestFirst, rowsOfActor, rowsOfDyad } from "./dyads";
import type { State } from "./parts";
import type { Tab } from "./state";
import { capital, isoDate } from "./text";

export type Cell = string | number;

export interface Column {
  key: string;
  title: string;
  numeric: boolean;
}

export interface Line {
  key: number; // dyad, actor or event
  cells: Cell[];
}

export interface Table {
  columns: Column[];
  lines: Line[];
}

const column = (key: string, title: string, numeric = false): Column => ({ key, title, numeric });

/** The drawn dyads, the drawn actors, or the events of what is chosen (else all that are selected). */
export function tableOf(atlas: Atlas, state: State, tab: Tab): Table {
  return tab === "relations" ? relations(atlas, state) : tab === "actors" ? actors(atlas, state) : events(atlas, state);
}

export function sorted({ columns, lines }: Table, sort: string): Line[] {
  const down = sort.startsWith("-");
  const place = columns.findIndex(({ key }) => key === sort.replace(/^-/, ""));
  if (place < 0) return lines;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const compare = (x: Cell, y: Cell) => (typeof x === "number" && typeof y === "number" ? x - y : order(String(x), String(y)));
  return [...lines].sort((x, y) => {
    const [u, v] = [x.cells[place] as Cell, y.cells[place] as Cell];
    if (u === "" || v === "") return u === v ? 0 : u === "" ? 1 : -1; // unknown last, whatever the order
    return down ? compare(v, u) : compare(u, v);
  });
}

function relations(atlas: Atlas, { scene, sums }: State): Table {
  return {
    columns: [
      column("a", "Actor"),
      column("b", "Actor "),
      column("events", "Events", true),
      column("reports", "Reports", true),
      column("score", "Score", true),
      column("cooperation", "Coop.", true),
      column("conflict", "Confl.", true),
      column("first", "First"),
      column("last", "Last"),
    ],
    lines: scene.edges.map(({ dyad, a, b, tone }) => ({
      key: dyad,
      cells: [
        atlas.name(a),
        atlas.name(b),
        sums.events[dyad] as number,
        sums.reports[dyad] as number,
        Number.isNaN(tone) ? "" : Math.round(tone * 100) / 100,
        sums.cooperation[dyad] as number,
        sums.conflict[dyad] as number,
        isoDate(sums.first[dyad] as number),
        isoDate(sums.last[dyad] as number),
      ],
    })),
  };
}

function actors(atlas: Atlas, { scene, sums }: State): Table {
  const { country, id, kind } = atlas.core.actors;
  return {
    columns: [
      column("name", "Actor"),
      column("kind", "Kind"),
      column("of", "Stands for"),
      column("events", "Events", true),
      column("partners", "Deals with", true),
      column("id", "Id"),
    ],
    lines: scene.nodes.map(({ actor }) => ({
      key: actor,
      cells: [
        atlas.name(actor),
        kind[actor] as string,
        country[actor] === actor ? "" : atlas.name(country[actor] as number),
        sums.activity[actor] as number,
        sums.partners[actor] as number,
        id[actor] as string,
      ],
    })),
  };
}

function events(atlas: Atlas, state: State): Table {
  const { standings, classes, places, events } = atlas.core;
  const names = (actors: readonly number[]) => actors.map((actor) => atlas.name(actor)).join(", ");
  return {
    columns: [
      column("date", "Date"),
      column("reported", "Reported"),
      column("kind", "Kind"),
      column("source", "From"),
      column("way", ""),
      column("target", "To"),
      column("status", "Status"),
      column("reports", "Reports", true),
      column("confidence", "Confidence", true),
      column("place", "Place"),
    ],
    lines: Array.from(eventRows(atlas, state), (row) => {
      const [source, target, , , reciprocal] = atlas.core.parties[atlas.parties[row] as number] as [number[], number[], number[], number[], number];
      return {
        key: row,
        cells: [
          isoDate(atlas.date[row] as number),
          isoDate(events.reported[row] as number),
          capital(classes.label[atlas.cls[row] as number] as string),
          names(source),
          arrow(reciprocal ? 3 : 1),
          names(target),
          standings[atlas.standing[row] as number] as string,
          atlas.reports[row] as number,
          (atlas.confidence[row] as number) / 100,
          places[events.place[row] as number]?.[0] ?? "",
        ],
      };
    }),
  };
}

/** Rows of the events shown: of the chosen dyad or actor, else of all that is drawn, newest first. */
export function eventRows(atlas: Atlas, state: State): Int32Array {
  const { view, selection, sums } = state;
  const number = (id: string) => atlas.actorOf.get(id) ?? -1;
  if (view.chosen?.kind === "dyad") {
    const dyad = dyadOf(sums.dyads, number(view.chosen.a), number(view.chosen.b));
    return dyad < 0 ? new Int32Array(0) : rowsOfDyad(atlas, sums.dyads, dyad, selection.rows).rows;
  }
  if (view.chosen?.kind === "actor") return rowsOfActor(atlas, sums.dyads, number(view.chosen.id), selection.rows);
  return drawnRows(atlas, state);
}

/** Rows of the events behind the drawn dyads, newest first. */
export function drawnRows(atlas: Atlas, { selection, sums: { dyads }, scene }: State): Int32Array {
  const drawn = new Uint8Array(dyads.a.length);
  for (const { dyad } of scene.edges) drawn[dyad] = 1;
  const shown = Uint8Array.from(atlas.core.parties, (_, p) => {
    for (let i = dyads.starts[p] as number; i < (dyads.starts[p + 1] as number); i++) {
      if (drawn[dyads.dyad[i] as number]) return 1;
    }
    return 0;
  });
  return newestFirst(atlas, selection.rows, shown);
}
