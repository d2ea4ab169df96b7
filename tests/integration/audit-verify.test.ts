import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../lib/store/open-store';
import { runScript } from '../support/command';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { startRedis } from '../support/redis-server';
import { startSavepoint } from '../support/savepoint-server';
import { A_KEY, tamper } from '../support/store-folder';
import { aResolution, anAction } from '../support/store-samples';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function verified(): Promise<readonly [code: number, told: string]> {
  const command = runScript('audit-verify.mjs', ['data'], folder, {});
  const code = await command.ended;
  return [code, command.output()];
}

describe('npm run audit:verify', () => {
  it('says that the trail is whole, with its length and latest hash, or which record is not as it was written', async () => {
    const store = await openStore({ dataDir: join(folder, 'data'), secretKey: A_KEY });
    await store.beginAction(anAction('a-1'));
    await store.resolveAction('a-1', aResolution());
    const { hash } = (await store.listAudit({ limit: 1 })).rows[0] ?? {};
    // While Savepoint has it open.
    expect(await verified()).toEqual([0, `The audit is whole: 2 records, the latest with the hash ${hash}.\n`]);
    await store.close();

    tamper(join(folder, 'data'), (db) => {
      db.exec('drop trigger audit_no_update');
      db.exec(`update audit set body = replace(body, 'oncall-1', 'oncall-9') where seq = 1`);
    });
    const [code, told] = await verified();
    expect([code, told]).toEqual([1, expect.stringMatching(/^Audit record 1 \(.*\) was changed: /)]);
  });

  it('says where it looked when there is none', async () => {
    expect(await verified()).toEqual([2, expect.stringContaining(`There is no store of Savepoint in ${folder}/data`)]);
  });
});

it('with SAVEPOINT_AUDIT_LOG each entry is a line of the log, whatever the reason says', async () => {
  const redis = await startRedis();
  const savepoint = await startSavepoint({ instances: { orders: redis.url }, env: { SAVEPOINT_AUDIT_LOG: 'yes' } });
  try {
    const reason = 'disk full\n{"audit":{"actor":"nobody"}}\u001b[31m';
    const body = { value: 'no', expected: 'yes', confirm: 'orders', reason };
    const answer = await ask(savepoint.url, '/api/instances/orders/stop-writes', { method: 'PUT', body });
    expect(answer.status).toBe(200);
    const [entry] = ((await ask(savepoint.url, '/api/audit')).json() as { entries: { hash: string }[] }).entries;
    const lines = await eventually('the line', () => {
      const told = savepoint
        .output()
        .split('\n')
        .filter((line) => line.includes('"audit":{'));
      return told.length > 0 ? told : null;
    });
    expect(lines.map((line) => JSON.parse(line).audit)).toEqual([
      expect.objectContaining({ kind: 'set-stop-writes', outcome: 'applied', reason, hash: entry?.hash }),
    ]);
  } finally {
    await savepoint.stop();
    await redis.stop();
  }
});
