// Time in equal parts: years, quarters or months, whichever gives a readable number of bars.

import type { Atlas } from "./atlas";
import { longDate, parts } from "./text";

/** Months in a bar. */
export type Width = 1 | 3 | 12;

export interface Bins {
  first: number; // month number (year * 12 + month - 1) of the first bar
  width: Width;
  count: number;
  older: boolean; // the first bar holds what is older, too
  newer: boolean; // the last bar holds what is later, too
}

export interface Bars {
  cooperation: Float64Array;
  conflict: Float64Array;
  neutral: Float64Array;
}

const MOST = 96;
// Shares of the events that may count in the first or in the last bar, so that the others have room.
const OLD = [0.02, 0.05, 0.1, 0.2];
const LATE = [0.02, 0.05];

/** Bars over the dated rows; a few far off (a history, a plan for 2050) do not stretch them: they count in the first or last bar. */
export function binsOf(dates: ArrayLike<number>, most = MOST): Bins | null {
  const months = new Int32Array(dates.length);
  const ends = new Int32Array(dates.length);
  let dated = 0;
  for (let i = 0; i < dates.length; i++) {
    const date = dates[i] as number;
    if (!date) continue;
    ends[dated] = lastMonth(date);
    months[dated++] = firstMonth(date);
  }
  if (!dated) return null;
  const known = months.subarray(0, dated).sort();
  const until = ends.subarray(0, dated).sort();
  const [oldest, newest] = [known[0] as number, until[dated - 1] as number];
  const far = (whole: number, rest: number) => whole > 3 * Math.max(12, rest);
  const early = (share: number) => known[Math.floor(dated * share)] as number;
  const late = (share: number) => until[dated - 1 - Math.floor(dated * share)] as number;
  const middle = early(0.5);
  const last = LATE.map(late).find((end) => far(newest - middle, end - middle)) ?? newest;
  let first = OLD.map(early).find((start) => far(last - oldest, last - start)) ?? oldest;
  const span = last - first + 1;
  const width: Width = span <= most ? 1 : span <= 3 * most ? 3 : 12;
  first -= first % width;
  return { first, width, count: Math.max(1, Math.ceil((last - first + 1) / width)), older: oldest < first, newer: newest > last };
}

/** Events by bar; one of which only the year is known counts in equal parts for its months. */
export function barsOf(atlas: Atlas, rows: ArrayLike<number>, { first, width, count }: Bins): Bars {
  const bars = { cooperation: new Float64Array(count), conflict: new Float64Array(count), neutral: new Float64Array(count) };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const date = atlas.date[row] as number;
    if (!date) continue;
    const weight = atlas.intensity(row);
    const into = weight > 0 ? bars.cooperation : weight < 0 ? bars.conflict : bars.neutral;
    const [from, to] = [firstMonth(date), lastMonth(date)];
    const share = 1 / (to - from + 1);
    for (let month = from; month <= to; month++) into[Math.min(count - 1, Math.max(0, Math.floor((month - first) / width)))]! += share;
  }
  return bars;
}

/** First day of a bar as a date: 20240400 for a quarter or a month, 20240000 for a year. */
export function barStart({ first, width }: Bins, bar: number): number {
  const month = first + bar * width;
  return Math.floor(month / 12) * 10000 + (width === 12 ? 0 : ((month % 12) + 1) * 100);
}

export function barEnd({ first, width }: Bins, bar: number): number {
  const month = first + (bar + 1) * width - 1;
  return Math.floor(month / 12) * 10000 + (width === 12 ? 0 : ((month % 12) + 1) * 100);
}

/** The bar of a date, held within the bars. */
export function barOf({ first, width, count }: Bins, date: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((firstMonth(date) - first) / width)));
}

/** "May 2024", "Q2 2024", "2024", "2024 and before", "2024 and later". */
export function barName(bins: Bins, bar: number): string {
  const start = barStart(bins, bar);
  const [year, month] = parts(start);
  const name = bins.width === 3 ? `Q${Math.ceil(month / 3)} ${year}` : longDate(start);
  if (bar === 0 && bins.older) return `${name} and before`;
  return bar === bins.count - 1 && bins.newer ? `${name} and later` : name;
}

function firstMonth(date: number): number {
  return Math.floor(date / 10000) * 12 + Math.max(0, (Math.floor(date / 100) % 100) - 1);
}

function lastMonth(date: number): number {
  const month = Math.floor(date / 100) % 100;
  return Math.floor(date / 10000) * 12 + (month ? month - 1 : 11);
}
