import 'server-only';
import { printableBut } from '../domain/text/printable';

/** What a cell is made of. Null is not known: an empty field, which no text gives (an empty text is quoted). */
export type CsvValue = string | number | boolean | null;

/** What a spreadsheet would take for a formula, the wide forms included that some of them read as well. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** The same where a cell begins for a spreadsheet that divides at semicolons, as in much of Europe, and takes no quotes in the middle. */
const DIVIDED = /([;\t\r\n])(?=[=+\-@＝＋－＠])/g;
const NEEDS_QUOTES = /[",\r\n]|^$|^\s|\s$/;

/** One record as in RFC 4180, with its line end. No cell is a formula, none hides what it says, and numbers stay numbers. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const shown = printableBut('\t\r\n', value);
  const divided = shown.replace(DIVIDED, "$1'");
  const safe = FORMULA.test(shown) ? `'${divided}` : divided;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
