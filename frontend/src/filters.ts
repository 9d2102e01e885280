// Conditions that combine, and the counts beside each: how many events there would be with that one changed.

import { type Atlas, type Sets, lastDay } from "./atlas";

export interface Filters {
  since: number; // YYYYMMDD with zeros for what is open; 0: no bound
  until: number;
  undated: boolean; // with bounds: also events of which no date is known
  classes: readonly string[]; // each with everything below it, or with "!" itself alone; none means all
  standings: readonly string[];
  publishers: readonly string[]; // none means all
  minReports: number;
  minConfidence: number; // percent
  actors: readonly string[]; // ids; none means all
  among: boolean; // of two actors and more: both sides must be among them, instead of any
}

export const NO_FILTERS: Filters = {
  since: 0,
  until: 0,
  undated: false,
  classes: [],
  standings: ["occurred"],
  publishers: [],
  minReports: 1,
  minConfidence: 0,
  actors: [],
  among: false,
};

const TIME = 1;
const CLASS = 2;
const STANDING = 4;
const PUBLISHER = 8;
const REPORTS = 16;
const CONFIDENCE = 32;
const ACTORS = 64;

/** Events that meet all conditions, and counts for each condition with all the others applied. */
export interface Selection {
  rows: Int32Array; // oldest first
  classes: Int32Array; // by class, with everything below it
  standings: Int32Array;
  publishers: Int32Array;
  reports: Int32Array; // by number of reports, the last entry for that many and more
  confidence: Int32Array; // by steps of 5 percent
  actors: Int32Array; // by actor: the events it would add or keep
  timeRows: Int32Array; // events that meet every condition but time
  undated: number;
}

export const MOST_REPORTS = 20;

export function select(atlas: Atlas, filters: Filters): Selection {
  const { core } = atlas;
  const classOk = wantedClasses(atlas, filters.classes);
  const standingOk = Uint8Array.from(core.standings, (name) => Number(filters.standings.includes(name)));
  const publisherOk = Uint8Array.from(core.publishers, (name) => Number(filters.publishers.includes(name)));
  const sourceOk = Uint8Array.from(core.sources, (set) =>
    Number(!filters.publishers.length || set.some((publisher) => publisherOk[publisher])),
  );
  const partiesOk = wantedParties(atlas, filters);
  const low = filters.since;
  const high = filters.until ? lastDay(filters.until) : 99999999;
  const bounded = Boolean(filters.since || filters.until);

  const byClass = new Int32Array(core.classes.name.length);
  const bySource = new Int32Array(core.sources.length);
  const byParties = new Int32Array(core.parties.length);
  const standings = new Int32Array(core.standings.length);
  const reports = new Int32Array(MOST_REPORTS + 1);
  const confidence = new Int32Array(21);
  const rows = new Int32Array(atlas.size);
  const timeRows = new Int32Array(atlas.size);
  let kept = 0;
  let timely = 0;
  let undated = 0;
  for (let row = 0; row < atlas.size; row++) {
    const dated = atlas.date[row] !== 0;
    const cls = atlas.cls[row] as number;
    const standing = atlas.standing[row] as number;
    const source = atlas.sources[row] as number;
    const parties = atlas.parties[row] as number;
    let failed = 0;
    if (bounded && (dated ? (atlas.earliest[row] as number) > high || (atlas.latest[row] as number) < low : !filters.undated)) {
      failed |= TIME;
    }
    if (!classOk[cls]) failed |= CLASS;
    if (!standingOk[standing]) failed |= STANDING;
    if (!sourceOk[source]) failed |= PUBLISHER;
    if ((atlas.reports[row] as number) < filters.minReports) failed |= REPORTS;
    if ((atlas.confidence[row] as number) < filters.minConfidence) failed |= CONFIDENCE;
    if (!partiesOk[parties]) failed |= ACTORS;

    if (failed === 0) rows[kept++] = row;
    if ((failed & ~TIME) === 0) {
      if (dated) timeRows[timely++] = row;
      else undated++;
    }
    if ((failed & ~CLASS) === 0) byClass[cls]!++;
    if ((failed & ~STANDING) === 0) standings[standing]!++;
    if ((failed & ~PUBLISHER) === 0) bySource[source]!++;
    if ((failed & ~REPORTS) === 0) reports[Math.min(MOST_REPORTS, atlas.reports[row] as number)]!++;
    if ((failed & ~CONFIDENCE) === 0) confidence[Math.floor((atlas.confidence[row] as number) / 5)]!++;
    if ((failed & ~ACTORS) === 0) byParties[parties]!++;
  }
  return {
    rows: rows.slice(0, kept),
    classes: upTheTree(atlas, byClass),
    standings,
    publishers: publishersOf(core.sources, bySource, core.publishers.length),
    reports,
    confidence,
    actors: spread(atlas.everybody, byParties, core.actors.id.length),
    timeRows: timeRows.slice(0, timely),
    undated,
  };
}

/** Sums from an entry to the end: how many events have at least so much. */
export function atLeast(counts: Int32Array, from: number): number {
  let sum = 0;
  for (let i = Math.max(0, from); i < counts.length; i++) sum += counts[i] as number;
  return sum;
}

/** By class: whether events of it are wanted. */
export function wantedClasses(atlas: Atlas, chosen: readonly string[]): Uint8Array {
  const whole = new Set(chosen.map((name) => atlas.classOf.get(name)));
  const alone = new Set(chosen.filter((name) => name.endsWith("!")).map((name) => atlas.classOf.get(name.slice(0, -1))));
  return Uint8Array.from(atlas.lineage, (line, cls) =>
    Number(!chosen.length || alone.has(cls) || line.some((up) => whole.has(up))),
  );
}

/** The shortest list of names that wants just these classes. */
export function namesOfClasses(atlas: Atlas, wanted: Uint8Array): string[] {
  if (wanted.every(Boolean)) return [];
  const found: string[] = [];
  const whole = (cls: number): boolean => Boolean(wanted[cls]) && (atlas.children[cls] ?? []).every(whole);
  const visit = (cls: number): void => {
    const name = atlas.core.classes.name[cls] as string;
    if (whole(cls)) found.push(name);
    else {
      if (wanted[cls]) found.push(`${name}!`);
      for (const child of atlas.children[cls] ?? []) visit(child);
    }
  };
  atlas.roots.forEach(visit);
  return found.length ? found : ["!"];
}

function wantedParties(atlas: Atlas, { actors, among }: Filters): Uint8Array {
  const chosen = new Set(actors.map((id) => atlas.actorOf.get(id)));
  if (!chosen.size) return new Uint8Array(atlas.core.parties.length).fill(1);
  const side = (actors: readonly number[]) => actors.some((actor) => chosen.has(actor));
  return Uint8Array.from(atlas.core.parties, (parties, p) => {
    if (!among || chosen.size < 2) return Number(anyOf(atlas.everybody, p, chosen));
    const [source, target, sourceState, targetState, reciprocal] = parties;
    if (!reciprocal) return Number(side([...source, ...sourceState]) && side([...target, ...targetState]));
    const states = new Set([...sourceState, ...targetState, ...source, ...target].filter((actor) => chosen.has(actor)));
    return Number(states.size > 1);
  });
}

function upTheTree(atlas: Atlas, byClass: Int32Array): Int32Array {
  const sums = new Int32Array(byClass.length);
  byClass.forEach((n, cls) => {
    for (const up of atlas.lineage[cls] ?? []) sums[up] = (sums[up] as number) + n;
  });
  return sums;
}

function publishersOf(sets: readonly number[][], bySet: Int32Array, size: number): Int32Array {
  const sums = new Int32Array(size);
  sets.forEach((members, i) => {
    for (const publisher of members) sums[publisher]! += bySet[i] as number;
  });
  return sums;
}

function spread({ starts, members }: Sets, bySet: Int32Array, size: number): Int32Array {
  const sums = new Int32Array(size);
  for (let i = 0; i < bySet.length; i++) {
    const n = bySet[i] as number;
    for (let j = starts[i] as number; n && j < (starts[i + 1] as number); j++) sums[members[j] as number]! += n;
  }
  return sums;
}

function anyOf({ starts, members }: Sets, set: number, chosen: ReadonlySet<number | undefined>): boolean {
  for (let j = starts[set] as number; j < (starts[set + 1] as number); j++) if (chosen.has(members[j])) return true;
  return false;
}
