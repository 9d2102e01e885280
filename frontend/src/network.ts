// Who can be reached from whom over the dyads that have events.

import type { Sums } from "./dyads";

const FARTHEST = 64; // steps: more than lie between any two actors

export interface Hop {
  from: number;
  to: number;
  dyad: number;
}

/** Neighbours by actor, over dyads with events. */
export class Network {
  private readonly ties = new Map<number, Hop[]>();

  constructor(private readonly sums: Sums) {
    const { dyads, events } = sums;
    for (let dyad = 0; dyad < dyads.a.length; dyad++) {
      if (!events[dyad]) continue;
      const [a, b] = [dyads.a[dyad] as number, dyads.b[dyad] as number];
      this.add({ from: a, to: b, dyad });
      this.add({ from: b, to: a, dyad });
    }
    for (const hops of this.ties.values()) hops.sort((x, y) => this.weight(y) - this.weight(x) || x.to - y.to);
  }

  private add(hop: Hop): void {
    const known = this.ties.get(hop.from);
    if (known) known.push(hop);
    else this.ties.set(hop.from, [hop]);
  }

  private weight({ dyad }: Hop): number {
    return this.sums.events[dyad] as number;
  }

  /** The strongest first. */
  neighbours(actor: number): readonly Hop[] {
    return this.ties.get(actor) ?? [];
  }

  /** Steps from an actor to everybody within `steps`. */
  within(centre: number, steps: number): Map<number, number> {
    const found = new Map([[centre, 0]]);
    let edge = [centre];
    for (let step = 1; step <= steps; step++) {
      edge = edge.flatMap((actor) =>
        this.neighbours(actor).flatMap(({ to }) => (found.has(to) ? [] : (found.set(to, step), [to]))),
      );
    }
    return found;
  }

  /** Up to `limit` shortest paths, those over much-reported dyads first; empty where there is none. */
  paths(from: number, to: number, limit = 5): Hop[][] {
    const away = this.within(to, FARTHEST);
    const length = away.get(from);
    if (length === undefined || from === to) return [];
    const found: Hop[][] = [];
    // Every step goes nearer, so each partial path can be completed: no search without result.
    const walk = (actor: number, hops: Hop[]): void => {
      if (found.length >= limit * 8) return;
      if (actor === to) {
        found.push(hops);
        return;
      }
      for (const hop of this.neighbours(actor)) {
        if (away.get(hop.to) === length - hops.length - 1) walk(hop.to, [...hops, hop]);
      }
    };
    walk(from, []);
    const weakest = (path: Hop[]) => Math.min(...path.map((hop) => this.weight(hop)));
    return found.sort((x, y) => weakest(y) - weakest(x)).slice(0, limit);
  }
}

