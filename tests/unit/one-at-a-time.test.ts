import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { oneAtATime } from '../../lib/actions/one-at-a-time';
import type { Actor } from '../../lib/domain/action/action';
import { done, type Result } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { eventually } from '../support/eventually';
import { A_KEY, newDataDir } from '../support/store-folder';

const oncall = (name: string): Actor => ({ kind: 'user', name, role: 'operator' });
const BUSY = { ok: false, refusal: { code: 'not_possible', message: EN.asked.busy('oncall-1') } };

let dataDir: string;
let store: Store;
let other: Store;

beforeEach(async () => {
  dataDir = newDataDir();
  store = await openStore({ dataDir, secretKey: A_KEY });
  other = await openStore({ dataDir, secretKey: A_KEY });
});

afterEach(async () => {
  for (const each of [store, other]) await each.close();
  rmSync(dataDir, { recursive: true });
});

type Work = () => Promise<Result<string>>;
const first = (work: Work, goOn?: (result: Result<string>) => Promise<void> | null) =>
  oneAtATime(store, 'orders', oncall('oncall-1'), EN, work, goOn);
const second = (of: Store) => oneAtATime(of, 'orders', oncall('oncall-2'), EN, async () => done('second'));

it('refuses a second action on an instance, here and in another opening of the store, and names the first', async () => {
  const result = await first(async () => {
    expect(await second(store)).toMatchObject(BUSY);
    expect(await second(other)).toMatchObject(BUSY);
    return done('first');
  });
  expect(result).toEqual(done('first'));
  expect(await second(other)).toEqual(done('second'));
});

it('lets go of an instance also when the action throws', async () => {
  await expect(first(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await second(other)).toEqual(done('second'));
});

it.each([
  ['ends', () => Promise.resolve()],
  ['fails', () => Promise.reject(new Error('broken'))],
])('keeps the instance for what goes on after the result, until that %s', async (_how, end) => {
  let letGo: () => void = () => undefined;
  const further = new Promise<void>((resolve) => (letGo = resolve)).then(end);
  expect(
    await first(
      async () => done('first'),
      () => further,
    ),
  ).toEqual(done('first'));
  expect(await second(other)).toMatchObject(BUSY);
  letGo();
  await eventually('the instance to be free', async () => (await second(other)).ok);
});

it('does nothing where it cannot be told who acts, and says what to do', async () => {
  writeFileSync(join(dataDir, 'claims'), 'something else');
  const result = await first(() => Promise.reject(new Error('It ran.')));
  const refusal = result.ok ? null : result.refusal;
  expect(refusal?.code).toBe('store_unavailable');
  expect(refusal?.message).toMatch(
    /^Whether another action runs on this instance could not be told, so nothing was sent/,
  );
});
