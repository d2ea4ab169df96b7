import { describe, expect, it } from 'vitest';
import { IMPORT_TABLE, SERVER_FOLDERS } from './import-table.js';
import { importsOf, projectText, sourceFiles } from './support/source-files';

const FILES = sourceFiles();
const KEYS = Object.keys(IMPORT_TABLE).sort((a, b) => b.length - a.length);
const ROUTE_LINES = 40;

/** The row of the table that a file belongs to; null when there is none. */
function rowOf(path: string): string | null {
  return KEYS.find((key) => path.startsWith(`${key}/`) || path.startsWith(`${key}.`)) ?? null;
}

function mayImport(from: string, to: string): boolean {
  if (from === to || IMPORT_TABLE[from]?.includes(to) === true) return true;
  return to === 'lib/log' && SERVER_FOLDERS.includes(from);
}

const IMPORTS = FILES.flatMap((file) =>
  importsOf(file).map((target) => ({ file: file.path, target, from: rowOf(file.path), to: rowOf(target) })),
);

/** A way along `edges` from a folder back to itself, as text; null when there is none. */
function cycleFrom(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const queue: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const next of edges.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return [...path, next].join(' → ');
      if (!seen.has(next)) queue.push([...path, next]);
      seen.add(next);
    }
  }
  return null;
}

describe('the house', () => {
  it('is read as a whole', () => {
    expect(FILES.length).toBeGreaterThan(50);
    expect(IMPORTS.length).toBeGreaterThan(100);
  });

  it('has a row in the table for every file', () => {
    expect(FILES.map(({ path }) => path).filter((path) => rowOf(path) === null)).toEqual([]);
  });

  it('imports only what the table allows, types included', () => {
    const forbidden = IMPORTS.filter(({ from, to }) => from === null || to === null || !mayImport(from, to));
    expect(forbidden.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('has no circle of folders', () => {
    const edges = new Map<string, Set<string>>(KEYS.map((key) => [key, new Set(IMPORT_TABLE[key])]));
    for (const { from, to } of IMPORTS) if (from !== null && to !== null && from !== to) edges.get(from)?.add(to);
    expect(KEYS.map((key) => cycleFrom(key, edges)).filter((cycle) => cycle !== null)).toEqual([]);
  });

  it('keeps server folders out of the browser: each file starts with server-only', () => {
    const open = FILES.filter(({ path }) => SERVER_FOLDERS.includes(rowOf(path) ?? ''))
      .filter(({ text }) => !text.startsWith("import 'server-only';\n"))
      .map(({ path }) => path);
    expect(open).toEqual([]);
  });

  it('asks for no clock and no I/O in the domain', () => {
    const impure = FILES.filter(({ path }) => path.startsWith('lib/domain/'))
      .filter(
        ({ text }) =>
          /from '(node:|[^.'])/.test(text) || /\b(Date\.now|new Date\(\)|Math\.random|performance\.now)\b/.test(text),
      )
      .map(({ path }) => path);
    expect(impure).toEqual([]);
  });

  it(`has routes of ${ROUTE_LINES} lines at most`, () => {
    const routes = FILES.filter(({ path }) => /^app\/api\/.*route\.ts$/.test(path));
    expect(routes.length).toBeGreaterThan(0);
    expect(
      routes.filter(({ text }) => text.trimEnd().split('\n').length > ROUTE_LINES).map(({ path }) => path),
    ).toEqual([]);
  });

  it('is described in docs/ARCHITECTURE.md as the table says', () => {
    const rows = Object.entries(IMPORT_TABLE).map(
      ([key, allowed]) => `| \`${key}\` | ${allowed.map((each) => `\`${each}\``).join(', ') || 'nothing'} |`,
    );
    const written = /<!-- import table: begin -->\n([^]*?)\n<!-- import table: end -->/.exec(
      projectText('docs/ARCHITECTURE.md'),
    );
    expect(written?.[1]?.trim().replace(/ +/g, ' ').split('\n').slice(2)).toEqual(rows);
  });
});
