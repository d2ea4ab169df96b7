import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
/** What a browser loads before it has shown the fleet. */
const ENTRIES = ['app/layout.tsx', 'app/page.tsx'];
/** What is shown of it all the same, and loaded once the page is idle. */
const ISLANDS = ['components/layout/above.tsx', 'components/layout/below.tsx', 'components/instances/fleet-view.tsx'];

function fileOf(importer: string, name: string): string | null {
  const path = name.startsWith('@/')
    ? name.slice(2)
    : name.startsWith('.')
      ? normalize(join(dirname(importer), name))
      : null;
  if (path === null || path.startsWith('lib/http')) return null;
  return [`${path}.tsx`, `${path}.ts`].find((file) => existsSync(join(PROJECT, file))) ?? null;
}

/** Every file that one of the entries imports, and what those import; not what is loaded later with `import()`. */
function filesOf(entries: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    const text = readFileSync(join(PROJECT, file), 'utf8');
    files.set(file, text);
    for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)) {
      const imported = fileOf(file, name);
      if (imported !== null) visit(imported);
    }
  };
  entries.forEach(visit);
  return files;
}

test('what the fleet shows first waits for no strings that it does not show, and has no dialogue or chart in it', () => {
  const files = filesOf([...ENTRIES, ...ISLANDS]);
  expect(files.has('components/instances/compact-card.tsx')).toBe(true);
  const components = [...files].filter(([file]) => !file.startsWith('app/') && !file.startsWith('components/strings/'));
  expect(components.filter(([, text]) => /\buseStrings\b/.test(text)).map(([file]) => file)).toEqual([]);
  expect(components.filter(([, text]) => text.includes("from 'radix-ui'")).map(([file]) => file)).toEqual([]);
  const later = /dialog\.tsx$|-form\.tsx$|charts\/(?!later-strip|strip-place)|palette\/|saves\/|audit\//;
  expect([...files.keys()].filter((file) => later.test(file))).toEqual([]);
});

test('what the first load shows is drawn by the server: the code of islands, and of what only they use, is no part of it', () => {
  const files = filesOf(ENTRIES);
  expect(files.has('components/ui/island.tsx')).toBe(true);
  const islands =
    /layout\/(above|below|header|\w+-bar)\.tsx$|-card\.tsx$|-fact\.tsx$|instances\/fleet-(view|tools|cards)/;
  expect([...files.keys()].filter((file) => islands.test(file))).toEqual([]);
});
