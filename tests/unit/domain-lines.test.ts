import { describe, expect, it } from 'vitest';
import { Lines } from '../../lib/domain/text/lines';

function linesOf(...pieces: readonly string[]): string[] {
  const found: string[] = [];
  const lines = new Lines((line) => found.push(line));
  for (const piece of pieces) lines.add(piece);
  lines.end();
  return found;
}

describe('a text in pieces', () => {
  const TEXT = 'one\r\ntwo\n\nthree\rfour\r\n\r\nfive 注🦀';
  const WHOLE = ['one', 'two', '', 'three', 'four', '', 'five 注🦀'];

  it('has the same lines wherever it is cut', () => {
    expect(linesOf(TEXT)).toEqual(WHOLE);
    for (let at = 0; at <= TEXT.length; at += 1) expect(linesOf(TEXT.slice(0, at), TEXT.slice(at))).toEqual(WHOLE);
    expect(linesOf(...TEXT.split(''))).toEqual(WHOLE);
  });

  it('has no line more for the end of its last one, and none where there is nothing', () => {
    expect(linesOf('one\n')).toEqual(['one']);
    expect(linesOf('one\r', '')).toEqual(['one']);
    expect(linesOf('', '')).toEqual([]);
  });
});

it('a line that is too long is cut, and the next one is whole', () => {
  const [long, next] = linesOf('x'.repeat(10_000), 'y'.repeat(10_000_000), '\nnext');
  expect([long?.length, long?.slice(9_999, 10_001), next]).toEqual([16_384, 'xy', 'next']);
});

it('a hole of NULs is nothing, however long it is', () => {
  expect(linesOf('\0'.repeat(100_000), '\0on\0e\n\0two')).toEqual(['one', 'two']);
});

it('colours of a terminal are left out, and what is none of them stays', () => {
  expect(linesOf('\x1b[36mredis-1  |\x1b[0m \x1b[1;31m12:M\x1b[K text\x1b')).toEqual(['redis-1  | 12:M text\x1b']);
});

it('very many ends of lines are read in one go through them', () => {
  expect(linesOf('\r'.repeat(300_000)).length + linesOf(`${'\n'.repeat(300_000)}\r`).length).toBe(600_001);
});
