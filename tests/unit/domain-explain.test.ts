import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explained as read } from '../support/explained';

const log = (file: string) => read(readFileSync(join(import.meta.dirname, '../fixtures/logs', file), 'utf8'));

describe('a log', () => {
  it('is told by its saves, newest first, and by the line that names the cause of the last failure', () => {
    const { what, saves, counted, cause, client } = log('incident-2017-redis.log');
    expect([what, counted, client]).toEqual(['redis-log', { saved: 1, failed: 2, other: 0 }, null]);
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
  it('is that of the incident of 2017: redis-py, refused because of RDB, with no cause named', () => {
    expect(log('incident-2017-redis-py-traceback.txt')).toMatchObject({
      what: 'client-error',
      client: {
        library: 'redis-py',
        refusal: { because: 'rdb', error: null, within: 'command' },
        lookAlike: null,
      },
      cause: null,
      saves: [],
    });
  });

  it('for the AOF names its cause', () => {
    expect(read('(error) MISCONF Errors writing to the AOF file: No space left on device')).toMatchObject({
      what: 'client-error',
      client: { refusal: { because: 'aof', error: 'No space left on device' } },
      cause: { kind: 'disk-full', confidence: 'certain' },
    });
    expect(read('MISCONF Errors writing to the AOF file: Kaput').cause).toBeNull();
  });

  it('that stands beside the lines of a log is told with them', () => {
    const text = `12:M 22 Nov 2026 05:46:00.000 # Background saving error\nMISCONF Redis is configured to save RDB snapshots`;
    expect(read(text)).toMatchObject({
      what: 'redis-log',
      counted: { failed: 1 },
      client: { refusal: { because: 'rdb' } },
    });
  });

  it('that is none of both is told as not known', () => {
    for (const text of ['', 'Traceback (most recent call last):', '🦀'.repeat(1000)]) {
      expect(read(text)).toMatchObject({ what: 'unknown', saves: [], cause: null, client: null });
    }
  });
});
