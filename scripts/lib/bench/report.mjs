import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { inProject } from '../paths.mjs';

const PAGE = inProject('docs/performance.md');
const BEGIN = '<!-- bench: begin -->';
const END = '<!-- bench: end -->';

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
  const rows = [
    COLUMNS.map(([, title]) => title),
    COLUMNS.map(() => '---'),
    ...lines.map((line) => COLUMNS.map(([key]) => line[key].replaceAll('|', '\\|'))),
  ];
  return asFormatted(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
}

/** Puts a report between the markers of docs/performance.md. @param {string} report */
export async function keepReport(report) {
  const text = readFileSync(PAGE, 'utf8');
  const [before] = text.split(BEGIN);
  const [, after] = text.split(END);
  writeFileSync(PAGE, await asFormatted(`${before}${BEGIN}\n\n${report}\n${END}${after}`));
}

/** @param {string} markdown */
async function asFormatted(markdown) {
  return format(markdown, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}
