import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { connectRedis } from '../../lib/redis/connection';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeRedis, type FakeReply } from '../support/fake-redis';
import { targetOf, TIMEOUTS } from '../support/redis-target';
import { bulk, bulks } from '../support/resp';

const ID = 'orders-primary';
const INFO = readFileSync(join(import.meta.dirname, '../fixtures/info/redis-7.0.15-saved.txt'), 'utf8');
const FAILED = readFileSync(join(import.meta.dirname, '../fixtures/info/redis-7.0.15-save-failed.txt'), 'utf8');

const toEnd = endings();
let watch: TestSavepoint | null = null;
afterEach(async () => {
  await watch?.dispose();
  watch = null;
});

/** How a service answers, by command; what is not in it as Redis does. */
type Answers = Readonly<Record<string, FakeReply>>;

async function service(answers: Answers, info = INFO) {
  const asRedis: Answers = { INFO: bulk(info), PING: '+PONG\r\n' };
  const fake = await startFakeRedis(([name = '', subcommand = '']) => {
    const both = `${name} ${subcommand.toUpperCase()}`;
    const told = [answers[both], answers[name], asRedis[name]].find((reply) => reply !== undefined);
    return told === undefined ? `-ERR unknown command '${name}'\r\n` : told;
  });
  toEnd.push(() => fake.stop());
  return fake;
}

/** What is told of it once it was seen, and asked what there is to ask. */
async function told(port: number, asked: () => boolean) {
  watch = await aSavepoint([anInstance(`redis://127.0.0.1:${port}`)], { pollIntervalMs: 100 });
  const view = () => watch?.savepoint.instance(ID) ?? null;
  await eventually('it to be seen', () => view()?.observedAt !== null && asked());
  const seen = view()?.observedAt;
  return eventually('it to be seen again', () => (view()?.observedAt === seen ? null : view()));
}

describe('a service that does not let CONFIG through', () => {
  const unknown = (name: string): string => `-ERR unknown command '${name}', with args beginning with: \r\n`;
  const RENAMED = 'CONFIG is not available on this server (renamed or disabled).';
  const NOT_OFFERED = 'CONFIG is not offered by this service.';
  test.each<[string, string, string]>([
    ['ElastiCache, MemoryDB, Memorystore', unknown('CONFIG'), RENAMED],
    ['Azure Cache', '-ERR unknown command `CONFIG`, with args beginning with: `GET`, `save`, \r\n', RENAMED],
    ['Upstash', "-ERR Command is not available: 'CONFIG'. See https://upstash.com/docs for details\r\n", NOT_OFFERED],
    ['Redis Cloud', '-ERR command is not allowed\r\n', NOT_OFFERED],
    ['Tair', "-ERR command 'CONFIG' not support for normal user\r\n", NOT_OFFERED],
  ])('%s: the state is told from INFO and PING, and the guard is unknown, not yes', async (_name, config, reason) => {
    const fake = await service({ CONFIG: config, 'ACL DRYRUN': "-ERR Command 'BGSAVE' not found\r\n" });
    const view = await told(fake.port, () => fake.commands.some(([name]) => name === 'ACL'));
    expect(view).toMatchObject({
      state: 'saved',
      guard: { value: null, valueReason: `Not readable: ${reason}` },
      writes: { availability: 'accepted', evidence: 'ping' },
      rdb: { savePoints: { value: null } },
    });
    expect(view.withheld.map(({ what }) => what)).toEqual(['CONFIG', 'BGSAVE']);
    const all = view.withheld.map(({ message }) => message).join('\n');
    expect(all).toContain(`${reason} ${EN.withheld.noConfigPing}`);
    expect(all).toContain(EN.withheld.provider);
    expect(view.actions).toMatchObject({ bgsave: { allowed: false }, setStopWrites: { allowed: false } });
    expect(view.actions.bgsave.reason).toBe('BGSAVE is not available on this server (renamed or disabled).');
    expect(view.actions.setStopWrites.reason).toBe(`${reason} ${EN.withheld.noConfig}`);
    // What asks is no save, and it is not asked with each look.
    expect(fake.commands.filter(([name]) => name === 'BGSAVE')).toEqual([]);
    expect(fake.commands.filter(([name]) => name === 'ACL')).toEqual([['ACL', 'DRYRUN', 'default', 'BGSAVE']]);
  });

  test('where PING is withheld as well, whether writes are refused after a failed save is unknown', async () => {
    const fake = await service({ CONFIG: unknown('CONFIG'), PING: '-ERR command is not allowed\r\n' }, FAILED);
    const view = await told(fake.port, () => true);
    expect(view.writes).toMatchObject({ availability: 'unknown', cause: null, evidence: null });
    expect(view.withheld.map(({ message }) => message).join()).toContain(EN.withheld.noConfig);
    expect(view.withheld.map(({ message }) => message).join()).not.toContain(EN.withheld.noConfigPing);
  });

  test('where nobody tells of BGSAVE it is not known to be missing: it may be tried, and the refusal is told', async () => {
    const fake = await service({ CONFIG: unknown('CONFIG'), BGSAVE: '-ERR command is not allowed\r\n' });
    const view = await told(fake.port, () => fake.commands.some(([name]) => name === 'ACL'));
    expect(view.withheld.map(({ what }) => what)).toEqual(['CONFIG']);
    expect(view.actions.bgsave.allowed).toBe(true);
    const tried = await watch?.savepoint.triggerBgsave(ID, { schedule: false, reason: null, runId: null }, OPERATOR);
    expect(tried).toMatchObject({ ok: false, refusal: { code: 'not_possible' } });
    expect(tried?.ok === false && tried.refusal.message).toBe(
      'Redis refused: BGSAVE is not offered by this service. Nothing was started.',
    );
  });

  test('a right that is missing is none of these: the user is told', async () => {
    const fake = await service({ CONFIG: "-NOPERM this user has no permissions to run the 'config|get' command\r\n" });
    const view = await told(fake.port, () => true);
    expect(view.withheld).toEqual([]);
    expect(view.guard.valueReason).toBe('Not readable: user "default" may not run config|get.');
  });
});

test('INFO without a word about saves is unknown, never saved', async () => {
  const [before = '', after = ''] = INFO.split('# Persistence');
  const fake = await service({ CONFIG: '*0\r\n' }, before + after.slice(after.indexOf('# Stats')));
  const view = await told(fake.port, () => true);
  expect(view.state).toBe('unknown');
  expect(view.withheld).toEqual([{ what: 'INFO', message: EN.withheld.noPersistence }]);
});

test('INFO that a service withholds is a problem of the instance, in a sentence', async () => {
  const fake = await service({ INFO: "-ERR Command is not available: 'INFO'. See https://upstash.com/docs\r\n" });
  const connection = connectRedis(targetOf(fake), TIMEOUTS);
  const seen = await connection.observe(Date.now);
  connection.close();
  expect(seen).toMatchObject({ kind: 'problem', problem: { code: 'unreadable' } });
  expect(seen.kind === 'problem' && seen.problem.message).toMatch(/^This service does not offer INFO, /);
});

test('a CONFIG GET that is never answered says nothing of what there is', async () => {
  const fake = await service({ CONFIG: null });
  const connection = connectRedis(targetOf(fake), { ...TIMEOUTS, commandMs: 200 });
  const seen = await connection.observe(Date.now);
  connection.close();
  expect(seen).toMatchObject({ kind: 'problem', problem: { code: 'unresponsive' } });
});

describe('a service that leaves CONFIG GET alone', () => {
  const guard = bulks('stop-writes-on-bgsave-error', 'yes');
  const queued = '+QUEUED\r\n';
  test('and refuses CONFIG SET: it is told as not offered', async () => {
    const fake = await service({
      'CONFIG GET': guard,
      'CONFIG SET': '-ERR CONFIG subcommand must be one of GET\r\n',
      MULTI: '-ERR command is not allowed\r\n',
    });
    const connection = connectRedis(targetOf(fake), TIMEOUTS);
    expect(await connection.setGuard('no')).toEqual({
      kind: 'refused',
      why: { kind: 'not-offered', command: 'CONFIG' },
    });
    connection.close();
  });

  test('and answers CONFIG SET with OK and does nothing: what it reads afterwards counts', async () => {
    const fake = await service({
      CONFIG: queued,
      'CONFIG GET': queued,
      MULTI: '+OK\r\n',
      EXEC: `*4\r\n${guard}+OK\r\n${guard}${bulk(INFO)}`,
    });
    const connection = connectRedis(targetOf(fake), TIMEOUTS);
    expect(await connection.setGuard('no')).toMatchObject({ kind: 'done', before: 'yes', after: 'yes' });
    connection.close();
  });
});
