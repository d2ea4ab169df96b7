import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backupStore } from '../../lib/store/backup-store';
import { storeFile } from '../../lib/store/open-store';
import { restoreStore } from '../../lib/store/restore-store';
import { fillStore } from '../support/filled-store';
import { startSmallDisk } from '../support/small-disk';
import { newDataDir } from '../support/store-folder';

const BACKUP = resolve(import.meta.dirname, '../../scripts/backup.mjs');

let source = '';
let folder = '';
let file = '';

beforeAll(async () => {
  source = newDataDir();
  await fillStore(source);
});
afterAll(() => rmSync(source, { recursive: true }));
beforeEach(() => {
  folder = newDataDir();
  file = join(folder, 'saved');
});
afterEach(() => rmSync(folder, { recursive: true }));

const truncated = (): void => truncateSync(file, Math.floor(readFileSync(file).length / 2));
const withoutSum = (): void => rmSync(`${file}.sha256`);

function changed(from: string, to: string): void {
  writeFileSync(file, readFileSync(file).toString('latin1').replaceAll(from, to), 'latin1');
}

describe('a backup of a file that is not as it was made is not restored:', () => {
  const restored = () => restoreStore({ dataDir: join(folder, 'data'), databaseUrl: null, file });

  it.each([
    ['cut off', truncated, /is damaged or cut off: its bytes are not those/],
    ['changed by a byte', () => changed('checkout', 'cheCkout'), /is damaged or cut off/],
    ['cut off, without its sum', () => (withoutSum(), truncated()), /is damaged, or of no store/],
    [
      'changed in its audit, without its sum',
      () => (withoutSum(), changed('oncall-1', 'oncall-9')),
      /Audit record 1 .*was changed/,
    ],
    ['cut off after a few bytes', () => truncateSync(file, 5), /is no backup that npm run backup made/],
    ['not there', () => rmSync(file), /There is no backup at/],
  ])('%s', async (_what, spoil, sentence) => {
    await backupStore({ dataDir: source, databaseUrl: null, file });
    spoil();
    await expect(restored()).rejects.toMatchObject({ name: 'StoreError', message: expect.stringMatching(sentence) });
    expect(existsSync(join(folder, 'data')) ? readdirSync(join(folder, 'data')) : []).toEqual([]);
  });

  it('one that is whole is, also without its sum, which is told', async () => {
    const { sum, ...summary } = await backupStore({ dataDir: source, databaseUrl: null, file });
    expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sum}  saved\n`);
    withoutSum();
    expect(await restored()).toEqual({ ...summary, isSumKnown: false });
  });
});

it('a store that is there is never overwritten, nor is a backup', async () => {
  await backupStore({ dataDir: source, databaseUrl: null, file });
  const before = [file, storeFile(source)].map((path) => readFileSync(path));
  const place = { dataDir: source, databaseUrl: null, file };
  await expect(backupStore(place)).rejects.toThrow(`“${file}” is there already, and is never overwritten.`);
  await expect(restoreStore(place)).rejects.toThrow(`There is a store already: “${storeFile(source)}”.`);
  expect([file, storeFile(source)].map((path) => readFileSync(path))).toEqual(before);
});

describe('a backup that cannot be written says why, and leaves nothing:', () => {
  it('no such folder, a full disk', async () => {
    const into = (to: string) => backupStore({ dataDir: source, databaseUrl: null, file: join(folder, to) });
    await expect(into('none/saved')).rejects.toMatchObject({
      message: expect.stringMatching(/a folder that is there/),
    });
    const disk = await startSmallDisk(1);
    try {
      disk.fill();
      const [file = '', ...args] = [...disk.wrapper, process.execPath, BACKUP, join(disk.dir, 'saved')];
      const env = { ...process.env, INIT_CWD: folder, SAVEPOINT_DATA_DIR: source };
      await expect(promisify(execFile)(file, args, { env })).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('The disk that the backup should be on is full.'),
      });
      expect(readdirSync(disk.fromHere)).toEqual(['filler']);
    } finally {
      await disk.stop();
    }
  });
});
