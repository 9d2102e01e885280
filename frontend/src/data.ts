// What passes between Python and the page; docs/explorer-data.md explains every field.

export interface Core {
  format: number;
  version: string;
  title: string;
  level: string;
  base: string;
  statuses: string[];
  standings: string[];
  classes: { name: string[]; label: string[]; parent: number[]; quad: string[]; intensity: (number | null)[] };
  actors: {
    id: string[];
    iri: string[];
    name: string[];
    kind: string[];
    country: number[];
    aliases: string[][];
    x: number[];
    y: number[];
  };
  publishers: string[];
  sources: number[][];
  places: [name: string, country: number][];
  parties: Parties[];
  events: Record<Column, Numbers>;
}

/** A column of events: as JSON has it, or as it came in binary. */
export type Numbers = number[] | Int32Array | Uint16Array | Uint8Array;

export type Column =
  | "cls"
  | "date"
  | "dateEnd"
  | "reported"
  | "standing"
  | "statuses"
  | "parties"
  | "reports"
  | "articles"
  | "confidence"
  | "sources"
  | "place";

export type Parties = [
  source: number[],
  target: number[],
  sourceState: number[],
  targetState: number[],
  reciprocal: number,
];

export interface Texts {
  version: string;
  rows: number[];
  ids: string[];
  counts: number[];
  articles: { iri: string[]; title: string[]; publisher: string[]; date: string[]; url: string[] };
  speakers: [id: string, name: string][];
  sentences: string[];
  reports: {
    id: string[];
    article: number[];
    cls: number[];
    status: number[];
    speaker: number[];
    confidence: number[];
    sentence: number[];
    start: number[];
    end: number[];
    field: number[];
    fieldStart: number[];
    fieldEnd: number[];
  };
}

/** One report with its words; strings are as the article has them, "" where nothing is known. */
export interface Report {
  id: string;
  cls: number;
  status: string;
  confidence: number; // percent
  speaker: { id: string; name: string } | null;
  sentence: string;
  start: number;
  end: number;
  field: "text" | "title";
  fieldStart: number;
  fieldEnd: number;
  article: { iri: string; title: string; publisher: string; date: string; url: string };
}

/** The reports of the event in a row, newest article first; `id` is the last part of its IRI. */
export interface Evidence {
  row: number;
  id: string;
  reports: Report[];
}

/** Where core and texts come from: the file itself, or a server. */
export interface Source {
  core(): Promise<Core>;
  evidence(rows: readonly number[]): Promise<Evidence[]>;
}

/** The server has another core by now: load it and ask again. */
export class Outdated extends Error {}
