import { printable } from './printable';

/** What begins something in Markdown, or is HTML; `://`, `www.` and `@` because many readers make links of them. */
const SPECIAL = /[\\`*_[\]<>#|~&!@]|(?<=:)\/\/|(?<=www)\./gi;
/** What is a list, a rule or a heading at the beginning of a line alone. */
const LEADING = /^(?:([-+=])|(\d+)([.)])(?=\s|$))/;

/** Text from outside as text in one line of Markdown: it shows as it is, and is no link, picture, HTML or heading. */
export function markdownText(text: string): string {
  return printable(text)
    .trim()
    .replace(SPECIAL, (special) => special.replace(/./g, (char) => `\\${char}`))
    .replace(LEADING, (_all, mark?: string, digits?: string, end?: string) =>
      mark === undefined ? `${digits ?? ''}\\${end ?? ''}` : `\\${mark}`,
    );
}
