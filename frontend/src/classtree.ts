// The tree of event classes with check boxes; a branch is on, off, or partly on.

import { h } from "./dom";
import { namesOfClasses, wantedClasses } from "./filters";
import { type Context, button } from "./parts";
import { capital, count } from "./text";

interface Twig {
  input: HTMLInputElement;
  count: HTMLElement;
  item: HTMLElement;
}

export class ClassTree {
  readonly element: HTMLElement;
  private readonly twigs = new Map<number, Twig>();
  private readonly all: HTMLButtonElement;

  constructor(private readonly context: Context) {
    this.all = button("All", () => context.history.filter({ classes: [] }), { class: "text", id: "all-classes" });
    this.element = h(
      "div",
      { class: "tree" },
      h("ul", { "aria-label": "Kinds of event" }, context.atlas.roots.map((cls) => this.twig(cls))),
      this.all,
    );
  }

  private twig(cls: number): HTMLElement {
    const { atlas } = this.context;
    const { name, label } = atlas.core.classes;
    const children = atlas.children[cls] ?? [];
    const input = h("input", { type: "checkbox", id: `class-${name[cls]}`, onchange: () => this.flip(cls, input.checked) });
    const shown = h("span", { class: "count" });
    const only = button("only", () => this.context.history.filter({ classes: [name[cls] as string] }), {
      class: "only",
      "aria-label": `Only ${label[cls]}`,
    });
    const line = h("label", { class: "option" }, input, h("span", {}, capital(label[cls] ?? "")), shown);
    const item = h("li", {});
    this.twigs.set(cls, { input, count: shown, item });
    if (children.length) {
      const below = h("ul", { hidden: true }, children.map((child) => this.twig(child)));
      const opener: HTMLButtonElement = button("", () => {
        below.hidden = !below.hidden;
        opener.setAttribute("aria-expanded", String(!below.hidden));
      }, { class: "opener", "aria-expanded": "false", "aria-label": `Kinds of ${label[cls]}` });
      item.append(h("div", { class: "twig" }, opener, line, only), below);
    } else item.append(h("div", { class: "twig" }, h("span", { class: "opener" }), line, only));
    return item;
  }

  private flip(cls: number, on: boolean): void {
    const { atlas, history } = this.context;
    const wanted = wantedClasses(atlas, history.present.filters.classes);
    atlas.lineage.forEach((line, other) => {
      if (line.includes(cls)) wanted[other] = Number(on);
    });
    history.filter({ classes: namesOfClasses(atlas, wanted) });
  }

  update(classes: readonly string[], counts: Int32Array): void {
    const { atlas } = this.context;
    const wanted = wantedClasses(atlas, classes);
    for (const [cls, { input, count: shown, item }] of this.twigs) {
      const below = atlas.lineage.flatMap((line, other) => (line.includes(cls) ? [Boolean(wanted[other])] : []));
      input.checked = below.every(Boolean);
      input.indeterminate = !input.checked && below.some(Boolean);
      shown.textContent = count(counts[cls] as number);
      item.classList.toggle("none", counts[cls] === 0);
    }
    this.all.hidden = classes.length === 0;
  }
}
