import assert from "node:assert/strict";
import { test } from "node:test";
import { coreFrom } from "../src/sources";

test("columns in binary are read where they lie, signs and all", () => {
  let head = JSON.stringify({ format: 1, version: "v", publishers: ["Žurnál"], size: 3 });
  const bytes = () => new TextEncoder().encode(head);
  while (bytes().length % 4) head += " ";
  const numbers = Array.from({ length: 8 }, (_, column) => [20240503 + column, 0, -1]);
  const wide = new Uint8Array(Int32Array.from(numbers.flat()).buffer);
  const cls = new Uint8Array(Uint16Array.from([1, 2, 40_000]).buffer);
  const narrow = Uint8Array.from([0, 1, 5, 31, 1, 2, 100, 0, 99]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes().length, true);
  const packed = new Blob([length, bytes(), wide, cls, narrow]);

  return packed.arrayBuffer().then((buffer) => {
    const { events, publishers } = coreFrom(buffer);
    assert.deepEqual(publishers, ["Žurnál"]);
    assert.deepEqual([...events.date], [20240503, 0, -1]);
    assert.deepEqual([...events.place], [20240510, 0, -1]);
    assert.deepEqual([...events.cls], [1, 2, 40_000]);
    assert.deepEqual([...events.statuses], [31, 1, 2]);
    assert.deepEqual([...events.confidence], [100, 0, 99]);
  });
});
