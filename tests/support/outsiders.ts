import { sessionListSchema } from '../../lib/contracts/access';
import { type Asking, type Outsider, VARIANTS, type Variant } from './anonymous-variants';
import { buildId, pathOf } from './app-routes';
import { ask } from './http-client';
import { type RawAnswer, rawClient } from './raw-client';
import { type SignedInServer, signIn } from './signed-in-server';

/** What answers anybody, and what Next says of a page that is not there. Any other route of the build is asked for without a word here. */
const PUBLIC = new Set([
  '/api/session/provider',
  ...['/login', '/_not-found', '/api/health/live', '/api/health/ready', '/api/session', '/api/session/set-up'],
]);

/** Without which there is no answer. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/audit/export': '?format=json',
  '/api/saves/export': '?format=csv',
  '/api/incidents/[number]/export': '?format=json',
  '/api/instances/[instanceId]/saves/export': '?format=json',
  '/api/instances/[instanceId]/plan': '?action=set-stop-writes&value=yes',
};

/** Said before anything is looked for: no such thing, not so, not by you. Without a status it hung up. */
const REFUSED = new Set([0, 400, 401, 404, 405, 421]);
/** Said to who may ask, but not so. */
const PUBLIC_REFUSED = new Set([403, 415, 422]);

/** Asks as somebody who is not signed in, or as who is. */
export interface Outsiders {
  /** What is wrong with the answers of this route, in every way to ask: nothing, or who is not signed in learned something. */
  problemsOf(route: string): Promise<readonly string[]>;
  /** Is who is signed in shown what nobody else may learn? */
  isShown(route: string, variant?: Variant): Promise<boolean>;
  end(): void;
}

/** Outsiders of this server, who know what one can know who was signed in once. */
export async function outsidersOf(server: SignedInServer): Promise<Outsiders> {
  const { savepoint, cookie, canaries, instanceId, actionId } = server;
  const outsider = await outsiderOf(server);
  const client = rawClient(savepoint.port);
  const targetOf = (route: string): string =>
    `${pathOf(route, { instanceId, actionId, number: '1' })}${QUERIES[route] ?? ''}`;
  const toldIn = (text: string): readonly string[] => canaries.filter((canary) => text.includes(canary));
  const hasTold = (text: string): boolean => toldIn(text).length > 0;
  const signedIn = (request: Asking): Asking => ({ ...request, headers: { ...request.headers, cookie } });

  function asking(route: string, variant: Variant): Asking {
    const target = targetOf(route);
    return { method: 'GET', target, headers: {}, version: '1.1', ...variant.of(target, outsider) };
  }

  /** Goes where the answer leads, but not to the sign-in: Next sends its router there where it can be answered from a cache. */
  async function answerTo(request: Asking): Promise<RawAnswer> {
    let answer = await client.send(request, hasTold);
    for (let turn = 0; turn < 3 && /^\/(?!login\?next=)/.test(answer.location ?? ''); turn += 1) {
      answer = await client.send({ ...request, target: answer.location ?? '' }, hasTold);
    }
    return answer;
  }

  async function problemOf(route: string, request: Asking): Promise<string | null> {
    const { status, location, text } = await answerTo(request);
    if (hasTold(text)) return `tells ${toldIn(text).join(', ')}`;
    if (REFUSED.has(status)) return null;
    const isPublic = PUBLIC.has(route) || request.target.startsWith('/login');
    if (isPublic && (status < 300 || PUBLIC_REFUSED.has(status))) return null;
    if (location !== null) return location.startsWith('/login?next=%2F') ? null : `leads to ${location}`;
    // A page whose first part was sent already leads there by what it sends then.
    if (text.includes('/login?next=')) return null;
    // What Next prepares ahead of a page is a frame without content: so is it for who is signed in.
    const known = status === 200 ? await answerTo(signedIn(request)) : null;
    return known?.status === 200 && !hasTold(known.text) ? null : `answers ${status}`;
  }

  return {
    async problemsOf(route) {
      const problems = VARIANTS.map(async (variant) => {
        const problem = await problemOf(route, asking(route, variant));
        return problem === null ? [] : [`${variant.name}: ${problem}`];
      });
      return (await Promise.all(problems)).flat();
    },
    async isShown(route, variant = { name: 'GET', of: () => ({}) }) {
      return hasTold((await answerTo(signedIn(asking(route, variant)))).text);
    },
    end: () => client.end(),
  };
}

async function outsiderOf({ savepoint, cookie }: SignedInServer): Promise<Outsider> {
  const { url, port } = savepoint;
  const ended = await signIn(savepoint);
  await ask(url, '/api/session', {
    method: 'DELETE',
    headers: { origin: url, cookie: ended, 'content-type': 'application/json' },
  });
  const { sessions } = sessionListSchema.parse((await ask(url, '/api/sessions', { headers: { cookie } })).json());
  const endedCookie = ended.slice(ended.indexOf('=') + 1);
  return { port, buildId: buildId(), endedCookie, openSessionId: sessions[0]?.id ?? '' };
}
