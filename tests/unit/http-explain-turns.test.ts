import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { POST } from '../../app/api/explain/route';
import { GET as fleet } from '../../app/api/instances/route';
import { explanationSchema } from '../../lib/contracts/explain';
import { holdAsker, ofKind, OWN } from '../support/asker';
import { asked, askedJson, holdStub } from '../support/stub-savepoint';

const LINE = "12:M 22 Nov 2026 05:46:00.000 # Can't save in background: fork: Cannot allocate memory\n";
const BYTES = { 'content-type': 'application/octet-stream' };
const MIB = 1024 * 1024;

const post = (body: BodyInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  POST(asked('POST', '/api/explain?instance=orders', { headers: { ...BYTES, ...headers }, body }));

/** A stream that makes what it is asked for, and counts it. */
function streamOf(piece: Uint8Array, times: number): { body: ReadableStream<Uint8Array>; made: () => number } {
  let made = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (made === times) return controller.close();
      made += 1;
      controller.enqueue(piece);
    },
  });
  return { body, made: () => made };
}

beforeEach(() => void holdStub());

describe('while a large file is read', () => {
  const LARGE = Buffer.from('GET /carts 200 4 ms\n'.repeat(Math.ceil(MIB / 20)));

  /** How many turns others have, and how many other requests are answered, before this one is. */
  async function meanwhile(reading: Promise<Response>): Promise<{ turns: number; answers: number }> {
    const counted = { turns: 0, answers: 0 };
    let isRead = false;
    void reading.finally(() => (isRead = true));
    const ticking = (async () => {
      for (; !isRead; counted.turns += 1) await turn();
    })();
    while (!isRead) {
      if ((await fleet(asked('GET', '/api/instances'))).status === 200 && !isRead) counted.answers += 1;
      await turn();
    }
    await ticking;
    return counted;
  }

  it.each([
    ['as a file, in one chunk', () => post(LARGE)],
    ['as JSON', () => POST(askedJson('POST', '/api/explain', { text: 'GET /carts 200 4 ms\n'.repeat(49_000) }))],
  ])('%s, others have their turn between two parts of it', async (name, send) => {
    const { turns, answers } = await meanwhile(send());
    const parts = name === 'as JSON' ? 14 : 16;
    expect(turns).toBeGreaterThanOrEqual(parts);
    expect(answers).toBeGreaterThanOrEqual(Math.floor(parts / 4));
  });

  it('no more of it is asked for than was read', async () => {
    const { body, made } = streamOf(Buffer.from(LINE), 1_000);
    let most = 0;
    const reading = post(body);
    for (let last = -1; made() > last;) {
      last = made();
      await turn();
      most = Math.max(most, made() - last);
    }
    expect((await reading).status).toBe(200);
    // One is being read and one waits, however many turns there are.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
  });
});

describe('a file', () => {
  it('is told as the same text is, wherever its bytes are divided', async () => {
    const bytes = Buffer.from(`注🦀 ${LINE}12:M 22 Nov 2026 05:46:06.000 # Background saving error\r\n`);
    const whole = await (await post(bytes)).json();
    expect(whole).toMatchObject({ what: 'redis-log', lines: { read: 2, understood: 2 } });
    expect((whole as { saves: { instanceId: string }[] }).saves.map(({ instanceId }) => instanceId)).toEqual([
      'orders',
      'orders',
    ]);
    for (const at of [1, 2, 4, 6, 9, bytes.length - 1]) {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(bytes.subarray(0, at));
          controller.enqueue(bytes.subarray(at));
          controller.close();
        },
      });
      expect(await (await post(body)).json()).toEqual(whole);
    }
  });

  const TOO_LARGE: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['of 64 MB and a byte is refused by its length alone', { 'content-length': '64000001' }, 1],
    ['that says nothing of its length is refused where it has more', {}, 2_000],
  ];
  it.each(TOO_LARGE)('%s', async (_name, headers, times) => {
    const { body, made } = streamOf(new Uint8Array(64 * 1024).fill(120), times);
    const response = await post(body, headers);
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('64 MB at most');
    expect(made()).toBeLessThanOrEqual(times);
  });

  it('that breaks off is no fault of Savepoint', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(LINE)),
      pull: (controller) => controller.error(new Error('gone')),
    });
    expect((await post(body)).status).toBe(422);
  });

  const GOOD = '12:M 22 Nov 2026 05:46:00.000 * Background saving terminated with success';
  const ODD: readonly (readonly [string, Buffer<ArrayBuffer>])[] = [
    ['a line of 10 MB', Buffer.from(`${'x'.repeat(10_000_000)}\n${GOOD}\n`)],
    ['a hole of NULs', Buffer.concat([Buffer.alloc(1_000_000), Buffer.from(`${GOOD}\n`)])],
    ['colours of a terminal', Buffer.from(`\x1b[32m${GOOD.replaceAll(' ', ' \x1b[1;31m')}\x1b[0m\n`)],
    ['line ends of Windows', Buffer.from(`other\r\n${GOOD}\r\n`)],
    ['UTF-16, as Windows writes it', Buffer.from(`\ufeffother\r\n${GOOD}\r\n`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeffother\r\n${GOOD}\r\n`, 'utf16le').swap16()],
  ];
  it.each(ODD)('that holds %s is read all the same, as a file and pasted', async (_name, bytes) => {
    const wanted = { what: 'redis-log', saves: [{ outcome: 'saved' }], lines: { understood: 1 } };
    expect(await (await post(bytes)).json()).toMatchObject(wanted);
    if (bytes.length > 1_000_000) return;
    const text = bytes.toString('utf8').replaceAll('\0', '');
    expect(await (await POST(askedJson('POST', '/api/explain', { text }))).json()).toMatchObject(wanted);
  });

  it.each([
    ['a compressed log', gzipSync(GOOD.repeat(50)), 'compressed', 'gunzip'],
    ['an RDB file', Buffer.from('REDIS0011\xfa', 'latin1'), 'RDB file', 'CONFIG GET logfile'],
    [
      'bytes of all kinds',
      Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256)),
      'no text',
      'plain text',
    ],
  ])('pasted as text although it is %s is told as that', async (_name, bytes, summary, advice) => {
    const body = { text: bytes.toString('utf8') };
    const told = explanationSchema.parse(await (await POST(askedJson('POST', '/api/explain', body))).json());
    expect([told.what, told.summary.includes(summary), told.advice.join(' ').includes(advice)]).toEqual([
      'unknown',
      true,
      true,
    ]);
  });

  it.each([
    ['compressed', Buffer.from('1f8b0800000000000003', 'hex'), 'compressed', 'gunzip'],
    ['an RDB file', Buffer.from('REDIS0011\xfa', 'latin1'), 'RDB file', 'CONFIG GET logfile'],
    ['no text', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256)), 'no text', 'plain text'],
  ])('that is %s is told as that, with what to do', async (_name, bytes, summary, advice) => {
    const told = explanationSchema.parse(await (await post(bytes)).json());
    expect([told.what, told.saves, told.client]).toEqual(['unknown', [], null]);
    expect(told.summary).toContain(summary);
    expect(told.advice.join(' ')).toContain(advice);
  });

  it('of nothing is refused, as an empty text is', async () => {
    const empty = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    for (const body of [new Uint8Array(), empty]) {
      const answer = await post(body);
      expect([answer.status, await answer.json()]).toMatchObject([
        422,
        { error: { code: 'invalid', message: expect.stringContaining('The file is empty.') } },
      ]);
    }
    expect((await POST(askedJson('POST', '/api/explain', { text: '' }))).status).toBe(422);
  });
});

describe('a file is taken from who is signed in, as JSON is', () => {
  const WAYS: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['from a page of ours', { origin: OWN }, 200],
    ['from a page of another site', { origin: 'https://evil.example' }, 403],
    ['from nowhere', {}, 403],
    ['as what a form can send', { origin: OWN, 'content-type': 'text/plain' }, 415],
    [
      'as what a form can send, in disguise',
      { origin: OWN, 'content-type': 'text/plain; application/octet-stream' },
      415,
    ],
  ];
  it.each(WAYS)('%s', async (_name, headers, status) => {
    holdAsker().principal = ofKind('session', 'viewer');
    expect((await post(Buffer.from(LINE), headers)).status).toBe(status);
  });
});
