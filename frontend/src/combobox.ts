// A field that finds actors while one types: the ARIA combobox pattern.

import { h } from "./dom";
import { KIND_NAMES } from "./palette";
import { type Context, bdi } from "./parts";
import type { Hit } from "./search";
import { counted, plain } from "./text";

export class Combobox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private hits: Hit[] = [];
  private active = -1;
  private activity: ArrayLike<number> = [];

  constructor(
    private readonly context: Context,
    label: string,
    private readonly id: string,
    private readonly chosen: (actor: number) => void,
  ) {
    this.list = h("ul", { id: `${id}-list`, role: "listbox", "aria-label": "Actors", hidden: true });
    this.input = h("input", {
      id,
      type: "text",
      role: "combobox",
      placeholder: label,
      "aria-label": label,
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      oninput: () => this.search(),
      onfocus: () => this.search(),
      onblur: () => this.close(),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    this.element = h("div", { class: "combobox" }, this.input, this.list);
  }

  /** How much there is of each actor, to order equal hits. */
  rank(activity: ArrayLike<number>): void {
    this.activity = activity;
  }

  private search(): void {
    this.hits = this.context.search.find(this.input.value, this.activity);
    this.active = this.hits.length ? 0 : -1;
    const asked = this.input.value.trim() !== "";
    this.list.replaceChildren(
      ...this.hits.map((hit, i) => this.option(hit, i)),
      ...(asked && !this.hits.length ? [h("li", { class: "empty", role: "option", "aria-disabled": "true" }, "Nobody is called so")] : []),
    );
    this.open(asked);
    this.mark();
  }

  private option({ actor, by }: Hit, i: number): HTMLElement {
    const { atlas } = this.context;
    const events = this.activity[actor];
    return h(
      "li",
      {
        id: `${this.id}-${i}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: (event: MouseEvent) => {
          event.preventDefault();
          this.take(i);
        },
      },
      h("span", { class: `sign ${atlas.kind(actor)}` }),
      h("span", { class: "what" }, bdi(atlas.name(actor)), by ? h("small", {}, " ", bdi(by)) : null),
      h("small", {}, events === undefined ? (KIND_NAMES[atlas.kind(actor)] ?? "") : counted(events, "event")),
    );
  }

  private open(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.open(false);
  }

  private mark(): void {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    if (this.active >= 0) {
      this.input.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
      this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
    }
  }

  private take(i: number): void {
    const hit = this.hits[i];
    if (!hit) return;
    this.input.value = "";
    this.close();
    this.context.say(`${plain(this.context.atlas.name(hit.actor))} chosen`);
    this.chosen(hit.actor);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) this.search();
      const n = this.hits.length;
      if (n) this.active = (this.active + (event.key === "ArrowDown" ? 1 : n - 1)) % n;
      this.mark();
    } else if (event.key === "Enter" && !this.list.hidden) this.take(this.active);
    else if (event.key === "Escape" && !this.list.hidden) {
      this.input.value = "";
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
