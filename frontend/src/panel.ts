// Beside the graph: the whole, an actor, a dyad, or paths, each down to its sentences.

import { Combobox } from "./combobox";
import { eventCard } from "./cards";
import { h } from "./dom";
import { dyadOf, ranked, rowsOfActor, rowsOfDyad } from "./dyads";
import { KIND_NAMES, toneName, toneStep } from "./palette";
import { type Context, type Part, type State, bdi, button } from "./parts";
import type { Hop } from "./network";
import { timeline } from "./timeline";
import { count, counted, longDate } from "./text";

const PAGE = 20;
const LISTED = 15;

interface Row {
  row: number;
  way?: { a: number; b: number; way: number };
}

export class Panel implements Part {
  readonly element = h("section", { class: "panel", id: "panel", "aria-label": "Evidence", tabindex: "-1" });
  private shown = "";
  private asked = 0;

  constructor(private readonly context: Context) {}

  update(state: State): void {
    const { view } = state;
    const what = JSON.stringify([view.chosen, view.path, view.level, view.filters, view.focus, view.expanded, view.collapsed, view.hidden]);
    if (what === this.shown) return;
    const same = JSON.stringify([view.chosen, view.path]) === this.element.dataset["about"];
    this.shown = what;
    this.element.dataset["about"] = JSON.stringify([view.chosen, view.path]);
    this.asked++;
    const content =
      view.path !== null ? this.paths(state) : view.chosen?.kind === "dyad" ? this.dyad(state, view.chosen.a, view.chosen.b)
      : view.chosen?.kind === "actor" ? this.actor(state, view.chosen.id) : this.overview(state);
    if (!same) this.element.scrollTop = 0; // before there is new content to lay out
    this.element.replaceChildren(...content);
  }

  private overview(state: State): HTMLElement[] {
    const { atlas, choose } = this.context;
    const { sums, selection } = state;
    const left = selection.rows.length - sums.rows; // chosen, but no line at this level stands for them
    const active = [...sums.activity.keys()].filter((actor) => sums.activity[actor]).sort((u, v) => (sums.activity[v] as number) - (sums.activity[u] as number) || u - v);
    return [
      h("h2", {}, bdi(atlas.core.title)),
      h("p", {}, `${counted(sums.rows, "event")} in ${counted(ranked(sums).length, "relation")} between ${counted(active.length, "actor")}. `,
        left > 0 ? `${counted(left, "event")} more ${left === 1 ? "ties" : "tie"} no two actors of this level. ` : "",
        h("span", { class: "aside" }, "Choose a line or a name to read the sentences behind it.")),
      h("h3", {}, "Strongest relations"),
      this.relations(state, [...ranked(sums).slice(0, LISTED)]),
      h("h3", {}, "Most active"),
      h("ul", { class: "rows" }, active.slice(0, LISTED).map((actor) =>
        h("li", {}, button([h("span", { class: `sign ${atlas.kind(actor)}` }), bdi(atlas.name(actor)), h("span", { class: "count" }, count(sums.activity[actor] as number))],
          () => choose({ kind: "actor", id: atlas.core.actors.id[actor] as string }))))),
    ];
  }

  /** Dyads as buttons; `from` is the actor that need not be named. */
  private relations({ sums }: State, dyads: number[], from = -1): HTMLElement {
    const { atlas, choose } = this.context;
    const { a, b } = sums.dyads;
    const id = (actor: number) => atlas.core.actors.id[actor] as string;
    return h("ul", { class: "rows" }, dyads.map((d) => {
      const [u, v] = [a[d] as number, b[d] as number];
      const name = from < 0 ? [bdi(atlas.name(u)), " – ", bdi(atlas.name(v))] : [bdi(atlas.name(u === from ? v : u))];
      return h("li", {}, button(
        [h("span", { class: `tone t${toneStep(sums.tone[d] as number)}`, title: toneName(sums.tone[d] as number) }), h("span", { class: "what" }, name), h("span", { class: "count" }, count(sums.events[d] as number))],
        () => choose({ kind: "dyad", a: id(u), b: id(v) }),
        { "data-dyad": `${id(u)} ${id(v)}` },
      ));
    }));
  }

  private actor(state: State, id: string): HTMLElement[] {
    const { atlas, history, pages } = this.context;
    const actor = atlas.actorOf.get(id);
    if (actor === undefined) return [this.back(), h("p", {}, "This actor is not in the data: ", bdi(id))];
    const { sums, view, scene } = state;
    const mine = [...ranked(sums)].filter((d) => sums.dyads.a[d] === actor || sums.dyads.b[d] === actor);
    const country = atlas.core.actors.country[actor] as number;
    const aliases = (atlas.core.actors.aliases[actor] ?? []).slice(0, 4);
    const rows = rowsOfActor(atlas, sums.dyads, actor, state.selection.rows);
    const focused = view.focus?.id === id;
    const toggle = (list: readonly string[]) => (list.includes(id) ? list.filter((other) => other !== id) : [...list, id]);
    const drawn = scene.edges.filter(({ a, b }) => a === actor || b === actor).length;
    return [
      this.back(),
      h("h2", {}, pages ? h("a", { href: pages + (atlas.core.actors.iri[actor] ?? "") }, bdi(atlas.name(actor))) : bdi(atlas.name(actor))),
      h("p", { class: "aside" }, KIND_NAMES[atlas.kind(actor)] ?? "", country >= 0 && country !== actor ? [" of ", bdi(atlas.name(country))] : null,
        aliases.length ? [" · also ", ...aliases.flatMap((alias, i) => [...(i ? [", "] : []), bdi(alias)])] : null),
      h("p", {}, `${counted(rows.length, "event")} with ${counted(mine.length, "other actor")}, ${count(drawn)} drawn.`),
      h("div", { class: "tools", role: "group", "aria-label": "This actor" },
        focused
          ? button("Leave ego view", () => history.change({ focus: null }), { id: "ego", "aria-pressed": "true" })
          : button("Ego view", () => history.change({ focus: { id, steps: 1 }, path: null }), { id: "ego", "aria-pressed": "false" }),
        focused ? this.steps(view.focus?.steps ?? 1, id) : null,
        button(view.expanded.includes(id) ? "Undo expand" : "Expand", () => history.change({ expanded: toggle(view.expanded), collapsed: view.collapsed.filter((other) => other !== id) }), { id: "expand", "aria-pressed": String(view.expanded.includes(id)), title: "Draw all its relations" }),
        button(view.collapsed.includes(id) ? "Unfold" : "Collapse", () => history.change({ collapsed: toggle(view.collapsed), expanded: view.expanded.filter((other) => other !== id) }), { id: "collapse", "aria-pressed": String(view.collapsed.includes(id)), title: "Fold in those who deal with nobody else" }),
        button("Hide", () => history.change({ hidden: [...view.hidden, id], chosen: null }), { id: "hide" })),
      this.pathFinder(id),
      timeline(atlas, rows, (since, until) => history.filter({ since, until })),
      h("h3", {}, "Relations"),
      this.relations(state, mine.slice(0, LISTED), actor),
      mine.length > LISTED ? h("p", { class: "aside" }, `and ${counted(mine.length - LISTED, "weaker one")}; the table has them all.`) : h("span"),
      h("h3", {}, "Events"),
      this.events(rows, (row) => ({ row })),
    ];
  }

  private steps(steps: number, id: string): HTMLElement {
    const { history } = this.context;
    const choice: HTMLSelectElement = h("select", { id: "steps", "aria-label": "Steps from the centre", onchange: () => history.change({ focus: { id, steps: Number(choice.value) } }) },
      [1, 2, 3].map((n) => h("option", { value: n, selected: n === steps }, counted(n, "step"))));
    return choice;
  }

  private pathFinder(from: string): HTMLElement {
    const { atlas, history } = this.context;
    const finder = new Combobox(this.context, "Paths to …", "path-to", (actor) => {
      history.change({ path: { from, to: atlas.core.actors.id[actor] as string }, focus: null });
    });
    return finder.element;
  }

  private dyad(state: State, a: string, b: string): HTMLElement[] {
    const { atlas, history, choose } = this.context;
    const [u, v] = [atlas.actorOf.get(a), atlas.actorOf.get(b)];
    if (u === undefined || v === undefined) return [this.back(), h("p", {}, "One of these is not in the data: ", bdi(a), ", ", bdi(b))];
    const { sums, selection } = state;
    const d = dyadOf(sums.dyads, u, v);
    const { rows, way } = d < 0 ? { rows: new Int32Array(0), way: () => 0 } : rowsOfDyad(atlas, sums.dyads, d, selection.rows);
    const [first, last] = d < 0 ? [0, 0] : [sums.first[d] as number, sums.last[d] as number];
    const name = (actor: number, id: string) => button(bdi(atlas.name(actor)), () => choose({ kind: "actor", id }), { class: "name" });
    // Asked for first: the server looks for the words while the timeline is drawn.
    const events = rows.length ? this.events(rows, (row) => ({ row, way: { a: u, b: v, way: way(row) } })) : h("p", { class: "aside" }, "None with these filters.");
    return [
      this.back(),
      h("h2", { class: "dyad" }, name(u, a), h("span", {}, " – "), name(v, b)),
      h("p", {}, `${counted(rows.length, "event")}, ${counted(d < 0 ? 0 : (sums.reports[d] as number), "report")}`,
        first ? `, ${first === last ? longDate(first) : `${longDate(first)} to ${longDate(last)}`}` : "", "."),
      timeline(atlas, rows, (since, until) => history.filter({ since, until })),
      h("h3", {}, "Events, newest first"),
      events,
    ];
  }

  private paths({ view, scene, sums, selection }: State): HTMLElement[] {
    const { atlas, history } = this.context;
    const path = view.path as { from: string; to: string };
    const name = (id: string) => bdi(atlas.name(atlas.actorOf.get(id) ?? -1) || id);
    return [
      h("div", { class: "head" }, button("← Leave paths", () => history.change({ path: null }), { class: "text", id: "leave-paths" })),
      h("h2", {}, "From ", name(path.from), " to ", name(path.to)),
      h("p", {}, scene.paths.length
        ? `${counted(scene.paths.length, "shortest path")} of ${counted(scene.paths[0]?.length ?? 0, "step")}, over the most reported relations first.`
        : "No path with these filters. Allow more kinds of event, another status or a longer period."),
      ...scene.paths.map((hops, i) => h("section", { class: "path", "aria-label": `Path ${i + 1}` },
        h("h3", {}, bdi(atlas.name(hops[0]?.from ?? -1)), ...hops.flatMap((hop) => [" → ", bdi(atlas.name(hop.to))])),
        h("ol", {}, hops.map((hop) => this.hop(hop, sums, selection.rows))))),
    ];
  }

  /** A step of a path with its surest event, of several the newest. */
  private hop(hop: Hop, sums: State["sums"], rows: Int32Array): HTMLElement {
    const { atlas } = this.context;
    const found = rowsOfDyad(atlas, sums.dyads, hop.dyad, rows);
    const best = found.rows.reduce((best, row) => ((atlas.confidence[row] as number) > (atlas.confidence[best] ?? -1) ? row : best), -1);
    const id = (actor: number) => atlas.core.actors.id[actor] as string;
    const item = h("li", {}, button([h("span", {}, bdi(atlas.name(hop.from)), " – ", bdi(atlas.name(hop.to))), h("span", { class: "count" }, counted(found.rows.length, "event"))],
      () => { this.context.history.change({ path: null, chosen: { kind: "dyad", a: id(sums.dyads.a[hop.dyad] as number), b: id(sums.dyads.b[hop.dyad] as number) } }); }, { class: "text" }));
    if (best >= 0) {
      const { a, b } = sums.dyads;
      void this.write(item, [{ row: best, way: { a: a[hop.dyad] as number, b: b[hop.dyad] as number, way: found.way(best) } }]);
    }
    return item;
  }

  private back(): HTMLElement {
    return h("div", { class: "head" }, button("← Overview", () => this.context.choose(null), { class: "text", id: "overview" }));
  }

  private events(rows: Int32Array, seen: (row: number) => Row): HTMLElement {
    const list = h("div", { class: "events", "aria-busy": "true" });
    let done = 0;
    const more = async () => {
      const next = Array.from(rows.subarray(done, done + PAGE), seen);
      done += next.length;
      list.querySelector(".next")?.remove();
      await this.write(list, next);
      if (done < rows.length) {
        const left = rows.length - done;
        list.append(button(`Show ${count(Math.min(PAGE, left))} more of ${count(left)}`, () => void more(), { class: "next" }));
      }
      list.setAttribute("aria-busy", "false");
    };
    void more();
    return list;
  }

  private async write(into: HTMLElement, rows: Row[]): Promise<void> {
    const asked = this.asked;
    try {
      const found = await this.context.source.evidence(rows.map(({ row }) => row));
      if (asked !== this.asked) return; // another choice was made meanwhile
      found.forEach((evidence, i) => into.append(eventCard(this.context, evidence, rows[i]?.way)));
    } catch (error) {
      this.context.fail(error);
    }
  }
}
