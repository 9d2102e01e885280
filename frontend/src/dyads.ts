// Selected events added up by dyad and by actor.

import { A_TO_B, type Atlas, B_TO_A, type Dyads, type Level } from "./atlas";

/** Sums by dyad of a level (see Dyads for its ends). */
export interface Sums {
  level: Level;
  dyads: Dyads;
  rows: number; // events that belong to any dyad of this level
  events: Int32Array;
  reports: Int32Array;
  occurred: Int32Array;
  cooperation: Int32Array; // events whose class weighs above 0
  conflict: Int32Array;
  tone: Float64Array; // mean weight in [-10, 10]; NaN where no event has one
  first: Int32Array; // dates, 0 unknown
  last: Int32Array;
  activity: Int32Array; // by actor: its events
  partners: Int32Array; // by actor: with how many others
}

export function addUp(atlas: Atlas, level: Level, rows: Int32Array): Sums {
  const dyads = atlas.dyads(level);
  const size = dyads.a.length;
  const actors = atlas.core.actors.id.length;
  const [events, reports, occurred, cooperation, conflict, scored, first, last] = Array.from(
    { length: 8 },
    () => new Int32Array(size),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  const tone = new Float64Array(size);
  const activity = new Int32Array(actors);
  const seen = new Int32Array(actors).fill(-1);
  let belonging = 0;
  for (const row of rows) {
    const p = atlas.parties[row] as number;
    if (dyads.starts[p] !== dyads.starts[p + 1]) belonging++;
    const weight = atlas.intensity(row);
    const date = atlas.date[row] as number;
    for (let i = dyads.starts[p] as number; i < (dyads.starts[p + 1] as number); i++) {
      const d = dyads.dyad[i] as number;
      events[d]!++;
      reports[d]! += atlas.reports[row] as number;
      if (atlas.standing[row] === 0) occurred[d]!++;
      if (!Number.isNaN(weight)) {
        scored[d]!++;
        tone[d]! += weight;
        if (weight > 0) cooperation[d]!++;
        else if (weight < 0) conflict[d]!++;
      }
      if (date) {
        if (!first[d] || date < (first[d] as number)) first[d] = date;
        if (date > (last[d] as number)) last[d] = date;
      }
      for (const end of [dyads.a[d] as number, dyads.b[d] as number]) {
        if (seen[end] !== row) {
          seen[end] = row;
          activity[end]!++;
        }
      }
    }
  }
  const partners = new Int32Array(actors);
  for (let d = 0; d < size; d++) {
    tone[d] = scored[d] ? (tone[d] as number) / (scored[d] as number) : NaN;
    if (events[d]) {
      partners[dyads.a[d] as number]!++;
      partners[dyads.b[d] as number]!++;
    }
  }
  return { level, dyads, rows: belonging, events, reports, occurred, cooperation, conflict, tone, first, last, activity, partners };
}

/** The dyads that have events, the strongest first: what happened before what did not, then by events, reports. */
export function ranked({ dyads, events, reports, occurred }: Sums): Int32Array {
  const found = Int32Array.from(dyads.a, (_, d) => d).filter((d) => (events[d] as number) > 0);
  return found.sort(
    (d, e) =>
      Number((occurred[e] as number) > 0) - Number((occurred[d] as number) > 0) ||
      (events[e] as number) - (events[d] as number) ||
      (reports[e] as number) - (reports[d] as number) ||
      d - e,
  );
}

/** The dyad of two actors, or -1. */
export function dyadOf({ a, b }: Dyads, u: number, v: number): number {
  const [low, high] = u < v ? [u, v] : [v, u];
  for (let d = 0; d < a.length; d++) if (a[d] === low && b[d] === high) return d;
  return -1;
}

/** Of these rows those of a dyad, newest first; and the way each goes. */
export function rowsOfDyad(atlas: Atlas, dyads: Dyads, dyad: number, rows: Int32Array): { rows: Int32Array; way: (row: number) => number } {
  const ways = new Uint8Array(atlas.core.parties.length); // 0: not of this dyad
  for (let p = 0; p < ways.length; p++) {
    for (let i = dyads.starts[p] as number; i < (dyads.starts[p + 1] as number); i++) {
      if (dyads.dyad[i] === dyad) ways[p] = dyads.way[i] as number;
    }
  }
  return { rows: newestFirst(atlas, rows, ways), way: (row) => ways[atlas.parties[row] as number] as number };
}

/** Of these rows those in which an actor takes part at this level, newest first. */
export function rowsOfActor(atlas: Atlas, dyads: Dyads, actor: number, rows: Int32Array): Int32Array {
  const takesPart = new Uint8Array(atlas.core.parties.length);
  for (let p = 0; p < takesPart.length; p++) {
    for (let i = dyads.starts[p] as number; i < (dyads.starts[p + 1] as number); i++) {
      const d = dyads.dyad[i] as number;
      if (dyads.a[d] === actor || dyads.b[d] === actor) takesPart[p] = 1;
    }
  }
  return newestFirst(atlas, rows, takesPart);
}

const ROWS = 2 ** 24; // more than a page can hold

/** The rows whose parties are wanted: by date, or where none is known by the day of publication; then by row. */
export function newestFirst(atlas: Atlas, rows: Int32Array, wanted: Uint8Array): Int32Array {
  const { reported } = atlas.core.events;
  const { date, parties } = atlas;
  const keys = new Float64Array(rows.length); // date and row in one number: sorted at once, without a function
  let kept = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (!wanted[parties[row] as number]) continue;
    keys[kept++] = (99_999_999 - (date[row] || (reported[row] as number))) * ROWS + row;
  }
  const sorted = keys.subarray(0, kept).sort();
  const found = new Int32Array(kept);
  for (let i = 0; i < kept; i++) found[i] = (sorted[i] as number) % ROWS;
  return found;
}

/** "→", "←" or "↔" as seen from the first of the dyad. */
export function arrow(way: number): string {
  return way === A_TO_B ? "→" : way === B_TO_A ? "←" : "↔";
}
