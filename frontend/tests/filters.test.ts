import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTERS, atLeast, namesOfClasses, select, wantedClasses } from "../src/filters";
import { made } from "./made";

const atlas = made([
  { from: "IRN", to: "PAK", date: 20240503, reports: 3, publisher: "A" },
  { from: "USA", to: "IRN", cls: "Strike", date: 20240000, confidence: 40, publisher: "B" },
  { from: "IRN", to: "PAK", cls: "NavalExercise", date: 20240600, standing: 2, publisher: "A" },
  { from: "TUR", to: "PAK", cls: "Cooperation", publisher: "B" },
]);
const all = { ...NO_FILTERS, standings: atlas.core.standings };
const rows = (part: object) => [...select(atlas, { ...all, ...part }).rows];

test("an event counts in a period if any of its possible days lies within", () => {
  assert.deepEqual(rows({ since: 20240504 }), [1, 2]);
  assert.deepEqual(rows({ until: 20240000 }), [0, 1, 2]);
  assert.deepEqual(rows({ since: 20240503, until: 20240503 }), [0, 1]);
});

test("one without a date counts only if neither bound is given, or if asked for", () => {
  assert.deepEqual(rows({}), [0, 1, 2, 3]);
  assert.deepEqual(rows({ since: 20200000, undated: true }), [0, 1, 2, 3]);
  assert.equal(select(atlas, { ...all, since: 20200000 }).undated, 1);
});

test("a class brings everything below it, with an exclamation mark itself alone", () => {
  assert.deepEqual(rows({ classes: ["Cooperation"] }), [0, 2, 3]);
  assert.deepEqual(rows({ classes: ["Cooperation!"] }), [3]);
  assert.deepEqual(rows({ classes: ["!"] }), []);
});

test("names of classes are the shortest that want just these", () => {
  for (const names of [[], ["Cooperation"], ["Cooperation!", "Assault"], ["JointExercise", "Strike"], ["!"]]) {
    const wanted = wantedClasses(atlas, names);
    assert.deepEqual([...wantedClasses(atlas, namesOfClasses(atlas, wanted))], [...wanted]);
  }
  assert.deepEqual(namesOfClasses(atlas, Uint8Array.of(1, 0, 1, 1, 0)), ["Cooperation"]);
});

test("each count says what there would be with that choice, under all the other conditions", () => {
  const selection = select(atlas, { ...all, standings: ["occurred"], publishers: ["A"] });
  assert.deepEqual([...selection.rows], [0]);
  assert.deepEqual([...selection.publishers], [1, 2]);
  assert.equal(selection.standings[2], 1);
  assert.equal(selection.classes[0], 1);
});

test("counts of reports and confidence add up from a value to the end", () => {
  const selection = select(atlas, all);
  assert.equal(atLeast(selection.reports, 2), 1);
  assert.equal(atLeast(selection.confidence, 50 / 5), 3);
});

test("actors are any of these, or both sides among them", () => {
  assert.deepEqual(rows({ actors: ["IRN"] }), [0, 1, 2]);
  assert.deepEqual(rows({ actors: ["IRN", "PAK"], among: true }), [0, 2]);
  assert.deepEqual(rows({ actors: ["IRN"], among: true }), [0, 1, 2]);
});
