// What the page shows, as one value: it undoes, redoes, and fits into a link.

import { type Filters, NO_FILTERS } from "./filters";
import { dateNumber, isoDate } from "./text";
import { LEVELS, type Level } from "./atlas";

export type Chosen = { kind: "actor"; id: string } | { kind: "dyad"; a: string; b: string } | null;
export type Tab = "relations" | "actors" | "events";

export interface View {
  level: Level;
  filters: Filters;
  limit: number; // dyads drawn, the strongest; 0: all
  focus: { id: string; steps: number } | null;
  expanded: readonly string[]; // actors whose every relation is drawn
  collapsed: readonly string[]; // actors whose neighbours that hang on nobody else are folded in
  hidden: readonly string[];
  path: { from: string; to: string } | null;
  chosen: Chosen;
  table: boolean;
  tab: Tab;
  sort: string; // column, with "-" before it where descending
}

/** How a table is sorted at first. */
export function usualSort(tab: Tab): string {
  return tab === "events" ? "-date" : "-events";
}

export const DEFAULT_LIMIT = 150;

export const START: View = {
  level: "states",
  filters: NO_FILTERS,
  limit: DEFAULT_LIMIT,
  focus: null,
  expanded: [],
  collapsed: [],
  hidden: [],
  path: null,
  chosen: null,
  table: false,
  tab: "relations",
  sort: "-events",
};

/** Views that were, the present one, and those undone. */
export class History {
  private past: View[] = [];
  private future: View[] = [];
  private merging = "";

  constructor(
    private view: View,
    private readonly changed: (view: View) => void,
  ) {}

  get present(): View {
    return this.view;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Changes the view. Changes with the same `merge` (a thumb being dragged) undo together. */
  change(part: Partial<View>, merge = ""): void {
    const next = { ...this.view, ...part };
    if (encode(next) === encode(this.view)) return;
    if (!merge || merge !== this.merging) this.past.push(this.view);
    this.merging = merge;
    this.future = [];
    this.show(next);
  }

  filter(part: Partial<Filters>, merge = ""): void {
    this.change({ filters: { ...this.view.filters, ...part } }, merge);
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.view);
    this.merging = "";
    this.show(before);
  }

  redo(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.view);
    this.merging = "";
    this.show(after);
  }

  private show(view: View): void {
    this.view = view;
    this.changed(view);
  }
}

/** The view as the fragment of a link, without what is as at the start. */
export function encode(view: View, start: View = START): string {
  const query = new URLSearchParams();
  const { filters } = view;
  const list = (name: string, values: readonly string[], usual: readonly string[] = []) => {
    if (values.join("\0") === usual.join("\0")) return;
    if (!values.length) query.append(name, "");
    for (const value of values) query.append(name, value);
  };
  if (view.level !== start.level) query.set("level", view.level);
  if (filters.since) query.set("since", isoDate(filters.since));
  if (filters.until) query.set("until", isoDate(filters.until));
  if (filters.undated) query.set("undated", "1");
  list("class", filters.classes);
  list("status", filters.standings, NO_FILTERS.standings);
  list("source", filters.publishers);
  if (filters.minReports > 1) query.set("reports", String(filters.minReports));
  if (filters.minConfidence) query.set("confidence", String(filters.minConfidence));
  list("actor", filters.actors);
  if (filters.among) query.set("among", "1");
  if (view.limit !== start.limit) query.set("strongest", String(view.limit));
  if (view.focus) query.set("ego", view.focus.id);
  if (view.focus && view.focus.steps !== 1) query.set("steps", String(view.focus.steps));
  list("expand", view.expanded);
  list("collapse", view.collapsed);
  list("hide", view.hidden);
  if (view.path) {
    query.set("from", view.path.from);
    query.set("to", view.path.to);
  }
  if (view.chosen?.kind === "actor") query.set("show", view.chosen.id);
  if (view.chosen?.kind === "dyad") {
    query.append("show", view.chosen.a);
    query.append("show", view.chosen.b);
  }
  if (view.table) query.set("table", view.tab);
  if (view.table && view.sort !== usualSort(view.tab)) query.set("sort", view.sort);
  return query.toString();
}

/** The view of a link; what it does not say, or says wrongly, is as at the start. */
export function decode(fragment: string, start: View = START): View {
  const query = new URLSearchParams(fragment.replace(/^#/, ""));
  const whole = (name: string, usual: number, most = 1e9) => {
    const given = query.get(name);
    return given !== null && /^\d{1,9}$/.test(given) ? Math.min(most, Number(given)) : usual;
  };
  const list = (name: string, usual: readonly string[] = []) =>
    query.has(name) ? query.getAll(name).filter(Boolean) : usual;
  const [level, tab, ego, from, to, sort] = ["level", "table", "ego", "from", "to", "sort"].map((n) => query.get(n));
  const [a, b] = query.getAll("show");
  const shown: Tab = tab === "actors" || tab === "events" ? tab : "relations";
  return {
    ...start,
    level: LEVELS.find((known) => known === level) ?? start.level,
    filters: {
      since: dateNumber(query.get("since") ?? ""),
      until: dateNumber(query.get("until") ?? ""),
      undated: query.get("undated") === "1",
      classes: list("class"),
      standings: list("status", NO_FILTERS.standings),
      publishers: query.getAll("source"),
      minReports: Math.max(1, whole("reports", 1)),
      minConfidence: whole("confidence", 0, 100),
      actors: list("actor"),
      among: query.get("among") === "1",
    },
    limit: whole("strongest", start.limit),
    focus: ego ? { id: ego, steps: Math.max(1, whole("steps", 1, 3)) } : null,
    expanded: list("expand"),
    collapsed: list("collapse"),
    hidden: list("hide"),
    path: from && to ? { from, to } : null,
    chosen: a && b ? { kind: "dyad", a, b } : a ? { kind: "actor", id: a } : null,
    table: tab === shown,
    tab: shown,
    sort: sort ?? usualSort(shown),
  };
}
