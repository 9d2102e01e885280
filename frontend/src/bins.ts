// Time in equal parts: years, quarters or months, whichever gives a readable number of bars.

import type { Atlas } from "./atlas";
import { longDate, parts } from "./text";

/** Months in a bar. */
export type Width = 1 | 3 | 12;

export interface Bins {
  first: number; // month number (year * 12 + month - 1) of the first bar
  width: Width;
  count: number;
}

export interface Bars {
  cooperation: Float64Array;
  conflict: Float64Array;
  neutral: Float64Array;
}

const MOST = 96;

/** Bars over the dated rows; a few much older dates do not stretch them: they count in the first bar. */
export function binsOf(dates: readonly number[], most = MOST): Bins | null {
  const months = dates.filter(Boolean).map(firstMonth).sort((a, b) => a - b);
  if (!months.length) return null;
  const last = dates.reduce((latest, date) => (date ? Math.max(latest, lastMonth(date)) : latest), 0); // too many to spread
  const early = months[Math.floor(months.length * 0.02)] as number;
  let first = months[0] as number;
  if (last - first > 3 * Math.max(12, last - early)) first = early;
  const span = last - first + 1;
  const width: Width = span <= most ? 1 : span <= 3 * most ? 3 : 12;
  first -= first % width;
  return { first, width, count: Math.max(1, Math.ceil((last - first + 1) / width)) };
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
    for (let month = from; month <= to; month++) {
      const bar = Math.min(count - 1, Math.max(0, Math.floor((month - first) / width)));
      into[bar] = (into[bar] as number) + share;
    }
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

/** "May 2024", "Q2 2024", "2024". */
export function barName(bins: Bins, bar: number): string {
  const start = barStart(bins, bar);
  if (bins.width !== 3) return longDate(start);
  const [year, month] = parts(start);
  return `Q${Math.ceil(month / 3)} ${year}`;
}

function firstMonth(date: number): number {
  const [year, month] = parts(date);
  return year * 12 + Math.max(0, month - 1);
}

function lastMonth(date: number): number {
  const [year, month] = parts(date);
  return year * 12 + (month ? month - 1 : 11);
}
