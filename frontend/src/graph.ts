// The drawing: sigma with our own shapes and labels, the mouse, and the keyboard.

import Graph from "graphology";
import Sigma from "sigma";
import type { Atlas } from "./atlas";
import { h } from "./dom";
import { FONT, type Label, type Placed, direction, place } from "./labels";
import { type Palette, kindColour, toneColour } from "./palette";
import { LineProgram, SHAPES, ShapeProgram } from "./programs";
import { type Scene, placesDiffer } from "./scene";
import { plain, shortened } from "./text";
import { ARROWS, nearest } from "./walking";

export interface Picked {
  actor?: number;
  dyad?: number;
}

export interface Emphasis {
  actors: ReadonlySet<number>;
  dyads: ReadonlySet<number>;
}

interface NodeData {
  x: number;
  y: number;
  size: number;
  color: string;
  rim: string;
  shape: number;
  type: "shape";
}

interface EdgeData {
  size: number;
  color: string;
  dashed: boolean;
  type: "line";
  dyad: number;
}

/** What the drawing tells the page. */
export interface GraphEvents {
  pick(picked: Picked): void;
  open(actor: number): void; // double click or a second Enter: look at it from there
  hover(picked: Picked): void;
  say(text: string): void;
}

export class GraphView {
  private readonly graph = new Graph<NodeData, EdgeData>({ type: "undirected" });
  private readonly sigma: Sigma<NodeData, EdgeData>;
  private readonly names: CanvasRenderingContext2D;
  private scene: Scene | null = null;
  private hovered: Picked = {};
  private emphasis: Emphasis | null = null;
  private chosen: Picked = {};
  private cursor = -1;
  /** The labels as they were last drawn: for exports and tests. */
  drawn: readonly Placed[] = [];

  constructor(
    readonly container: HTMLElement,
    private readonly atlas: Atlas,
    private colours: Palette,
    private readonly events: GraphEvents,
  ) {
    const stage = h("div", { class: "stage" });
    container.append(stage);
    this.sigma = new Sigma(this.graph, stage, {
      nodeProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { line: LineProgram as never },
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      renderLabels: false,
      enableEdgeEvents: true,
      minEdgeThickness: 1,
      stagePadding: 46,
      zIndex: true,
      allowInvalidContainer: true,
      minCameraRatio: 0.03,
      maxCameraRatio: 2.5,
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.35),
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (key, data) => this.nodeLook(Number(key), data) as never,
      edgeReducer: (key, data) => this.edgeLook(key, data) as never,
    });
    // Sigma leaves its layer for labels empty and clears it with every frame: ours go there.
    this.names = (this.sigma.getCanvases()["labels"] as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
    this.sigma.on("afterRender", () => this.drawNames());
    this.listen();
  }

  private listen(): void {
    const { sigma } = this;
    sigma.on("enterNode", ({ node }) => this.setHover({ actor: Number(node) }));
    sigma.on("leaveNode", () => this.setHover({}));
    sigma.on("enterEdge", ({ edge }) => this.setHover({ dyad: this.graph.getEdgeAttribute(edge, "dyad") }));
    sigma.on("leaveEdge", () => this.setHover({}));
    sigma.on("clickNode", ({ node }) => this.events.pick({ actor: Number(node) }));
    sigma.on("clickEdge", ({ edge }) => this.events.pick({ dyad: this.graph.getEdgeAttribute(edge, "dyad") }));
    sigma.on("clickStage", () => this.events.pick({}));
    sigma.on("doubleClickNode", (payload) => {
      payload.preventSigmaDefault();
      this.events.open(Number(payload.node));
    });
    this.container.addEventListener("keydown", (event) => this.key(event));
    this.container.addEventListener("blur", () => this.setCursor(-1));
  }

  /** What is drawn, what is picked, and what stays strong beside it (null: everything is alike). */
  show(scene: Scene, colours: Palette, chosen: Picked, emphasis: Emphasis | null): void {
    this.chosen = chosen;
    this.emphasis = emphasis;
    if (scene === this.scene && colours === this.colours) {
      this.sigma.refresh({ skipIndexation: true });
      return;
    }
    const moved = this.colours !== colours || !this.scene || placesDiffer(this.scene, scene);
    this.scene = scene;
    this.colours = colours;
    this.graph.clear();
    for (const node of scene.nodes) {
      const kind = this.atlas.kind(node.actor);
      this.graph.addNode(String(node.actor), {
        x: node.x,
        y: node.y,
        size: node.size,
        color: kind === "person" ? colours.paper : kindColour(kind, colours),
        rim: kind === "person" ? kindColour(kind, colours) : colours.paper,
        shape: SHAPES[kind] ?? 1,
        type: "shape",
      });
    }
    // Where many lines cross, those below show through.
    const opacity = scene.edges.length < 60 ? "ff" : scene.edges.length < 300 ? "cc" : "99";
    for (const edge of scene.edges) {
      this.graph.addEdgeWithKey(`d${edge.dyad}`, String(edge.a), String(edge.b), {
        size: edge.width,
        color: toneColour(edge.tone, colours) + opacity,
        dashed: !edge.happened,
        type: "line",
        dyad: edge.dyad,
      });
    }
    if (!scene.nodes.some(({ actor }) => actor === this.cursor)) this.cursor = -1;
    this.sigma.refresh();
    if (moved) this.fit(false);
  }

  private setHover(picked: Picked): void {
    this.hovered = picked;
    this.container.style.cursor = picked.actor === undefined && picked.dyad === undefined ? "" : "pointer";
    this.events.hover(picked);
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Who is meant right now: under the mouse or the keyboard, else what is picked. */
  private meant(): Emphasis | null {
    const { actor, dyad } = this.hovered;
    if (actor !== undefined) return this.around(actor);
    if (dyad !== undefined) return this.tied(dyad);
    if (this.cursor >= 0) return this.around(this.cursor);
    return this.emphasis;
  }

  private around(actor: number): Emphasis {
    const key = String(actor);
    const found = { actors: new Set([actor]), dyads: new Set<number>() };
    if (!this.graph.hasNode(key)) return found;
    this.graph.forEachEdge(key, (_edge, data, source, target) => {
      found.dyads.add(data.dyad);
      found.actors.add(Number(source)).add(Number(target));
    });
    return found;
  }

  private tied(dyad: number): Emphasis {
    const edge = this.scene?.edges.find((known) => known.dyad === dyad);
    return { actors: new Set(edge ? [edge.a, edge.b] : []), dyads: new Set([dyad]) };
  }

  private nodeLook(actor: number, data: NodeData): Partial<NodeData> & { zIndex: number } {
    const meant = this.meant();
    if (meant && !meant.actors.has(actor)) {
      const filled = data.shape !== SHAPES.person;
      return { ...data, color: filled ? this.colours.faded : data.color, rim: filled ? data.rim : this.colours.faded, zIndex: 0 };
    }
    return { ...data, zIndex: actor === this.hovered.actor || actor === this.chosen.actor ? 2 : 1 };
  }

  private edgeLook(_key: string, data: EdgeData): Partial<EdgeData> & { zIndex: number } {
    const meant = this.meant();
    if (meant && !meant.dyads.has(data.dyad)) return { ...data, color: data.color.slice(0, 7) + FAINT, zIndex: 0 };
    const picked = data.dyad === this.chosen.dyad || data.dyad === this.hovered.dyad;
    return { ...data, size: picked ? data.size + 2 : data.size, zIndex: picked ? 2 : 1 };
  }

  private drawNames(): void {
    const { names, scene } = this;
    if (!scene || !names) return;
    const { width, height } = this.sigma.getDimensions();
    names.clearRect(0, 0, width, height);
    const meant = this.meant();
    const lines = this.directions(scene);
    const line = scene.edges.find(({ dyad }) => dyad === this.chosen.dyad);
    const named = new Set([this.hovered.actor, this.chosen.actor, this.cursor, line?.a, line?.b]);
    const labels = scene.nodes.flatMap(({ actor, folded }): Label[] => {
      const data = this.sigma.getNodeDisplayData(String(actor));
      if (!data) return [];
      const { x, y } = this.sigma.framedGraphToViewport(data);
      const radius = this.sigma.scaleSize(data.size);
      if (x < -radius || y < -radius || x > width + radius || y > height + radius) return [];
      const among = meant?.actors.has(actor) ?? false;
      const strong = this.atlas.kind(actor) === "state" || (among && meant !== null);
      const extra = folded ? ` +${folded}` : "";
      return [
        {
          among: among || !meant,
          lines: lines.get(actor) ?? [],
          text: shortened(plain(this.atlas.name(actor)), 34) + extra,
          x,
          y,
          radius,
          weight: data.size + (meant ? (among ? 1000 : -1000) : 0),
          strong,
          always: named.has(actor),
        },
      ];
    });
    const measure = (text: string, size: number, strong: boolean) => {
      names.font = font(size, strong);
      return names.measureText(text).width;
    };
    this.drawn = place(labels, measure, { left: 2, top: 2, right: width - 2, bottom: height - 2 });
    for (const label of this.drawn) this.drawName(label);
    this.drawCursor();
  }

  /** Where the lines of each actor lead on the screen; not asked where there are too many to go round. */
  private directions({ edges }: Scene): Map<number, number[]> {
    const found = new Map<number, number[]>();
    if (edges.length > 600) return found;
    const add = (from: number, to: number) => {
      const [a, b] = [this.whereIs(from), this.whereIs(to)];
      if (!a || !b) return;
      const angle = Math.atan2(b.y - a.y, b.x - a.x);
      const known = found.get(from);
      if (known) known.push(angle);
      else found.set(from, [angle]);
    };
    for (const { a, b } of edges) {
      add(a, b);
      add(b, a);
    }
    return found;
  }

  private drawName(label: Placed): void {
    const { names, colours } = this;
    names.font = font(label.size, label.strong);
    names.direction = direction(label.text);
    names.textAlign = "center";
    names.textBaseline = "middle";
    names.lineJoin = "round";
    names.lineWidth = 3.5;
    names.globalAlpha = label.among ? 1 : 0.4;
    names.strokeStyle = colours.halo;
    names.fillStyle = label.strong ? colours.ink : colours.quiet;
    const [x, y] = [label.left + label.width / 2, label.top + label.height / 2];
    names.strokeText(label.text, x, y);
    names.fillText(label.text, x, y);
    names.globalAlpha = 1;
  }

  private drawCursor(): void {
    const { names } = this;
    for (const [actor, width] of [[this.chosen.actor ?? -1, 2], [this.cursor, 3]] as const) {
      const data = actor >= 0 ? this.sigma.getNodeDisplayData(String(actor)) : undefined;
      if (!data) continue;
      const { x, y } = this.sigma.framedGraphToViewport(data);
      names.beginPath();
      names.arc(x, y, this.sigma.scaleSize(data.size) + 4, 0, 2 * Math.PI);
      names.lineWidth = width;
      names.strokeStyle = this.colours.focus;
      names.stroke();
    }
  }

  // Moving about

  fit(animate = true): void {
    const to = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
    if (animate && !calm()) void this.sigma.getCamera().animate(to, { duration: 250 });
    else this.sigma.getCamera().setState(to);
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    const ratio = camera.getBoundedRatio(camera.ratio * factor);
    if (calm()) camera.setState({ ratio });
    else void camera.animate({ ratio }, { duration: 150 });
  }

  centre(actor: number): void {
    const data = this.sigma.getNodeDisplayData(String(actor));
    if (!data) return;
    const camera = this.sigma.getCamera();
    const to = { x: data.x, y: data.y, ratio: Math.min(camera.ratio, 0.6) };
    if (calm()) camera.setState(to);
    else void camera.animate(to, { duration: 250 });
  }

  /** Where an actor stands on the screen, in pixels of the container; for tests and tooltips. */
  whereIs(actor: number): { x: number; y: number } | null {
    const data = this.sigma.getNodeDisplayData(String(actor));
    return data ? this.sigma.framedGraphToViewport(data) : null;
  }

  /** What is drawn, in pixels: for the exports of pictures. */
  picture(): { canvases: HTMLCanvasElement[]; width: number; height: number; where: (actor: number) => { x: number; y: number; radius: number } } {
    const { width, height } = this.sigma.getDimensions();
    this.sigma.refresh(); // drawing buffers are only sure to be there right after drawing
    const canvases = this.sigma.getCanvases();
    return {
      canvases: ["edges", "nodes", "labels"].map((id) => canvases[id] as HTMLCanvasElement),
      width,
      height,
      where: (actor) => {
        const data = this.sigma.getNodeDisplayData(String(actor)) as { x: number; y: number; size: number };
        return { ...this.sigma.framedGraphToViewport(data), radius: this.sigma.scaleSize(data.size) };
      },
    };
  }

  lineScale(): number {
    return this.sigma.scaleSize(1);
  }

  resize(): void {
    this.sigma.resize();
    this.sigma.refresh();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = ARROWS[event.key];
    if (step && event.shiftKey) {
      const camera = this.sigma.getCamera();
      camera.setState({ x: camera.x + step[0] * 0.1 * camera.ratio, y: camera.y - step[1] * 0.1 * camera.ratio });
    } else if (step) this.walk(step);
    else if (event.key === "+" || event.key === "=") this.zoom(0.7);
    else if (event.key === "-") this.zoom(1 / 0.7);
    else if (event.key === "0") this.fit();
    else if (event.key === "Enter" && this.cursor >= 0) {
      if (this.chosen.actor === this.cursor) this.events.open(this.cursor);
      else this.events.pick({ actor: this.cursor });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To the nearest actor in a direction; from nowhere, to the picked or the most active one. */
  private walk([dx, dy]: readonly [number, number]): void {
    const from = this.cursor >= 0 ? this.whereIs(this.cursor) : null;
    if (!from) {
      const busiest = this.scene?.nodes.reduce((u, v) => (v.size > u.size ? v : u), this.scene.nodes[0] ?? { actor: -1, size: 0 } as never);
      this.setCursor(this.chosen.actor ?? busiest?.actor ?? -1);
      return;
    }
    const others = (this.scene?.nodes ?? []).flatMap(({ actor }) => {
      const at = this.whereIs(actor);
      return at && actor !== this.cursor ? [{ actor, at }] : [];
    });
    const best = nearest(from, [dx, dy], others);
    if (best >= 0) this.setCursor(best);
  }

  private setCursor(actor: number): void {
    if (actor === this.cursor) return;
    this.cursor = actor;
    if (actor >= 0) {
      const relations = this.around(actor).dyads.size;
      this.events.say(`${plain(this.atlas.name(actor))}, ${relations} relation${relations === 1 ? "" : "s"} drawn. Enter selects.`);
    }
    this.sigma.refresh({ skipIndexation: true });
  }
}

const FAINT = "4d"; // opacity of lines that are not meant right now

function font(size: number, strong: boolean): string {
  return `${strong ? 600 : 450} ${size}px ${FONT}`;
}

/** Whether the person has asked for less motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
