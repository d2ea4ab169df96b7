import 'server-only';

/** What a cell is made of. Null is not known: an empty field, which no text gives (an empty text is quoted). */
export type CsvValue = string | number | boolean | null;

/** What a spreadsheet would take for a formula, the wide forms included that some of them read as well. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^$|^\s|\s$/;

/** Control, bidi and zero-width characters; tab and line ends are text. */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** One record as in RFC 4180, with its line end. No cell is a formula, none hides what it says, and numbers stay numbers. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const shown = value.replace(HIDDEN, escapeOf);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
