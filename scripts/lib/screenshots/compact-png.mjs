import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const RGB = 2;
const PALETTE = 3;
/** More is not to be had for one byte a pixel. */
const COLOURS = 256;

/**
 * The same picture in a third of the bytes: one byte a pixel. A page has few colours, and the shades of its letters beyond 256 become the
 * nearest that is left, which nobody sees. Takes what a browser makes: 8-bit RGB, not interlaced; anything else comes back as it is.
 * @param {Buffer} png
 * @returns {Buffer}
 */
export function compactPng(png) {
  const header = Buffer.from(dataOf(png, 'IHDR'));
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== RGB || header[12] !== 0) return png;
  const pixels = unfiltered(inflateSync(dataOf(png, 'IDAT')), width * 3, height);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1)
    rows[at + Math.floor(at / width) + 1] = indexOf.get(pixels.readUIntBE(at * 3, 3)) ?? 0;
  header[9] = PALETTE;
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** All data of the chunks of a name. @param {Buffer} png @param {string} name */
function dataOf(png, name) {
  const found = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === name) found.push(png.subarray(at + 8, end));
    at = end + 4;
  }
  return Buffer.concat(found);
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** The pixels, row by row, with the filter of each row undone (PNG, section 9). @param {Buffer} data @param {number} stride @param {number} height */
function unfiltered(data, stride, height) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < 3 ? 0 : (out[at - 3] ?? 0);
      const above = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = x < 3 || y === 0 ? 0 : (out[at - stride - 3] ?? 0);
      out[at] = (data[at + y + 1] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return out;
}

/** @param {number} filter @param {number} left @param {number} above @param {number} corner */
function predicted(filter, left, above, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** The colours used most, and for each colour of the picture the place of the nearest of them. @param {Buffer} pixels */
function paletteOf(pixels) {
  /** @type {Map<number, number>} */
  const used = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    used.set(colour, (used.get(colour) ?? 0) + 1);
  }
  const colours = [...used].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const kept = colours.slice(0, COLOURS);
  const palette = Buffer.alloc(kept.length * 3);
  for (const [index, colour] of kept.entries()) palette.writeUIntBE(colour, index * 3, 3);
  return { palette, indexOf: new Map(colours.map((colour) => [colour, nearest(colour, kept)])) };
}

/** @param {number} colour @param {readonly number[]} kept */
function nearest(colour, kept) {
  let best = 0;
  for (const [index, each] of kept.entries())
    if (distance(colour, each) < distance(colour, kept[best] ?? 0)) best = index;
  return best;
}

/** @param {number} a @param {number} b */
function distance(a, b) {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
}
