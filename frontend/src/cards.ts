// An event as a card: what, who, when, and the sentences that say so.

import { B_TO_A } from "./atlas";
import type { Evidence, Report } from "./data";
import { h } from "./dom";
import { toneStep } from "./palette";
import { type Context, bdi } from "./parts";
import { capital, longDate, plain, shortened, spelt, webLink } from "./text";

const SHOWN = 2; // reports of an event before "more"

export function eventCard(context: Context, evidence: Evidence, way?: { a: number; b: number; way: number }): HTMLElement {
  const { atlas, pages, write } = context;
  const { row, reports } = evidence;
  const { events, classes, standings, places } = atlas.core;
  const cls = events.cls[row] as number;
  const standing = standings[events.standing[row] as number] as string;
  const place = places[events.place[row] as number];
  const date = when(events.date[row] as number, events.dateEnd[row] as number);
  const [first, rest] = [reports.slice(0, SHOWN), reports.slice(SHOWN)];
  const address = pages ? `${pages}event/${encodeURIComponent(evidence.id)}` : "";
  return h(
    "article",
    { class: `event ${standing}`, "data-row": row },
    h(
      "header",
      {},
      h("span", { class: `tone t${toneStep(atlas.intensity(row))}`, "aria-hidden": "true" }),
      h("h4", {}, address ? h("a", { href: address }, capital(classes.label[cls] ?? "")) : capital(classes.label[cls] ?? "")),
      standing === "occurred" ? null : h("span", { class: "status" }, standing),
      h("time", {}, date || unknown(events.reported[row] as number)),
    ),
    h("p", { class: "who" }, ...sides(context, row, way), place?.[0] ? [" · ", bdi(place[0])] : null),
    first.map((report) => quotation(context, report, standing)),
    rest.length
      ? h(
          "details",
          { class: "more" },
          h("summary", {}, `${rest.length} more report${rest.length === 1 ? "" : "s"}`),
          rest.map((report) => quotation(context, report, standing)),
        )
      : null,
    write && address ? h("p", { class: "links" }, h("a", { href: address }, "Correct …")) : null,
  );
}

/** Who to whom, as named; seen from the first of the dyad where there is one. */
function sides({ atlas }: Context, row: number, seen?: { a: number; b: number; way: number }): (Node | string)[] {
  const [source, target, , , reciprocal] = atlas.core.parties[atlas.parties[row] as number] as [number[], number[], number[], number[], number];
  const list = (actors: number[]) => {
    const shown = actors.slice(0, 4).flatMap((actor, i) => [...(i ? [", "] : []), bdi(atlas.name(actor))]);
    return actors.length > 4 ? [...shown, ` and ${actors.length - 4} others`] : shown;
  };
  const [left, right] = seen?.way === B_TO_A && !reciprocal ? [target, source] : [source, target];
  const sign = reciprocal ? " – " : seen?.way === B_TO_A ? " ← " : " → ";
  return [...list(left), sign, ...list(right)];
}

/** Of an event without a date: when it was reported. */
function unknown(reported: number): string {
  return reported ? `reported ${longDate(reported)}` : "no date";
}

function when(date: number, end: number): string {
  return end ? `${longDate(date)} – ${longDate(end)}` : longDate(date);
}

/** The sentence with its mention marked, and who published it, when, under which title. */
export function quotation({ pages }: Context, report: Report, standing: string): HTMLElement {
  const { article, sentence, start, end, speaker } = report;
  const link = webLink(article.url);
  const title = shortened(plain(article.title), 140) || (link ? "article" : "");
  const details: (Node | string)[] = [];
  const add = (part: Node | string | null) => {
    if (!part) return;
    if (details.length) details.push(" · ");
    details.push(part);
  };
  if (speaker) add(h("span", {}, "said by ", bdi(speaker.name)));
  if (article.publisher) add(bdi(shortened(article.publisher, 80), { class: "publisher" }));
  if (article.date) add(h("time", {}, spelt(article.date)));
  if (title) {
    const named = h("bdi", {}, title);
    add(link ? h("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, named) : named);
  }
  if (pages && article.iri) add(h("a", { href: pages + article.iri }, "in full"));
  if (report.status) add(h("span", { class: report.status === standing ? "" : "status", title: "What this report says of the event" }, report.status));
  add(h("span", { title: "How sure the reading is, from 0 to 1" }, `confidence ${(report.confidence / 100).toFixed(2)}`));
  return h(
    "figure",
    {},
    sentence
      ? h(
          "blockquote",
          { dir: "auto" },
          plain(sentence.slice(0, start)),
          h("mark", {}, plain(sentence.slice(start, end))),
          plain(sentence.slice(end)),
        )
      : h("p", { class: "aside" }, "A row of an event data set; no words."),
    h("figcaption", {}, details),
  );
}
