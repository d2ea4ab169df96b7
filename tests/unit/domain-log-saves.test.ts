import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { savesInLog } from '../support/saves-in-log';

const FOLDER = join(import.meta.dirname, '../fixtures/logs');

/** Real logs, and what happened in each, as `outcome trigger cause stage`; written down from how the logs were made. */
const EXPECTED: Record<string, readonly string[]> = {
  'incident-2017-redis-py-traceback.txt': [],
  'incident-2017-redis.log': ['saved save-point', 'failed save-point fork-memory fork ×2'],
  'redis-2.8.24-aof-disk-full.log': ['failed disk-full child'],
  'redis-2.8.24-auto-retry.log': ['failed save-point io-error child ×4', 'saved save-point'],
  'redis-2.8.24-child-killed.log': [
    'cancelled',
    'failed child-killed child',
    'cancelled',
    'saved ×4',
    'cancelled',
    'saved ×2',
  ],
  'redis-2.8.24-dir-deleted.log': ['failed path-missing child ×2', 'saved'],
  'redis-2.8.24-disk-full.log': ['failed disk-full child', 'failed disk-full', 'saved'],
  'redis-2.8.24-fork-eagain.log': ['failed fork-limit fork', 'saved'],
  'redis-2.8.24-fork-enomem.log': [
    'saved',
    'failed fork-memory fork ×2',
    'failed save-point fork-memory fork ×3',
    'saved',
    'failed fork-limit fork',
  ],
  'redis-2.8.24-permission-denied.log': ['failed permission child', 'saved'],
  'redis-2.8.24-rename-failed.log': ['saved', 'failed io-error child'],
  'redis-5.0.14-rename-failed.log': ['saved', 'failed io-error child'],
  'redis-6.2.16-rename-failed.log': ['saved', 'failed io-error child'],
  'redis-7.0.15-aof-disk-full.log': ['failed disk-full child'],
  'redis-7.0.15-auto-retry.log': ['failed save-point io-error child ×4', 'saved save-point'],
  'redis-7.0.15-child-killed.log': [
    'cancelled',
    'failed child-killed child',
    'cancelled',
    'saved ×4',
    'cancelled',
    'saved ×2',
  ],
  'redis-7.0.15-dir-deleted.log': ['failed path-missing child ×3'],
  'redis-7.0.15-disk-full.log': ['failed disk-full child', 'failed disk-full', 'saved'],
  'redis-7.0.15-fork-eagain.log': ['failed fork-limit fork', 'saved'],
  'redis-7.0.15-fork-enomem.log': [
    'saved',
    'failed fork-memory fork ×2',
    'failed save-point fork-memory fork ×3',
    'saved',
    'failed fork-memory fork',
    'failed fork-limit fork',
  ],
  'redis-7.0.15-permission-denied.log': ['failed permission child', 'saved'],
  'redis-7.0.15-rename-failed.log': ['saved', 'failed io-error child'],
  'redis-8.0.6-rename-failed.log': ['saved', 'failed io-error child'],
  'valkey-8.1.1-rename-failed.log': ['saved', 'failed io-error child'],
};

function told(text: string): string[] {
  const rows: { row: string; times: number }[] = [];
  for (const { outcome, trigger, cause, stage } of savesInLog(text).saves) {
    const row = [outcome, trigger === 'unknown' ? null : trigger, cause, stage]
      .filter((word) => word !== null)
      .join(' ');
    const last = rows.at(-1);
    if (last?.row === row) last.times += 1;
    else rows.push({ row, times: 1 });
  }
  return rows.map(({ row, times }) => (times === 1 ? row : `${row} ×${times}`));
}

it('every log of the fixtures is in the table', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(EXPECTED).sort());
});

it.each(Object.entries(EXPECTED))('%s', (file, expected) => {
  expect(told(readFileSync(join(FOLDER, file), 'utf8'))).toEqual(expected);
});

it('the incident of 2017 is one save of 5 min 34.8 s with 47 MB copied, and two refused forks 5.9 s apart', () => {
  const { saves, lines } = savesInLog(readFileSync(join(FOLDER, 'incident-2017-redis.log'), 'utf8'));
  const [saved, first, second] = saves.map((save) => ({
    ...save,
    started: save.startedAt ?? NaN,
    ended: save.endedAt ?? NaN,
  }));
  if (saved === undefined || first === undefined || second === undefined) throw new Error('There are not three.');
  expect(saves).toHaveLength(3);
  expect(lines).toEqual({ read: 9, understood: 9 });
  expect([saved.ended - saved.started, saved.cowBytes]).toEqual([334_754, 47 * 1_048_576]);
  expect([first.ended - first.started, second.started - first.started]).toEqual([0, 5_942]);
});

describe('the same lines in every form of a prefix', () => {
  const MESSAGES: readonly (readonly [string, string, string])[] = [
    ['parent', '11.304', '100 changes in 300 seconds. Saving...'],
    ['parent', '11.305', 'Background saving started by pid 77'],
    ['child', '11.401', 'Write error saving DB on disk: No space left on device'],
    ['parent', '11.505', 'Background saving error'],
  ];
  const role = (who: string, parent: string, child: string): string => (who === 'parent' ? parent : child);
  const pid = (who: string): string => role(who, '12', '77');
  const FORMS: Record<string, (who: string, seconds: string, message: string) => string> = {
    '2.8': (who, s, message) => `[${pid(who)}] 22 Nov 05:44:${s} # ${message}`,
    '3.0–4.0': (who, s, message) => `${pid(who)}:${role(who, 'M', 'C')} 22 Nov 05:44:${s} # ${message}`,
    '5.0 and newer': (who, s, message) => `${pid(who)}:${role(who, 'M', 'C')} 22 Nov 2026 05:44:${s} # ${message}`,
    'a replica': (who, s, message) => `${pid(who)}:${role(who, 'S', 'C')} 22 Nov 2026 05:44:${s} * ${message}`,
    'Valkey, ISO 8601': (who, s, message) =>
      `${pid(who)}:${role(who, 'M', 'C')} 2026-11-22T05:44:${s}+00:00 # ${message}`,
    'Valkey, ISO 8601 in another zone': (who, s, message) =>
      `${pid(who)}:${role(who, 'M', 'C')} 2026-11-22T11:14:${s}+05:30 # ${message}`,
    'Valkey, milliseconds': (who, s, message) =>
      `${pid(who)}:${role(who, 'M', 'C')} ${Date.UTC(2026, 10, 22, 5, 44) + Number(s) * 1000} # ${message}`,
    'Valkey, logfmt': (who, s, message) =>
      `pid=${pid(who)} role=${role(who, 'primary', 'RDB/AOF')} timestamp="22 Nov 2026 05:44:${s}" level=warning message="${message}"`,
    'out of docker compose': (who, s, message) =>
      `redis-1  | ${pid(who)}:${role(who, 'M', 'C')} 22 Nov 2026 05:44:${s} # ${message}`,
    'out of the journal': (who, s, message) =>
      `Nov 22 05:44:12 db3 redis[${pid(who)}]: ${pid(who)}:${role(who, 'M', 'C')} 22 Nov 2026 05:44:${s} # ${message}`,
  };

  it.each(Object.entries(FORMS))('%s', (_name, form) => {
    const text = MESSAGES.map((parts) => form(...parts)).join('\n');
    expect(savesInLog(text)).toEqual({
      lines: { read: 4, understood: 4 },
      saves: [
        {
          outcome: 'failed',
          startedAt: Date.UTC(2026, 10, 22, 5, 44, 11, 305),
          endedAt: Date.UTC(2026, 10, 22, 5, 44, 11, 505),
          trigger: 'save-point',
          cowBytes: null,
          cause: 'disk-full',
          stage: 'child',
          said: 'Write error saving DB on disk: No space left on device',
          line: 4,
        },
      ],
    });
  });
});

describe('a save without its end', () => {
  const started = '12:M 22 Nov 2026 05:44:11.305 * Background saving started by pid 77';

  it('runs, where the log ends with it', () => {
    expect(told(started)).toEqual(['running']);
  });

  it('is not known, where the server starts again', () => {
    const again = '13:C 22 Nov 2026 05:45:00.000 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo';
    expect(told(`${started}\n${again}`)).toEqual(['unknown']);
  });

  it('is not known, where the next one begins', () => {
    const ended = '12:M 22 Nov 2026 05:46:00.000 * Background saving terminated with success';
    expect(told(`${started}\n${started.replace('77', '78')}\n${ended}`)).toEqual(['unknown', 'saved']);
  });
});

it.each(['99 Foo 2026 99:99:99.999', '31 Feb 2026 05:44:11.402', '2026-13-01T00:00:00.000+00:00'])(
  'a save at %s is told without its time',
  (time) => {
    const { saves } = savesInLog(`1:M ${time} # Background saving error`);
    expect(saves).toMatchObject([{ outcome: 'failed', endedAt: null }]);
  },
);

it('an end without its begin has an outcome and no duration', () => {
  const { saves } = savesInLog('12:M 22 Nov 2026 05:46:00.000 # Background saving error');
  expect(saves).toMatchObject([{ outcome: 'failed', startedAt: null, cause: 'unknown', stage: 'child', said: null }]);
});

it('what a child says before its parent tells of it is of that save', () => {
  const text = [
    '77:C 22 Nov 2026 05:44:11.401 # Failed opening the temp RDB file temp-77.rdb (in server root dir /data) for saving: Read-only file system',
    '12:M 22 Nov 2026 05:44:11.402 * Background saving started by pid 77',
    '12:M 22 Nov 2026 05:44:11.505 # Background saving error',
  ];
  expect(told(text.join('\n'))).toEqual(['failed read-only-fs child']);
});

it('a fork that was refused for a transfer to replicas alone is no save', () => {
  const refused = "12:M 22 Nov 2026 05:44:11.402 # Can't save in background: fork: Cannot allocate memory";
  const sync = (target: string): string =>
    `12:M 22 Nov 2026 05:44:11.401 * Starting BGSAVE for SYNC with target: ${target}`;
  expect(told(`${sync('replicas sockets')}\n${refused}`)).toEqual([]);
  expect(told(`${sync('disk')}\n${refused}`)).toEqual(['failed replication fork-memory fork']);
});

it('words of musl are known as well', () => {
  expect(told("1:M 22 Nov 2026 05:44:11.402 # Can't save in background: fork: Out of memory")).toEqual([
    'failed fork-memory fork',
  ]);
});

describe('a time without a year', () => {
  const startedIn = (day: string, now: number, offsetMinutes = 0): string | null => {
    const { saves } = savesInLog(`1:M ${day} 05:44:11.402 * Background saving started by pid 7`, {
      now,
      offsetMinutes,
    });
    const at = saves[0]?.startedAt ?? null;
    return at === null ? null : new Date(at).toISOString();
  };
  const FEBRUARY = Date.UTC(2027, 1, 3);

  it.each([
    ['is of this year where that has been', '2 Feb', FEBRUARY, '2027-02-02T05:44:11.402Z'],
    ['is of last year where it would be ahead', '31 Dec', FEBRUARY, '2026-12-31T05:44:11.402Z'],
    ['may be of a machine that is ahead by less than a day', '3 Feb', FEBRUARY, '2027-02-03T05:44:11.402Z'],
    ['is of the last leap year where no other has that day', '29 Feb', FEBRUARY, '2024-02-29T05:44:11.402Z'],
    ['is not known where there is no such day', '31 Nov', FEBRUARY, null],
  ])('%s', (_name, day, now, expected) => {
    expect(startedIn(day, now)).toBe(expected);
  });

  it('is of the zone of the machine that wrote it', () => {
    expect(startedIn('2 Feb', FEBRUARY, 330)).toBe('2027-02-02T00:14:11.402Z');
  });
});

describe('a hostile log', () => {
  it.each([
    ['an empty one', ''],
    ['a line of ten million characters', `1:M 22 Nov 2026 05:44:11.402 # ${'A'.repeat(10_000_000)}`],
    ['ten million spaces', ' '.repeat(10_000_000)],
    ['bytes of all kinds', String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => (i * 7919) % 65_536))],
    ['escape sequences', '\u001b[31m1:M 22 Nov 2026 05:44:11.402 # \u001b]0;x\u0007Background saving error'],
    [
      'numbers without end',
      `${'9'.repeat(5000)}:M 22 Nov 2026 05:44:11.402 * Background saving started by pid ${'9'.repeat(5000)}`,
    ],
  ])('%s gives no save and no error', (_name, text) => {
    expect(savesInLog(text).saves).toEqual([]);
  });
});
