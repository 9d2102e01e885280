// Colours, the same for light and dark surroundings in meaning: blue cooperation, orange conflict, grey between.
// The pair stays apart in all common forms of colour blindness; width and words say the rest.

export interface Palette {
  dark: boolean;
  paper: string;
  ink: string;
  quiet: string; // labels of lesser importance
  halo: string; // behind labels
  state: string;
  organization: string;
  person: string;
  group: string;
  faded: string; // actors and lines that are not meant
  focus: string;
  tones: readonly string[]; // from most conflict to most cooperation
  unknown: string; // no weight known
}

const LIGHT: Palette = {
  dark: false,
  paper: "#fbfaf8",
  ink: "#1b2430",
  quiet: "#4b5563",
  halo: "#fbfaf8",
  state: "#2b3a4f",
  organization: "#76569b",
  person: "#5a7287",
  group: "#8a5a2b",
  faded: "#dfe2e6",
  focus: "#0b57d0",
  tones: ["#a83a08", "#cf6a2c", "#e0a877", "#b9bcc0", "#8db4d4", "#3f88c0", "#0f5c9c"],
  unknown: "#b9bcc0",
};

const DARK: Palette = {
  dark: true,
  paper: "#14181d",
  ink: "#e7ebf0",
  quiet: "#aab4bf",
  halo: "#14181d",
  state: "#c3cfdb",
  organization: "#b79adb",
  person: "#8fa9bf",
  group: "#d2a06c",
  faded: "#2b323a",
  focus: "#8ab4f8",
  tones: ["#ff9254", "#e07d42", "#a86e4a", "#626a73", "#4a7ea8", "#4f9ddb", "#74bdf7"],
  unknown: "#626a73",
};

export function palette(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}

export const TONE_STEPS = [-5, -2.5, -0.75, 0.75, 2.5, 5] as const;
export const TONE_NAMES = [
  "strong conflict",
  "conflict",
  "mild conflict",
  "mixed",
  "mild cooperation",
  "cooperation",
  "strong cooperation",
] as const;

/** The step of a mean weight in [-10, 10], 0 most conflict, 6 most cooperation; -1 for NaN. */
export function toneStep(tone: number): number {
  if (Number.isNaN(tone)) return -1;
  const step = TONE_STEPS.findIndex((limit) => tone < limit);
  return step < 0 ? TONE_STEPS.length : step;
}

export function toneColour(tone: number, colours: Palette): string {
  return colours.tones[toneStep(tone)] ?? colours.unknown;
}

export function toneName(tone: number): string {
  return TONE_NAMES[toneStep(tone)] ?? "not scored";
}

export function kindColour(kind: string, colours: Palette): string {
  if (kind === "state") return colours.state;
  if (kind === "person") return colours.person;
  return kind === "armed-group" ? colours.group : colours.organization;
}

export const KIND_NAMES: Readonly<Record<string, string>> = {
  state: "State",
  organization: "Organisation",
  person: "Person",
  "armed-group": "Armed group",
};
