import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VARIANTS } from '../support/anonymous-variants';
import { builtRoutes } from '../support/app-routes';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { type Outsiders, outsidersOf } from '../support/outsiders';
import { breakDisk, healDisk, save } from '../support/recipes';
import { type SignedInServer, startSignedIn } from '../support/signed-in-server';

/** What has nothing to show, also to who is signed in: it changes something, or is the same everywhere. */
const NOTHING_TO_SHOW: readonly string[] = [
  '/api/[[...rest]]',
  '/api/approvals/[approvalId]',
  '/api/approvals/[approvalId]/approve',
  '/api/approvals/[approvalId]/decline',
  '/api/approvals/[approvalId]/withdraw',
  // None was begun here.
  '/api/bulk-saves',
  '/api/bulk-saves/[bulkId]',
  '/api/bulk-saves/[bulkId]/stop',
  '/api/bulk-saves/plan',
  '/api/explain',
  '/api/health/live',
  '/api/health/ready',
  '/api/incidents/[number]/notes',
  '/api/incidents/[number]/notes/[noteId]/strike',
  '/api/incidents/[number]/steps/[stepId]',
  '/api/instances/[instanceId]/bgsave',
  '/api/instances/[instanceId]/override',
  '/api/instances/[instanceId]/stop-writes',
  // There are no receivers here.
  '/api/notify',
  '/api/notify/[receiverName]/test',
  '/api/openapi.json',
  '/api/people/[personId]',
  '/api/session/callback/oidc',
  '/api/session/confirm',
  '/api/session/password',
  '/api/session/provider',
  '/api/session/set-up',
  '/api/sessions/[sessionId]',
  '/api/tokens/[tokenId]',
];

/** Ways that show nothing to anybody, or spoil what is sent beside the cookie. */
const SILENT_ANYHOW = new Set([
  ...['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'with the method in the query'],
  ...[
    'ahead, for the router',
    'the tree alone',
    'one segment',
    'with a segment of the tree',
    'with .rsc',
    'with .json',
  ],
  ...['up from a file of the build', 'with a parameter after ;', 'with a null byte'],
  ...['with a wrong token', 'with no token', 'with an empty authorization', 'with a token that is “null”'],
  ...['with a name and a password', 'with two tokens', 'with the whole address', 'about to upgrade'],
]);

/** On a machine that has other things to do. */
const MANY_REQUESTS_MS = 120_000;

let server: SignedInServer;
let outsiders: Outsiders;

beforeAll(async () => {
  server = await startSignedIn();
  await anIncident(server);
  outsiders = await outsidersOf(server);
});
afterAll(async () => {
  outsiders?.end();
  await server?.stop();
});

/** A save that failed, with a note of who is signed in, until a good one closes the incident: nothing changes by itself after that. */
async function anIncident({ redis, savepoint, cookie }: SignedInServer): Promise<void> {
  const headers = { origin: savepoint.url, cookie };
  breakDisk(redis);
  await save(redis, 'err');
  const note = { method: 'POST', body: { text: 'looked at it' }, headers };
  await eventually(
    'the incident',
    async () => (await ask(savepoint.url, '/api/incidents/1/notes', note)).status === 201,
  );
  healDisk(redis);
  await save(redis);
  await eventually('it to be closed', async () =>
    (await ask(savepoint.url, '/api/incidents?state=closed', { headers })).text.includes('"number":1'),
  );
}

/** What a request could have changed: the instance, what Redis was told to do, and what is written down. */
async function stateOf(): Promise<unknown> {
  const { redis, savepoint, cookie, instanceId } = server;
  const paths = ['/api/audit?limit=200', '/api/people', '/api/tokens', '/api/sessions', `/api/instances/${instanceId}`];
  const texts = paths.map(async (path) => (await ask(savepoint.url, path, { headers: { cookie } })).json());
  const [audit, people, tokens, sessions, instance] = await Promise.all(texts);
  const stats = (await redis.cli('INFO', 'commandstats')).split('\r\n').map((line) => line.replace(/,.*/, ''));
  const told = stats.filter((line) => /cmdstat_(config\|set|config\|rewrite|bgsave|save|shutdown)/.test(line));
  return { audit, people, tokens, sessions, guard: (instance as { guard: unknown }).guard, told };
}

describe(`who is not signed in, in ${VARIANTS.length} ways to ask`, () => {
  let before: unknown;
  beforeAll(async () => {
    before = await stateOf();
  });

  test.each(builtRoutes())(
    'learns nothing from %s',
    async (route) => {
      expect(await outsiders.problemsOf(route)).toEqual([]);
    },
    MANY_REQUESTS_MS,
  );

  test('changes nothing', async () => {
    expect(await stateOf()).toEqual(before);
    expect(VARIANTS.length).toBeGreaterThanOrEqual(60);
  });
});

describe('who is signed in', () => {
  test.each(builtRoutes())('is shown by %s what nobody else may learn, if it has any', async (route) => {
    expect(await outsiders.isShown(route)).toBe(!NOTHING_TO_SHOW.includes(route));
  });

  test.each(['/', '/api/instances'])('is shown it by %s in most of these ways as well', async (route) => {
    const ways = VARIANTS.filter(({ name }) => !SILENT_ANYHOW.has(name));
    const shown = await Promise.all(ways.map((variant) => outsiders.isShown(route, variant)));
    expect(ways.filter((_, index) => shown[index] !== true).map(({ name }) => name)).toEqual([]);
  });
});
