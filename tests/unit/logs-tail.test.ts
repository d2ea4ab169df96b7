import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '../../lib/logs/log-file';
import type { Place } from '../../lib/logs/place';
import { Tail } from '../../lib/logs/tail';

let folder: string;
let path: string;
let tail: Tail;
let lines: string[];
let end: Mark | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-tail-'));
  path = join(folder, 'redis.log');
  begin(null);
});

afterEach(async () => {
  await tail.close();
  rmSync(folder, { recursive: true });
});

function begin(from: Place | null): void {
  tail = new Tail(path, from);
  lines = [];
}

async function look(): Promise<string[]> {
  lines = [];
  await tail.look((line, mark) => {
    lines.push(line);
    end = mark;
  });
  return lines;
}

/** Ends the reading and begins it again after the last line. */
async function again(): Promise<void> {
  await tail.close();
  if (end === null) throw new Error('Nothing was read.');
  begin({ path, ...end.file.head, offset: end.offset, zone: null });
}

const write = (text: string): void => appendFileSync(path, text);

/** A file beside the log that was last written to that many seconds after now. */
function asideSince(file: string, text: string, seconds: number): void {
  writeFileSync(file, text);
  const at = Date.now() / 1000 + seconds;
  utimesSync(file, at, at);
}

describe('a log that grows', () => {
  it('is told line by line, each once', async () => {
    write('a\nb\n');
    expect(await look()).toEqual(['a', 'b']);
    expect(await look()).toEqual([]);
    write('c\r\n');
    expect(await look()).toEqual(['c']);
  });

  it('keeps half a line back until the rest is there', async () => {
    write('a\nhal');
    expect(await look()).toEqual(['a']);
    write('f');
    expect(await look()).toEqual([]);
    write(' a line\n');
    expect(await look()).toEqual(['half a line']);
  });

  it('is told where lines end beyond one chunk', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `line ${n}`);
    write(`${many.join('\n')}\n`);
    expect(await look()).toEqual(many);
  });

  it('is cut where a line has no end in sight, and goes on after it', async () => {
    write(`${'x'.repeat(300_000)}\nafter\n`);
    const [long, after] = await look();
    expect([long?.length, after]).toEqual([8192, 'after']);
  });

  it('may hold bytes of all kinds', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7919) % 256));
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('\nafter\n')]));
    expect((await look()).at(-1)).toBe('after');
  });
});

describe('a log that is rotated', () => {
  it('by renaming: what was still written to the old file comes first', async () => {
    write('a\n');
    await look();
    write('b\n');
    renameSync(path, `${path}.1`);
    await expect(look()).rejects.toMatchObject({ code: 'ENOENT' });
    appendFileSync(`${path}.1`, 'c\n');
    write('d\n');
    expect([...lines, ...(await look())]).toEqual(['b', 'c', 'd']);
  });

  it('by copytruncate, also where it has grown further than before by the next look', async () => {
    write('first line of the old one\n');
    await look();
    copyFileSync(path, `${path}.1`);
    truncateSync(path, 0);
    write('a\n');
    expect(await look()).toEqual(['a']);
    truncateSync(path, 0);
    write('first line of the new one, which is longer\nb\n');
    expect(await look()).toEqual(['first line of the new one, which is longer', 'b']);
  });
});

describe('a log after a restart', () => {
  it('is read on from where it was', async () => {
    write('a\nb\nhal');
    await look();
    write('f\n');
    await again();
    expect(await look()).toEqual(['half']);
  });

  it('is read on in the file that a rotation renamed meanwhile, and then in the new one', async () => {
    write('a\n');
    await look();
    await again();
    write('b\n');
    renameSync(path, `${path}.1`);
    write('c\n');
    asideSince(`${path}.2`, 'another one that is older\n', -60);
    expect(await look()).toEqual(['b', 'c']);
  });

  it('is read on through each file that was put aside since, oldest first, but for what is packed', async () => {
    write('a\n');
    await look();
    await again();
    write('b\n');
    renameSync(path, `${path}.3`);
    asideSince(`${path}.2`, 'c\n', 60);
    asideSince(`${path}.1`, 'd\n', 120);
    asideSince(`${path}.0.gz`, 'packed\n', 90);
    write('e\n');
    expect(await look()).toEqual(['b', 'c', 'd', 'e']);
  });

  it('is read from its begin where the old file is gone', async () => {
    write('a\n');
    await look();
    await again();
    rmSync(path);
    write('c\nd\n');
    expect(await look()).toEqual(['c', 'd']);
  });

  it('is told without the half line that a place in its middle leaves', async () => {
    write('1234:M a\n5678:M b\n');
    await look();
    if (end !== null) end = { ...end, offset: 11 };
    await again();
    expect(await look()).toEqual([]);
  });
});

describe('a log that is read for the first time', () => {
  it('is read from near its end where it is long, and says what it passed over', async () => {
    tail = new Tail(path, null, 20);
    write('a long line that is passed over\nhalf\nlast\n');
    expect(await look()).toEqual(['half', 'last']);
    expect(tail.passedOver).toBe(22);
  });

  it.each([
    ['is not there', () => undefined, { code: 'ENOENT' }],
    ['is a directory', () => (path = folder), { message: 'It is no file.' }],
  ])('is told where it %s', async (_name, prepare, expected) => {
    prepare();
    begin(null);
    await expect(look()).rejects.toMatchObject(expected);
  });
});
