import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SaveFollower } from '../../lib/monitor/save-follower';

/** A save that is followed on a clock that each pause moves on. `script` tells what each look finds. */
function aFollowed(options: { endsAfterMs?: number; intervalMs?: number; looksReadable?: boolean } = {}) {
  const { endsAfterMs = 100, intervalMs = 1000, looksReadable = true } = options;
  const state = { now: 0, name: 'save' as string | null, looks: 0, polls: 0, atOnce: 0, most: 0 };
  const follower = new SaveFollower(
    {
      intervalMs,
      name: () => state.name,
      hasMoved: async () => {
        state.looks += 1;
        state.atOnce += 1;
        state.most = Math.max(state.most, state.atOnce);
        await turnOfLoop();
        state.atOnce -= 1;
        return looksReadable ? state.now >= endsAfterMs : null;
      },
      poll: async () => {
        state.polls += 1;
        state.name = null;
      },
    },
    {
      now: () => state.now,
      pause: async (ms, signal) => {
        await turnOfLoop();
        signal.throwIfAborted();
        state.now += ms;
      },
    },
  );
  return { state, follower };
}

/** Lets a follower run until it does nothing more. */
async function settled(state: { readonly now: number }): Promise<void> {
  for (let before = -1; before !== state.now;) {
    before = state.now;
    for (let turn = 0; turn < 5; turn += 1) await turnOfLoop();
  }
}

test('the end is looked for every 5 ms, and polled once when it shows', async () => {
  const { state, follower } = aFollowed({ endsAfterMs: 100 });
  follower.follow();
  await settled(state);
  expect(state).toMatchObject({ now: 100, looks: 20, polls: 1 });
});

test('a save of ten minutes is left to the polls after some hundred looks, and not taken up again', async () => {
  const { state, follower } = aFollowed({ endsAfterMs: 600_000 });
  follower.follow();
  await settled(state);
  const { looks } = state;
  expect(looks).toBeGreaterThan(25);
  expect(looks).toBeLessThan(200);
  for (state.now += 1000; state.now < 600_000; state.now += 1000) follower.follow();
  await settled(state);
  expect(state).toMatchObject({ looks, polls: 0 });
});

test('however often it is asked to follow, it looks once at a time', async () => {
  const { state, follower } = aFollowed();
  for (let page = 0; page < 50; page += 1) follower.follow();
  await settled(state);
  expect(state).toMatchObject({ most: 1, looks: 20, polls: 1 });
});

test('nothing is asked where no save of ours is to be followed', async () => {
  const { state, follower } = aFollowed();
  state.name = null;
  follower.follow();
  await settled(state);
  expect(state).toMatchObject({ now: 0, looks: 0 });
});

test('a save that begins is followed from its begin', async () => {
  const { state, follower } = aFollowed({ endsAfterMs: Infinity });
  state.name = 'awaited';
  follower.follow();
  await settled(state);
  const { looks } = state;
  state.name = 'running';
  follower.follow();
  await settled(state);
  expect(state.looks).toBe(2 * looks);
});

test('what cannot be read is left to the next poll', async () => {
  const { state, follower } = aFollowed({ looksReadable: false });
  follower.follow();
  await settled(state);
  expect(state).toMatchObject({ looks: 1, polls: 0 });
});

test('it ends when it is closed', async () => {
  const { state, follower } = aFollowed({ endsAfterMs: Infinity });
  follower.follow();
  await turnOfLoop();
  follower.close();
  await settled(state);
  expect(state.looks).toBeLessThan(3);
  const { looks } = state;
  follower.follow();
  await settled(state);
  expect(state.looks).toBe(looks);
});
