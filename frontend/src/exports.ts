// What is shown, in other programs' formats. Each escapes in its own way; texts stay as the articles have them.

import type { Atlas } from "./atlas";
import type { Evidence } from "./data";
import type { State } from "./parts";
import { LONE, isoDate } from "./text";
import type { Cell } from "./tables";

const FORMULA = /^[=+\-@\t\r]/;
export const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Comma-separated lines; a cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => `${cells.map(cell).join(",")}\n`).join("");
}

function cell(value: Cell): string {
  if (typeof value === "number") return String(value);
  const text = value.replace(LONE, "\ufffd");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** An attribute's or element's text in XML; what XML cannot hold becomes U+FFFD. */
export function xml(text: string): string {
  return text
    .replace(LONE, "\ufffd")
    .replace(NOT_XML, "\ufffd")
    .replace(/[&<>"'\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** An event with its reports, as JSON and CSV give it. */
export function eventRecord(atlas: Atlas, { row, id, reports }: Evidence) {
  const { core } = atlas;
  const { events, classes, places } = core;
  const cls = events.cls[row] as number;
  const [source, target, sourceState, targetState, reciprocal] = core.parties[atlas.parties[row] as number] as [number[], number[], number[], number[], number];
  const ids = (actors: readonly number[]) => actors.map((actor) => core.actors.id[actor] as string);
  const place = places[events.place[row] as number];
  return {
    iri: `${core.base}event/${id}`,
    class: classes.name[cls] as string,
    root: classes.name[(atlas.lineage[cls] ?? [cls]).at(-1) as number] as string,
    quad: classes.quad[cls] as string,
    intensity: classes.intensity[cls] ?? null,
    status: core.standings[events.standing[row] as number] as string,
    date: isoDate(events.date[row] as number) || null,
    date_end: isoDate(events.dateEnd[row] as number) || null,
    source: ids(source),
    target: ids(target),
    source_state: ids(sourceState),
    target_state: ids(targetState),
    reciprocal: Boolean(reciprocal),
    place: place?.[0] || null,
    confidence: (events.confidence[row] as number) / 100,
    reports: reports.map((report) => ({
      iri: `${core.base}report/${report.id}`,
      class: classes.name[report.cls] ?? null,
      status: report.status,
      confidence: report.confidence / 100,
      speaker: report.speaker?.id ?? null,
      sentence: report.sentence,
      start: [...report.sentence.slice(0, report.start)].length, // in characters, as everywhere in kg
      end: [...report.sentence.slice(0, report.end)].length,
      field: report.field,
      field_start: report.fieldStart,
      field_end: report.fieldEnd,
      article: absolute(core.base, report.article.iri),
      title: report.article.title || null,
      publisher: report.article.publisher || null,
      published: report.article.date || null,
      url: report.article.url || null,
    })),
  };
}

export function absolute(base: string, iri: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(iri) ? iri : base + iri;
}

const EVENT_COLUMNS = ["id", "class", "root", "quad", "status", "date", "source", "target", "source_state", "target_state", "reports", "sentence", "article", "url"];

/** The columns of `kg export --format csv`; the sentence is that of the most confident report that says so. */
export function eventsCsv(atlas: Atlas, evidence: readonly Evidence[]): string {
  return csv([
    EVENT_COLUMNS,
    ...evidence.map((found) => {
      const event = eventRecord(atlas, found);
      const best = [...event.reports].sort((x, y) => Number(y.status === event.status) - Number(x.status === event.status) || y.confidence - x.confidence)[0];
      return [
        event.iri,
        event.class,
        event.root,
        event.quad,
        event.status,
        event.date ?? "",
        ...[event.source, event.target, event.source_state, event.target_state].map((ids) => ids.join(";")),
        atlas.reports[found.row] as number,
        best?.sentence ?? "",
        best?.article ?? "",
        best?.url ?? "",
      ];
    }),
  ]);
}

/** Drawn actors and relations under the names of `kg export`. */
function relations(atlas: Atlas, { scene, sums }: State) {
  const { id, kind, country } = atlas.core.actors;
  const nodes = scene.nodes.map(({ actor, x, y }) => ({
    id: id[actor] as string,
    x,
    y,
    attributes: { label: atlas.name(actor), kind: kind[actor] as string, country: id[country[actor] as number] ?? "" },
  }));
  const edges = scene.edges.map(({ dyad, a, b, tone }) => ({
    source: id[a] as string,
    target: id[b] as string,
    attributes: {
      weight: sums.events[dyad] as number,
      event_count: sums.events[dyad] as number,
      report_count: sums.reports[dyad] as number,
      intensity: Number.isNaN(tone) ? undefined : Math.round(tone * 10000) / 10000,
      first: isoDate(sums.first[dyad] as number),
      last: isoDate(sums.last[dyad] as number),
    },
  }));
  return { nodes, edges };
}

const EDGE_TYPES = { weight: "int", event_count: "int", report_count: "int", intensity: "double", first: "string", last: "string" } as const;
const NODE_TYPES = { label: "string", kind: "string", country: "string" } as const;

export function relationsCsv(atlas: Atlas, state: State): string {
  const { edges } = relations(atlas, state);
  const name = (id: string) => atlas.name(atlas.actorOf.get(id) as number);
  return csv([
    ["source", "target", "source_label", "target_label", ...Object.keys(EDGE_TYPES)],
    ...edges.map(({ source, target, attributes }) => [source, target, name(source), name(target), ...Object.values(attributes).map((value) => value ?? "")]),
  ]);
}

export function graphml(atlas: Atlas, state: State): string {
  const { nodes, edges } = relations(atlas, state);
  const keys = (types: Record<string, string>, target: string) =>
    Object.entries(types).map(([name, type]) => `  <key id="${target}_${name}" for="${target}" attr.name="${name}" attr.type="${type}"/>\n`).join("");
  const data = (values: Record<string, Cell | undefined>, target: string) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => `<data key="${target}_${name}">${xml(String(value))}</data>`)
      .join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys(NODE_TYPES, "node")}${keys(EDGE_TYPES, "edge")}  <graph edgedefault="undirected">
${nodes.map(({ id, attributes }) => `    <node id="${xml(id)}">${data(attributes, "node")}</node>\n`).join("")}${edges
    .map(({ source, target, attributes }) => `    <edge source="${xml(source)}" target="${xml(target)}">${data(attributes, "edge")}</edge>\n`)
    .join("")}  </graph>
</graphml>
`;
}

export function gexf(atlas: Atlas, state: State): string {
  const { nodes, edges } = relations(atlas, state);
  const declared = (types: Record<string, string>, target: string) =>
    `    <attributes class="${target}" mode="static">\n${Object.entries(types)
      .map(([name, type]) => `      <attribute id="${target}_${name}" title="${name}" type="${type === "int" ? "integer" : type}"/>\n`)
      .join("")}    </attributes>\n`;
  const values = (attributes: Record<string, Cell | undefined>, target: string) =>
    `<attvalues>${Object.entries(attributes)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => `<attvalue for="${target}_${name}" value="${xml(String(value))}"/>`)
      .join("")}</attvalues>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta><creator>bilateral-kg</creator></meta>
  <graph defaultedgetype="undirected" mode="static">
${declared(NODE_TYPES, "node")}${declared(EDGE_TYPES, "edge")}    <nodes>
${nodes
  .map(({ id, x, y, attributes }) => `      <node id="${xml(id)}" label="${xml(attributes.label)}">${values(attributes, "node")}<viz:position x="${x}" y="${y}" z="0"/></node>\n`)
  .join("")}    </nodes>
    <edges>
${edges
  .map(({ source, target, attributes }, i) => `      <edge id="${i}" source="${xml(source)}" target="${xml(target)}" weight="${attributes.weight}">${values(attributes, "edge")}</edge>\n`)
  .join("")}    </edges>
  </graph>
</gexf>
`;
}

/** Everything shown: actors, relations, and the events with their reports. */
export function json(atlas: Atlas, state: State, evidence: readonly Evidence[], link: string): string {
  const { nodes, edges } = relations(atlas, state);
  const { core } = atlas;
  return `${JSON.stringify(
    {
      title: core.title,
      view: link,
      actors: nodes.map(({ id, attributes }) => ({ id, iri: absolute(core.base, core.actors.iri[atlas.actorOf.get(id) as number] as string), ...attributes })),
      relations: edges.map(({ source, target, attributes }) => ({ a: source, b: target, ...attributes })),
      events: evidence.map((found) => eventRecord(atlas, found)),
    },
    null,
    1,
  )}\n`;
}
