import { markOf, type HostileText } from './hostile-texts';

/** Which texts were seen in which sink: a test that looks for harm has to know that the text was there to do it. */
export class Arrivals {
  readonly #seen = new Map<string, Set<number>>();

  /** Notes which of the texts stand in one of the places. */
  note(sink: string, texts: readonly HostileText[], places: readonly string[]): void {
    const seen = this.#seen.get(sink) ?? new Set<number>();
    this.#seen.set(sink, seen);
    for (const text of texts) if (places.some((place) => place.includes(markOf(text)))) seen.add(text.id);
  }

  get sinks(): number {
    return this.#seen.size;
  }

  /** `sink: text` of everything that did not arrive. */
  missing(texts: readonly HostileText[]): readonly string[] {
    return [...this.#seen].flatMap(([sink, seen]) =>
      texts.filter(({ id }) => !seen.has(id)).map(({ kind, text }) => `${sink}: ${kind} ${JSON.stringify(text)}`),
    );
  }
}
