import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
const ENDINGS = ['', '.ts', '.tsx', '.js', '.css', '/index.ts', '/index.tsx'];

/** A source file of the product: its path from the project's folder with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** All files of app, components and lib, and instrumentation.ts. */
export function sourceFiles(): readonly SourceFile[] {
  const folders = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [...folders, 'instrumentation.ts']
    .filter((path) => /\.tsx?$/.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: projectText(path) }));
}

export function projectText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The project's own files that a file imports (types too, dynamic imports too), as paths like `lib/domain/save.ts`. */
export function importsOf({ path, text }: SourceFile): readonly string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') || name.startsWith('@/'))
    .map((name) => located(name.startsWith('@/') ? join(ROOT, name.slice(2)) : resolve(ROOT, dirname(path), name)));
}

/** What cannot be found is named as it is: that is the type check's to report. */
function located(target: string): string {
  const ending = ENDINGS.find((each) => /\.\w+$/.test(target + each) && existsSync(target + each));
  return relative(ROOT, target + (ending ?? ''));
}
