// A word about what is under the mouse.

import type { Atlas } from "./atlas";
import { h } from "./dom";
import type { Picked } from "./graph";
import { toneName, toneStep } from "./palette";
import { type State, bdi } from "./parts";
import { counted, signed } from "./text";

export class Hovering {
  private readonly box = h("div", { class: "hover", hidden: true, "aria-hidden": "true" });

  constructor(
    private readonly stage: HTMLElement,
    private readonly state: () => State,
    private readonly atlas: Atlas,
  ) {
    stage.append(this.box);
    stage.addEventListener("pointermove", (event) => this.move(event));
  }

  show({ actor, dyad }: Picked): void {
    const { sums } = this.state();
    if (actor !== undefined) {
      this.box.replaceChildren(h("strong", {}, bdi(this.atlas.name(actor))), h("p", {}, `${counted(sums.activity[actor] as number, "event")} with ${counted(sums.partners[actor] as number, "other")}`));
    } else if (dyad !== undefined) {
      const tone = sums.tone[dyad] as number;
      this.box.replaceChildren(
        h("strong", {}, bdi(this.atlas.name(sums.dyads.a[dyad] as number)), " – ", bdi(this.atlas.name(sums.dyads.b[dyad] as number))),
        h("p", {}, h("span", { class: `tone t${toneStep(tone)}` }), ` ${counted(sums.events[dyad] as number, "event")}, ${toneName(tone)}${Number.isNaN(tone) ? "" : ` (${signed(tone)})`}`),
      );
    }
    this.box.hidden = actor === undefined && dyad === undefined;
  }

  private move(event: PointerEvent): void {
    const { left, top, width, height } = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    this.box.style.left = `${x > width - 240 ? x - 232 : x + 14}px`;
    this.box.style.top = `${y > height - 80 ? y - 64 : y + 14}px`;
  }
}
