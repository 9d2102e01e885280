import assert from "node:assert/strict";
import { test } from "node:test";
import { A_TO_B, B_TO_A } from "../src/atlas";
import { addUp, dyadOf, ranked, rowsOfActor, rowsOfDyad } from "../src/dyads";
import { Network } from "../src/network";
import { compose } from "../src/scene";
import { made, view } from "./made";

const every = (size: number) => Int32Array.from({ length: size }, (_, i) => i);

test("a person acts for the state at the level of states, and as named at the others", () => {
  const atlas = made([{ from: "IRN/x", to: "PAK", cls: "Cooperation" }]);
  assert.equal(atlas.dyads("states").a.length, 1);
  assert.equal(atlas.dyads("persons").a.length, 0);
  const all = atlas.dyads("all");
  assert.deepEqual([atlas.core.actors.id[all.a[0] as number], atlas.core.actors.id[all.b[0] as number]], ["IRN/x", "PAK"]);
});

test("nobody acts towards the own state", () => {
  assert.equal(made([{ from: "IRN/x", to: "IRN" }]).dyads("all").a.length, 0);
});

test("events add up by pair with their mean weight, dates and ways", () => {
  const atlas = made([
    { from: "IRN", to: "PAK", cls: "Cooperation", date: 20230000 },
    { from: "PAK", to: "IRN", cls: "Assault", date: 20240503, reports: 2 },
    { from: "PAK", to: "IRN", cls: "Strike", standing: 2 },
  ]);
  const sums = addUp(atlas, "states", every(3));
  assert.equal(sums.events[0], 3);
  assert.equal(sums.reports[0], 4);
  assert.equal(sums.occurred[0], 2);
  assert.equal(sums.tone[0], -1.5);
  assert.deepEqual([sums.first[0], sums.last[0]], [20230000, 20240503]);
  const { rows, way } = rowsOfDyad(atlas, sums.dyads, 0, every(3));
  assert.deepEqual(Array.from(rows, (row) => [row, way(row)]), [
    [2, B_TO_A],
    [1, B_TO_A],
    [0, A_TO_B],
  ]);
  assert.deepEqual([...rowsOfActor(atlas, sums.dyads, 0, every(3))], [2, 1, 0]);
});

test("what occurred ranks before what did not, whatever the number", () => {
  const atlas = made([
    { from: "IRN", to: "PAK", standing: 2 },
    { from: "IRN", to: "PAK", standing: 2 },
    { from: "USA", to: "TUR" },
  ]);
  const sums = addUp(atlas, "states", every(3));
  assert.equal(ranked(sums)[0], dyadOf(sums.dyads, atlas.actorOf.get("USA") ?? -1, atlas.actorOf.get("TUR") ?? -1));
});

const chain = made([
  { from: "A", to: "B" },
  { from: "B", to: "C" },
  { from: "C", to: "D" },
  { from: "A", to: "E" },
  { from: "A", to: "E" },
  { from: "E", to: "C" },
  { from: "E", to: "C" },
  { from: "X", to: "Y" },
]);
const sums = addUp(chain, "states", every(8));
const number = (id: string) => chain.actorOf.get(id) ?? -1;

test("paths are the shortest, over the most reported first", () => {
  const paths = new Network(sums).paths(number("A"), number("D"));
  assert.deepEqual(paths.map((hops) => hops.map(({ to }) => chain.core.actors.id[to])), [
    ["E", "C", "D"],
    ["B", "C", "D"],
  ]);
  assert.deepEqual(new Network(sums).paths(number("A"), number("X")), []);
});

test("an ego view has the centre in the middle and rings by steps", () => {
  const scene = compose(chain, sums, view({ focus: { id: "A", steps: 1 } }));
  const at = new Map(scene.nodes.map((node) => [chain.core.actors.id[node.actor], node]));
  assert.deepEqual([...at.keys()].sort(), ["A", "B", "E"]);
  assert.deepEqual([at.get("A")?.x, at.get("A")?.y], [0, 0]);
  assert.equal(compose(chain, sums, view({ focus: { id: "A", steps: 3 } })).nodes.length, 5);
});

test("only the strongest are drawn, and every relation of who is expanded", () => {
  assert.equal(compose(chain, sums, view({ limit: 1 })).edges.length, 1);
  assert.equal(compose(chain, sums, view({ limit: 1, expanded: ["C"] })).edges.length, 4);
});

test("who is collapsed keeps those who deal with others; hidden ones are gone", () => {
  const star = made([{ from: "A", to: "B" }, { from: "A", to: "C" }, { from: "C", to: "D" }]);
  const added = addUp(star, "states", every(3));
  const scene = compose(star, added, view({ collapsed: ["A"] }));
  assert.deepEqual(scene.nodes.map(({ actor, folded }) => [star.core.actors.id[actor], folded]), [["A", 1], ["C", 0], ["D", 0]]);
  assert.deepEqual(compose(star, added, view({ hidden: ["C"] })).nodes.map(({ actor }) => star.core.actors.id[actor]), ["A", "B"]);
});
