import { afterEach, expect, test } from 'vitest';
import { ask } from '../support/http-client';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const TOKEN = 'a-token-for-tests';
const ENV = { SAVEPOINT_SIGN_IN: 'yes', SAVEPOINT_ADMIN_TOKEN: TOKEN };

let savepoint: SavepointServer | null = null;
afterEach(async () => {
  await savepoint?.stop();
  savepoint = null;
});

async function statusUnder(host: string): Promise<number> {
  const headers = { host, authorization: `Bearer ${TOKEN}` };
  return (await ask(savepoint?.url ?? '', '/api/instances', { headers })).status;
}

test('another address is answered when it is set', async () => {
  savepoint = await startSavepoint({ env: { ...ENV, SAVEPOINT_PUBLIC_ORIGIN: 'https://savepoint.example.org' } });
  expect(await statusUnder('savepoint.example.org')).toBe(200);
  expect(await statusUnder('evil.example')).toBe(421);
});

test('without it nothing else is answered', async () => {
  savepoint = await startSavepoint({ env: ENV });
  expect(await statusUnder('savepoint.example.org')).toBe(421);
});
