import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instanceStateSchema } from '../../lib/contracts/instance';
import { runbooksPage } from '../../lib/domain/runbook/runbooks-page';
import { markdownFile } from '../../scripts/lib/markdown-file.mjs';
import { CAPABILITIES } from '../support/capabilities/capabilities';
import { documents, headingsOf, leadsSomewhere, linksOf, sizeOf } from '../support/markdown';
import { projectText } from '../support/source-files';

const PAGES = documents();
const STATES = 'docs/guide/states';
const COMPATIBILITY = 'docs/compatibility.md';
const LARGEST_PICTURE = 300_000;

describe('the documents', () => {
  it('are read as a whole', () => {
    expect(PAGES.length).toBeGreaterThan(20);
    expect(PAGES.flatMap(linksOf).length).toBeGreaterThan(60);
  });

  it('link only to what is there', () => {
    const dead = PAGES.flatMap(linksOf).filter((link) => !leadsSomewhere(link));
    expect(dead.map(({ page, target }) => `${page} → ${target}`)).toEqual([]);
  });

  it('name only commands that package.json has', () => {
    const { scripts } = JSON.parse(projectText('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) => [...projectText(page).matchAll(/\bnpm run ([\w:-]+)/g)]);
    expect(named.map(([, name = '']) => name).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('name only tests that are there', () => {
    const named = PAGES.flatMap((page) => projectText(page).match(/\btests\/[\w/-]+\.(test|spec)\.ts\b/g) ?? []);
    expect(named.length).toBeGreaterThan(60);
    expect([...new Set(named)].filter((path) => !existsSync(join(import.meta.dirname, '../..', path)))).toEqual([]);
  });
});

it('the runbooks are those that Savepoint gives (npm run runbooks)', async () => {
  expect(projectText('docs/runbooks.md')).toBe(await markdownFile(runbooksPage()));
});

describe('the table of releases (npm run test:releases -- --write)', () => {
  const [, table = ''] = /<!-- releases: begin -->\n(.*)<!-- releases: end -->/s.exec(projectText(COMPATIBILITY)) ?? [];
  const [head = [], ...rows] = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('is of at least five releases, both of Redis and of Valkey', () => {
    const releases = head.filter((cell) => /^(Redis|Valkey) \d/.test(cell));
    expect(releases.length).toBeGreaterThanOrEqual(5);
    expect(new Set(releases.map((release) => release.split(' ')[0]))).toEqual(new Set(['Redis', 'Valkey']));
  });

  it('has a line for each capability that is tested, none of which failed', () => {
    const names = rows.map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(CAPABILITIES.map(({ name }) => name)));
    expect(table).not.toMatch(/\*\*no\*\*|failed\*\*/);
  });

  it('is found from the README and the guides', () => {
    for (const page of ['README.md', 'docs/guide/README.md'])
      expect(linksOf(page).map(({ target }) => target)).toContainEqual(expect.stringMatching(/compatibility\.md$/));
  });
});

describe('the guide of a state', () => {
  const states = instanceStateSchema.options;

  it.each(states)('%s says what it means, why, what to do and how it ends', (state) => {
    const page = `${STATES}/${state}.md`;
    const headings = headingsOf(page).join('\n');
    for (const part of ['What it means', 'Why', 'hat to do', 'How it ends']) expect(headings).toContain(part);
    expect(projectText(page)).toContain(`In the API: \`${state}\``);
  });

  it('is in the index, and there is none without a state', () => {
    const pages = states.map((state) => `${state}.md`);
    expect(linksOf(`${STATES}/README.md`).map(({ target }) => target)).toEqual(expect.arrayContaining(pages));
    expect(PAGES.filter((page) => dirname(page) === STATES)).toHaveLength(states.length + 1);
  });
});

describe('the pictures', () => {
  const pictures = readdirSync(join(import.meta.dirname, '../../docs/images')).map((name) => `docs/images/${name}`);

  it('come in pairs for light and dark, and are small', () => {
    const light = pictures.filter((path) => path.endsWith('-light.png'));
    expect(light.length).toBeGreaterThan(0);
    expect([...light, ...light.map((path) => path.replace('-light', '-dark'))].sort()).toEqual([...pictures].sort());
    expect(pictures.filter((path) => sizeOf(path) > LARGEST_PICTURE)).toEqual([]);
  });

  it('are described for who does not see them, and shown in both themes', () => {
    const shown = PAGES.flatMap((page) => projectText(page).match(/<picture>.*?<\/picture>/gs) ?? []);
    expect(shown.length).toBeGreaterThan(0);
    for (const picture of shown) {
      expect(picture).toMatch(/alt="[^"]{20,}"/);
      const [, name = ''] = /src="[^"]*?([\w-]+)-light\.png"/.exec(picture) ?? [];
      expect(picture).toMatch(new RegExp(`prefers-color-scheme: dark.*${name}-dark\\.png`));
    }
  });
});
