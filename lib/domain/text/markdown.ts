import { printable } from './printable';

/**
 * What begins something in Markdown, is HTML, or a template of who makes pages of such files (`{{`, `{%`); `://`, `www.` and `@` because many
 * readers make links of them. Between letters an underscore is one: `used_memory_rss` stays as one types it.
 */
const SPECIAL = /[\\`*[\]<>#|~&!@]|\{(?=[{%#])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=:)\/\/|(?<=www)\./giu;
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

/** Text from outside as code within a line. */
export function codeSpan(text: string): string {
  const fence = fenceFor(text, 1);
  const padded = /^`|`$/.test(text) ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

/** A command as a block of its own, `indent` in front of each line. It has no line ends: none is given that would have. */
export function codeBlock(command: string, indent: string): string {
  const fence = fenceFor(command, 3);
  return [`${fence}sh`, command, fence].map((line) => `${indent}${line}`).join('\n');
}

/** Longer than any row of backticks in the text, which could else end it. */
function fenceFor(text: string, least: number): string {
  const rows = text.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(least, ...rows.map((row) => row.length + 1)));
}
