import type { Verdict } from './cause-trial';

const COLUMNS = ['right with the log', 'right', 'possible', 'unknown', 'confidently wrong'] as const;

/** A line for each cause: how often what was told was right with the log, and what it was from the protocol alone. */
export function causeTable(verdicts: readonly Verdict[]): string {
  const names = [...new Set(verdicts.map(({ trial }) => trial.cause.name))].sort();
  const rows = names.map((name) => lineOf(name, ofCause(verdicts, name)));
  const table = [['cause', 'times', ...COLUMNS], ...rows, lineOf('all', verdicts)];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const lines = table.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return ['“right” to “confidently wrong”: from the protocol alone.', ...lines.map((row) => row.join('  '))].join('\n');
}

function ofCause(verdicts: readonly Verdict[], name: string): readonly Verdict[] {
  return verdicts.filter(({ trial }) => trial.cause.name === name);
}

function lineOf(name: string, verdicts: readonly Verdict[]): string[] {
  const counts = COLUMNS.map((column) =>
    column === 'right with the log'
      ? verdicts.filter(({ withLog }) => withLog === 'right').length
      : verdicts.filter(({ protocol }) => protocol === column).length,
  );
  return [name, ...[verdicts.length, ...counts].map(String)];
}
