// What the keys do.

import { h } from "./dom";
import { button } from "./parts";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "search for an actor; arrows and Enter choose"],
  ["g", "go to the graph"],
  ["arrows", "in the graph: from actor to actor; with Shift: move the picture"],
  ["Enter", "select the actor; once more: its ego view"],
  ["+  −  0", "in the graph: closer, farther, everything"],
  ["o  e  c  h", "the selected actor: ego view, expand, collapse, hide"],
  ["t", "graph or table"],
  ["Ctrl+Z", "undo; with Shift: redo"],
  ["Esc", "leave paths, drop the selection"],
];

export function help(): void {
  const dialog = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "How to read and drive this page"),
    h("p", {}, "A line joins two actors with events between them: the wider, the more events; blue is cooperation, orange conflict, grey mixed. Every line and name leads to the sentences it rests on. Only what occurred is counted until you choose other statuses."),
    h("dl", {}, KEYS.map(([key, what]) => [h("dt", {}, ...key.split("  ").flatMap((k, i) => [i ? " " : null, h("kbd", {}, k)])), h("dd", {}, what)])),
    button("Close", () => dialog.close(), { id: "close-help" }),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
