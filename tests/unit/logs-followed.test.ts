import { appendFileSync, mkdirSync, mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cause, Save } from '../../lib/domain/save/save';
import { FollowedLog } from '../../lib/logs/followed-log';
import type { Seen } from '../../lib/logs/joiner';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { A_KEY } from '../support/store-folder';
import { anInstance, aSave, aTurn } from '../support/store-samples';

const NOW = Date.UTC(2026, 10, 22, 6, 0, 0);
const ID = 'orders-primary';
const NEVER_SAVED: Seen = { lastGoodSaveAt: null, aheadMs: 0 };

let folder: string;
let path: string;
let store: Store;
let followed: FollowedLog;
let seen: Seen | null;
let causes: Cause[];
let ids = 0;
let clock = 0;

function follow(): void {
  const parts = {
    store,
    now: () => NOW,
    newId: () => `log-${(ids += 1)}`,
    retentionMs: 90 * 86_400_000,
    slackMs: 5000,
    offsetAt: () => 0,
    look: async () => seen,
    onRows: () => undefined,
    onCause: (_id: string, cause: Cause) => void causes.push(cause),
  };
  followed = new FollowedLog(anInstance(ID), { path, where: 'savepoint.yaml, line 4, log of orders-primary' }, parts);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-followed-'));
  path = join(folder, 'redis.log');
  store = await openStore({ dataDir: folder, secretKey: A_KEY });
  seen = NEVER_SAVED;
  causes = [];
  follow();
});

afterEach(async () => {
  await followed.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const look = (): Promise<void> => followed.look((clock += 500));
const rows = async (): Promise<readonly Save[]> => (await store.listSaves({ limit: 50 })).rows;
/** Ends it as the end of the process does, and begins another one. */
async function again(): Promise<void> {
  await followed.close();
  await followed.keep((clock += 500));
  follow();
}

const ISO = (clockTime: string, message: string): void =>
  appendFileSync(path, `1:M 2026-11-22T${clockTime}+00:00 * ${message}\n`);
/** The wall shows 2:30 more than UTC has. */
const LOCAL = (clockTime: string, message: string): void =>
  appendFileSync(path, `1:M 22 Nov 2026 ${clockTime} # ${message}\n`);

describe('a log that is followed', () => {
  it('becomes rows, and names the cause of the last failure', async () => {
    ISO('05:44:11.305', 'Background saving started by pid 7');
    ISO('05:44:11.505', 'Background saving terminated with success');
    ISO('05:45:11.305', "Can't save in background: fork: Cannot allocate memory");
    await look();
    expect(await rows()).toMatchObject([
      { outcome: 'failed', source: 'log', instanceId: ID, cause: { kind: 'fork-memory', confidence: 'certain' } },
      { outcome: 'saved', source: 'log', durationSeconds: 0.2 },
    ]);
    expect(causes).toMatchObject([{ kind: 'fork-memory' }]);
  });

  it('names no cause where a good save came after it', async () => {
    ISO('05:44:11.305', "Can't save in background: fork: Cannot allocate memory");
    ISO('05:45:11.505', 'Background saving terminated with success');
    await look();
    expect(causes).toEqual([]);
  });

  it('waits while the instance does not answer: what is not observed yet would come twice', async () => {
    seen = null;
    ISO('05:44:11.505', 'Background saving terminated with success');
    await look();
    expect(await rows()).toEqual([]);
    seen = NEVER_SAVED;
    await look();
    expect(await rows()).toHaveLength(1);
  });

  it('leaves out what is older than the history', async () => {
    appendFileSync(path, '1:M 2026-08-01T05:44:11.000+00:00 * Background saving terminated with success\n');
    await look();
    expect(await rows()).toEqual([]);
  });

  it('is told of no save twice after a restart, and of one that began before it with its begin', async () => {
    ISO('05:44:11.505', 'Background saving terminated with success');
    ISO('05:50:00.000', '100 changes in 60 seconds. Saving...');
    ISO('05:50:00.001', 'Background saving started by pid 8');
    await look();
    const before = await rows();
    await again();
    ISO('05:50:10.001', 'Background saving terminated with success');
    await look();
    expect(await rows()).toMatchObject([{ durationSeconds: 10, trigger: 'save-point' }, ...before]);
    await again();
    await look();
    expect(await rows()).toHaveLength(2);
  });
});

describe('a log without a zone', () => {
  it('waits until an observed save tells the offset, over a restart as well', async () => {
    LOCAL('08:14:11.505', 'Background saving error');
    LOCAL('08:15:11.505', 'Background saving error');
    await look();
    expect(await rows()).toEqual([]);
    await again();
    const end = Date.UTC(2026, 10, 22, 5, 45, 12);
    const observed = aSave('s-1', { outcome: 'failed', snapshotWritten: false, startedAt: end, endedAt: end });
    await store.recordTurn(ID, aTurn({ saves: [observed] }));
    await look();
    expect(await rows()).toMatchObject([
      { id: 's-1', endedAt: Date.UTC(2026, 10, 22, 5, 45, 11, 505) },
      // A minute before the offset was found out: on another wall than ours that is sure.
      { source: 'log', endedAt: Date.UTC(2026, 10, 22, 5, 44, 11, 505) },
    ]);
  });

  it('finds the offset by the good save that Redis proves, where nothing was observed yet', async () => {
    LOCAL('08:14:11.505', 'Background saving terminated with success');
    seen = { lastGoodSaveAt: Date.UTC(2026, 10, 22, 5, 44, 11), aheadMs: 0 };
    await look();
    expect(await rows()).toMatchObject([{ endedAt: Date.UTC(2026, 10, 22, 5, 44, 11, 505) }]);
  });

  it('loses the offset where its clock is set to another one, and waits until it is found again', async () => {
    LOCAL('08:14:11.505', 'Background saving terminated with success');
    seen = { lastGoodSaveAt: Date.UTC(2026, 10, 22, 5, 44, 11), aheadMs: 0 };
    await look();
    // Summer time ended: what the wall shows now was there already.
    LOCAL('07:20:00.000', 'Background saving terminated with success');
    await look();
    expect(await rows()).toHaveLength(1);
    const end = Date.UTC(2026, 10, 22, 5, 50, 0);
    await store.recordTurn(ID, aTurn({ saves: [aSave('s-1', { startedAt: end - 1000, endedAt: end })] }));
    followed.stir();
    await look();
    expect(await rows()).toMatchObject([{ id: 's-1', endedAt: end }, { source: 'log' }]);
  });
});

describe('a log that holds what nobody expects', () => {
  const GOOD = '1:M 2026-11-22T05:44:11.505+00:00 * Background saving terminated with success';
  const bytes = (...parts: readonly (string | Buffer)[]): Buffer =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));

  it.each([
    ['a line of 10 MB', bytes(`${'x'.repeat(10_000_000)}\n${GOOD}\n`)],
    [
      'bytes of all kinds',
      bytes(Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7919) % 256)), `\n${GOOD}\n`),
    ],
    ['a hole of NULs', bytes(Buffer.alloc(1_000_000), `${GOOD}\n`)],
    ['NULs between its letters', bytes(`${GOOD.replaceAll(' ', '\0 \0')}\n`)],
    ['colours of a terminal', bytes(`\x1b[32m${GOOD.replaceAll(' ', ' \x1b[1;31m')}\x1b[0m\n`)],
    ['line ends of Windows', bytes(`other\r\n${GOOD}\r\n`)],
    ['UTF-16, as Windows writes it', bytes(Buffer.from([0xff, 0xfe]), Buffer.from(`other\r\n${GOOD}\r\n`, 'utf16le'))],
  ])('is read all the same: %s', async (_name, content) => {
    appendFileSync(path, content);
    await look();
    expect(await rows()).toMatchObject([{ outcome: 'saved', source: 'log' }]);
    expect([followed.problem, followed.isRead]).toEqual([null, true]);
  });

  it.each([
    ['a compressed log', gzipSync(`${GOOD}\n`.repeat(5000)), 'is compressed, or an RDB file, and no text'],
    ['an RDB file', bytes('REDIS0011\xfa\tredis-ver\n'), 'is compressed, or an RDB file, and no text'],
    ['the log of something else', bytes('GET /carts 200 4 ms\n'.repeat(600)), 'has no line of Redis among 600'],
  ])('%s is told as what it is, until it is one of Redis', async (_name, content, told) => {
    appendFileSync(path, content);
    appendFileSync(path, '\n'.repeat(content.includes(10) ? 0 : 1));
    await look();
    expect(followed.problem).toContain(`savepoint.yaml, line 4, log of orders-primary: ${path} ${told}`);
    expect(followed.problem).toContain('CONFIG GET logfile');
    expect(followed.isRead).toBe(false);
    writeFileSync(path, `${GOOD}\n`);
    await look();
    expect([followed.problem, followed.isRead, (await rows()).length]).toEqual([null, true, 1]);
  });

  it('a few lines that are none of Redis say nothing yet: a crash report has hundreds', async () => {
    appendFileSync(path, 'db0:keys=182340,expires=0\n'.repeat(499));
    await look();
    expect(followed.problem).toBeNull();
  });
});

describe('a log that cannot be read', () => {
  it.each([
    ['is not there', () => undefined, () => undefined, 'there is no file'],
    ['is a directory', () => mkdirSync(path), () => rmdirSync(path), 'is no file'],
  ])('is told by file, line and field where it %s, until it can be', async (_name, spoil, heal, told) => {
    spoil();
    await look();
    expect(followed.problem).toContain('savepoint.yaml, line 4, log of orders-primary: ');
    expect(followed.problem).toContain(told);
    heal();
    ISO('05:44:11.505', 'Background saving terminated with success');
    await look();
    expect(followed.problem).toBeNull();
    expect(await rows()).toHaveLength(1);
  });

  it('is not told in the middle of a rotation, and is when that does not end', async () => {
    ISO('05:44:11.505', 'Background saving terminated with success');
    await look();
    rmSync(path);
    await look();
    expect(followed.problem).toBeNull();
    clock += 24 * 3_600_000;
    await look();
    expect(followed.problem).toContain('there is no file');
  });
});
