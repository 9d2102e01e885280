// Other people's text made safe to show, and our own numbers and dates spelt out.

const SPACE = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
const CONTROL = /[\x00-\x1f\x7f]/g;
const HIDDEN = /[\x80-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;
export const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const NUMBERS = new Intl.NumberFormat("en-GB"); // made once: toLocaleString looks for one every time
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** The same text on one line, with control characters and changes of reading direction as visible signs. */
export function plain(text: string): string {
  return text
    .replace(LONE, "\ufffd")
    .replace(SPACE, " ")
    .replace(CONTROL, (c) => (c === "\x7f" ? "\u2421" : String.fromCharCode(0x2400 + c.charCodeAt(0))))
    .replace(HIDDEN, (c) => `[U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** `text` as it is, or its beginning and an ellipsis; never half of a surrogate pair. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The URL if it leads to the web, else null: nothing else becomes a link. */
export function webLink(url: string): string | null {
  if (plain(url) !== url || /[\s"<>\\]/.test(url)) return null;
  try {
    const { protocol, hostname } = new URL(url);
    return (protocol === "https:" || protocol === "http:") && hostname ? url : null;
  } catch {
    return null;
  }
}

/** 20240503 -> "3 May 2024", 20240500 -> "May 2024", 20240000 -> "2024", 0 -> "". */
export function longDate(date: number): string {
  if (!date) return "";
  const [year, month, day] = parts(date);
  return [day || "", month ? MONTHS[month - 1] : "", year].filter(Boolean).join(" ");
}

/** 20240503 -> "2024-05-03", 20240500 -> "2024-05", 20240000 -> "2024", 0 -> "". */
export function isoDate(date: number): string {
  if (!date) return "";
  const [year, month, day] = parts(date);
  const rest = [month, day].filter(Boolean).map((part) => String(part).padStart(2, "0"));
  return [String(year).padStart(4, "0"), ...rest].join("-");
}

/** "2024-05" -> 20240500; 0 for what is no such date. */
export function dateNumber(text: string): number {
  const found = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(text);
  return found ? Number(found[1]) * 10000 + Number(found[2] ?? 0) * 100 + Number(found[3] ?? 0) : 0;
}

/** "3 May 2024" from "2024-05-03". */
export function spelt(date: string): string {
  return longDate(dateNumber(date)) || plain(date);
}

/** Year, month (0 unknown) and day (0 unknown). */
export function parts(date: number): [year: number, month: number, day: number] {
  return [Math.floor(date / 10000), Math.floor(date / 100) % 100, date % 100];
}

/** "12,345". */
export function count(n: number): string {
  return NUMBERS.format(Math.round(n));
}

/** "1 event", "2 events". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** "+3.4", "−2.0", "0.0". */
export function signed(n: number): string {
  const text = Math.abs(n).toFixed(1);
  return text === "0.0" ? text : n < 0 ? `−${text}` : `+${text}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
