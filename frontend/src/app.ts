// The page: its parts, and what happens between a change of the view and the screen.

import { Atlas, LEVELS, type Level } from "./atlas";
import { Combobox } from "./combobox";
import { Controls } from "./controls";
import { type Core, Outdated, type Source } from "./data";
import { h } from "./dom";
import { addUp, dyadOf, type Sums } from "./dyads";
import { exportMenu } from "./exportmenu";
import { type Selection, select } from "./filters";
import { type Emphasis, GraphView, type Picked } from "./graph";
import { help } from "./help";
import { Histogram } from "./histogram";
import { Hovering } from "./hovering";
import { palette } from "./palette";
import { Legend } from "./legend";
import { Panel } from "./panel";
import { type Context, type Part, type State, button, icon } from "./parts";
import { type Scene, compose } from "./scene";
import { Search } from "./search";
import { type Chosen, History, START, type View, decode, encode } from "./state";
import { TableView } from "./tableview";
import { plain } from "./text";

const LEVEL_NAMES: Readonly<Record<Level, string>> = { states: "States", persons: "Persons and organisations", all: "Everybody" };
const SHORT: Readonly<Record<Level, string>> = { states: "States", persons: "Persons", all: "Everybody" };

export class App {
  readonly context: Context;
  /** Null where the browser cannot draw: then the table stands for it. */
  readonly graph: GraphView | null;
  state!: State;
  private readonly start: View;
  private readonly parts: Part[];
  private readonly status = h("p", { class: "notice", role: "status", "aria-live": "polite" });
  private readonly stage = h("div", { class: "graph", tabindex: "0", role: "application", "aria-roledescription": "graph", "aria-label": "Graph. Arrow keys walk from actor to actor, Enter selects, plus and minus zoom, 0 shows everything. The table has the same relations." });
  private readonly nothing = h("p", { class: "nothing", hidden: true }, "Nothing to draw with these filters.");
  private readonly search: Combobox;
  private readonly buttons: Record<"undo" | "redo" | "graph" | "table", HTMLButtonElement>;
  private readonly levels: HTMLButtonElement[];
  private readonly bar = h("div", { class: "crumbs" });
  private selected: { filters: string; selection: Selection } | null = null;
  private added: { key: string; sums: Sums } | null = null;
  private composed: { key: string; scene: Scene } | null = null;
  private dark = matchMedia("(prefers-color-scheme: dark)").matches;
  private noticeTimer = 0;

  constructor(
    private readonly root: HTMLElement,
    core: Core,
    source: Source,
    page: { pages: string; write: boolean },
  ) {
    const atlas = new Atlas(core);
    this.start = { ...START, level: LEVELS.find((level) => level === core.level) ?? START.level };
    const history = new History(decode(location.hash, this.start), (view) => this.show(view));
    this.context = {
      atlas,
      source,
      search: new Search(atlas),
      history,
      ...page,
      choose: (chosen) => this.choose(chosen),
      say: (text) => this.say(text),
      fail: (error) => this.fail(error),
    };
    this.search = new Combobox(this.context, "Search actors", "search", (actor) => {
      this.choose({ kind: "actor", id: atlas.core.actors.id[actor] as string });
      this.graph?.centre(actor);
    });
    this.buttons = {
      undo: button(icon("undo"), () => history.undo(), { id: "undo", "aria-label": "Undo", title: "Undo (Ctrl+Z)" }),
      redo: button(icon("redo"), () => history.redo(), { id: "redo", "aria-label": "Redo", title: "Redo (Ctrl+Shift+Z)" }),
      graph: button([icon("graph"), h("span", {}, "Graph")], () => history.change({ table: false }), { id: "as-graph" }),
      table: button([icon("table"), h("span", {}, "Table")], () => history.change({ table: true }), { id: "as-table" }),
    };
    this.levels = LEVELS.map((level) => button(SHORT[level], () => this.level(level), { id: `level-${level}`, title: LEVEL_NAMES[level] }));
    const [controls, time, panel, table] = [new Controls(this.context), new Histogram(this.context), new Panel(this.context), new TableView(this.context)];
    const legend = new Legend((actor) => atlas.kind(actor));
    this.parts = [controls, time, panel, table, legend];
    document.documentElement.dataset["theme"] = this.dark ? "dark" : "light";
    this.build(controls.element, time.element, panel.element, table.element, legend.element);
    const hovering = new Hovering(this.stage, () => this.state, atlas);
    this.graph = !canDraw() ? null : new GraphView(this.stage, atlas, palette(this.dark), {
      pick: (picked) => this.pick(picked),
      open: (actor) => history.change({ focus: { id: atlas.core.actors.id[actor] as string, steps: 1 }, chosen: { kind: "actor", id: atlas.core.actors.id[actor] as string } }),
      hover: (picked) => hovering.show(picked),
      say: (text) => this.say(text),
    });
    this.listen();
    this.show(history.present);
    if (!this.graph) {
      this.buttons.graph.disabled = true;
      this.buttons.graph.title = NO_DRAWING;
      history.change({ table: true });
      this.say(NO_DRAWING);
    }
  }

  private build(controls: HTMLElement, time: HTMLElement, panel: HTMLElement, table: HTMLElement, legend: HTMLElement): void {
    const { atlas } = this.context;
    const toggle = button(icon("filter"), () => {
      const open = document.body.classList.toggle("filters-open");
      toggle.setAttribute("aria-expanded", String(open));
      if (open) controls.querySelector<HTMLElement>("input")?.focus();
      else toggle.focus();
    }, { id: "filters", class: "narrow", "aria-label": "Filters", "aria-expanded": "false", "aria-controls": "controls" });
    const zoom = h("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
      button(icon("plus"), () => this.graph?.zoom(0.7), { id: "closer", "aria-label": "Zoom in" }),
      button(icon("minus"), () => this.graph?.zoom(1 / 0.7), { id: "farther", "aria-label": "Zoom out" }),
      button(icon("fit"), () => this.graph?.fit(), { id: "fit", "aria-label": "Show everything" }));
    this.root.replaceChildren(
      h("header", { class: "top" },
        toggle,
        h("h1", { dir: "auto", title: plain(atlas.core.title) }, plain(atlas.core.title)),
        h("div", { class: "segments", role: "group", "aria-label": "Who is drawn" }, this.levels),
        this.search.element,
        h("div", { class: "segments", role: "group", "aria-label": "Shown as" }, this.buttons.graph, this.buttons.table),
        h("div", { class: "tools" },
          this.buttons.undo,
          this.buttons.redo,
          button(icon("link"), () => void this.copyLink(), { id: "link", "aria-label": "Copy a link to this view", title: "Copy a link to this view" }),
          exportMenu(this.context, () => this.state, () => this.graph),
          button(icon("moon"), () => this.setDark(!this.dark), { id: "theme", "aria-label": "Light or dark", title: "Light or dark" }),
          button(icon("help"), () => help(), { id: "help", "aria-label": "Help", title: "Keys and help (?)" }))),
      h("main", {},
        controls,
        h("div", { class: "middle" },
          h("div", { class: "canvas" }, this.stage, this.nothing, this.bar, zoom, table),
          legend,
          time),
        panel),
      this.status,
    );
  }

  private listen(): void {
    addEventListener("hashchange", () => {
      if (location.hash.replace(/^#/, "") !== encode(this.context.history.present, this.start)) {
        this.context.history.change(decode(location.hash, this.start));
      }
    });
    addEventListener("keydown", (event) => this.key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => this.setDark(event.matches));
    new ResizeObserver(() => this.graph?.resize()).observe(this.stage);
  }

  // From a view to the screen

  private show(view: View): void {
    const { atlas } = this.context;
    const filters = JSON.stringify(view.filters);
    if (this.selected?.filters !== filters) this.selected = { filters, selection: select(atlas, view.filters) };
    const { selection } = this.selected;
    const key = `${view.level} ${filters}`;
    if (this.added?.key !== key) this.added = { key, sums: addUp(atlas, view.level, selection.rows) };
    const { sums } = this.added;
    const drawn = JSON.stringify([key, view.limit, view.focus, view.expanded, view.collapsed, view.hidden, view.path]);
    if (this.composed?.key !== drawn) this.composed = { key: drawn, scene: compose(atlas, sums, view) };
    const { scene } = this.composed;
    this.state = { view, selection, sums, scene, colours: palette(this.dark) };
    this.search.rank(sums.activity);
    this.graph?.show(scene, this.state.colours, this.picked(), this.emphasis());
    for (const part of this.parts) part.update(this.state);
    this.buttons.undo.disabled = !this.context.history.canUndo;
    this.buttons.redo.disabled = !this.context.history.canRedo;
    this.buttons.graph.setAttribute("aria-pressed", String(!view.table));
    this.buttons.table.setAttribute("aria-pressed", String(view.table));
    LEVELS.forEach((level, i) => this.levels[i]?.setAttribute("aria-pressed", String(view.level === level)));
    this.nothing.hidden = scene.nodes.length > 0;
    this.crumbs(view);
    this.remember(view);
  }

  private remember(view: View): void {
    try {
      history.replaceState(null, "", `#${encode(view, this.start)}`);
    } catch {
      // A page in a frame without an origin of its own (a notebook) has no address to write to.
    }
  }

  /** What makes the picture a part of the whole, each with a way back. */
  private crumbs(view: View): void {
    const { history, atlas } = this.context;
    const name = (id: string) => plain(atlas.name(atlas.actorOf.get(id) ?? -1) || id);
    const crumb = (id: string, text: string, part: Partial<View>) => button([h("bdi", {}, text), icon("close")], () => history.change(part), { id, class: "crumb", "aria-label": `Leave: ${text}` });
    this.bar.replaceChildren(
      ...(view.focus ? [crumb("crumb-ego", `Around ${name(view.focus.id)}`, { focus: null })] : []),
      ...(view.expanded.length ? [crumb("crumb-expanded", `${view.expanded.length} expanded`, { expanded: [] })] : []),
      ...(view.collapsed.length ? [crumb("crumb-collapsed", `${view.collapsed.length} collapsed`, { collapsed: [] })] : []),
      ...(view.hidden.length ? [crumb("crumb-hidden", `${view.hidden.length} hidden`, { hidden: [] })] : []),
    );
  }

  private picked(): Picked {
    const { chosen } = this.context.history.present;
    const { atlas } = this.context;
    const number = (id: string) => atlas.actorOf.get(id) ?? -1;
    if (chosen?.kind === "actor") return { actor: number(chosen.id) };
    if (chosen?.kind === "dyad" && this.added) {
      const dyad = dyadOf(this.added.sums.dyads, number(chosen.a), number(chosen.b));
      return dyad < 0 ? {} : { dyad };
    }
    return {};
  }

  private emphasis(): Emphasis | null {
    const { view, scene, sums } = this.state;
    if (view.path) {
      const hops = scene.paths.flat();
      return { actors: new Set(hops.flatMap(({ from, to }) => [from, to])), dyads: new Set(hops.map(({ dyad }) => dyad)) };
    }
    const { actor, dyad } = this.picked();
    if (dyad !== undefined) return { actors: new Set([sums.dyads.a[dyad] as number, sums.dyads.b[dyad] as number]), dyads: new Set([dyad]) };
    if (actor === undefined || view.focus) return null;
    const mine = scene.edges.filter(({ a, b }) => a === actor || b === actor);
    return mine.length ? { actors: new Set([actor, ...mine.flatMap(({ a, b }) => [a, b])]), dyads: new Set(mine.map((edge) => edge.dyad)) } : null;
  }

  // What people do

  private choose(chosen: Chosen): void {
    this.context.history.change({ chosen, path: null });
  }

  private pick({ actor, dyad }: Picked): void {
    const { atlas } = this.context;
    const id = (number: number) => atlas.core.actors.id[number] as string;
    const { a, b } = this.state.sums.dyads;
    if (actor !== undefined) this.choose({ kind: "actor", id: id(actor) });
    else if (dyad !== undefined) this.choose({ kind: "dyad", a: id(a[dyad] as number), b: id(b[dyad] as number) });
    else if (!this.context.history.present.path) this.choose(null);
  }

  private level(level: Level): void {
    this.context.history.change({ level, chosen: null, focus: null, path: null, expanded: [], collapsed: [], hidden: [] });
  }

  private setDark(dark: boolean): void {
    this.dark = dark;
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
    this.show(this.context.history.present);
  }

  private async copyLink(): Promise<void> {
    const link = location.href;
    try {
      await navigator.clipboard.writeText(link);
      this.say("The link to this view is copied.");
    } catch {
      const field = h("input", { value: link, readonly: true, "aria-label": "Link to this view" });
      const dialog = h("dialog", { class: "link" }, h("p", {}, "The link to this view:"), field, button("Close", () => dialog.close()));
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      field.select();
    }
  }

  private key(event: KeyboardEvent): void {
    const { history } = this.context;
    const typing = event.target instanceof HTMLElement && event.target.matches("input[type=text], input:not([type]), textarea, select");
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z" && !typing) event.shiftKey ? history.redo() : history.undo();
    else if (command && event.key.toLowerCase() === "y" && !typing) history.redo();
    else if (command || event.altKey || typing) return;
    else if (event.key === "/") this.search.input.focus();
    else if (event.key === "?") help();
    else if (event.key === "t") history.change({ table: !history.present.table });
    else if (event.key === "g") this.stage.focus();
    else if (event.key === "Escape") this.escape();
    else if (SHORTCUTS[event.key]) document.getElementById(SHORTCUTS[event.key] as string)?.click();
    else return;
    event.preventDefault();
  }

  private escape(): void {
    if (document.body.classList.contains("filters-open")) document.getElementById("filters")?.click();
    else if (this.context.history.present.path) this.context.history.change({ path: null });
    else this.choose(null);
  }

  private say(text: string): void {
    this.status.textContent = text;
    this.status.classList.add("shown");
    clearTimeout(this.noticeTimer);
    this.noticeTimer = window.setTimeout(() => this.status.classList.remove("shown"), 3500);
  }

  private fail(error: unknown): void {
    if (error instanceof Outdated) location.reload();
    else this.say(error instanceof Error ? error.message : String(error));
  }
}

const NO_DRAWING = "This browser draws no graph, because WebGL is switched off; the table shows the same.";

function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

/** Keys for the chosen actor. */
const SHORTCUTS: Readonly<Record<string, string>> = { e: "expand", c: "collapse", o: "ego", h: "hide" };
