// What colours, widths and signs mean, in a corner of the picture.

import { h } from "./dom";
import { KIND_NAMES, TONE_NAMES } from "./palette";
import type { Part, State } from "./parts";

export class Legend implements Part {
  private readonly signs: readonly (readonly [string, HTMLElement])[];
  private readonly dashed = h("li", {}, h("span", { class: "dashed" }), "nothing of it occurred");
  readonly element: HTMLElement;

  constructor(private readonly kind: (actor: number) => string) {
    this.signs = Object.entries(KIND_NAMES).map(([name, label]) => [name, h("li", {}, h("span", { class: `sign ${name}` }), label)] as const);
    this.element = h(
      "aside",
      { class: "legend", "aria-label": "Legend" },
      h("p", { class: "scale" }, "conflict", h("span", { class: "tones" }, TONE_NAMES.map((name, i) => h("span", { class: `tone t${i}`, title: name }))), "cooperation"),
      h("ul", {}, h("li", {}, h("span", { class: "widths" }), "more events"), this.dashed, this.signs.map(([, item]) => item)),
    );
  }

  update({ scene }: State): void {
    const kinds = new Set(scene.nodes.map(({ actor }) => this.kind(actor)));
    for (const [name, item] of this.signs) item.hidden = !kinds.has(name) || kinds.size < 2;
    this.dashed.hidden = scene.edges.every(({ happened }) => happened);
  }
}
