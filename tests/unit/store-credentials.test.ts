import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { A_KEY, bytesIn, newDataDir, tamper } from '../support/store-folder';
import { anAuditedAct, anInstance } from '../support/store-samples';

const CANARIES = ['canary-observer-name', 'canary-observer-word', 'canary-operator-name', 'canary-operator-word'];
const [OBSERVER = '', OBSERVER_WORD = '', OPERATOR = '', OPERATOR_WORD = ''] = CANARIES;

const SECRET = anInstance('secret', {
  observer: { username: OBSERVER, password: OBSERVER_WORD },
  operator: { username: OPERATOR, password: OPERATOR_WORD },
});

let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = newDataDir();
  store = await openStore({ dataDir, secretKey: A_KEY });
  await store.addRegistered(SECRET, anAuditedAct());
});

afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

describe('stored credentials', () => {
  it('are in no byte of the data folder, neither while the store is open nor after', async () => {
    const forms = CANARIES.flatMap((canary) => [canary, Buffer.from(canary).toString('base64').slice(0, 20)]);
    const found = (bytes: Buffer) => forms.filter((form) => bytes.includes(form));
    const open = bytesIn(dataDir);
    expect(open.includes('10.0.3.14'), 'the address is there, so the row is').toBe(true);
    expect(found(open)).toEqual([]);
    await store.close();
    expect(found(bytesIn(dataDir))).toEqual([]);
    store = await openStore({ dataDir, secretKey: A_KEY });
    expect(await store.listRegistered()).toEqual({ instances: [SECRET], problems: [] });
  });

  it.each([
    [
      'moved to another instance',
      `update registered_instances set sealed_credentials = (select sealed_credentials from registered_instances where id = 'secret')`,
      'other',
    ],
    ['left on an instance of another id', `update registered_instances set id = 'thief' where id = 'secret'`, 'thief'],
    [
      'left on an instance of another address',
      `update registered_instances set endpoint = replace(endpoint, '10.0.3.14', '10.6.6.6') where id = 'secret'`,
      'secret',
    ],
    [
      'changed in one character',
      `update registered_instances set sealed_credentials = substr(sealed_credentials, 1, 40) || case substr(sealed_credentials, 41, 1) when 'A' then 'B' else 'A' end || substr(sealed_credentials, 42) where id = 'secret'`,
      'secret',
    ],
    [
      'cut short',
      `update registered_instances set sealed_credentials = substr(sealed_credentials, 1, 20) where id = 'secret'`,
      'secret',
    ],
    [
      'of an unknown version',
      `update registered_instances set sealed_credentials = 'v2' || substr(sealed_credentials, 3) where id = 'secret'`,
      'secret',
    ],
  ])('are refused when they were %s', async (_name, statement, id) => {
    await store.addRegistered(anInstance('other'), anAuditedAct());
    tamper(dataDir, (db) => db.exec(statement));
    await expectRefused(store, id);
  });

  it('are refused under another key, and the instance can still be removed', async () => {
    await store.close();
    store = await openStore({ dataDir, secretKey: Buffer.alloc(32, 8) });
    await expectRefused(store, 'secret');
    expect(await store.removeRegistered('secret', anAuditedAct())).toBe(true);
    expect(await store.listRegistered()).toEqual({ instances: [], problems: [] });
  });

  it('are sealed anew each time: equal passwords give no equal text', async () => {
    await store.removeRegistered('secret', anAuditedAct());
    const texts: unknown[] = [];
    for (let i = 0; i < 2; i += 1) {
      await store.addRegistered(SECRET, anAuditedAct());
      tamper(dataDir, (db) => texts.push(db.prepare('select sealed_credentials from registered_instances').get()));
      await store.removeRegistered('secret', anAuditedAct());
    }
    expect(texts[0]).not.toEqual(texts[1]);
  });
});

describe('opening with a key', () => {
  it.each([0, 16, 31, 33])('refuses a key of %i bytes', async (length) => {
    await expect(openStore({ dataDir, secretKey: Buffer.alloc(length) })).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(`${length} bytes instead of 32`),
    });
  });
});

async function expectRefused(where: Store, id: string): Promise<void> {
  const { instances, problems } = await where.listRegistered();
  expect(instances.map((instance) => instance.id)).not.toContain(id);
  expect(problems.map((problem) => problem.id)).toEqual([id]);
  const text = JSON.stringify(problems);
  expect(problems[0]?.message).toContain(`The stored credentials of the instance "${id}" cannot be decrypted`);
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}
