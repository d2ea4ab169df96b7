import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../lib/domain/redis-log/explain';

const CLOCK = { now: Date.UTC(2026, 10, 28), offsetMinutes: 0 };
const read = (text: string) => explain(text, CLOCK, 'orders');
const log = (file: string) => read(readFileSync(join(import.meta.dirname, '../fixtures/logs', file), 'utf8'));

describe('a log', () => {
  it('is told by its saves, newest first, and by the line that names the cause of the last failure', () => {
    const { what, saves, counted, cause, refusal } = log('incident-2017-redis.log');
    expect([what, counted, refusal]).toEqual(['redis-log', { saved: 1, failed: 2, other: 0 }, null]);
    expect(
      saves.map(({ id, outcome, durationSeconds, snapshotWritten }) => [id, outcome, durationSeconds, snapshotWritten]),
    ).toEqual([
      ['line-9', 'failed', 0, false],
      ['line-7', 'failed', 0, false],
      ['line-5', 'saved', 334.8, true],
    ]);
    expect(cause).toEqual({
      kind: 'fork-memory',
      confidence: 'certain',
      stage: 'fork',
      evidence: [{ told: 'log-line', said: "Can't save in background: fork: Cannot allocate memory", line: 9 }],
      against: [],
    });
    for (const save of saves) expect(save).toMatchObject({ instanceId: 'orders', source: 'log', attempts: 1 });
  });

  it('of a cancelled save last still tells why the one before failed', () => {
    expect(log('redis-7.0.15-child-killed.log').cause).toMatchObject({ kind: 'child-killed', confidence: 'certain' });
  });

  it('that names no reason leaves the cause unknown', () => {
    const { cause } = read('12:M 22 Nov 2026 05:46:00.000 # Background saving error');
    expect(cause).toMatchObject({ kind: 'unknown', confidence: 'unknown', evidence: [{ told: 'log-unnamed' }] });
  });

  it('with a reason that is none we know leaves the cause unknown, and shows the line', () => {
    const { cause } = read("12:M 22 Nov 2026 05:46:00.000 # Can't save in background: fork: Kaput");
    expect(cause).toMatchObject({
      kind: 'unknown',
      confidence: 'unknown',
      stage: 'fork',
      evidence: [{ told: 'log-line' }],
    });
  });

  it('with Windows line ends is the same', () => {
    const text = readFileSync(join(import.meta.dirname, '../fixtures/logs/incident-2017-redis.log'), 'utf8');
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
  });

  it('of very many saves keeps the last 200, and counts all', () => {
    const refused = "12:M 22 Nov 2026 05:46:00.000 # Can't save in background: fork: Cannot allocate memory\n";
    const { saves, counted, lines } = read(refused.repeat(5_000));
    expect([saves.length, counted.failed, lines.read, saves[0]?.id]).toEqual([200, 5_000, 5_000, 'line-5000']);
  });
});

describe('an error of a client', () => {
  const RDB_28 =
    'MISCONF Redis is configured to save RDB snapshots, but is currently not able to persist on disk. Commands that may modify the data set are disabled. Please check Redis logs for details about the error.';
  const RDB_70 =
    "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled";
  it.each([
    ['redis-py', `redis.exceptions.ResponseError: ${RDB_28}`],
    ['node-redis', `[ErrorReply: ${RDB_70}]`],
    [
      'Jedis',
      `redis.clients.jedis.exceptions.JedisDataException: ${RDB_28}\n\tat redis.clients.jedis.Protocol.processError(Protocol.java:132)`,
    ],
    ['Valkey', RDB_70.replace('Redis', 'Valkey')],
    ['a script, up to 6.2', `ERR Error running script (call to f_0): @user_script:1: @user_script: 1: -${RDB_28}`],
    ['a transaction', `EXECABORT Transaction discarded because of: ${RDB_70}`],
  ])('of %s is a refusal because of RDB, whose cause nobody names', (_name, text) => {
    expect(read(text)).toMatchObject({
      what: 'client-error',
      refusal: { because: 'rdb', error: null },
      cause: null,
      saves: [],
    });
  });

  it('for the AOF names its cause', () => {
    expect(read('(error) MISCONF Errors writing to the AOF file: No space left on device')).toMatchObject({
      what: 'client-error',
      refusal: { because: 'aof', error: 'No space left on device' },
      cause: { kind: 'disk-full', confidence: 'certain' },
    });
    expect(read('MISCONF Errors writing to the AOF file: Kaput')).toMatchObject({
      refusal: { error: null },
      cause: null,
    });
  });

  it('that is none of both is told as not known', () => {
    for (const text of ['', 'OOM command not allowed', 'Traceback (most recent call last):', '🦀'.repeat(1000)]) {
      expect(read(text)).toMatchObject({ what: 'unknown', saves: [], cause: null, refusal: null });
    }
  });
});
