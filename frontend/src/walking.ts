// Walking over the graph with the arrow keys.

interface Point {
  x: number;
  y: number;
}

/** Directions of the arrow keys, y upwards. */
export const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const ASIDE = 2.2; // a pixel to the side counts as so many ahead

/** The nearest of others ahead of a place (on the screen, y down); -1 where there is none. */
export function nearest(from: Point, [dx, dy]: readonly [number, number], others: readonly { actor: number; at: Point }[]): number {
  let best = -1;
  let least = Infinity;
  for (const { actor, at } of others) {
    const ahead = (at.x - from.x) * dx - (at.y - from.y) * dy;
    const aside = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
    if (ahead > 4 && ahead + ASIDE * aside < least) [best, least] = [actor, ahead + ASIDE * aside];
  }
  return best;
}
