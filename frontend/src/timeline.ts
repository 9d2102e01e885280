// A dyad through time: cooperation upwards, conflict downwards, and its score.

import type { Atlas } from "./atlas";
import { barEnd, barName, barStart, barsOf, binsOf } from "./bins";
import { h, svg } from "./dom";
import { toneName } from "./palette";
import { count, counted, signed } from "./text";

const WIDTH = 320;
const HALF = 34;

export interface Score {
  events: number; // that occurred
  scored: number; // of these, whose class has a weight
  mean: number; // in [-10, 10], 10 most cooperative; NaN where none is scored
}

/** Mean weight of what occurred, as in kg.analysis.dyads. */
export function score(atlas: Atlas, rows: readonly number[]): Score {
  const happened = rows.filter((row) => atlas.standing[row] === 0);
  const weights = happened.map((row) => atlas.intensity(row)).filter((weight) => !Number.isNaN(weight));
  return {
    events: happened.length,
    scored: weights.length,
    mean: weights.length ? weights.reduce((a, b) => a + b, 0) / weights.length : NaN,
  };
}

/** Bars by period; a click chooses the period. */
export function timeline(atlas: Atlas, rows: readonly number[], choose: (from: number, to: number) => void): HTMLElement {
  const { events, scored, mean } = score(atlas, rows);
  const summary = scored
    ? h(
        "p",
        { class: "score" },
        h("strong", {}, signed(mean)),
        ` ${toneName(mean)}, mean of ${counted(scored, "event")} that occurred, from −10 to +10`,
      )
    : h("p", { class: "score" }, events ? "Not scored: its kinds of event have no weight." : "Nothing of it occurred, so there is no score.");
  const bins = binsOf(rows.map((row) => atlas.date[row] as number), 36);
  const undated = rows.filter((row) => !atlas.date[row]).length;
  const aside = undated ? h("p", { class: "aside" }, `${undated === rows.length ? "No event has a date" : `${counted(undated, "event")} ${undated === 1 ? "has" : "have"} no date`}; the list has them by the day of their report.`) : null;
  if (!bins) return h("div", { class: "timeline" }, summary, aside);
  const bars = barsOf(atlas, rows, bins);
  const top = Math.max(1, ...bars.cooperation, ...bars.conflict, ...bars.neutral);
  const step = WIDTH / Math.max(bins.count, 16);
  const drawing = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${2 * HALF + 16}`,
    class: "chart",
    role: "img",
    "aria-label": `Events by time, ${barName(bins, 0)} to ${barName(bins, bins.count - 1)}; the list below has them all`,
  });
  drawing.append(svg("line", { x1: 0, x2: WIDTH, y1: HALF, y2: HALF, class: "zero" }));
  for (let i = 0; i < bins.count; i++) {
    const [up, down, neutral] = [bars.cooperation[i] as number, bars.conflict[i] as number, bars.neutral[i] as number];
    if (!up && !down && !neutral) continue;
    const height = (n: number) => (n / top) * (HALF - 3);
    const column = svg(
      "g",
      { class: "column", onclick: () => choose(i ? barStart(bins, i) : 0, barEnd(bins, i)) },
      svg("title", {}, `${barName(bins, i)}: ${count(up)} cooperation, ${count(down)} conflict`),
      svg("rect", { x: i * step, y: 0, width: step, height: 2 * HALF, class: "touch" }),
      up ? svg("rect", { x: i * step + 1, width: Math.max(1.5, step - 2), y: HALF - height(up), height: height(up), class: "cooperation" }) : null,
      down ? svg("rect", { x: i * step + 1, width: Math.max(1.5, step - 2), y: HALF, height: height(down), class: "conflict" }) : null,
    );
    drawing.append(column);
  }
  drawing.append(
    svg("text", { x: 0, y: 2 * HALF + 13, class: "tick" }, barName(bins, 0)),
    ...(bins.count > 1 ? [svg("text", { x: Math.min(WIDTH, bins.count * step), y: 2 * HALF + 13, "text-anchor": "end", class: "tick" }, barName(bins, bins.count - 1))] : []),
  );
  return h("div", { class: "timeline" }, summary, drawing, aside);
}
