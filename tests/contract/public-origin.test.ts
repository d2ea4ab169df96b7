import { afterEach, expect, test } from 'vitest';
import { ask } from '../support/http-client';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const ORIGIN = 'https://savepoint.example.org';
const WARNING = /"level":"warn".*SAVEPOINT_PUBLIC_ORIGIN is set, and there is no sign-in yet/;

let savepoint: SavepointServer | null = null;
afterEach(async () => {
  await savepoint?.stop();
  savepoint = null;
});

async function statusUnder(host: string): Promise<number> {
  return (await ask(savepoint?.url ?? '', '/api/instances', { headers: { host } })).status;
}

test('another address is answered when it is set, and the log warns that everybody is let in there', async () => {
  savepoint = await startSavepoint({ env: { SAVEPOINT_PUBLIC_ORIGIN: ORIGIN } });
  expect(await statusUnder('savepoint.example.org')).toBe(200);
  expect(await statusUnder('evil.example')).toBe(421);
  expect(savepoint.output()).toMatch(WARNING);
});

test('without it nothing else is answered, and there is nothing to warn of', async () => {
  savepoint = await startSavepoint();
  expect(await statusUnder('savepoint.example.org')).toBe(421);
  expect(savepoint.output()).toContain('Savepoint watches');
  expect(savepoint.output()).not.toContain('SAVEPOINT_PUBLIC_ORIGIN');
});
