// What the parts of the page share: the state they show and the ways to change it.

import type { Atlas } from "./atlas";
import type { Source } from "./data";
import { type Child, h } from "./dom";
import type { Sums } from "./dyads";
import type { Selection } from "./filters";
import type { Palette } from "./palette";
import type { Scene } from "./scene";
import type { Search } from "./search";
import type { Chosen, History, View } from "./state";
import { plain } from "./text";

/** Everything that follows from a view. */
export interface State {
  view: View;
  selection: Selection;
  sums: Sums;
  scene: Scene;
  colours: Palette;
}

export interface Part {
  element: HTMLElement;
  update(state: State): void;
}

/** What a part may use. */
export interface Context {
  atlas: Atlas;
  source: Source;
  search: Search;
  history: History;
  pages: string; // root of the pages of a server; "" where there are none
  write: boolean;
  choose(chosen: Chosen): void;
  say(text: string): void; // to screen readers and as a short notice
  fail(error: unknown): void;
}

/** Somebody else's words, set apart from ours: their direction stays theirs. */
export function bdi(text: string, props: Record<string, string> = {}): HTMLElement {
  return h("bdi", props, plain(text));
}

export function button(label: Child, action: () => void, props: Record<string, string | boolean | null> = {}): HTMLButtonElement {
  return h("button", { type: "button", ...props, onclick: action }, label);
}

const ICONS = {
  undo: "M7.5 4 3.5 8l4 4M4 8h7a4.5 4.5 0 0 1 0 9H8",
  redo: "M12.5 4l4 4-4 4M16 8H9a4.5 4.5 0 0 0 0 9h3",
  play: "M6 4l10 6-10 6z",
  pause: "M6 4v12M14 4v12",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  close: "M5 5l10 10M15 5L5 15",
  filter: "M3 5h14l-5.5 6.5V16l-3-1.5v-3z",
  moon: "M16 12.5A6.5 6.5 0 0 1 7.5 4a6.5 6.5 0 1 0 8.500 8.5z",
  link: "M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1",
  save: "M10 3v9M6 8.500l4 4 4-4M4 16.500h12",
  help: "M7.500 7.500a2.500 2.500 0 1 1 3.600 2.200c-.8.4-1.100.9-1.100 1.800M10 14.500v.1",
  graph: "M5 14a2 2 0 1 0 0 .1M15 6a2 2 0 1 0 0 .1M15 15.500a2 2 0 1 0 0 .1M6.500 13l6-5.500M7 14.300l6 1",
  table: "M3 5h14v11H3zM3 9h14M8 9v7",
} as const;

export function icon(name: keyof typeof ICONS): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const element = document.createElementNS(space, "svg");
  element.setAttribute("viewBox", "0 0 20 20");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  element.append(path);
  return element;
}
