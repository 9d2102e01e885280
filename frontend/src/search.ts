// Finding actors by name, alias or id, whatever the accents and with a typo or two.

import type { Atlas } from "./atlas";

export interface Hit {
  actor: number;
  /** The alias that matched, where it is not the name. */
  by: string;
}

interface Entry {
  actor: number;
  text: string;
  folded: string;
  words: string[];
}

export class Search {
  private readonly entries: Entry[] = [];

  constructor(private readonly atlas: Atlas) {
    const { id, name, aliases } = atlas.core.actors;
    name.forEach((label, actor) => {
      for (const text of new Set([label, ...(aliases[actor] ?? []), id[actor] ?? ""])) {
        const folded = fold(text);
        if (folded) this.entries.push({ actor, text, folded, words: folded.split(" ") });
      }
    });
  }

  /** The best hits first; equals by how much there is of an actor. */
  find(query: string, activity: ArrayLike<number>, limit = 12): Hit[] {
    const folded = fold(query);
    if (!folded) return [];
    const best = new Map<number, { score: number; by: string }>();
    for (const entry of this.entries) {
      const score = rate(folded, entry);
      const known = best.get(entry.actor);
      if (score > 0 && (!known || score > known.score)) best.set(entry.actor, { score, by: entry.text });
    }
    return [...best]
      .sort(
        ([a, x], [b, y]) =>
          y.score - x.score || (activity[b] ?? 0) - (activity[a] ?? 0) || this.atlas.name(a).localeCompare(this.atlas.name(b)),
      )
      .slice(0, limit)
      .map(([actor, { by }]) => ({ actor, by: by === this.atlas.name(actor) ? "" : by }));
  }
}

/** Lower case, without accents and punctuation, words one blank apart; every script keeps its letters. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function rate(query: string, { folded, words }: Entry): number {
  if (folded === query) return 100;
  if (folded.startsWith(query)) return 80 - Math.min(20, folded.length - query.length) / 2;
  const asked = query.split(" ");
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 60;
  if (query.length >= 3 && folded.includes(query)) return 40;
  let misspelt = 0;
  for (const part of asked) {
    const allowed = part.length < 4 ? 0 : part.length < 8 ? 1 : 2;
    const near = Math.min(...words.map((word) => distance(part, word, allowed)));
    if (near > allowed) return 0;
    misspelt += near;
  }
  return 30 - 5 * misspelt;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; `limit` + 1 if more. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] as number) + 1, (next[j - 1] as number) + 1, (last[j - 1] as number) + Number(!same));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      next.push(cost);
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, last] = [last, next];
  }
  return last[b.length] as number;
}
