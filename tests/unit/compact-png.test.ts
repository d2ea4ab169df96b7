import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compactPng } from '../../scripts/lib/screenshots/compact-png.mjs';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** Three pixels wide; rows with their filter. */
function pngOf(rows: readonly (readonly number[])[], colourType = 2): Buffer {
  const header = Buffer.from([0, 0, 0, 3, 0, 0, rows.length >> 8, rows.length & 255, 8, colourType, 0, 0, 0]);
  const data = chunk('IDAT', deflateSync(Buffer.from(rows.flat())));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(png: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at < png.length;) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const name = png.toString('latin1', at + 4, at + 8);
    expect(png.subarray(at, at + 12 + data.length)).toEqual(chunk(name, data));
    found.set(name, data);
    at += 12 + data.length;
  }
  return found;
}

it('keeps every pixel of a picture with few colours, whatever filter a row has', () => {
  const png = pngOf([
    [0, 10, 20, 30, 10, 20, 30, 200, 0, 0],
    [1, 10, 20, 30, 0, 0, 0, 190, 236, 226],
    [2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [3, 5, 10, 15, 0, 0, 0, 95, 246, 241],
    [4, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ]);
  const chunks = chunksOf(compactPng(png));
  expect([...(chunks.get('PLTE') ?? [])]).toEqual([10, 20, 30, 200, 0, 0]);
  const row = [0, 0, 0, 1];
  expect([...inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))]).toEqual([row, row, row, row, row].flat());
});

it('gives the rarest shades beyond 256 the nearest that is left', () => {
  const grey = (shade: number) => [0, ...Array<number>(9).fill(shade)];
  const rare = [0, 200, 200, 201, 100, 100, 101, 100, 100, 100];
  const shades = Array.from({ length: 256 }, (_, shade) => grey(shade));
  const chunks = chunksOf(compactPng(pngOf([...shades, rare])));
  const palette = [...(chunks.get('PLTE') ?? [])];
  const last = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0)).subarray(-3);
  expect(palette).toHaveLength(256 * 3);
  expect([...last].map((index) => palette[index * 3])).toEqual([200, 100, 100]);
});

it('returns what it does not know as it is', () => {
  const grey = pngOf([[0, 1, 2, 3]], 0);
  expect(compactPng(grey)).toBe(grey);
});
