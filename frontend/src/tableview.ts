// The table twin: whatever is drawn, as sortable rows, a page at a time.

import { h } from "./dom";
import { type Context, type Part, type State, bdi, button } from "./parts";
import { type Tab, usualSort } from "./state";
import { type Cell, type Line, type Table, sorted, tableOf } from "./tables";
import { count, counted, plain } from "./text";

const PAGE = 100;
const LINK: Readonly<Record<Tab, number>> = { relations: 0, actors: 0, events: 2 }; // the column that opens the row
const DATED = /^\d{4}(-\d\d){0,2}$/;
const TABS: readonly (readonly [Tab, string])[] = [
  ["relations", "Relations"],
  ["actors", "Actors"],
  ["events", "Events"],
];

export class TableView implements Part {
  readonly element = h("section", { class: "table", "aria-label": "Table", hidden: true });
  private page = 0;
  private shown = "";

  constructor(private readonly context: Context) {}

  update(state: State): void {
    const { view } = state;
    this.element.hidden = !view.table;
    if (!view.table) return;
    const about = JSON.stringify([view.tab, view.sort, view.filters, view.chosen, view.level, view.limit]);
    if (about !== this.shown) this.page = 0;
    this.shown = about;
    const table = tableOf(this.context.atlas, state, view.tab);
    this.draw(state, table, sorted(table, view.sort));
  }

  private draw(state: State, table: Table, lines: Line[]): void {
    const { history } = this.context;
    const { view } = state;
    const pages = Math.max(1, Math.ceil(lines.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    const turn = (by: number) => {
      this.page += by;
      this.draw(state, table, lines);
    };
    const focused = (document.activeElement as HTMLElement | null)?.dataset["column"];
    const from = this.page * PAGE;
    this.element.replaceChildren(
      h("div", { class: "head" },
        h("div", { class: "segments", role: "group", "aria-label": "Rows of the table" },
          TABS.map(([tab, name]) => button(name, () => history.change({ tab, sort: usualSort(tab) }), { "aria-pressed": String(view.tab === tab), id: `tab-${tab}` }))),
        h("p", { class: "aside", role: "status" }, lines.length ? `${count(from + 1)}–${count(Math.min(lines.length, from + PAGE))} of ${counted(lines.length, "row")}` : "No rows"),
        pages > 1 ? h("div", { class: "segments" },
          button("Previous", () => turn(-1), { disabled: this.page === 0 }),
          button("Next", () => turn(1), { disabled: this.page >= pages - 1 })) : null),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" },
        h("table", {},
          h("thead", {}, h("tr", {}, table.columns.map(({ key, title, numeric }) => {
            const sort = view.sort.replace(/^-/, "") === key ? (view.sort.startsWith("-") ? "descending" : "ascending") : "none";
            const next = sort === "none" ? (numeric ? `-${key}` : key) : sort === "descending" ? key : `-${key}`;
            return h("th", { scope: "col", class: numeric ? "number" : "", "aria-sort": sort },
              title.trim() ? button(title.trim(), () => history.change({ sort: next }), { "data-column": key }) : h("span", { class: "hidden" }, "direction"));
          }))),
          h("tbody", {}, lines.slice(from, from + PAGE).map((line) => this.line(state, table, line))))),
    );
    if (focused) this.element.querySelector<HTMLElement>(`[data-column="${CSS.escape(focused)}"]`)?.focus();
  }

  private line({ view, sums }: State, { columns }: Table, { key, cells }: Line): HTMLElement {
    const { atlas, choose } = this.context;
    const id = (actor: number) => atlas.core.actors.id[actor] as string;
    const open = () => {
      if (view.tab === "actors") choose({ kind: "actor", id: id(key) });
      else if (view.tab === "relations") choose({ kind: "dyad", a: id(sums.dyads.a[key] as number), b: id(sums.dyads.b[key] as number) });
      else {
        const { dyads } = sums;
        const p = atlas.parties[key] as number;
        const d = dyads.dyad[dyads.starts[p] as number];
        if (d !== undefined && dyads.starts[p] !== dyads.starts[p + 1]) choose({ kind: "dyad", a: id(dyads.a[d] as number), b: id(dyads.b[d] as number) });
      }
    };
    return h("tr", { onclick: open }, cells.map((cell, i) => {
      const content = show(cell);
      const linked = i === LINK[view.tab];
      const names = linked && view.tab === "relations" ? { "aria-label": `${plain(String(cells[0]))} – ${plain(String(cells[1]))}` } : {};
      return h("td", { class: columns[i]?.numeric ? "number" : DATED.test(String(cell)) ? "date" : "" }, linked ? button(content, () => undefined, { class: "cell", ...names }) : content);
    }));
  }
}

function show(cell: Cell): string | HTMLElement {
  return typeof cell === "number" ? cell.toLocaleString("en-GB", { maximumFractionDigits: 2 }).replace("-", "−") : bdi(cell || "–");
}
