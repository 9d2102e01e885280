// From a view to what is drawn: which actors and dyads, where, how large.

import type { Atlas } from "./atlas";
import { type Sums, ranked } from "./dyads";
import { type Hop, Network } from "./network";
import type { View } from "./state";

export interface SceneNode {
  actor: number;
  x: number;
  y: number;
  size: number;
  folded: number; // neighbours collapsed into it
}

export interface SceneEdge {
  dyad: number;
  a: number;
  b: number;
  width: number;
  tone: number;
  happened: boolean; // some event of it occurred
}

export interface Scene {
  nodes: SceneNode[];
  edges: SceneEdge[];
  paths: Hop[][];
  dyads: number; // with events, drawn or not
  network: Network;
}

const RING = 190; // pixels between the rings of an ego view
const CLOSEST = 0.45; // radians between neighbours on a ring with room

export function compose(atlas: Atlas, sums: Sums, view: View): Scene {
  const network = new Network(sums);
  const order = ranked(sums);
  const number = (id: string) => atlas.actorOf.get(id) ?? -1;
  const expanded = new Set(view.expanded.map(number));
  const hidden = new Set(view.hidden.map(number));
  const { a, b } = sums.dyads;

  const centre = view.focus ? number(view.focus.id) : -1;
  const steps = view.focus && centre >= 0 ? network.within(centre, view.focus.steps) : null;
  if (steps) {
    for (const actor of expanded) {
      const from = steps.get(actor);
      if (from !== undefined) {
        for (const { to } of network.neighbours(actor)) if (!steps.has(to)) steps.set(to, from + 1);
      }
    }
  }
  const paths = view.path ? network.paths(number(view.path.from), number(view.path.to)) : [];
  const onPath = new Set(paths.flat().map((hop) => hop.dyad));

  let kept: number[] = [];
  let budget = view.limit || Infinity;
  for (const dyad of order) {
    const [u, v] = [a[dyad] as number, b[dyad] as number];
    if (hidden.has(u) || hidden.has(v)) continue;
    if (steps && !(steps.has(u) && steps.has(v))) continue;
    const meant = onPath.has(dyad) || expanded.has(u) || expanded.has(v) || u === centre || v === centre;
    if (meant || budget-- > 0) kept.push(dyad);
  }
  const folded = new Map<number, number>();
  kept = fold(kept, sums, new Set(view.collapsed.map(number)), folded);
  const present = new Set(kept.flatMap((dyad) => [a[dyad] as number, b[dyad] as number]));
  if (centre >= 0) present.add(centre);
  const busiest = [...present].reduce((most, actor) => Math.max(most, sums.activity[actor] as number), 1);
  const most = kept.reduce((n, dyad) => Math.max(n, sums.events[dyad] as number), 1);
  const places = steps && centre >= 0 ? rings(atlas, present, steps, centre, network) : null;
  return {
    nodes: [...present]
      .sort((u, v) => u - v)
      .map((actor) => ({
        actor,
        x: places?.get(actor)?.[0] ?? (atlas.core.actors.x[actor] as number),
        y: places?.get(actor)?.[1] ?? (atlas.core.actors.y[actor] as number),
        size: radius(sums.activity[actor] as number, busiest, atlas.kind(actor)),
        folded: folded.get(actor) ?? 0,
      })),
    edges: kept.reverse().map((dyad) => ({
      dyad,
      a: a[dyad] as number,
      b: b[dyad] as number,
      width: thickness(sums.events[dyad] as number, most),
      tone: sums.tone[dyad] as number,
      happened: (sums.occurred[dyad] as number) > 0,
    })),
    paths,
    dyads: order.length,
    network,
  };
}

/** Pixels: 1.4 for one event, more for each doubling: 1.3, or as much as lets the most be 8 wide. */
export function thickness(events: number, most: number): number {
  return 1.4 + Math.min(1.3, 6.6 / Math.max(1, Math.log2(most))) * Math.log2(events);
}

/** Pixels: more for each doubling of an actor's events, so that the most active is not larger than a coin. */
function radius(events: number, most: number, kind: string): number {
  const step = Math.min(1.3, 7 / Math.max(1, Math.log2(most + 1)));
  return (kind === "person" ? 3.4 : 4.2) + step * Math.log2(events + 1);
}

/** Without the neighbours of collapsed actors that hang on nobody else; counts them in `folded`. */
function fold(kept: number[], { dyads }: Sums, collapsed: Set<number>, folded: Map<number, number>): number[] {
  if (!collapsed.size) return kept;
  const degree = new Map<number, number>();
  for (const dyad of kept) {
    for (const end of [dyads.a[dyad] as number, dyads.b[dyad] as number]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  return kept.filter((dyad) => {
    const [u, v] = [dyads.a[dyad] as number, dyads.b[dyad] as number];
    for (const [hub, leaf] of [
      [u, v],
      [v, u],
    ] as const) {
      if (collapsed.has(hub) && !collapsed.has(leaf) && degree.get(leaf) === 1) {
        folded.set(hub, (folded.get(hub) ?? 0) + 1);
        return false;
      }
    }
    return true;
  });
}

/** An ego view: the centre in the middle, everybody on the ring of his steps, near those he deals with. */
function rings(atlas: Atlas, present: Set<number>, steps: Map<number, number>, centre: number, network: Network): Map<number, [number, number]> {
  const { x, y } = atlas.core.actors;
  const places = new Map<number, [number, number]>([[centre, [0, 0]]]);
  const turns = new Map<number, number>();
  let inner = 0;
  for (let step = 1; step <= Math.max(0, ...steps.values()); step++) {
    const wanted = new Map<number, number>();
    for (const actor of present) {
      if (steps.get(actor) !== step) continue;
      const near = network.neighbours(actor).flatMap(({ to }) => (steps.get(to) === step - 1 ? (turns.get(to) ?? []) : []));
      wanted.set(actor, near.length ? middle(near) : Math.atan2((y[actor] as number) - (y[centre] as number), (x[actor] as number) - (x[centre] as number)));
    }
    const ring = [...wanted.keys()].sort((u, v) => (wanted.get(u) as number) - (wanted.get(v) as number) || u - v);
    if (!ring.length) continue;
    const circles = Math.max(1, Math.ceil(ring.length / 28)); // a crowded ring alternates between several circles
    const r = Math.max(inner + RING, (Math.ceil(ring.length / circles) * 62) / (2 * Math.PI));
    const spread = apart(ring.map((actor) => wanted.get(actor) as number), Math.min((2 * Math.PI) / ring.length, CLOSEST));
    ring.forEach((actor, i) => {
      const turn = spread[i] as number;
      const out = r + (i % circles) * 70;
      turns.set(actor, turn);
      places.set(actor, [1.35 * out * Math.cos(turn), out * Math.sin(turn)]);
    });
    inner = r + (circles - 1) * 70;
  }
  return places;
}

/** Ascending directions moved until neighbours on the ring are at least `least` apart, if there is room. */
function apart(angles: readonly number[], least: number): number[] {
  const moved = [...angles];
  for (let round = 0; round < 300; round++) {
    let worst = 0;
    for (let i = 0; i < moved.length; i++) {
      const next = (i + 1) % moved.length;
      const gap = (moved[next] as number) - (moved[i] as number) + (next === 0 ? 2 * Math.PI : 0);
      if (moved.length === 1 || gap >= least - 1e-6) continue;
      worst = Math.max(worst, least - gap);
      moved[i] = (moved[i] as number) - (least - gap) / 2;
      moved[next] = (moved[next] as number) + (least - gap) / 2;
    }
    if (worst < 1e-3) break;
  }
  return moved;
}

/** The mean of directions. */
function middle(angles: readonly number[]): number {
  return Math.atan2(
    angles.reduce((sum, angle) => sum + Math.sin(angle), 0),
    angles.reduce((sum, angle) => sum + Math.cos(angle), 0),
  );
}

/** Whether the same actors stand elsewhere, or none are the same: then the picture is fitted anew. */
export function placesDiffer(before: Scene, after: Scene): boolean {
  const known = new Map(before.nodes.map((node) => [node.actor, node]));
  const shared = after.nodes.filter((node) => known.has(node.actor));
  return shared.length === 0 || shared.some((node) => known.get(node.actor)?.x !== node.x || known.get(node.actor)?.y !== node.y);
}
