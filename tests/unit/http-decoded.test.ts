import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../lib/http/decoded';

function decoded(bytes: Uint8Array, size = bytes.length): { text: string; noText: Decoder['noText'] } {
  const decoder = new Decoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.add(bytes.subarray(at, at + size));
  text += decoder.end();
  return { text, noText: decoder.noText };
}

const TEXT = '12:M 22 Nov 2026 05:46:00.000 # 注 🦀 é\r\n';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the same text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, as Windows writes it', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, the other way round', utf16be(`\ufeff${TEXT}`)],
  ])('comes out of %s, wherever it is cut', (_name, bytes) => {
    for (const size of [bytes.length, 1, 2, 3, 5, 7])
      expect(decoded(bytes, size)).toEqual({ text: TEXT, noText: null });
  });
});

it('a text of a few bytes is whole', () => {
  for (const text of ['', 'x', 'MISCONF']) expect(decoded(Buffer.from(text), 1)).toEqual({ text, noText: null });
});

it('half a character at the end, and bytes that are none, are marked and end nothing', () => {
  expect(decoded(Buffer.from([0x61, 0xff, 0x62, 0xe6, 0xb3]))).toMatchObject({ text: 'a\ufffdb\ufffd' });
});

describe('what is no text is told by name', () => {
  const NOISE = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 256));
  it.each([
    ['compressed', 'gzip', gzipSync(TEXT)],
    ['compressed', 'zstd', zstdCompressSync(Buffer.from(TEXT))],
    ['compressed', 'xz', Buffer.from('fd377a585a000004e6d6b446', 'hex')],
    ['compressed', 'zip', Buffer.from('504b0304140000000800', 'hex')],
    ['rdb-file', 'Redis', Buffer.concat([Buffer.from('REDIS0011\xfa\tredis-ver', 'latin1'), NOISE])],
    ['rdb-file', 'Valkey', Buffer.concat([Buffer.from('VALKEY080', 'latin1'), NOISE])],
    ['binary', 'a program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), NOISE])],
  ])('%s: %s', (noText, _name, bytes) => {
    for (const size of [bytes.length, 1_000, 1]) expect(decoded(bytes, size).noText).toBe(noText);
  });

  it('but not a log that begins with a hole of NULs, or has a few odd bytes', () => {
    const line = Buffer.from(TEXT.repeat(50));
    expect(decoded(Buffer.concat([Buffer.alloc(300_000), line]), 4_096).noText).toBeNull();
    expect(decoded(Buffer.concat([line, Buffer.from([0xff, 0x07]), line])).noText).toBeNull();
  });
});
