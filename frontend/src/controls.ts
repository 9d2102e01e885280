// The filters: each shows how many events there would be with it, given all the others.

import { ClassTree } from "./classtree";
import { Combobox } from "./combobox";
import { h } from "./dom";
import { MOST_REPORTS, NO_FILTERS, atLeast } from "./filters";
import { type Context, type Part, type State, bdi, button, icon } from "./parts";
import { capital, count, counted, plain } from "./text";

const LIMITS = [50, 150, 400, 1000, 0];

export class Controls implements Part {
  readonly element: HTMLElement;
  private readonly standings: { name: string; input: HTMLInputElement; label: HTMLElement; count: HTMLElement }[];
  private readonly publishers: { number: number; input: HTMLInputElement; label: HTMLElement; count: HTMLElement }[];
  private readonly tree: ClassTree;
  private readonly reports: Slider;
  private readonly confidence: Slider;
  private readonly chips = h("div", { class: "chips" });
  private readonly mode: HTMLElement;
  private readonly limit: HTMLSelectElement;
  private readonly drawn = h("span", { class: "aside" });
  private readonly total = h("p", { class: "total", role: "status" });
  private readonly clear: HTMLButtonElement;
  private readonly publisherNote = h("span", { class: "note" });
  private readonly classNote = h("span", { class: "note" });
  private readonly combobox: Combobox;

  private told: Pick<State, "selection" | "scene"> & { limit: number } | null = null; // what the counts stand for

  constructor(private readonly context: Context) {
    const { atlas, history } = context;
    this.standings = atlas.core.standings.map((name) => {
      const flip = () => {
        const chosen = new Set(history.present.filters.standings);
        if (!chosen.delete(name)) chosen.add(name);
        history.filter({ standings: atlas.core.standings.filter((known) => chosen.has(known)) });
      };
      return { name, ...option(capital(name), flip, `status-${name}`) };
    });
    this.publishers = atlas.core.publishers.map((name, number) => {
      const flip = () => {
        const chosen = new Set(history.present.filters.publishers);
        if (!chosen.delete(name)) chosen.add(name);
        history.filter({ publishers: [...chosen].sort() });
      };
      return { number, ...option(bdi(name || "(not named)"), flip, `source-${number}`) };
    });
    this.tree = new ClassTree(context);
    const most = Math.min(MOST_REPORTS, atlas.reports.reduce((a, b) => Math.max(a, b), 1));
    this.reports = new Slider("Reports, at least", "minimum-reports", 1, Math.max(2, most), 1, (minReports) =>
      history.filter({ minReports }, "reports"),
    );
    this.confidence = new Slider("Confidence, at least", "minimum-confidence", 0, 100, 5, (minConfidence) =>
      history.filter({ minConfidence }, "confidence"),
    );
    this.combobox = new Combobox(context, "Only events with …", "filter-actor", (actor) => {
      const id = atlas.core.actors.id[actor] as string;
      const { actors } = history.present.filters;
      if (!actors.includes(id)) history.filter({ actors: [...actors, id] });
    });
    this.mode = h(
      "label",
      { class: "option" },
      h("input", { type: "checkbox", id: "among", onchange: () => history.filter({ among: !history.present.filters.among }) }),
      h("span", {}, "Only what passed among them"),
    );
    this.limit = h(
      "select",
      { id: "limit", "aria-label": "How many relations are drawn", onchange: () => history.change({ limit: Number(this.limit.value) }) },
      LIMITS.map((n) => h("option", { value: n }, n ? `strongest ${n}` : "all")),
    );
    this.clear = button("Reset", () => history.change({ filters: NO_FILTERS }), { class: "text", id: "reset", title: "All filters as at the start" });
    this.element = h(
      "section",
      { class: "controls", id: "controls", "aria-label": "Filters" },
      h("div", { class: "head" }, h("h2", {}, "Filters"), this.clear,
        button(icon("close"), () => document.getElementById("filters")?.click(), { class: "narrow", id: "close-filters", "aria-label": "Close the filters" })),
      this.total,
      group("Status", null, this.standings.map(({ label }) => label)),
      group("Kind of event", this.classNote, [this.tree.element]),
      group("Actors", null, [this.combobox.element, this.chips, this.mode]),
      group("Weight of evidence", null, [this.reports.element, this.confidence.element]),
      this.publishers.length
        ? h(
            "details",
            { class: "group", open: this.publishers.length <= 8 },
            h("summary", {}, h("h3", {}, "Source"), this.publisherNote),
            h("div", { class: "list" }, this.publishers.map(({ label }) => label)),
          )
        : null,
      group("Drawing", null, [h("label", { class: "row" }, h("span", {}, "Draw the"), this.limit, this.drawn)]),
    );
  }

  update({ view, selection, scene }: State): void {
    const { filters } = view;
    const { atlas } = this.context;
    if (this.told?.selection === selection && this.told.scene === scene && this.told.limit === view.limit) return;
    this.told = { selection, scene, limit: view.limit };
    this.total.replaceChildren(
      h("strong", {}, count(selection.rows.length)),
      ` of ${counted(atlas.size, "event")}`,
    );
    this.standings.forEach(({ name, input, label, count: shown }, i) => {
      set(input, filters.standings.includes(name), label, shown, selection.standings[i] as number);
    });
    for (const { number, input, label, count: shown } of this.publishers) {
      const chosen = filters.publishers.includes(atlas.core.publishers[number] as string);
      set(input, chosen, label, shown, selection.publishers[number] as number);
    }
    this.publisherNote.textContent = filters.publishers.length ? `${filters.publishers.length} chosen` : "any";
    this.classNote.textContent = filters.classes.length ? "some" : "all";
    this.tree.update(view.filters.classes, selection.classes);
    this.reports.update(filters.minReports, counted(atLeast(selection.reports, filters.minReports), "event"), String(filters.minReports));
    this.confidence.update(
      filters.minConfidence,
      counted(atLeast(selection.confidence, Math.ceil(filters.minConfidence / 5)), "event"),
      (filters.minConfidence / 100).toFixed(2),
    );
    this.chips.replaceChildren(
      ...filters.actors.map((id) => {
        const actor = atlas.actorOf.get(id);
        const name = actor === undefined ? id : atlas.name(actor);
        const rest = filters.actors.filter((other) => other !== id);
        return h(
          "span",
          { class: "chip" },
          bdi(name),
          h("b", {}, count(actor === undefined ? 0 : (selection.actors[actor] as number))),
          button(icon("close"), () => this.context.history.filter({ actors: rest }), { "aria-label": `Without ${plain(name)}` }),
        );
      }),
    );
    this.mode.hidden = filters.actors.length < 2;
    (this.mode.querySelector("input") as HTMLInputElement).checked = filters.among;
    this.limit.value = String(view.limit);
    if (this.limit.selectedIndex < 0) this.limit.append(h("option", { value: view.limit, selected: true }, `strongest ${view.limit}`));
    this.drawn.textContent = `${count(scene.edges.length)} of ${counted(scene.dyads, "relation")}`;
    this.clear.disabled = JSON.stringify(filters) === JSON.stringify(NO_FILTERS);
  }
}

function group(title: string, note: HTMLElement | null, content: HTMLElement[]): HTMLElement {
  const id = `group-${title.toLowerCase().replace(/ /g, "-")}`;
  return h("div", { class: "group", role: "group", "aria-labelledby": id }, h("h3", { id }, title, note), content);
}

function option(label: string | HTMLElement, flip: () => void, id: string) {
  const input = h("input", { type: "checkbox", id, onchange: flip });
  const shown = h("span", { class: "count" });
  return { input, count: shown, label: h("label", { class: "option" }, input, h("span", {}, label), shown) };
}

function set(input: HTMLInputElement, checked: boolean, label: HTMLElement, shown: HTMLElement, n: number): void {
  input.checked = checked;
  shown.textContent = count(n);
  label.classList.toggle("none", n === 0);
}

class Slider {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly shown = h("b");
  private readonly events = h("span", { class: "count" });

  constructor(label: string, id: string, min: number, max: number, step: number, change: (value: number) => void) {
    this.input = h("input", { type: "range", id, min, max, step, oninput: () => change(Number(this.input.value)) });
    this.element = h("label", { class: "slider" }, h("span", {}, label, " ", this.shown), this.events, this.input);
  }

  update(value: number, events: string, shown: string): void {
    this.input.value = String(value);
    this.input.setAttribute("aria-valuetext", `${shown}: ${events}`);
    this.shown.textContent = shown;
    this.events.textContent = events;
  }
}
