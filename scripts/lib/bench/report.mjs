import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { inProject } from '../paths.mjs';

/** @typedef {import('./row.mjs').Line} Line */

/** The columns, and what stands over them. @type {readonly (readonly [keyof Line, string])[]} */
const COLUMNS = [
  ['what', 'what'],
  ['ours', 'ours'],
  ['other', 'other'],
  ['ratio', 'ratio'],
  ['range', 'range'],
  ['goal', 'goal'],
  ['reached', 'reached?'],
];

/** The lines as a table in Markdown. @param {readonly Line[]} lines */
export function table(lines) {
  return markdownTable([COLUMNS.map(([, title]) => title), ...lines.map((line) => COLUMNS.map(([key]) => line[key]))]);
}

/** A table in Markdown. @param {readonly (readonly string[])[]} rows the first of them stands over the others */
export function markdownTable([head = [], ...rows]) {
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))];
  return asFormatted(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'), 'markdown');
}

/**
 * Puts a report between the markers of a page.
 * @param {string} page its path in the project
 * @param {string} mark the name in the markers
 * @param {string} report
 */
export async function keepReport(page, mark, report) {
  const [begin, end] = [`<!-- ${mark}: begin -->`, `<!-- ${mark}: end -->`];
  const text = readFileSync(inProject(page), 'utf8');
  const [before] = text.split(begin);
  const [, after] = text.split(end);
  writeFileSync(inProject(page), await asFormatted(`${before}${begin}\n\n${report}\n${end}${after}`, 'markdown'));
}

/** As `npm run format` would write it. @param {string} text @param {'markdown' | 'json'} parser */
export async function asFormatted(text, parser) {
  return format(text, { ...(await resolveConfig(inProject('package.json'))), parser });
}
