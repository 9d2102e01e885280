// The menu of exports.

import type { Evidence } from "./data";
import { download, h } from "./dom";
import { eventsCsv, gexf, graphml, json, relationsCsv } from "./exports";
import type { GraphView } from "./graph";
import { type Context, type State, button, icon } from "./parts";
import { png, svgPicture } from "./pictures";
import { drawnRows } from "./tables";
import { turtle } from "./turtle";

interface Format {
  id: string;
  name: string;
  what: string;
  file: string;
  make(context: Context, state: State, graph: GraphView | null): Promise<Blob>;
}

const FORMATS: readonly Format[] = [
  { id: "png", name: "PNG", what: "picture", file: "graph.png", make: async (_c, state, graph) => png(drawn(graph), state) },
  { id: "svg", name: "SVG", what: "picture to edit", file: "graph.svg", make: async ({ atlas }, state, graph) => text(svgPicture(atlas, drawn(graph), state), "image/svg+xml") },
  { id: "csv", name: "CSV", what: "relations", file: "relations.csv", make: async ({ atlas }, state) => text(relationsCsv(atlas, state), "text/csv") },
  { id: "csv-events", name: "CSV", what: "events and sentences", file: "events.csv", make: async (context, state) => text(eventsCsv(context.atlas, await said(context, state)), "text/csv") },
  { id: "json", name: "JSON", what: "everything shown", file: "graph.json", make: async (context, state) => text(json(context.atlas, state, await said(context, state), location.hash), "application/json") },
  { id: "graphml", name: "GraphML", what: "relations", file: "graph.graphml", make: async ({ atlas }, state) => text(graphml(atlas, state), "application/xml") },
  { id: "gexf", name: "GEXF", what: "relations, for Gephi", file: "graph.gexf", make: async ({ atlas }, state) => text(gexf(atlas, state), "application/xml") },
  { id: "turtle", name: "Turtle", what: "events and sentences", file: "graph.ttl", make: async (context, state) => text(turtle(context.atlas, await said(context, state)), "text/turtle") },
];

function drawn(graph: GraphView | null): GraphView {
  if (!graph) throw new Error("There is no picture to save: this browser draws no graph.");
  return graph;
}

function text(content: string, type: string): Blob {
  return new Blob([content], { type: `${type};charset=utf-8` });
}

function said({ atlas, source }: Context, state: State): Promise<Evidence[]> {
  return source.evidence(Array.from(drawnRows(atlas, state)));
}

export function exportMenu(context: Context, state: () => State, graph: () => GraphView | null): HTMLElement {
  const close = () => {
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };
  const items = FORMATS.map((format) =>
    h("li", { role: "none" }, button([h("span", {}, format.name), h("small", {}, format.what)], () => {
      close();
      opener.focus();
      format.make(context, state(), graph()).then((blob) => download(format.file, blob), context.fail);
    }, { role: "menuitem", tabindex: "-1", id: `export-${format.id}` })),
  );
  const list = h("ul", { role: "menu", "aria-label": "Export what is shown", hidden: true, onkeydown: (event: KeyboardEvent) => key(event) }, items);
  const opener = button(icon("save"), () => {
    if (!list.hidden) return close();
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    focus(0);
  }, { id: "export", "aria-label": "Export what is shown", "aria-haspopup": "menu", "aria-expanded": "false", title: "Export what is shown" });
  const focus = (i: number) => items[(i + items.length) % items.length]?.querySelector("button")?.focus();
  const key = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.contains(document.activeElement));
    if (event.key === "ArrowDown") focus(at + 1);
    else if (event.key === "ArrowUp") focus(at - 1);
    else if (event.key === "Home") focus(0);
    else if (event.key === "End") focus(-1);
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      if (event.key === "Tab") return;
      opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const menu = h("div", { class: "menu" }, opener, list);
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget as Node | null)) close();
  });
  return menu;
}
