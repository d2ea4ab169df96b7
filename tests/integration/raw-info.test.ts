import { describe, expect, test } from 'vitest';
import { MOST_SHOWN } from '../../lib/domain/observation/raw-info';
import { wordsOf } from '../../lib/domain/words/words';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { type FakeReply, startFakeRedis } from '../support/fake-redis';
import { hostileTexts } from '../support/hostile-texts';
import { startHostileRedis } from '../support/hostile-redis';
import { startRedis } from '../support/redis-server';
import { bulk } from '../support/resp';
import { keptBytes } from '../support/store-place';

const ID = 'orders-primary';
const toEnd = endings();

function kept<T extends { stop(): unknown }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

/** A Savepoint that has polled once; the next poll is far away, so that what is asked later was asked for. */
async function watching(url: string): Promise<TestSavepoint> {
  const watch = await aSavepoint([anInstance(url)], { pollIntervalMs: 60_000 });
  toEnd.push(() => watch.dispose());
  await eventually('the first poll', () => {
    const seen = watch.savepoint.instance(ID);
    return seen !== null && (seen.observedAt !== null || seen.problem !== null);
  });
  return watch;
}

async function fakeInfo(reply: FakeReply) {
  return kept(await startFakeRedis(([command]) => (command === 'INFO' ? reply : '+OK\r\n')));
}

describe('what Redis said', () => {
  test('is read now, whole and as it was sent', async () => {
    const redis = kept(await startRedis());
    const { savepoint } = await watching(redis.url);
    const first = savepoint.instance(ID)?.observedAt ?? 0;
    await redis.cli('CONFIG', 'SET', 'maxmemory', '7654321');
    const said = await savepoint.rawInfo(ID);
    if (!said.ok) throw new Error(said.refusal.message);
    const { text, length, at } = said.value;
    expect(text).toMatch(/^# Server\r\nredis_version:\d/);
    expect(text).toContain('\r\nmaxmemory:7654321\r\n');
    expect(length).toBe(text.length);
    expect(at).toBeGreaterThanOrEqual(first);
  });

  test('is kept nowhere: neither in the store nor with what is remembered', async () => {
    const reply = bulk('redis_version:7.0.15\r\nodd_field:only-here-5b1c\r\n');
    const { port } = await fakeInfo(reply);
    const watch = await watching(`redis://127.0.0.1:${port}`);
    expect(await watch.savepoint.rawInfo(ID)).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining('5b1c') },
    });
    await watch.stop();
    expect(keptBytes(watch.dataDir).includes('only-here-5b1c')).toBe(false);
  });

  test.each(hostileTexts(20, 20_261_128))('of a hostile server is told as it is: $kind', async ({ text }) => {
    const redis = kept(await startHostileRedis(text));
    const { savepoint } = await watching(redis.url);
    const said = await savepoint.rawInfo(ID);
    // Halves of a pair are no text that a socket can carry.
    const sent = Buffer.from(`\r\nredis_build_id:${text}\r\n`).toString();
    expect(said).toMatchObject({ ok: true, value: { text: expect.stringContaining(sent) } });
  });

  test('is also told where it is no INFO at all, and of more than 64 kB the first part with the length', async () => {
    const words = await fakeInfo(bulk('nothing that one knows'));
    const odd = await watching(`redis://127.0.0.1:${words.port}`);
    expect(odd.savepoint.instance(ID)?.problem?.code).toBe('unreadable');
    expect(await odd.savepoint.rawInfo(ID)).toMatchObject({ ok: true, value: { text: 'nothing that one knows' } });

    const much = await fakeInfo(bulk(`redis_version:7.0.15\r\n${'x'.repeat(200_000)}`));
    const { savepoint } = await watching(`redis://127.0.0.1:${much.port}`);
    const said = await savepoint.rawInfo(ID);
    if (!said.ok) throw new Error(said.refusal.message);
    expect([said.value.text.length, said.value.length]).toEqual([MOST_SHOWN, 200_022]);
  });
});

describe('where Redis does not answer', () => {
  test('the sentence of the problem is the answer, in the language of who asks', async () => {
    const redis = await startRedis();
    const { savepoint } = await watching(redis.url);
    await redis.stop();
    const message = expect.stringMatching(/refused|ended/) as string;
    expect(await savepoint.rawInfo(ID)).toMatchObject({ ok: false, refusal: { code: 'unreachable', message } });
    const chinese = expect.stringMatching(/[\u4e00-\u9fff]/) as string;
    expect(await savepoint.speaking(wordsOf('zh')).rawInfo(ID)).toMatchObject({ refusal: { message: chinese } });
    expect(await savepoint.rawInfo('nothing')).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('a reply that is no text is a problem, not a text', async () => {
    const { port } = await fakeInfo(':1\r\n');
    const { savepoint } = await watching(`redis://127.0.0.1:${port}`);
    expect(await savepoint.rawInfo(ID)).toMatchObject({ ok: false, refusal: { code: 'unreachable' } });
  });

  test('a server that hangs is asked once, however many want to know', async () => {
    const server = await fakeInfo(null);
    const { savepoint } = await watching(`redis://127.0.0.1:${server.port}`);
    const asked = () => server.commands.filter(([command, ...rest]) => command === 'INFO' && rest.length === 0).length;
    const before = asked();
    const answers = await Promise.all(Array.from({ length: 20 }, () => savepoint.rawInfo(ID)));
    expect(answers.map((answer) => answer.ok)).toEqual(Array(20).fill(false));
    expect(asked() - before).toBe(1);
  });

  test('one that refused the password is not asked for a login more', async () => {
    const redis = kept(await startRedis({ password: 'right' }));
    const { savepoint } = await watching(`redis://:wrong@127.0.0.1:${redis.port}`);
    expect(savepoint.instance(ID)?.state).toBe('no-access');
    const logins = async () => /cmdstat_auth:calls=(\d+)/.exec(await redis.cli('INFO', 'commandstats'))?.[1];
    const before = Number(await logins());
    for (let turn = 0; turn < 5; turn += 1) {
      const refusal = { code: 'not_possible', message: expect.stringContaining('WRONGPASS') as string };
      expect(await savepoint.rawInfo(ID)).toMatchObject({ ok: false, refusal });
    }
    // That of this look itself.
    expect(Number(await logins()) - before).toBeLessThanOrEqual(1);
  });
});
