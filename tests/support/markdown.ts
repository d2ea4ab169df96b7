import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectText } from './source-files';

const ROOT = resolve(import.meta.dirname, '../..');

/** A link or a picture of a page: where it is and where it goes. */
export interface PageLink {
  readonly page: string;
  readonly target: string;
}

/** The documents for people: those beside package.json and all of docs/, as paths from the project's folder. */
export function documents(): readonly string[] {
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`);
  return [...readdirSync(ROOT), ...inDocs].filter((path) => path.endsWith('.md'));
}

/** Everything a page points to, in Markdown or HTML; what stands in code is no link. */
export function linksOf(page: string): readonly PageLink[] {
  const text = withoutCode(projectText(page));
  const markdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const html = [...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)];
  return [...markdown, ...html].map(([, target = '']) => ({ page, target }));
}

/** Does a link lead somewhere? Addresses elsewhere are not asked. */
export function leadsSomewhere({ page, target }: PageLink): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
  if (!existsSync(join(ROOT, file))) return false;
  return anchor === undefined || anchorsOf(file).includes(anchor);
}

/** Bytes of a file of the project. */
export function sizeOf(path: string): number {
  return statSync(join(ROOT, path)).size;
}

/** The anchors that the headings of a page get. */
function anchorsOf(page: string): readonly string[] {
  return headingsOf(page).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** The headings of a page, as they are read. */
export function headingsOf(page: string): readonly string[] {
  const text = projectText(page).replace(/^```.*?^```$/gms, '');
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading.replaceAll('`', ''));
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');
}
