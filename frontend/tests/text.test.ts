import assert from "node:assert/strict";
import { test } from "node:test";
import { barEnd, barName, barOf, barStart, barsOf, binsOf } from "../src/bins";
import { type Label, direction, place } from "../src/labels";
import { Search, distance, fold } from "../src/search";
import { History, START, decode, encode } from "../src/state";
import { dateNumber, isoDate, longDate, plain, shortened, webLink } from "../src/text";
import { made } from "./made";

test("what would act on the page becomes visible", () => {
  assert.equal(plain("a\x00b\u202ec\u2028d\ud800e\x7f"), "a\u2400b[U+202E]c d\ufffde\u2421");
  assert.equal(plain("\u{e0041}"), "[U+E0041]");
  assert.equal(plain("نص עברית 中文 🙂"), "نص עברית 中文 🙂");
});

test("a name is never cut within a character", () => {
  assert.equal(shortened("a🙂b", 3), "a…");
});

test("only links to the web are links", () => {
  assert.equal(webLink("https://courier.example/a?b=c#d"), "https://courier.example/a?b=c#d");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https:", " https://a.example", "https://a.example/\u202e", "file:///etc/passwd", ""]) {
    assert.equal(webLink(bad), null, bad);
  }
});

test("dates carry no more than is known", () => {
  for (const [text, number, long] of [["2024-05-03", 20240503, "3 May 2024"], ["2024-05", 20240500, "May 2024"], ["2024", 20240000, "2024"], ["", 0, ""]] as const) {
    assert.equal(dateNumber(text), number);
    assert.equal(isoDate(number), text);
    assert.equal(longDate(number), long);
  }
  assert.equal(dateNumber("2024-13"), 0);
});

test("search forgives accents, case, order of words, and a typo or two", () => {
  const search = new Search(made([{ from: "TUR", to: "USA" }, { from: "IRN", to: "PAK" }], { TUR: ["Turkey", "Ankara"], USA: ["America"] }));
  const first = (query: string) => search.find(query, [])[0];
  const ids = ["IRN", "PAK", "TUR", "USA"];
  for (const [query, id] of [["turkiye", "TUR"], ["ankara", "TUR"], ["Pakisatn", "PAK"], ["states united", "USA"], ["amerca", "USA"], ["irn", "IRN"]] as const) {
    assert.equal(ids[first(query)?.actor ?? -1], id, query);
  }
  assert.equal(first("turkey")?.by, "Turkey");
  assert.deepEqual(search.find("zzzz", []), []);
  assert.deepEqual(search.find("  ", []), []);
});

test("folding keeps the letters of every script", () => {
  assert.equal(fold("Ünal-İnönü  ŁÓDŹ"), "unal inonu łodz");
  assert.equal(fold("باقری"), "باقری");
});

test("distance counts a swap as one", () => {
  assert.equal(distance("pakisatn", "pakistan", 2), 1);
  assert.equal(distance("abc", "xyz", 2), 3);
});

test("a link restores the view", () => {
  const view = {
    ...START,
    level: "all" as const,
    filters: { since: 20230000, until: 20240503, undated: true, classes: ["Cooperation!", "Aid"], standings: ["planned"], publishers: ["A & B", ""], minReports: 2, minConfidence: 35, actors: ["IRN/x y", "USA"], among: true },
    limit: 50,
    focus: { id: "IRN", steps: 2 },
    expanded: ["A"],
    collapsed: ["B"],
    hidden: ["C"],
    path: { from: "IRN", to: "USA" },
    chosen: { kind: "dyad" as const, a: "IRN", b: "PAK" },
    table: true,
    tab: "actors" as const,
    sort: "name",
  };
  assert.deepEqual(decode(encode(view)), view);
  assert.equal(encode(START), "");
  assert.deepEqual(decode("level=nonsense&steps=x&since=99&strongest=-1&show="), START);
  const none = { ...START, filters: { ...START.filters, standings: [] } };
  assert.deepEqual(decode(encode(none)), none);
});

test("undo and redo go through views; a drag undoes at once", () => {
  const history = new History(START, () => undefined);
  history.change({ limit: 1 }, "drag");
  history.change({ limit: 2 }, "drag");
  history.change({ level: "all" });
  history.undo();
  assert.equal(history.present.limit, 2);
  history.undo();
  assert.equal(history.present.limit, START.limit);
  history.redo();
  assert.equal(history.present.limit, 2);
  history.change({ limit: 9 });
  assert.equal(history.canRedo, false);
});

test("bars have the whole of time, an old date alone does not stretch them", () => {
  const bins = binsOf([20240100, 20240500, 20241200]);
  assert.deepEqual(bins, { first: 2024 * 12, width: 1, count: 12, older: false, newer: false });
  assert.equal(binsOf([]), null);
  const recent = Array.from({ length: 99 }, (_, i) => 20240101 + (i % 12) * 100);
  assert.equal(binsOf([19450508, ...recent])?.first, 2024 * 12);
  const bins1 = binsOf([19050000, 19760000, 19920000, ...recent, ...recent, ...recent]);
  assert.ok(bins1 && bins1.first === 2024 * 12 && bins1.older);
  assert.equal(barName(bins1, 0), "January 2024 and before");
  const planned = binsOf([...recent, ...recent, ...recent, 20500000]);
  assert.ok(planned && planned.newer && planned.count < 24);
  assert.match(barName(planned, planned.count - 1), / and later$/);
  assert.equal(barStart({ first: 2024 * 12, width: 3, count: 4, older: false, newer: false }, 1), 20240400);
  assert.equal(barEnd({ first: 2024 * 12, width: 3, count: 4, older: false, newer: false }, 1), 20240600);
  assert.equal(barOf({ first: 2024 * 12, width: 12, count: 4, older: false, newer: false }, 20260503), 2);
});

test("a million dates are not too many", () => {
  const dates = Array.from({ length: 1_000_000 }, (_, i) => 20200101 + (i % 4) * 10000);
  assert.equal(binsOf(dates)?.count, 37);
});

test("an event of which only the year is known is spread, not dated", () => {
  const atlas = made([{ from: "A", to: "B", date: 20240000 }, { from: "A", to: "B", date: 20240100 }]);
  const bars = barsOf(atlas, [0, 1], { first: 2024 * 12, width: 1, count: 12, older: false, newer: false });
  assert.ok(Math.abs((bars.cooperation[0] as number) - 13 / 12) < 1e-9);
  assert.ok(Math.abs(bars.cooperation.reduce((a, b) => a + b) - 2) < 1e-9);
});

test("a label slides along its sign where the middle has no room", () => {
  const sign = { radius: 8, weight: 1, strong: true, among: true, always: false, lines: [] };
  const width = () => 90;
  const box = { left: 0, top: 0, right: 100, bottom: 40 }; // too narrow for any label beside the sign, or centred on it
  const [placed] = place([{ ...sign, text: "United Kingdom", x: 28, y: 12 }], width, box);
  assert.ok(placed && placed.left >= 0 && placed.left + placed.width <= 100 && placed.top > 20);
});

test("a state hemmed in by signs is named a little farther off, a person is not", () => {
  const sign = { radius: 8, weight: 9, strong: true, among: true, always: false, lines: [] };
  const ring = [-12, 0, 12].flatMap((x) => [-12, 0, 12].map((y) => [x, y] as const)).filter(([x, y]) => x || y);
  const hemmed = ring.map(([x, y]): Label => ({ ...sign, text: "y".repeat(99), x: 300 + x, y: 300 + y, radius: 2, weight: 1 }));
  const named = (strong: boolean) =>
    place([{ ...sign, strong, text: "State", x: 300, y: 300 }, ...hemmed], (text) => 12 * text.length, { left: 0, top: 0, right: 600, bottom: 600 }).map(({ text }) => text);
  assert.deepEqual([named(true), named(false)], [["State"], []]);
});

test("labels lie over no other label and no sign", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const labels: Label[] = Array.from({ length: 300 }, (_, i) => ({ text: "x".repeat(3 + (i % 20)), x: random() * 900, y: random() * 600, radius: 4 + random() * 8, weight: random(), strong: i % 3 === 0, among: true, always: false, lines: [random() * 6] }));
  const placed = place(labels, (text, size) => text.length * size * 0.55, { left: 0, top: 0, right: 900, bottom: 600 });
  assert.ok(placed.length > 40);
  const apart = (a: { left: number; top: number; right: number; bottom: number }, b: typeof a) => a.right <= b.left || a.left >= b.right || a.bottom <= b.top || a.top >= b.bottom;
  const boxes = placed.map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }));
  boxes.forEach((box, i) => {
    boxes.slice(i + 1).forEach((other) => assert.ok(apart(box, other)));
    labels.forEach(({ x, y, radius }) => assert.ok(apart(box, { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius })));
  });
});

test("a name reads in the direction of its first letter", () => {
  assert.equal(direction("محمد باقری"), "rtl");
  assert.equal(direction("1. Iran"), "ltr");
  assert.equal(direction("中国"), "ltr");
});
