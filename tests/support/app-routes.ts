import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DOOR_ROUTES } from '../../lib/http/door-routes';

const BUILD = resolve(import.meta.dirname, '../../.next');

/** Every path that is served, pages and API, with its parameters in brackets: those of the build, and those of the door. */
export function builtRoutes(): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${BUILD}/app-path-routes-manifest.json`, 'utf8')) as Record<string, string>;
  return [...new Set(Object.values(manifest)), ...DOOR_ROUTES.keys()]
    .filter((route) => route !== '/_global-error')
    .sort();
}

/** The name under which Next keeps this build. */
export function buildId(): string {
  return readFileSync(`${BUILD}/BUILD_ID`, 'utf8').trim();
}

/** A path of this route: each parameter as it is given, or else one that is not there. */
export function pathOf(route: string, parameters: Readonly<Record<string, string>>): string {
  return route
    .replace(/\[\[\.\.\.\w+\]\]/g, 'nothing')
    .replace(/\[(\w+)\]/g, (_, name: string) => parameters[name] ?? 'nothing');
}
