// The two sources: the file that carries its data, and a server.

import { type Column, type Core, type Evidence, Outdated, type Source, type Texts } from "./data";
import { TextReader } from "./evidence";

const FORMAT = 1;
const AT_ONCE = 500;
const COLUMNS: readonly (readonly [Column, typeof Int32Array | typeof Uint16Array | typeof Uint8Array])[] = [
  ...(["date", "dateEnd", "reported", "parties", "reports", "articles", "sources", "place"] as const).map((name) => [name, Int32Array] as const),
  ["cls", Uint16Array],
  ...(["standing", "statuses", "confidence"] as const).map((name) => [name, Uint8Array] as const),
];

/** The data that the page itself carries; the texts are opened when first needed. */
export class EmbeddedSource implements Source {
  private opened: Promise<TextReader> | undefined;

  constructor(private readonly page: Document) {}

  async core(): Promise<Core> {
    return checked((await unpacked(this.page, "core")) as Core);
  }

  async evidence(rows: readonly number[]): Promise<Evidence[]> {
    this.opened ??= Promise.all([unpacked(this.page, "texts"), this.core()]).then(
      ([texts, core]) => new TextReader(texts as Texts, core),
    );
    const reader = await this.opened;
    return rows.map((row) => reader.evidence(row));
  }
}

/** A server's answers; what was read of a version stays with the page. */
export class LiveSource implements Source {
  private loaded: Core | undefined;
  private readonly known = new Map<number, Evidence>();

  constructor(private readonly api: string) {}

  async core(): Promise<Core> {
    this.known.clear();
    const answer = await this.get("/core", "application/octet-stream");
    this.loaded = checked(coreFrom(await answer.arrayBuffer()));
    return this.loaded;
  }

  async evidence(rows: readonly number[]): Promise<Evidence[]> {
    const core = this.loaded ?? (await this.core());
    const missing = rows.filter((row) => !this.known.has(row));
    for (let i = 0; i < missing.length; i += AT_ONCE) {
      const asked = missing.slice(i, i + AT_ONCE);
      const query = new URLSearchParams({ version: core.version, rows: asked.join(",") });
      const reader = new TextReader((await (await this.get(`/texts?${query}`, "application/json")).json()) as Texts, core);
      for (const row of asked) this.known.set(row, reader.evidence(row));
    }
    return rows.map((row) => this.known.get(row) as Evidence);
  }

  private async get(path: string, type: string): Promise<Response> {
    const answer = await fetch(this.api + path, { headers: { Accept: type } });
    if (answer.status === 409) throw new Outdated();
    if (answer.ok) return answer;
    const said = (await answer.json().catch(() => null)) as { error?: unknown } | null;
    throw new Error(typeof said?.error === "string" ? said.error : `The server answered ${answer.status}.`);
  }
}

/** The core from its binary form (docs/explorer-data.md): a head in JSON, then the columns. */
export function coreFrom(packed: ArrayBuffer): Core {
  const length = new DataView(packed).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, length))) as Core & { size: number };
  const events: Partial<Core["events"]> = {};
  let at = 4 + length;
  for (const [name, Kind] of COLUMNS) {
    events[name] = new Kind(packed, at, head.size);
    at += head.size * Kind.BYTES_PER_ELEMENT;
  }
  return { ...head, events: events as Core["events"] };
}

function checked(core: Core): Core {
  if (core.format !== FORMAT) {
    throw new Error(`The data is of format ${String(core.format)}; this page reads format ${FORMAT}. Make the file anew.`);
  }
  return core;
}

async function unpacked(page: Document, id: string): Promise<unknown> {
  const element = page.getElementById(id);
  const packed = bytes(element?.textContent ?? "", Number(element?.dataset["bytes"]));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Thirteen bits in two of 91 characters: all printable ones of ASCII but <, > and &. */
export function bytes(text: string, size: number): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  let next = 0;
  for (let code = 0x21; code < 0x7f; code++) if (!"<>&".includes(String.fromCharCode(code))) values[code] = next++;
  const found = new Uint8Array(size);
  let [held, bits, at] = [0, 0, 0];
  for (let i = 0; i + 1 < text.length; i += 2) {
    held = (held << 13) | ((values[text.charCodeAt(i)] as number) * 91 + (values[text.charCodeAt(i + 1)] as number));
    for (bits += 13; bits >= 8; ) {
      bits -= 8;
      found[at++] = held >> bits; // beyond the end: filling, dropped
    }
    held &= (1 << bits) - 1;
  }
  return found;
}
