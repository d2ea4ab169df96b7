import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../lib/domain/observation/observation';
import { connectRedis } from '../../lib/redis/connection';
import { stands, stillKnown, type Known } from '../../lib/redis/quiet';
import type { RedisConnection } from '../../lib/redis/redis';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeRedis, type FakeRedis, type FakeReply } from '../support/fake-redis';
import { startRedis } from '../support/redis-server';
import { TIMEOUTS, targetOf } from '../support/redis-target';
import { bulk, bulks } from '../support/resp';

const FIXTURES = new URL('../fixtures/info/', import.meta.url);
const STATS = '# Commandstats\r\ncmdstat_bgsave:calls=3,usec=1,usec_per_call=1.00,rejected_calls=0,failed_calls=1\r\n';
const SETTINGS: Record<string, string> = { 'stop-writes-on-bgsave-error': 'yes', save: '3600 1', dir: '/data' };
const DEAR = 'INFO server memory persistence stats replication errorstats commandstats';
const LIGHT = 'INFO server persistence stats replication errorstats';

const toEnd = endings();

interface Played {
  readonly fake: FakeRedis;
  /** Fields of INFO and settings that are other than in the fixture from now on. */
  readonly info: Record<string, string>;
  readonly settings: Record<string, string>;
  look(): Promise<Facts>;
  /** The commands of the looks since it was asked last, those of one CONFIG GET told by their number. */
  asked(): readonly string[];
}

/** A server that answers as the fixture says, to one section or name or several; `refuses` whatever it has an answer for itself. */
async function played(file: string, refuses: (command: readonly string[]) => FakeReply | undefined = () => undefined) {
  const text = `${readFileSync(new URL(file, FIXTURES), 'utf8').trimEnd()}\r\n\r\n${STATS}`;
  // Long after its last save: another one in the same second would not show.
  const info: Record<string, string> = { total_commands_processed: '100', server_time_usec: '1895327900000000' };
  const settings = { ...SETTINGS };
  const sections = (wanted: readonly string[]): string => {
    const parts = text.split(/(?=^# )/m).filter((part) => {
      const name = /^# (\S+)/.exec(part)?.[1]?.toLowerCase() ?? '';
      return wanted.length === 0 ? name !== 'commandstats' : wanted.includes(name);
    });
    return parts
      .join('')
      .replaceAll(/^(\w+):.*$/gm, (line, name: string) => (name in info ? `${name}:${info[name]}` : line));
  };
  const fake = await startFakeRedis((command) => {
    const refused = refuses(command);
    if (refused !== undefined) return refused;
    const [name, ...args] = command;
    if (name === 'INFO') return bulk(sections(args));
    if (name === 'PING') return '+PONG\r\n';
    return bulks(...args.slice(1).flatMap((each) => (each in settings ? [each, settings[each] ?? ''] : [])));
  });
  const connection = connectRedis(targetOf(fake), TIMEOUTS);
  toEnd.push(() => fake.stop());
  toEnd.push(() => connection.close());
  let told = 0;
  const made: Played = {
    fake,
    info,
    settings,
    look: () => factsOf(connection),
    asked: () => {
      const since = fake.commands.slice(told);
      told = fake.commands.length;
      return since.map((words) => (words[0] === 'CONFIG' ? `CONFIG GET ×${words.length - 2}` : words.join(' ')));
    },
  };
  return made;
}

async function factsOf(connection: RedisConnection): Promise<Facts> {
  const seen = await connection.observe(Date.now);
  if (seen.kind === 'problem') throw new Error(seen.problem.message);
  return seen.facts;
}

const APART = ['INFO', 'INFO commandstats', ...Array<string>(6).fill('CONFIG GET ×1'), 'PING'];
const WHOLE = [DEAR, 'CONFIG GET ×6', 'PING'];
const QUIET = [LIGHT, 'CONFIG GET ×6', 'PING'];

/** A look in the first words, a whole one, and a light one. */
async function settled(file: string): Promise<Played> {
  const made = await played(file);
  for (const commands of [APART, WHOLE, QUIET]) {
    await made.look();
    expect(made.asked()).toEqual(commands);
  }
  return made;
}

test.each(['redis-7.0.15-saved.txt', 'valkey-8.1.1-saved.txt'])(
  'from 7.0 on three calls ask for all, and the dear half is left out while nothing moves: %s',
  async (file) => {
    const made = await settled(file);
    expect(await made.look()).toMatchObject({
      counters: { bgsave: { calls: 3, failed: 1 } },
      config: { guard: { value: 'yes' }, dir: { value: '/data' }, dbfilename: { value: null } },
      ping: { kind: 'pong' },
    });
  },
);

test('before 7.0 each is asked for by itself', async () => {
  const made = await played('redis-6.2.16-saved.txt');
  for (let look = 0; look < 3; look += 1) await made.look();
  expect(made.asked()).toEqual([...APART, ...APART, ...APART]);
});

test.each([
  [
    'several sections',
    ([name, ...args]: readonly string[]) => (name === 'INFO' && args.length > 1 ? '-ERR syntax error\r\n' : undefined),
  ],
  [
    'several settings',
    ([name, ...args]: readonly string[]) =>
      name === 'CONFIG' && args.length > 2 ? '-ERR wrong number of arguments\r\n' : undefined,
  ],
  [
    'a section that it leaves out',
    ([name, ...args]: readonly string[]) =>
      name === 'INFO' && args.length > 1 ? bulk('# Server\r\nredis_version:7.0.15\r\n') : undefined,
  ],
])(
  'a server that says it is 7.0 and does not take %s is asked in the first words at once, and from then on',
  async (_, refuses) => {
    const made = await played('redis-7.0.15-saved.txt', refuses);
    await made.look();
    made.asked();
    expect(await made.look()).toMatchObject({
      config: { guard: { value: 'yes' } },
      counters: { bgsave: { calls: 3 } },
    });
    expect(made.asked()).toEqual([...WHOLE, ...APART]);
    await made.look();
    await made.look();
    expect(made.asked()).toEqual([...APART, ...APART]);
  },
);

describe('what moved takes a whole look in the same turn', () => {
  test.each([
    ['rdb_saves', '99'],
    ['rdb_last_save_time', '1795327000'],
    ['rdb_last_bgsave_status', 'err'],
    ['rdb_bgsave_in_progress', '1'],
    ['aof_rewrite_in_progress', '1'],
    ['aof_last_write_status', 'err'],
    ['module_fork_in_progress', '1'],
    ['total_forks', '99'],
    ['latest_fork_usec', '99'],
    ['sync_full', '99'],
    ['total_error_replies', '99'],
    ['run_id', 'f'.repeat(40)],
    ['total_commands_processed', '1'],
    ['loading', '1'],
  ])('%s', async (field, value) => {
    const made = await settled('redis-7.0.15-saved.txt');
    made.info[field] = value;
    await made.look();
    expect(made.asked()).toEqual([...QUIET, ...WHOLE]);
  });

  test('a setting, and it is seen by that look', async () => {
    const made = await settled('redis-7.0.15-saved.txt');
    made.settings['stop-writes-on-bgsave-error'] = 'no';
    expect((await made.look()).config.guard).toEqual({ value: 'no' });
    expect(made.asked()).toEqual([...QUIET, ...WHOLE]);
  });
});

describe('a light look like the one before but for times and counts', () => {
  test('tells the time, and how many changes no snapshot has', async () => {
    const made = await settled('redis-7.0.15-saved.txt');
    const before = await made.look();
    const later = { server_time_usec: '1895327901500000', uptime_in_seconds: '4242', rdb_changes_since_last_save: '7' };
    Object.assign(made.info, later, { total_net_input_bytes: '123456789', total_commands_processed: '103' });
    const after = await made.look();
    expect(made.asked()).toEqual([...QUIET, ...QUIET]);
    const server = { ...before.server, timeSeconds: 1_895_327_901, timeMs: 1_895_327_901_500, uptimeSeconds: 4242 };
    expect(after).toEqual({ ...before, server, rdb: { ...before.rdb, changesSinceLastSave: 7 } });
    expect([after.counters === before.counters, after.aof === before.aof]).toEqual([true, true]);
  });

  test('is not taken for one before what a whole look saw since', async () => {
    const made = await settled('redis-7.0.15-saved.txt');
    Object.assign(made.info, { aof_enabled: '1', total_forks: '99' });
    expect((await made.look()).aof.enabled).toBe(true);
    delete made.info['aof_enabled'];
    delete made.info['total_forks'];
    expect((await made.look()).aof.enabled).toBe(false);
    expect(made.asked()).toEqual([...QUIET, ...WHOLE, ...QUIET, ...WHOLE]);
  });

  test('proves nothing once the clock of Redis was set back to the second of its last save', async () => {
    const made = await settled('redis-7.0.15-saved.txt');
    made.info['server_time_usec'] = '1795327799000000';
    await made.look();
    expect(made.asked()).toEqual([...QUIET, ...WHOLE]);
  });
});

test('what is left out stands for five seconds, and for longer only where nobody but us has sent a command', () => {
  const known: Known = { facts: {} as Facts, signs: '', commands: 100, settings: [], isOurs: true, at: 1000 };
  expect([stands(known, 5999), stands(known, 6000), stands(null, 0)]).toEqual([true, false, false]);
  const after = (...looks: number[]) => {
    const told = (commands: number) => new Map([['total_commands_processed', `${commands}`]]);
    const seen = looks.reduce((before, commands) => stillKnown(before, told(commands), known.facts, 3, 5000), known);
    return stands(seen, 6000);
  };
  expect([after(103), after(104), after(102)]).toEqual([true, false, false]);
  // What somebody else did once is not seen by looks in quiet after it.
  expect([after(103, 106), after(104, 107), after(104, 107, 110)]).toEqual([true, false, false]);
});

test('on a real server a light look tells what a whole one would', async () => {
  const redis = await startRedis();
  toEnd.push(() => redis.stop());
  await redis.cli('SET', 'k', 'v');
  await redis.cli('SAVE');
  const connection = connectRedis(targetOf(redis), TIMEOUTS);
  toEnd.push(() => connection.close());
  const light = await eventually('a light look', async () => {
    const before = await factsOf(connection);
    const after = await factsOf(connection);
    return before.counters === after.counters ? after : null;
  });
  const another = connectRedis(targetOf(redis), TIMEOUTS);
  toEnd.push(() => another.close());
  const whole = await factsOf(another);
  expect({ ...light.counters, ping: null }).toEqual({ ...whole.counters, ping: null });
  expect(light.rdb).toEqual(whole.rdb);
});

test('an answer that came while this process itself was busy is no server that does not answer', async () => {
  const redis = await startRedis();
  toEnd.push(() => redis.stop());
  const connection = connectRedis(targetOf(redis), { connectMs: 1500, commandMs: 100 });
  toEnd.push(() => connection.close());
  await factsOf(connection);
  const look = connection.observe(Date.now);
  // It is sent by then, and what is answered waits in the kernel.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  expect((await look).kind).toBe('facts');
});
