// A small core, made by hand.

import { Atlas } from "../src/atlas";
import type { Core, Parties } from "../src/data";
import { START, type View } from "../src/state";

interface Made {
  cls?: string;
  from: string;
  to: string;
  date?: number;
  standing?: number;
  reports?: number;
  confidence?: number;
  publisher?: string;
}

const CLASSES = ["Cooperation", "Assault", "JointExercise", "NavalExercise", "Strike"];
const STANDINGS = ["occurred", "disputed", "planned", "proposed", "negated", "denied"];

/** Events between actors named by id; "IRN/x" is a person of IRN, "NATO" an organisation. */
export function made(events: readonly Made[], aliases: Readonly<Record<string, string[]>> = {}): Atlas {
  const state = (id: string) => id.split("/")[0] as string;
  const ids = [...new Set(events.flatMap(({ from, to }) => [from, to, state(from), state(to)]))].sort();
  const number = (id: string) => ids.indexOf(id);
  const publishers = [...new Set(events.map(({ publisher }) => publisher ?? "The Courier"))].sort();
  const parties = events.map(({ from, to, cls }): Parties => [
    [number(from)], [number(to)], [number(state(from))], [number(state(to))], cls === "JointExercise" ? 1 : 0,
  ]);
  const core: Core = {
    format: 1,
    version: "v",
    title: "Made",
    level: "states",
    base: "https://example.org/data/",
    statuses: ["occurred", "planned", "proposed", "negated", "denied"],
    standings: STANDINGS,
    classes: {
      name: CLASSES,
      label: ["cooperation", "assault", "joint exercise", "naval exercise", "strike"],
      parent: [-1, -1, 0, 2, 1],
      quad: ["MaterialCooperation", "MaterialConflict", "MaterialCooperation", "MaterialCooperation", "MaterialConflict"],
      intensity: [6, -9, 6.5, 6.5, null],
    },
    actors: {
      id: ids,
      iri: ids.map((id) => `actor/${id}`),
      name: ids.map((id) => NAMES[id] ?? id),
      kind: ids.map((id) => (id.includes("/") ? "person" : id === "NATO" ? "organization" : "state")),
      country: ids.map((id) => number(state(id))),
      aliases: ids.map((id) => aliases[id] ?? []),
      x: ids.map((_, i) => i * 100),
      y: ids.map((_, i) => (i % 3) * 80),
    },
    publishers,
    sources: publishers.map((_, i) => [i]),
    places: [],
    parties,
    events: {
      cls: events.map(({ cls }) => CLASSES.indexOf(cls ?? "JointExercise")),
      date: events.map(({ date }) => date ?? 0),
      dateEnd: events.map(() => 0),
      reported: events.map(() => 20240601),
      standing: events.map(({ standing }) => standing ?? 0),
      statuses: events.map(({ standing }) => (standing === 2 ? 2 : 1)),
      parties: events.map((_, i) => i),
      reports: events.map(({ reports }) => reports ?? 1),
      articles: events.map(() => 1),
      confidence: events.map(({ confidence }) => confidence ?? 80),
      sources: events.map(({ publisher }) => publishers.indexOf(publisher ?? "The Courier")),
      place: events.map(() => -1),
    },
  };
  return new Atlas(core);
}

const NAMES: Readonly<Record<string, string>> = { IRN: "Iran", PAK: "Pakistan", USA: "United States", TUR: "Türkiye" };

export function view(part: Partial<View> = {}): View {
  return { ...START, ...part };
}
