import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DOOR_ROUTES } from '../../lib/http/door-routes';
import type { RouteHandler } from '../../lib/http/guarded';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Routes = Partial<Record<(typeof METHODS)[number], Partial<RouteHandler>>>;

/**
 * Who may do what, path by path, but for what anybody may who is signed in: reading what there is, and the session and password of one's
 * own. A new verb that changes something is added here by hand.
 */
const MORE_THAN_READING: Readonly<Record<string, string>> = {
  'GET /api/health/live': 'public',
  'HEAD /api/health/live': 'public',
  'GET /api/health/ready': 'public',
  'HEAD /api/health/ready': 'public',
  // Who signs in is nobody yet, and who signs out may be nobody any more.
  'GET /api/session': 'public',
  'HEAD /api/session': 'public',
  'POST /api/session': 'public',
  'DELETE /api/session': 'public',
  'POST /api/session/set-up': 'public',
  'DELETE /api/sessions': 'administer',
  'GET /api/people': 'administer',
  'HEAD /api/people': 'administer',
  'POST /api/people': 'administer',
  'PUT /api/people/[personId]': 'administer',
  'GET /api/tokens': 'administer',
  'HEAD /api/tokens': 'administer',
  'POST /api/tokens': 'administer',
  'DELETE /api/tokens/[tokenId]': 'administer',
  'GET /api/notify': 'administer',
  'HEAD /api/notify': 'administer',
  'POST /api/notify/[receiverName]/test': 'administer',
  'POST /api/session/provider': 'public',
  'GET /api/session/callback/oidc': 'public',
  'HEAD /api/session/callback/oidc': 'public',
  'POST /api/instances': 'administer',
  'DELETE /api/instances/[instanceId]': 'administer',
  'POST /api/instances/[instanceId]/bgsave': 'act',
  'PUT /api/instances/[instanceId]/stop-writes': 'act',
  'POST /api/bulk-saves': 'act',
  'POST /api/bulk-saves/plan': 'act',
  'POST /api/bulk-saves/[bulkId]/stop': 'act',
  'PUT /api/instances/[instanceId]/override': 'act',
  'POST /api/approvals/[approvalId]/approve': 'act',
  'POST /api/approvals/[approvalId]/decline': 'act',
  'POST /api/approvals/[approvalId]/withdraw': 'act',
  'POST /api/incidents/[number]/notes': 'act',
  'POST /api/incidents/[number]/notes/[noteId]/strike': 'act',
  'PUT /api/incidents/[number]/steps/[stepId]': 'act',
};

const files = globSync(['app/api/**/route.ts', 'app/metrics/route.ts']).sort();

/** For which verbs, and which bodies, the password is asked for again. */
const CONFIRMED: Readonly<Record<string, readonly object[]>> = {
  'POST /api/instances': [{}],
  'DELETE /api/instances/[instanceId]': [{}],
  'PUT /api/instances/[instanceId]/stop-writes': [
    { value: 'no', rewrite: false },
    { value: 'yes', rewrite: true },
    { value: 'no', rewrite: true },
  ],
  'POST /api/approvals/[approvalId]/approve': [{}],
  'POST /api/approvals/[approvalId]/decline': [{}],
  'PUT /api/session/password': [{}],
  'DELETE /api/sessions': [{}],
  'POST /api/people': [{}],
  'PUT /api/people/[personId]': [{}],
  'POST /api/tokens': [{}],
  'DELETE /api/tokens/[tokenId]': [{}],
};
const BODIES: readonly { value: string; rewrite: boolean }[] = ['no', 'yes'].flatMap((value) =>
  [false, true].map((rewrite) => ({ value, rewrite })),
);

describe('every verb of every path that the door answers', () => {
  it.each([...DOOR_ROUTES])(
    'of %s stands behind the checks, with the permission that it should have',
    (path, verbs) => {
      // A method that is missing would be none of Next's either.
      expect(Object.keys(verbs).sort()).toEqual([...METHODS].sort());
      const given = METHODS.map((method) => [`${method} ${path}`, verbs[method]?.permission]);
      expect(given).toEqual(
        METHODS.map((method) => [`${method} ${path}`, MORE_THAN_READING[`${method} ${path}`] ?? 'read']),
      );
    },
  );

  it('is one that Next has no route for', () => {
    expect([...DOOR_ROUTES.keys()]).toEqual(['/api/stream']);
    expect(files).not.toContain('app/api/stream/route.ts');
  });
});

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

  it.each(files)('of %s asks for the password again where it should, and nowhere else', async (file) => {
    const path = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`;
    const routes = (await import(resolve(file))) as Routes;
    for (const method of METHODS) {
      const asks = (body: object): boolean => routes[method]?.spec?.confirmed?.(body) === true;
      const expected = CONFIRMED[`${method} ${path}`] ?? [];
      const isAlways = expected.some((body) => Object.keys(body).length === 0);
      const wanted = BODIES.filter((body) => isAlways || expected.some((one) => isDeepStrictEqual(one, body)));
      expect([method, path, BODIES.filter(asks)]).toEqual([method, path, wanted]);
    }
  });

  it('is in no other file of the app but that of the metrics: pages only show', () => {
    expect(globSync('app/**/route.{js,jsx,tsx}')).toEqual([]);
    // Where Prometheus looks unless it is told otherwise.
    expect(globSync('app/**/route.ts').filter((file) => !file.startsWith('app/api/'))).toEqual([
      'app/metrics/route.ts',
    ]);
  });
});
