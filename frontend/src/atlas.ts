// The core, indexed: typed columns, the class tree, and the dyads of every level.

import type { Core, Numbers, Parties } from "./data";

export type Level = "states" | "persons" | "all";
export const LEVELS: readonly Level[] = ["states", "persons", "all"];

/** Ways in which an event goes between the two of a dyad, as bits. */
export const A_TO_B = 1;
export const B_TO_A = 2;

/** The dyads of a level: ends by dyad, and by set of parties the dyads that its events belong to. */
export interface Dyads {
  a: Int32Array;
  b: Int32Array;
  starts: Int32Array; // by set of parties: where its entries begin in `dyad` and `way`
  dyad: Int32Array;
  way: Uint8Array;
}

/** Sets of numbers, one after the other: that of i lies from starts[i] to starts[i + 1]. */
export interface Sets {
  starts: Int32Array;
  members: Int32Array;
}

export class Atlas {
  readonly size: number;
  readonly cls: Uint16Array;
  readonly date: Int32Array;
  readonly earliest: Int32Array; // first possible day as YYYYMMDD; 0 where undated
  readonly latest: Int32Array; // last possible day
  readonly standing: Uint8Array;
  readonly parties: Int32Array;
  readonly reports: Int32Array;
  readonly confidence: Uint8Array;
  readonly sources: Int32Array;
  /** By class: itself and everything above it. */
  readonly lineage: readonly (readonly number[])[];
  readonly children: readonly (readonly number[])[];
  readonly roots: readonly number[];
  readonly actorOf: ReadonlyMap<string, number>;
  readonly classOf: ReadonlyMap<string, number>;
  /** By set of parties: everybody in it, as named and as what they stand for. */
  readonly everybody: Sets;
  private readonly levels = new Map<Level, Dyads>();

  constructor(readonly core: Core) {
    const { events, classes } = core;
    this.size = events.cls.length;
    this.cls = typed(Uint16Array, events.cls);
    this.date = typed(Int32Array, events.date);
    this.standing = typed(Uint8Array, events.standing);
    this.parties = typed(Int32Array, events.parties);
    this.reports = typed(Int32Array, events.reports);
    this.confidence = typed(Uint8Array, events.confidence);
    this.sources = typed(Int32Array, events.sources);
    this.earliest = this.date;
    this.latest = new Int32Array(this.size);
    for (let i = 0; i < this.size; i++) this.latest[i] = lastDay((events.dateEnd[i] || events.date[i]) as number);

    this.lineage = classes.name.map((_, i) => {
      const line = [i];
      for (let up = classes.parent[i] as number; up >= 0; up = classes.parent[up] as number) line.push(up);
      return line;
    });
    this.children = classes.name.map((_, i) => classes.parent.flatMap((up, child) => (up === i ? [child] : [])));
    this.roots = classes.parent.flatMap((up, i) => (up < 0 ? [i] : []));
    this.actorOf = new Map(core.actors.id.map((id, i) => [id, i]));
    this.classOf = new Map(classes.name.map((name, i) => [name, i]));
    this.everybody = everybodyIn(core.parties);
  }

  name(actor: number): string {
    return this.core.actors.name[actor] ?? "";
  }

  kind(actor: number): string {
    return this.core.actors.kind[actor] ?? "organization";
  }

  /** Weight of an event's class in [-10, 10], 10 most cooperative; NaN where it has none. */
  intensity(row: number): number {
    return this.core.classes.intensity[this.cls[row] as number] ?? NaN;
  }

  dyads(level: Level): Dyads {
    let found = this.levels.get(level);
    if (!found) this.levels.set(level, (found = this.index(level)));
    return found;
  }

  private index(level: Level): Dyads {
    const numbers = new Map<number, number>();
    const [a, b, dyad, way]: number[][] = [[], [], [], []] as number[][];
    const starts = new Int32Array(this.core.parties.length + 1);
    const actors = this.core.actors.id.length;
    this.core.parties.forEach((parties, p) => {
      for (const [pair, ways] of this.pairs(parties, level)) {
        let number = numbers.get(pair);
        if (number === undefined) {
          numbers.set(pair, (number = numbers.size));
          a?.push(Math.floor(pair / actors));
          b?.push(pair % actors);
        }
        dyad?.push(number);
        way?.push(ways);
      }
      starts[p + 1] = dyad?.length ?? 0;
    });
    return {
      a: Int32Array.from(a ?? []),
      b: Int32Array.from(b ?? []),
      starts,
      dyad: Int32Array.from(dyad ?? []),
      way: Uint8Array.from(way ?? []),
    };
  }

  /** Pairs a * actors + b with a < b, and the ways the event goes; the rules are those of kg.analysis.network. */
  private pairs([source, target, sourceState, targetState, reciprocal]: Parties, level: Level): Map<number, number> {
    const found = new Map<number, number>();
    const actors = this.core.actors.id.length;
    const states = level === "states";
    const belongs = (actor: number) => level === "all" || (this.kind(actor) === "state") === states;
    let left = (states ? sourceState : source).filter(belongs);
    let right = (states ? targetState : target).filter(belongs);
    if (reciprocal) left = right = [...new Set([...left, ...right])];
    for (const from of left) {
      for (const to of right) {
        if (from === to || this.sameSide(from, to)) continue;
        const pair = from < to ? from * actors + to : to * actors + from;
        found.set(pair, (found.get(pair) ?? 0) | (from < to ? A_TO_B : B_TO_A));
      }
    }
    return found;
  }

  private sameSide(u: number, v: number): boolean {
    if (this.kind(u) !== "person" && this.kind(v) !== "person") return false;
    const side = (actor: number) => {
      const country = this.core.actors.country[actor] as number;
      return country < 0 ? actor : country;
    };
    return side(u) === side(v);
  }
}

/** A column as it came in binary, else made from numbers. */
function typed<T extends object>(Kind: new (numbers: Numbers) => T, numbers: Numbers): T {
  return numbers instanceof Kind ? numbers : new Kind(numbers);
}

function everybodyIn(parties: readonly Parties[]): Sets {
  const starts = new Int32Array(parties.length + 1);
  const members: number[] = [];
  parties.forEach((sides, p) => {
    const begin = members.length;
    for (let side = 0; side < 4; side++) {
      for (const actor of sides[side] as number[]) if (members.indexOf(actor, begin) < 0) members.push(actor);
    }
    starts[p + 1] = members.length;
  });
  return { starts, members: Int32Array.from(members) };
}

/** The last day that a date can mean: 20240500 -> 20240599, since only order matters. */
export function lastDay(date: number): number {
  if (!date) return 0;
  if (date % 10000 === 0) return date + 9999;
  return date % 100 === 0 ? date + 99 : date;
}
