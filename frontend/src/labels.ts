// Names on the graph: the important first, and none over another or over an actor's sign.

export interface Label {
  text: string;
  x: number; // centre of the sign, in pixels
  y: number;
  radius: number;
  weight: number; // the heavier is placed first
  strong: boolean;
  among: boolean; // meant right now; the others are drawn faintly
  always: boolean; // placed even where there is no room
  lines: readonly number[]; // directions of its lines in radians, y down: a label rather stands elsewhere
}

export interface Placed extends Label {
  left: number;
  top: number;
  width: number;
  height: number;
  size: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const CELL = 64;
const GAP = 3; // between a sign and its name
const FARTHER = [9, 15]; // where it is crowded
const SLIDES = [-0.25, 0.25, -0.4, 0.4]; // of its width to either side, below and above
const TRIED = 500; // labels: a screen holds fewer, and drawing must keep up with the mouse

/** Which labels have room, and where: below the sign, above, right or left of it, or slid along it. */
export function place(labels: readonly Label[], measure: (text: string, size: number, strong: boolean) => number, canvas: Box): Placed[] {
  const taken = new Grid();
  for (const { x, y, radius } of labels) {
    taken.add({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }
  const placed: Placed[] = [];
  const order = [...labels].sort((u, v) => Number(v.always) - Number(u.always) || v.weight - u.weight);
  for (const label of order.slice(0, TRIED)) {
    const size = label.strong ? 13 : 11.5;
    const width = measure(label.text, size, label.strong) + 4;
    const height = size + 4;
    const within = (gap: number) => candidates(label, width, height, gap).filter((box) => inside(box, canvas));
    const near = within(GAP);
    const isFree = (box: Box) => taken.isFree(box);
    const free = near.find(isFree) ?? (label.strong ? FARTHER.flatMap(within).find(isFree) : undefined) ?? (label.always ? near[0] : undefined);
    if (!free) continue;
    taken.add(free);
    placed.push({ ...label, left: free.left, top: free.top, width, height, size });
  }
  return placed;
}

function candidates({ x, y, radius, lines }: Label, width: number, height: number, gap: number): Box[] {
  const box = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const out = radius + gap;
  const side = out * 0.72;
  const slid = SLIDES.flatMap((share): (readonly [number, Box])[] => {
    const left = x - width / 2 + share * width;
    const lean = share * 60; // the direction in which such a label lies
    return [[90 - lean, box(left, y + out)], [lean - 90, box(left, y - out - height)]];
  });
  const places: (readonly [number, Box])[] = [
    [90, box(x - width / 2, y + out)],
    [-90, box(x - width / 2, y - out - height)],
    [0, box(x + out, y - height / 2)],
    [180, box(x - out - width, y - height / 2)],
    [35, box(x + side, y + side)],
    [145, box(x - side - width, y + side)],
    [-35, box(x + side, y - side - height)],
    [-145, box(x - side - width, y - side - height)],
    ...slid,
  ];
  const crossed = (degrees: number) => lines.filter((line) => Math.cos(line - (degrees * Math.PI) / 180) > 0.75).length;
  return places
    .map(([degrees, place]) => ({ place, cost: crossed(degrees) }))
    .sort((u, v) => u.cost - v.cost)
    .map(({ place }) => place);
}

function inside(box: Box, canvas: Box): boolean {
  return box.left >= canvas.left && box.right <= canvas.right && box.top >= canvas.top && box.bottom <= canvas.bottom;
}

class Grid {
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const known = this.cells.get(key);
      if (known) known.push(box);
      else this.cells.set(key, [box]);
    }
  }

  isFree(box: Box): boolean {
    return this.keys(box).every((key) =>
      (this.cells.get(key) ?? []).every(
        (other) => box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom,
      ),
    );
  }

  private keys({ left, top, right, bottom }: Box): string[] {
    const found: string[] = [];
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) found.push(`${i},${j}`);
    }
    return found;
  }
}

export const FONT = '"Inter", "Noto Sans", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';

/** The direction of a name: that of its first letter with one. */
export function direction(text: string): "ltr" | "rtl" {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(first) ? "rtl" : "ltr";
}
