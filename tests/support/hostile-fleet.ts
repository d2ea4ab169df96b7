import { eventually } from './eventually';
import { startHostileRedis, type HostileRedis } from './hostile-redis';
import type { HostileText } from './hostile-texts';
import { ask, type HttpAnswer } from './http-client';
import { rowsOf } from './store-place';
import { startSavepoint, type SavepointServer } from './savepoint-server';

/** An instance of which a server, and whoever registered it, said one hostile text. */
export interface Member {
  readonly hostile: HostileText;
  readonly id: string;
  /** As much of the text as a name may have. */
  readonly name: string;
  /** As it is kept: without blanks at its ends, and without halves of a pair, which UTF-8 does not have. */
  readonly reason: string;
}

export interface HostileFleet {
  readonly savepoint: SavepointServer;
  readonly members: readonly Member[];
  /** What was refused while it was made: registrations with the text where none may stand. */
  readonly refusals: readonly HttpAnswer[];
  stop(): Promise<void>;
}

/** Longer than from one poll to the next. */
const PATIENCE_MS = 120_000;

/**
 * A Savepoint that watches one hostile server for each text: registered over the API under its text, with it as a tag, then acted
 * on with it as the reason. In the end every second guard is off, and every server dumps to a directory of that name.
 */
export async function startHostileFleet(texts: readonly HostileText[]): Promise<HostileFleet> {
  // It polls when it registers and when it acts; else hundreds of servers would only be in each other's way.
  const env = { SAVEPOINT_LOG_LEVEL: 'debug', SAVEPOINT_AUDIT_LOG: 'yes' };
  const savepoint = await startSavepoint({ yaml: 'pollIntervalMs: 60000\n', env });
  const servers: HostileRedis[] = [];
  const stop = async (): Promise<void> => {
    await savepoint.stop();
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    const refusals: HttpAnswer[] = [];
    const members: Member[] = [];
    for (const hostile of texts) {
      const server = await startHostileRedis(hostile.text);
      servers.push(server);
      const member = memberOf(hostile);
      refusals.push(...(await register(savepoint, member, server.url)));
      // What is told before it is recorded is no change of anything that was seen.
      await eventually(`${member.id} to be recorded`, () => isRecorded(savepoint, member.id));
      server.speak();
      await act(savepoint, member);
      members.push(member);
    }
    for (const { id } of members)
      await eventually(`the new directory of ${id}`, () => isTold(savepoint, id), PATIENCE_MS);
    return { savepoint, members, refusals, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function memberOf(hostile: HostileText): Member {
  const id = `t${hostile.id}`;
  const allowed = hostile.text.replaceAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, ' ').slice(0, 94);
  const name = `${allowed} ${id}`.trim();
  const idOfName = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return { hostile, id: idOfName.replaceAll(/^-|-$/g, ''), name, reason: Buffer.from(hostile.text.trim()).toString() };
}

/** Refused first, three times, with the text where it cannot stand; then registered. */
async function register(savepoint: SavepointServer, member: Member, url: string): Promise<HttpAnswer[]> {
  const { hostile, name } = member;
  const post = (body: object): Promise<HttpAnswer> =>
    ask(savepoint.url, '/api/instances', { method: 'POST', body: { url, operator: 'same', ...body } });
  const refused = [
    await post({ name: hostile.text, url: hostile.text }),
    await post({ name, url, [hostile.text]: hostile.text }),
    await post({ name, environment: hostile.text }),
  ];
  const tags = { [hostile.text.slice(0, 100)]: hostile.text, [`tag ${hostile.id}`]: hostile.text };
  expected(await post({ name, tags }), 201);
  return refused.map((one) => expected(one, 422));
}

/**
 * Half of the guards go off; the others stay on, and a save is asked for that the server refuses with the text. On a machine that is too
 * busy its answer may be late (504): what was asked for is kept all the same.
 */
async function act(savepoint: SavepointServer, { hostile, id, name }: Member): Promise<void> {
  const path = `/api/instances/${id}`;
  const reason = hostile.text;
  if (hostile.id % 2 === 1) {
    expected(await ask(savepoint.url, `${path}/bgsave`, { method: 'POST', body: { reason } }), 409, 504);
    return;
  }
  const body = { value: 'no', expected: 'yes', confirm: name, reason, until: { kind: 'none' } };
  expected(await ask(savepoint.url, `${path}/stop-writes`, { method: 'PUT', body }), 200, 504);
}

function expected(answer: HttpAnswer, ...statuses: readonly number[]): HttpAnswer {
  if (!statuses.includes(answer.status)) throw new Error(`${answer.status} instead of ${statuses}: ${answer.text}`);
  return answer;
}

/** Unless a Savepoint has looked for the first time, it can tell of no change. */
function isRecorded({ dataDir }: SavepointServer, id: string): boolean {
  return rowsOf(dataDir, `select 1 from watch_memory where instance_id = '${id}'`).length > 0;
}

async function isTold(savepoint: SavepointServer, id: string): Promise<boolean> {
  const { text } = await ask(savepoint.url, `/api/instances/${id}/events`);
  return text.includes('"dir-changed"') && text.includes('"dbfilename-changed"');
}
