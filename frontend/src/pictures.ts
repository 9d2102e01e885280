// The picture as it is on the screen: as pixels, and as lines that stay sharp.

import type { Atlas } from "./atlas";
import { NOT_XML } from "./exports";
import { svg } from "./dom";
import type { GraphView } from "./graph";
import { FONT, direction } from "./labels";
import { kindColour, toneColour } from "./palette";
import type { State } from "./parts";
import { plain } from "./text";

export function png(graph: GraphView, { colours }: State): Promise<Blob> {
  const { canvases } = graph.picture();
  const [first] = canvases;
  const sheet = document.createElement("canvas");
  sheet.width = first?.width ?? 1;
  sheet.height = first?.height ?? 1;
  const pen = sheet.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const canvas of canvases) pen.drawImage(canvas, 0, 0, sheet.width, sheet.height);
  return new Promise((done, failed) => sheet.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture is too large."))), "image/png"));
}

export function svgPicture(atlas: Atlas, graph: GraphView, { scene, colours }: State): string {
  const { width, height, where } = graph.picture();
  const scale = graph.lineScale();
  const r = (n: number) => Math.round(n * 10) / 10;
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
  picture.append(svg("title", {}, plain(atlas.core.title)), svg("rect", { width, height, fill: colours.paper }));
  for (const edge of scene.edges) {
    const [a, b] = [where(edge.a), where(edge.b)];
    picture.append(
      svg("line", {
        x1: r(a.x), y1: r(a.y), x2: r(b.x), y2: r(b.y),
        stroke: toneColour(edge.tone, colours),
        "stroke-width": r(Math.max(1, edge.width * scale)),
        "stroke-dasharray": edge.happened ? null : "6 5",
      }),
    );
  }
  for (const { actor } of scene.nodes) {
    const { x, y, radius } = where(actor);
    const kind = atlas.kind(actor);
    const colour = kindColour(kind, colours);
    const look = kind === "person" ? { fill: colours.paper, stroke: colour, "stroke-width": 2.2 } : { fill: colour, stroke: colours.paper, "stroke-width": 1 };
    if (kind === "organization") picture.append(svg("rect", { x: r(x - radius * 0.86), y: r(y - radius * 0.86), width: r(radius * 1.72), height: r(radius * 1.72), ...look }));
    else if (kind === "armed-group") picture.append(svg("path", { d: `M${r(x)} ${r(y - radius * 1.24)}L${r(x + radius * 1.07)} ${r(y + radius * 0.62)}H${r(x - radius * 1.07)}Z`, ...look }));
    else picture.append(svg("circle", { cx: r(x), cy: r(y), r: r(radius), ...look }));
  }
  for (const label of graph.drawn) {
    picture.append(
      svg("text", {
        x: r(label.left + label.width / 2),
        y: r(label.top + label.height / 2),
        "text-anchor": "middle",
        "dominant-baseline": "central",
        direction: direction(label.text),
        "font-size": label.size,
        "font-weight": label.strong ? 600 : 450,
        fill: label.strong ? colours.ink : colours.quiet,
        stroke: colours.halo,
        "stroke-width": 3.5,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      }, label.text),
    );
  }
  return `${new XMLSerializer().serializeToString(picture).replace(NOT_XML, "\ufffd")}\n`; // it lets everything pass
}
