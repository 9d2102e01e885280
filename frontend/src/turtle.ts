// Events with their reports and words as RDF, in the terms of docs/rdf-model.md.

import type { Atlas } from "./atlas";
import type { Evidence, Report } from "./data";
import { absolute, eventRecord } from "./exports";
import { LONE, webLink } from "./text";

const PREFIXES = `@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/bilateral-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;
const KINDS: Readonly<Record<string, string>> = { state: "State", person: "Person", "armed-group": "ArmedGroup" };
const DATES: Readonly<Record<number, string>> = { 4: "gYear", 7: "gYearMonth", 10: "date" };

/** The events and all that they name. */
export function turtle(atlas: Atlas, evidence: readonly Evidence[]): string {
  const { core } = atlas;
  const actor = (i: number) => iri(absolute(core.base, core.actors.iri[i] as string));
  const numbers = new Set<number>();
  const articles = new Map<string, string>();
  const blocks: string[] = [];
  for (const found of evidence) {
    const p = atlas.parties[found.row] as number;
    const { starts, members } = atlas.everybody;
    for (const i of members.subarray(starts[p], starts[p + 1])) numbers.add(i);
    blocks.push(event(atlas, found, actor));
    for (const report of found.reports) {
      blocks.push(reported(atlas, report));
      articles.set(report.article.iri, article(core.base, report));
    }
  }
  const actors = [...numbers].sort((a, b) => a - b).map((i) =>
    block(actor(i), [`a kg:${KINDS[atlas.kind(i)] ?? "Organization"}`, `rdfs:label ${literal(atlas.name(i))}`]),
  );
  return [PREFIXES, ...actors, ...[...articles.values()].sort(), ...blocks].join("\n");
}

function event(atlas: Atlas, found: Evidence, actor: (i: number) => string): string {
  const { core } = atlas;
  const { events } = core;
  const { row } = found;
  const cls = atlas.cls[row] as number;
  const bits = events.statuses[row] as number;
  const statuses = core.statuses.filter((_, i) => bits & (1 << i));
  const has = (name: string) => statuses.includes(name);
  const name = (i: number) => `kg:${core.classes.name[i] as string}`;
  const quad = core.classes.quad[cls];
  const [source, target, sourceState, targetState, reciprocal] = core.parties[atlas.parties[row] as number] as [number[], number[], number[], number[], number];
  const place = core.places[events.place[row] as number];
  const record = eventRecord(atlas, found);
  return block(iri(record.iri), [
    has("occurred") ? `a ${[...(atlas.lineage[cls] ?? []).map(name), ...(quad ? [`kg:${quad}`] : []), "kg:Event", "sem:Event"].join(", ")}` : "a kg:Prospect",
    has("occurred") ? "" : `kg:prospectOf ${name(cls)}`,
    list("kg:source", source.map(actor)),
    list("kg:target", target.map(actor)),
    list("kg:sourceState", sourceState.map(actor)),
    list("kg:targetState", targetState.map(actor)),
    reciprocal ? "kg:reciprocal true" : "",
    list("kg:status", statuses.map((status) => `kg:${status}`)),
    record.status === "alleged" ? "kg:alleged true" : "",
    has("denied") || (has("occurred") && has("negated")) ? "kg:disputed true" : "",
    record.date ? `kg:date ${date(record.date)}` : "",
    record.date_end ? `kg:dateEnd ${date(record.date_end)}` : "",
    place?.[0] ? `kg:placeName ${literal(place[0])}` : "",
    place && place[1] >= 0 ? `kg:placeCountry ${actor(place[1])}` : "",
    `kg:reportCount ${atlas.reports[row]}`,
    `kg:articleCount ${events.articles[row]}`,
    list("kg:report", found.reports.map((report) => iri(`${core.base}report/${report.id}`))),
  ]);
}

function reported({ core }: Atlas, report: Report): string {
  const subject = `${core.base}report/${report.id}`;
  const cls = core.classes.name[report.cls];
  const about = (type: string) => [
    `a kg:${type}`,
    cls ? `kg:reportedClass kg:${cls}` : "",
    `kg:status kg:${report.status}`,
    `kg:confidence ${(report.confidence / 100).toFixed(2).replace(/0$/, "")}`,
    report.speaker ? `kg:speaker ${iri(`${core.base}actor/${path(report.speaker.id)}`)}` : "",
  ];
  if (!report.sentence) return block(iri(subject), about("RecordReport"));
  const [before, mention, after] = [report.sentence.slice(0, report.start), report.sentence.slice(report.start, report.end), report.sentence.slice(report.end)];
  return [
    block(iri(subject), [...about("TextReport"), `kg:evidence ${iri(`${subject}#evidence`)}`]),
    block(iri(`${subject}#evidence`), [
      "a oa:SpecificResource",
      `oa:hasSource ${iri(absolute(core.base, report.article.iri))}`,
      report.field === "title" ? `kg:field "title"` : "",
      `oa:hasSelector ${iri(`${subject}#selector`)}`,
    ]),
    block(iri(`${subject}#selector`), [
      "a oa:TextPositionSelector, oa:TextQuoteSelector",
      `oa:start ${report.fieldStart}`,
      `oa:end ${report.fieldEnd}`,
      before ? `oa:prefix ${literal(before)}` : "",
      `oa:exact ${literal(mention)}`,
      after ? `oa:suffix ${literal(after)}` : "",
    ]),
  ].join("\n");
}

function article(base: string, { article: { iri: name, title, publisher, date: published, url } }: Report): string {
  return block(iri(absolute(base, name)), [
    "a schema:NewsArticle",
    title ? `dcterms:title ${literal(title)}` : "",
    publisher ? `dcterms:publisher ${literal(publisher)}` : "",
    published && DATES[published.length] ? `schema:datePublished ${date(published)}` : "",
    webLink(url) ? `schema:url ${iri(url)}` : "",
  ]);
}

function block(subject: string, lines: readonly string[]): string {
  return `${subject} ${lines.filter(Boolean).join(" ;\n    ")} .\n`;
}

function list(predicate: string, values: readonly string[]): string {
  return values.length ? `${predicate} ${values.join(", ")}` : "";
}

function date(text: string): string {
  return `"${text}"^^xsd:${DATES[text.length] ?? "string"}`;
}

/** What an IRI cannot hold is percent-encoded. */
function iri(text: string): string {
  return `<${text.replace(LONE, "\ufffd").replace(/[\x00-\x20<>"{}|\\^`\x7f-\x9f]/g, (c) => encodeURIComponent(c))}>`;
}

function path(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

export function literal(text: string): string {
  const inside = text.replace(LONE, "\ufffd").replace(/["\\\x00-\x1f\x7f]/g, (c) => {
    const known: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
    return c === "\x00" ? "\ufffd" : (known[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  });
  return `"${inside}"`;
}
