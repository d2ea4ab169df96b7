import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RouteHandler } from '../../lib/http/guarded';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Routes = Partial<Record<(typeof METHODS)[number], Partial<RouteHandler>>>;

/** Who may do what, path by path, but for reading what there is. A new verb that changes something is added here by hand. */
const MORE_THAN_READING: Readonly<Record<string, string>> = {
  'GET /api/health/live': 'public',
  'HEAD /api/health/live': 'public',
  'GET /api/health/ready': 'public',
  'HEAD /api/health/ready': 'public',
  'POST /api/instances': 'administer',
  'DELETE /api/instances/[instanceId]': 'administer',
  'POST /api/instances/[instanceId]/bgsave': 'act',
  'PUT /api/instances/[instanceId]/stop-writes': 'act',
  'PUT /api/instances/[instanceId]/override': 'act',
};

const files = globSync('app/api/**/route.ts').sort();

describe('every verb of every route', () => {
  it.each(files)('of %s stands behind the checks, with the permission that it should have', async (file) => {
    const path = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`;
    const routes = (await import(resolve(file))) as Routes;
    // Next answers a verb that is not exported by itself, without any check.
    expect(Object.keys(routes).sort()).toEqual([...METHODS].sort());
    const given = METHODS.map((method) => [`${method} ${path}`, routes[method]?.permission]);
    expect(given).toEqual(
      METHODS.map((method) => [`${method} ${path}`, MORE_THAN_READING[`${method} ${path}`] ?? 'read']),
    );
  });

  it('is in no other file of the app: pages only show', () => {
    expect(globSync('app/**/route.{js,jsx,tsx}')).toEqual([]);
    expect(globSync('app/**/route.ts').filter((file) => !file.startsWith('app/api/'))).toEqual([]);
  });
});
