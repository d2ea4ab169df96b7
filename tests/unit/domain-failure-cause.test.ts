import { describe, expect, it } from 'vitest';
import { currentCause } from '../../lib/domain/cause/current-cause';
import { forkSigns, stageConfidence } from '../../lib/domain/cause/failure-stage';
import { causeOfChild } from '../../lib/domain/cause/child-cause';
import { aofError, causeOfAof, causeOfFork } from '../../lib/domain/cause/failure-cause';
import type { FailureSeen } from '../../lib/domain/cause/failure-seen';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { tampering } from '../../lib/domain/cause/tampering';
import { causeIn } from '../../lib/domain/words/told';
import { EN } from '../../lib/domain/words/en';
import { facts, MISCONF_AOF, MISCONF_RDB, NO_CONFIG } from '../support/a-sighting';

const GB = 1_000_000_000;
const memory = (rss: number | null, system: number | null) => ({ rssBytes: rss, usedBytes: null, systemBytes: system });

const GREW = { ...NOTHING_KNOWN, lastGoodMemoryBytes: 6 * GB };
const seen = (changed: Partial<FailureSeen> = {}): FailureSeen => ({
  facts: facts(),
  knowledge: NOTHING_KNOWN,
  seconds: null,
  sinceLastTry: null,
  childSeen: false,
  ...changed,
});
const COUNTED = forkSigns({ answered: false, counted: true, before: facts(), after: facts() });

describe('causeOfFork', () => {
  it.each([
    ['much of the host: memory is possible', memory(9 * GB, 16 * GB), 'fork-memory', 'possible', 1],
    ['a third of the host: not determined', memory(5 * GB, 16 * GB), 'unknown', 'unknown', 0],
    ['little of the host speaks against memory', memory(0.2 * GB, 16 * GB), 'unknown', 'unknown', 1],
    ['no figures', memory(null, null), 'unknown', 'unknown', 0],
    ['a host of no memory', memory(GB, 0), 'unknown', 'unknown', 0],
  ] as const)('%s', (_name, given, kind, confidence, against) => {
    const cause = causeIn(causeOfFork(facts({ memory: given }), COUNTED, NOTHING_KNOWN), EN);
    expect(cause).toMatchObject({ kind, confidence, stage: 'fork' });
    expect(cause.evidence[0]).toContain('no child process appeared');
    expect(cause.against).toHaveLength(against);
  });

  it('tells what else speaks for memory, and the figures of the moment last', () => {
    const grown = facts({ memory: { ...memory(9 * GB, 16 * GB), maxBytes: 12 * GB } });
    const { evidence } = causeIn(causeOfFork(grown, COUNTED, GREW), EN);
    expect(evidence.slice(-3)).toEqual([
      'At the last good save it held 6 GB; now it holds 9 GB.',
      'maxmemory lets Redis grow to 12 GB of the host’s 16 GB (75 %).',
      'Redis holds 9 GB of the host’s 16 GB (56 %).',
    ]);
  });

  it('that is not determined tells which line of the log would', () => {
    const { evidence } = causeIn(causeOfFork(facts({ memory: memory(GB, 16 * GB) }), COUNTED, GREW), EN);
    expect(evidence.at(-1)).toContain('Can’t save in background: fork: …');
  });

  it('is never likely or certain from counters alone, whatever else speaks for it', () => {
    for (const share of [0, 0.3, 0.5, 0.9, 3]) {
      const { confidence } = causeOfFork(facts({ memory: memory(share * 16 * GB, 16 * GB) }), COUNTED, GREW);
      expect(['possible', 'unknown']).toContain(confidence);
    }
  });
});

describe('that the fork failed is told apart from why', () => {
  const counted = { answered: false, counted: true, before: facts(), after: facts() };
  const full = facts({ memory: memory(9 * GB, 16 * GB) });
  const evidenceOf = (signs: ReturnType<typeof forkSigns>) =>
    causeIn(causeOfFork(full, signs, NOTHING_KNOWN), EN).evidence;
  const sure = (signs: ReturnType<typeof forkSigns>) =>
    causeIn(causeOfFork(facts(), signs, NOTHING_KNOWN), EN).stageConfidence;

  it('counters make it likely, with what did not move beside them', () => {
    const signs = forkSigns(counted);
    expect(sure(signs)).toBe('likely');
    expect(evidenceOf(signs)).toEqual([
      expect.stringMatching(/^An attempt was counted, but no child process appeared/),
      expect.stringMatching(/^latest_fork_usec did not change \(1300\)/),
      expect.stringMatching(/^rdb_last_bgsave_time_sec did not change \(6\)/),
      expect.stringMatching(/^Redis holds 9 GB of the host’s 16 GB/),
    ]);
  });

  it('the empty answer to our own BGSAVE makes it certain, and comes first', () => {
    const signs = forkSigns({ ...counted, answered: true });
    expect(sure(signs)).toBe('certain');
    expect(evidenceOf(signs)[0]).toMatch(/^Redis answered the BGSAVE of Savepoint with "ERR" and nothing after it/);
    expect(sure(forkSigns({ ...counted, answered: true, counted: false }))).toBe('certain');
  });

  it('figures that another save moved, or that INFO lacks, are no evidence', () => {
    const moved = facts({ forks: { latestUsec: 900 }, rdb: { lastDurationSeconds: 7 } });
    const none = facts({ forks: { latestUsec: null }, rdb: { lastDurationSeconds: null } });
    expect(forkSigns({ ...counted, after: moved })).toEqual([{ told: 'no-child' }]);
    expect(forkSigns({ ...counted, before: none, after: none })).toEqual([{ told: 'no-child' }]);
    expect(forkSigns({ ...counted, answered: true, counted: false })).toEqual([{ told: 'fork-answered' }]);
  });

  it.each([
    ['a short last fork', { stage: 'fork', evidence: [{ told: 'short-fork', usec: 41 }] }, 'possible'],
    ['a sentence that an earlier release kept', { stage: 'fork', evidence: ['No child.'] }, 'possible'],
    ['a child that failed', causeOfChild(seen()), 'likely'],
    ['nothing', { stage: null, evidence: [{ told: 'status-only' }] }, 'unknown'],
  ] as const)('%s', (_name, cause, confidence) => expect(stageConfidence(cause)).toBe(confidence));
});

describe('causeOfAof', () => {
  it.each([
    ['No space left on device', 'disk-full'],
    ['Disk quota exceeded', 'disk-full'],
    ['Permission denied', 'permission'],
    ['Read-only file system', 'read-only-fs'],
    ['Input/output error', 'io-error'],
    ['No such file or directory', 'path-missing'],
  ] as const)('%s is certain: Redis names it', (error, kind) => {
    const ping = { kind: 'refused', cause: 'aof', text: `MISCONF Errors writing to the AOF file: ${error}` } as const;
    expect(causeOfAof(facts({ ping }))).toMatchObject({ kind, confidence: 'certain' });
    expect(aofError(ping)).toBe(error);
  });

  it('words we do not know are not repeated', () => {
    const ping = { kind: 'refused', cause: 'aof', text: 'MISCONF Errors writing to the AOF file: <b>boo</b>' } as const;
    expect(causeOfAof(facts({ ping })).kind).toBe('unknown');
    expect(JSON.stringify(causeOfAof(facts({ ping })))).not.toContain('boo');
  });

  it('the text of an RDB refusal names nothing', () => expect(aofError(MISCONF_RDB)).toBeNull());
});

describe('tampering', () => {
  const at = (dir: string, dbfilename: string) =>
    tampering(facts({ config: { dir: { value: dir }, dbfilename: { value: dbfilename } } }));

  it.each([
    ['a key for root', '/root/.ssh', 'authorized_keys', 'likely', true],
    ['a key for a user', '/home/redis/.ssh', 'authorized_keys', 'likely', true],
    ['a crontab', '/var/spool/cron', 'root', 'likely', true],
    ['a crontab on Debian', '/var/spool/cron/crontabs', 'root', 'likely', true],
    ['a file in cron.d', '/etc/cron.d', 'zzh', 'possible', true],
    ['the crontab of the system', '/etc', 'crontab', 'likely', true],
    ['a module to load', '/var/lib/redis', 'exp.so', 'possible', true],
    ['a page in a web root', '/var/www/html', 'shell.php', 'likely', true],
    ['only an odd directory', '/etc/redis', 'dump.rdb', 'possible', false],
    ['only a home of root', '/root', 'dump.rdb', 'possible', false],
    ['only a web root', '/srv/www/shop/public_html', 'dump.rdb', 'possible', false],
  ])('%s', (_name, dir, file, confidence, loud) => {
    const found = at(dir, file);
    expect(found?.cause).toMatchObject({ kind: 'tampered', confidence });
    expect(found?.loud).toBe(loud);
  });

  it.each([
    ['/var/lib/redis', 'dump.rdb'],
    ['/data', 'orders-root.rdb'],
    ['/data/cron/redis', 'dump.rdb'],
    ['/srv/redis/etc', 'dump.rdb'],
    ['', 'dump.rdb'],
  ])('%s/%s is ordinary', (dir, file) => expect(at(dir, file)).toBeNull());

  it('nothing is said of what cannot be read', () => expect(tampering(facts({ config: NO_CONFIG }))).toBeNull());

  it('hostile names are shown as escapes', () => {
    const found = at('/root/.ssh/\u001b[31m', 'authorized_keys');
    expect(found?.sentence(EN)).toContain('\\u001b[31m');
    expect(found && causeIn(found.cause, EN).evidence.join()).not.toContain('\u001b');
  });
});

describe('currentCause', () => {
  const known = {
    ...NOTHING_KNOWN,
    lastCause: causeOfFork(facts({ memory: memory(9 * GB, 16 * GB) }), COUNTED, NOTHING_KNOWN),
  };
  const failed = { rdb: { lastStatus: 'err' } } as const;
  it.each([
    ['nothing fails', facts(), NOTHING_KNOWN, null],
    ['nothing fails any more', facts(), known, null],
    ['a failure that was seen', facts(failed), known, 'fork-memory'],
    ['a failure that was not seen', facts(failed), NOTHING_KNOWN, 'unknown'],
    [
      'the AOF',
      facts({ aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF }),
      NOTHING_KNOWN,
      'disk-full',
    ],
    ['the directory is gone', facts({ ...failed, config: { dir: { value: '' } } }), known, 'path-missing'],
    ['an odd directory, and saves work', facts({ config: { dir: { value: '/root' } } }), NOTHING_KNOWN, null],
    [
      'an odd directory, and saves fail',
      facts({ ...failed, config: { dir: { value: '/etc' } } }),
      NOTHING_KNOWN,
      'tampered',
    ],
    ['an intruder, and saves work', facts({ config: { dir: { value: '/etc/cron.d' } } }), NOTHING_KNOWN, 'tampered'],
  ])('%s', (_name, given, knowledge, kind) => expect(currentCause(given, knowledge)?.kind ?? null).toBe(kind));
});
