import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../lib/domain/observation/observation';
import { savePointsOf } from '../../lib/redis/config-values';
import { answeredApart, observationOf } from '../../lib/redis/observe';
import type { Reply } from '../../lib/redis/reply';
import { targetOf } from '../support/redis-target';

const FOLDER = new URL('../fixtures/info/', import.meta.url);
const NOW = 1_795_327_900_000;
const STATS = '# Commandstats\r\ncmdstat_info:calls=1,usec=1,usec_per_call=1.00,rejected_calls=0,failed_calls=0\r\n';

function fixture(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

function seen(info: string, stats: Reply = STATS, more: readonly Reply[] = []): Observation {
  return observationOf(answeredApart([info, stats, ...more]), targetOf({ port: 6379 }), NOW);
}

function factsOf(info: string, stats: Reply = STATS) {
  const observation = seen(info, stats);
  if (observation.kind === 'problem') throw new Error(observation.problem.message);
  return observation.facts;
}

describe('every release in the fixtures', () => {
  const SINCE_6_2 = { forks: 1, misconf: 0, rejected: 0 };
  const BEFORE = { forks: null, misconf: null, rejected: null, attempts: null };
  test.each([
    { file: 'redis-2.8.24', software: 'redis', version: '2.8.24', time: 1_795_327_786, ...BEFORE, cow: false },
    { file: 'redis-5.0.14', software: 'redis', version: '5.0.14', time: 1_795_327_791, ...BEFORE, cow: true },
    {
      file: 'redis-6.2.16',
      software: 'redis',
      version: '6.2.16',
      time: 1_795_327_797,
      ...SINCE_6_2,
      attempts: null,
      cow: true,
    },
    {
      file: 'redis-7.0.15',
      software: 'redis',
      version: '7.0.15',
      time: 1_795_327_799,
      ...SINCE_6_2,
      attempts: 1,
      cow: true,
    },
    {
      file: 'redis-8.0.6',
      software: 'redis',
      version: '8.0.6',
      time: 1_795_327_808,
      ...SINCE_6_2,
      attempts: 1,
      cow: true,
    },
    {
      file: 'valkey-8.1.1',
      software: 'valkey',
      version: '8.1.1',
      time: 1_795_327_814,
      ...SINCE_6_2,
      attempts: 1,
      cow: true,
    },
  ])('$file', ({ file, software, version, time, forks, attempts, misconf, rejected, cow }) => {
    const saved = factsOf(fixture(`${file}-saved.txt`));
    const failed = factsOf(fixture(`${file}-save-failed.txt`));
    expect(saved.server).toMatchObject({ software, version, role: 'master', configFile: '', uptimeSeconds: 1 });
    expect(saved.server.runId).toMatch(/^[0-9a-f]{40}$/);
    // Before 6.2 rebuilt from lru_clock: 165674 and 165679 are these seconds modulo 2^24.
    expect(saved.server.timeSeconds).toBe(time);
    const tells = fixture(`${file}-saved.txt`).includes('server_time_usec:');
    expect(saved.server.timeMs === null ? null : Math.floor(saved.server.timeMs / 1000)).toBe(tells ? time : null);
    expect(saved.rdb).toMatchObject({ lastStatus: 'ok', inProgress: false, currentSeconds: null, attempts });
    expect(saved.forks.total).toBe(forks);
    expect(saved.rdb.lastCowBytes !== null).toBe(cow);
    expect(saved.counters).toMatchObject({ syncFull: 0, misconfErrors: misconf });
    expect(saved.counters.bgsave).toEqual({ calls: 0, failed: rejected, rejected });
    expect(saved.loading.active).toBe(false);
    expect(saved.aof).toMatchObject({ enabled: false, lastWriteStatus: 'ok', lastRewriteStatus: 'ok' });
    expect(failed.rdb).toMatchObject({ lastStatus: 'err', changesSinceLastSave: 20, lastSaveTime: expect.any(Number) });
    expect(failed.rdb.attempts).toBe(attempts === null ? null : attempts + 1);
    expect(failed.server.runId).toBe(saved.server.runId);
  });

  test('none is missing from the table', () => {
    expect(readdirSync(FOLDER).map((name) => name.replace(/-(saved|save-failed)\.txt$/, ''))).toEqual(
      ['redis-2.8.24', 'redis-5.0.14', 'redis-6.2.16', 'redis-7.0.15', 'redis-8.0.6', 'valkey-8.1.1'].flatMap(
        (name) => [name, name],
      ),
    );
  });
});

describe('single fields', () => {
  const info = (lines: string) => factsOf(`run_id:${'a'.repeat(40)}\r\n${lines}\r\n`);

  test.each([
    ['a number with letters', 'rdb_saves:12x'],
    ['a fraction', 'rdb_saves:1.5'],
    ['below nothing', 'rdb_saves:-1'],
    ['beyond what a number holds', 'rdb_saves:99999999999999999999'],
    ['hexadecimal', 'rdb_saves:0x10'],
    ['empty', 'rdb_saves:'],
    ['not there', 'other:1'],
  ])('%s is not known', (_, line) => expect(info(line).rdb.attempts).toBeNull());

  test('changes can be negative', () => {
    expect(info('rdb_changes_since_last_save:-3').rdb.changesSinceLastSave).toBe(-3);
  });

  test('the keys of an AOF rewrite are not those of a save', () => {
    const keys = 'current_save_keys_processed:5\r\ncurrent_save_keys_total:9';
    expect(info(`rdb_bgsave_in_progress:0\r\n${keys}`).rdb).toMatchObject({ keysDone: null, keysTotal: null });
    expect(info(`rdb_bgsave_in_progress:1\r\n${keys}`).rdb).toMatchObject({ keysDone: 5, keysTotal: 9 });
  });

  test('a replica and its primary, IPv6 in brackets', () => {
    const { server, replication } = info(
      'role:slave\r\nmaster_host:fd00::1\r\nmaster_port:6379\r\nmaster_link_status:down\r\nmaster_last_io_seconds_ago:-1',
    );
    expect(server.role).toBe('replica');
    expect(replication).toMatchObject({ primaryAddress: '[fd00::1]:6379', linkUp: false, lagSeconds: null });
  });

  test('a replication id is 40 hex digits, or not known', () => {
    const id = '0123456789abcdef'.repeat(3).slice(0, 40);
    const told = (text: string) => info(`role:master\r\n${text}`).replication.replicationId;
    expect(told(`master_replid:${id}`)).toBe(id);
    expect([told(`master_replid:${id}0`), told('master_replid:?'), told('')]).toEqual([null, null, null]);
  });

  test('replicas whose full copy is to begin or is under way are counted by their state', () => {
    const lines = ['wait_bgsave', 'online', 'send_bulk_and_stream', 'send_bulk'].map(
      (state, index) => `slave${index}:ip=10.0.0.${index},port=6379,state=${state},offset=0,lag=0`,
    );
    const told = (text: string) => info(`role:master\r\n${text}`).replication.copyingReplicas;
    expect(told(`connected_slaves:4\r\n${lines.join('\r\n')}`)).toBe(2);
    expect([told('connected_slaves:0'), told('')]).toEqual([0, null]);
  });

  test('a field named like a property of every object is only a field', () => {
    expect(info('__proto__:x\r\nconstructor:y\r\nrole:master').server.role).toBe('master');
  });

  test.each([
    ['our clock is the same', 0],
    ['Redis is 40 days ahead', 40 * 86_400],
    ['Redis is 40 days behind', -40 * 86_400],
  ])('the clock of an old release is rebuilt: %s', (_, offset) => {
    const theirs = NOW / 1000 + offset;
    expect(info(`lru_clock:${theirs % 2 ** 24}`).server.timeSeconds).toBe(theirs);
  });

  test('a text without one field of INFO is a problem, not a server of which nothing is known', () => {
    expect(seen('hello\r\nworld:1')).toMatchObject({ kind: 'problem', problem: { code: 'unreadable' } });
  });
});

describe('counters', () => {
  const INFO = 'redis_version:7.0.15\r\n# Errorstats\r\n';
  const stats = (lines: string) => factsOf(INFO, `# Commandstats\r\n${lines}`).counters;

  test('a command has its calls and those that ended in an error', () => {
    const line = 'cmdstat_ping:calls=7,usec=9,usec_per_call=1.29,rejected_calls=3,failed_calls=1\r\n';
    expect(stats(line).ping).toEqual({ calls: 7, failed: 1, rejected: 3 });
  });

  test('FLUSHALL counts, FLUSHDB does not: it neither saves nor ends a running save', () => {
    const line = (name: string, calls: number) =>
      `cmdstat_${name}:calls=${calls},usec=1,rejected_calls=0,failed_calls=0\r\n`;
    expect(stats(line('flushall', 2) + line('flushdb', 3)).flush).toEqual({ calls: 2, failed: 0, rejected: 0 });
  });

  test.each<[string, Reply]>([
    ['refused', { kind: 'error', code: 'NOPERM', text: '' }],
    ['torn before its section', 'x:1'],
  ])('commandstats that were %s give no counts', (_, reply) => {
    expect(factsOf(INFO, reply).counters).toMatchObject({ bgsave: null, save: null, ping: null, flush: null });
  });

  test.each([
    ['refused thirteen times', 'redis_version:7.0.15\r\n# Errorstats\r\nerrorstat_MISCONF:count=13', 13],
    ['never refused', 'redis_version:6.2.16\r\n# Errorstats', 0],
    ['a torn INFO', 'redis_version:6.2.16', null],
    ['a release that does not count', 'redis_version:6.0.16\r\n# Errorstats', null],
    [
      'counting switched itself off',
      'redis_version:7.2.6\r\n# Errorstats\r\nerrorstat_ERRORSTATS_DISABLED:count=1',
      null,
    ],
  ])('MISCONF errors: %s', (_, info, expected) => expect(factsOf(info).counters.misconfErrors).toBe(expected));
});

test.each([
  [
    '3600 1 300 100',
    [
      { seconds: 3600, changes: 1 },
      { seconds: 300, changes: 100 },
    ],
  ],
  ['', []],
  ['3600', null],
  ['a b', null],
])('save points %j', (text, expected) => expect(savePointsOf(text)).toEqual(expected));

describe('hostile texts', () => {
  /** A small generator with a seed: the same texts in every run. */
  function generator(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  }

  const PIECES = [
    ':',
    '\r\n',
    '-1',
    'NaN',
    '1e309',
    '\u0000',
    '__proto__:1',
    '9'.repeat(30),
    '# ',
    '=',
    ',',
    '🐘',
    'Infinity',
  ];

  function mutate(text: string, random: (below: number) => number): string {
    let result = text;
    for (let times = random(6) + 1; times > 0; times -= 1) {
      const at = random(result.length);
      const piece = PIECES[random(PIECES.length)] ?? '';
      const cut = random(3) === 0 ? random(400) : random(4);
      result = result.slice(0, at) + piece + result.slice(at + cut);
    }
    return random(20) === 0 ? result.slice(0, random(result.length)) : result;
  }

  function numbersIn(value: unknown): number[] {
    if (typeof value === 'number') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
  }

  test('2,000 damaged texts never throw and never make a number that is none', () => {
    const random = generator(20_261_122);
    const texts = readdirSync(FOLDER).map(fixture);
    for (let round = 0; round < 2000; round += 1) {
      const info = mutate(texts[round % texts.length] ?? '', random);
      const observation = seen(info, mutate(STATS, random), [['save', mutate('3600 1', random)]]);
      expect(numbersIn(observation).every((number) => Number.isSafeInteger(Math.floor(number)))).toBe(true);
    }
  });
});
