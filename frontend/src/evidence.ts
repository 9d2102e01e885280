// From the columns of the texts to the reports of an event.

import type { Core, Evidence, Report, Texts } from "./data";

/** Reads any event of some texts without turning all of them into objects. */
export class TextReader {
  private readonly starts: Int32Array;
  private readonly places = new Map<number, number>();
  private readonly all: boolean;

  constructor(
    private readonly texts: Texts,
    private readonly core: Core,
  ) {
    this.starts = new Int32Array(texts.counts.length + 1);
    texts.counts.forEach((count, i) => (this.starts[i + 1] = (this.starts[i] as number) + count));
    texts.rows.forEach((row, i) => this.places.set(row, i));
    this.all = texts.rows.length === 0;
  }

  evidence(row: number): Evidence {
    const place = this.all ? row : this.places.get(row);
    if (place === undefined || place >= this.texts.ids.length) throw new RangeError(`There are no texts of row ${row}`);
    const id = this.texts.ids[place] as string;
    const reports: Report[] = [];
    for (let i = this.starts[place] as number; i < (this.starts[place + 1] as number); i++) {
      reports.push(this.report(i, id));
    }
    return { row, id, reports };
  }

  private report(i: number, event: string): Report {
    const { reports, articles, speakers, sentences } = this.texts;
    const article = reports.article[i] as number;
    const speaker = speakers[reports.speaker[i] as number];
    return {
      id: reports.id[i] || event,
      cls: reports.cls[i] as number,
      status: this.core.statuses[reports.status[i] as number] ?? "",
      confidence: reports.confidence[i] as number,
      speaker: speaker ? { id: speaker[0], name: speaker[1] } : null,
      sentence: sentences[reports.sentence[i] as number] ?? "",
      start: reports.start[i] as number,
      end: reports.end[i] as number,
      field: reports.field[i] ? "title" : "text",
      fieldStart: reports.fieldStart[i] as number,
      fieldEnd: reports.fieldEnd[i] as number,
      article: {
        iri: articles.iri[article] ?? "",
        title: articles.title[article] ?? "",
        publisher: articles.publisher[article] ?? "",
        date: articles.date[article] ?? "",
        url: articles.url[article] ?? "",
      },
    };
  }
}
