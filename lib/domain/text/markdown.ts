import { printable } from './printable';

/** Text from anywhere in a line of Markdown: shown as it is, and none of it is taken for markup. */
export function markdownText(text: string): string {
  const escaped = printable(text).replace(/[\\`*[\]<>&~|#]/g, '\\$&');
  // Between letters an underscore is one; elsewhere it would begin or end an emphasis.
  return escaped.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}

/** The same as code within a line. */
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
