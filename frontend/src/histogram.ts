// When it happened: bars of all events that meet the other conditions, two thumbs, and play.

import { type Bins, barEnd, barName, barOf, barStart, barsOf, binsOf } from "./bins";
import { h, svg } from "./dom";
import { type Context, type Part, type State, button, icon } from "./parts";
import { count, dateNumber, isoDate } from "./text";

const HEIGHT = 46;
const STEP = 700; // milliseconds that a period stays while playing

export class Histogram implements Part {
  readonly element: HTMLElement;
  private readonly bins: Bins | null;
  private readonly drawing = svg("svg", { class: "bars", "aria-hidden": "true", preserveAspectRatio: "none" });
  private readonly thumbs: [HTMLElement, HTMLElement];
  private readonly band = h("div", { class: "band" });
  private readonly axis = h("div", { class: "axis", "aria-hidden": "true" });
  private readonly inputs: [HTMLInputElement, HTMLInputElement];
  private readonly player: HTMLButtonElement;
  private readonly undated: HTMLInputElement;
  private readonly undatedCount = h("span", { class: "count" });
  private readonly undatedLabel: HTMLElement;
  private timer = 0;
  private range: [number, number] = [0, 0];
  private drawn: { rows: Int32Array; from: number; to: number } | null = null;

  constructor(private readonly context: Context) {
    this.bins = binsOf(context.atlas.core.events.date);
    const last = (this.bins?.count ?? 1) - 1;
    this.thumbs = [this.thumb(0, "From"), this.thumb(1, "Until")];
    const field = (name: string, which: "since" | "until") =>
      h("input", {
        type: "text",
        id: which,
        size: 10,
        placeholder: name,
        "aria-label": `${name} date (2024, 2024-05 or 2024-05-03)`,
        onchange: (event: Event) => {
          const text = (event.target as HTMLInputElement).value.trim();
          const date = dateNumber(text);
          if (text && !date) this.context.say(`${text} is no date like 2024, 2024-05 or 2024-05-03`);
          else this.context.history.filter({ [which]: date });
        },
      });
    this.inputs = [field("earliest", "since"), field("latest", "until")];
    this.player = button(icon("play"), () => this.play(), { id: "play", "aria-label": "Play through time", "aria-pressed": "false", title: "Play through time" });
    this.undated = h("input", {
      type: "checkbox",
      id: "undated",
      onchange: () => context.history.filter({ undated: this.undated.checked }),
    });
    this.undatedLabel = h("label", { class: "option" }, this.undated, h("span", {}, "with undated"), this.undatedCount);
    const track = h("div", { class: "track", onpointerdown: (event: PointerEvent) => this.grab(event) }, this.drawing, this.band, ...this.thumbs);
    this.element = h(
      "section",
      { class: "time", "aria-label": "Time" },
      h("div", { class: "head" }, this.player, this.inputs[0], h("span", {}, "to"), this.inputs[1],
        button("All time", () => context.history.filter({ since: 0, until: 0, undated: false }), { class: "text", id: "all-time" }),
        this.undatedLabel),
      this.bins ? h("div", { class: "plot" }, track, this.axis) : h("p", { class: "aside" }, "No event has a date."),
    );
    this.range = [0, last];
    this.labelAxis();
  }

  private thumb(end: 0 | 1, label: string): HTMLElement {
    return h("div", {
      class: `thumb ${end ? "until" : "from"}`,
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      "aria-valuemin": 0,
      "aria-valuemax": (this.bins?.count ?? 1) - 1,
      onkeydown: (event: KeyboardEvent) => this.key(event, end),
    });
  }

  private key(event: KeyboardEvent, end: 0 | 1): void {
    const last = (this.bins?.count ?? 1) - 1;
    const year = 12 / (this.bins?.width ?? 12);
    const to: Record<string, number> = {
      ArrowLeft: this.range[end] - 1,
      ArrowDown: this.range[end] - 1,
      ArrowRight: this.range[end] + 1,
      ArrowUp: this.range[end] + 1,
      PageDown: this.range[end] - Math.max(year, 5),
      PageUp: this.range[end] + Math.max(year, 5),
      Home: 0,
      End: last,
    };
    const bar = to[event.key];
    if (bar === undefined) return;
    event.preventDefault();
    this.move(end, bar);
  }

  private move(end: 0 | 1, bar: number): void {
    const last = (this.bins?.count ?? 1) - 1;
    const range: [number, number] = [...this.range];
    range[end] = Math.min(last, Math.max(0, bar));
    if (end === 0) range[0] = Math.min(range[0], range[1]);
    else range[1] = Math.max(range[0], range[1]);
    this.set(range, `thumb${end}`);
  }

  private set([from, to]: [number, number], merge: string): void {
    const { bins } = this;
    if (!bins) return;
    this.context.history.filter(
      { since: from > 0 ? barStart(bins, from) : 0, until: to < bins.count - 1 ? barEnd(bins, to) : 0 },
      merge,
    );
  }

  private grab(event: PointerEvent): void {
    const { bins } = this;
    if (!bins || event.button !== 0) return;
    const track = event.currentTarget as HTMLElement;
    const at = (x: number) => {
      const box = track.getBoundingClientRect();
      return ((x - box.left) / box.width) * bins.count;
    };
    const start = at(event.clientX);
    const inBand = event.target === this.band && (this.range[0] > 0 || this.range[1] < bins.count - 1);
    const begun: [number, number] = [...this.range];
    const end: 0 | 1 = Math.abs(start - this.range[0]) <= Math.abs(start - this.range[1] - 1) ? 0 : 1;
    const drag = (moved: PointerEvent) => {
      const x = at(moved.clientX);
      if (inBand) {
        const by = Math.max(-begun[0], Math.min(bins.count - 1 - begun[1], Math.round(x - start)));
        this.set([begun[0] + by, begun[1] + by], "band");
      } else this.move(end, end ? Math.round(x) - 1 : Math.round(x));
    };
    const drop = () => {
      track.removeEventListener("pointermove", drag);
      track.removeEventListener("pointerup", drop);
      track.removeEventListener("pointercancel", drop);
    };
    track.setPointerCapture(event.pointerId);
    track.addEventListener("pointermove", drag);
    track.addEventListener("pointerup", drop);
    track.addEventListener("pointercancel", drop);
    if (!inBand) {
      this.thumbs[end].focus();
      drag(event);
    }
    event.preventDefault();
  }

  /** Moves a period through time; of all time a twelfth. */
  private play(): void {
    if (this.timer) return this.stop();
    const { bins } = this;
    if (!bins) return;
    const last = bins.count - 1;
    let [from, to] = this.range;
    if (to >= last) [from, to] = from > 0 ? [0, to - from] : [0, Math.max(0, Math.round(bins.count / 12) - 1)];
    this.set([from, to], "play");
    this.player.setAttribute("aria-pressed", "true");
    this.player.replaceChildren(icon("pause"));
    this.timer = window.setInterval(() => {
      if (this.range[1] >= last) return this.stop();
      this.set([this.range[0] + 1, this.range[1] + 1], "play");
    }, STEP);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.player.setAttribute("aria-pressed", "false");
    this.player.replaceChildren(icon("play"));
  }

  update({ view, selection }: State): void {
    const { bins } = this;
    const { since, until, undated } = view.filters;
    this.inputs[0].value = isoDate(since);
    this.inputs[1].value = isoDate(until);
    this.undated.checked = undated;
    this.undatedLabel.hidden = !(since || until) || !selection.undated;
    this.undatedCount.textContent = count(selection.undated);
    if (!bins) return;
    this.range = [since ? barOf(bins, since) : 0, until ? barOf(bins, until) : bins.count - 1];
    const share = (bar: number) => `${(100 * bar) / bins.count}%`;
    this.thumbs[0].style.left = share(this.range[0]);
    this.thumbs[1].style.left = share(this.range[1] + 1);
    this.band.style.left = share(this.range[0]);
    this.band.style.width = share(this.range[1] + 1 - this.range[0]);
    this.thumbs.forEach((thumb, end) => {
      const bar = this.range[end] as number;
      thumb.setAttribute("aria-valuenow", String(bar));
      thumb.setAttribute("aria-valuetext", `${end ? "until" : "from"} ${barName(bins, bar)}`);
    });
    const [[from, to], rows] = [this.range, selection.timeRows];
    if (this.drawn?.rows === rows && this.drawn.from === from && this.drawn.to === to) return;
    this.drawn = { rows, from, to };
    this.draw(bins, rows);
  }

  private draw(bins: Bins, rows: Int32Array): void {
    const { cooperation, conflict, neutral } = barsOf(this.context.atlas, rows, bins);
    const top = Math.max(1, ...Array.from(cooperation, (n, i) => n + (conflict[i] as number) + (neutral[i] as number)));
    const scale = (n: number) => (n / top) * (HEIGHT - 2);
    this.drawing.setAttribute("viewBox", `0 0 ${bins.count * 10} ${HEIGHT}`);
    const bars: SVGElement[] = [];
    for (let i = 0; i < bins.count; i++) {
      const outside = i < this.range[0] || i > this.range[1];
      let y = HEIGHT;
      for (const [name, values] of [["cooperation", cooperation], ["neutral", neutral], ["conflict", conflict]] as const) {
        const height = scale(values[i] as number);
        if (!height) continue;
        y -= height;
        bars.push(svg("rect", { x: i * 10 + 0.8, y, width: 8.4, height, class: outside ? `${name} out` : name }));
      }
    }
    this.drawing.replaceChildren(...bars);
  }

  private labelAxis(): void {
    const { bins } = this;
    if (!bins) return;
    const years = new Map<number, number>();
    for (let bar = 0; bar < bins.count; bar++) {
      const year = Math.floor((bins.first + bar * bins.width) / 12);
      if (!years.has(year)) years.set(year, bar);
    }
    const every = Math.ceil(years.size / 12);
    const oldest = bins.older ? bins.count * 0.08 : 0; // room for what the first bar is called
    const newest = bins.count * (bins.newer ? 0.9 : 0.97);
    const shown = [...years].filter(([year, bar]) => (year % every === 0 && bar < newest && bar >= oldest) || (bins.older && bar === 0));
    this.axis.replaceChildren(
      ...(shown.length > 1 || bins.width === 12
        ? shown.map(([year, bar]) => h("span", { style: { left: `${(100 * bar) / bins.count}%` } }, bar === 0 && bins.older ? `≤ ${year}` : year))
        : [0, Math.floor(bins.count / 2)].map((bar) => h("span", { style: { left: `${(100 * bar) / bins.count}%` } }, barName(bins, bar)))),
      ...(bins.newer ? [h("span", { style: { right: "0" } }, `≥ ${barName({ ...bins, newer: false }, bins.count - 1)}`)] : []),
    );
  }
}
