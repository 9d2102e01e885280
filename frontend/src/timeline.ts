// A dyad through time: cooperation upwards, conflict downwards, and its score.

import type { Atlas } from "./atlas";
import { type Bars, type Bins, barEnd, barName, barStart, barsOf, binsOf } from "./bins";
import { h, svg } from "./dom";
import { toneName } from "./palette";
import { count, counted, signed } from "./text";

const WIDTH = 320;
const HALF = 34;
const WIDEST = 26; // of a bar

export interface Score {
  events: number; // that occurred
  scored: number; // of these, whose class has a weight
  mean: number; // in [-10, 10], 10 most cooperative; NaN where none is scored
}

/** Mean weight of what occurred, as in kg.analysis.dyads. */
export function score(atlas: Atlas, rows: Int32Array): Score {
  let [events, scored, sum] = [0, 0, 0];
  for (const row of rows) {
    if (atlas.standing[row] !== 0) continue;
    events++;
    const weight = atlas.intensity(row);
    if (Number.isNaN(weight)) continue;
    scored++;
    sum += weight;
  }
  return { events, scored, mean: scored ? sum / scored : NaN };
}

/** Bars by period; a click chooses the period. */
export function timeline(atlas: Atlas, rows: Int32Array, choose: (from: number, to: number) => void): HTMLElement {
  const { events, scored, mean } = score(atlas, rows);
  const summary = scored
    ? h(
        "p",
        { class: "score" },
        h("strong", {}, signed(mean)),
        ` ${toneName(mean)}, mean of ${counted(scored, "event")} that occurred, from −10 to +10`,
      )
    : h("p", { class: "score" }, events ? "Not scored: its kinds of event have no weight." : "Nothing of it occurred, so there is no score.");
  const dates = rows.map((row) => atlas.date[row] as number);
  const bins = binsOf(dates, 36);
  const undated = dates.reduce((n, date) => n + Number(date === 0), 0);
  const aside = undated ? h("p", { class: "aside" }, `${undated === rows.length ? "No event has a date" : `${counted(undated, "event")} ${undated === 1 ? "has" : "have"} no date`}; the list has them by the day of their report.`) : null;
  if (!bins) return h("div", { class: "timeline" }, summary, aside);
  const bars = barsOf(atlas, rows, bins);
  const named = [barName(bins, 0), barName(bins, bins.count - 1)];
  return h(
    "div",
    { class: "timeline" },
    summary,
    chart(bins, bars, choose),
    h("div", { class: "ends", "aria-hidden": "true" }, named.slice(0, bins.count).map((name) => h("span", {}, name))),
    aside,
  );
}

/** Cooperation above the line, conflict below it; without either its half of the drawing is left out. */
function chart(bins: Bins, bars: Bars, choose: (from: number, to: number) => void): SVGElement {
  const top = Math.max(1, ...bars.cooperation, ...bars.conflict, ...bars.neutral);
  const [above, below] = [bars.cooperation, bars.conflict].map((values) => (values.some(Boolean) ? HALF : 3)) as [number, number];
  const step = WIDTH / bins.count;
  const width = Math.min(step - Math.min(2, step / 5), WIDEST);
  const height = (n: number) => (n / top) * (HALF - 3);
  const columns: SVGElement[] = [];
  for (let i = 0; i < bins.count; i++) {
    const [up, down, neutral] = [bars.cooperation[i] as number, bars.conflict[i] as number, bars.neutral[i] as number];
    if (!up && !down && !neutral) continue;
    const box = { x: (i + 0.5) * step - width / 2, width };
    const end = bins.newer && i === bins.count - 1 ? 0 : barEnd(bins, i);
    columns.push(svg(
      "g",
      { class: "column", onclick: () => choose(bins.older && !i ? 0 : barStart(bins, i), end) },
      svg("title", {}, `${barName(bins, i)}: ${count(up)} cooperation, ${count(down)} conflict`),
      svg("rect", { x: i * step, y: 0, width: step, height: above + below, class: "touch" }),
      up ? svg("rect", { ...box, y: above - height(up), height: height(up), class: "cooperation" }) : null,
      down ? svg("rect", { ...box, y: above, height: height(down), class: "conflict" }) : null,
    ));
  }
  const about = `Events by time, ${barName(bins, 0)} to ${barName(bins, bins.count - 1)}; the list below has them all`;
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${above + below}`, height: above + below, preserveAspectRatio: "none", class: "chart", role: "img", "aria-label": about },
    svg("line", { x1: 0, x2: WIDTH, y1: above, y2: above, class: "zero" }),
    ...columns,
  );
}
