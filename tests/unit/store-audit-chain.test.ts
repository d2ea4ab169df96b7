import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditHash } from '../../lib/store/audit-hash';
import { openStore, storeFile } from '../../lib/store/open-store';
import type { AuditTable } from '../../lib/store/tables/actions';
import { verifyAudit } from '../../lib/store/verify-audit';
import { A_KEY, newDataDir, tamper } from '../support/store-folder';
import { aResolution, anAction, anAuditedAct, anInstance, aTurn, T0 } from '../support/store-samples';

const COLUMNS = ['id', 'entry_seq', 'at', 'kind', 'instance_id', 'body', 'previous_hash', 'hash'];
const RECORDS = 6;

let written: string;
let dataDir: string;

beforeAll(async () => {
  written = newDataDir();
  const store = await openStore({ dataDir: written, secretKey: A_KEY });
  await store.addRegistered(anInstance('a'), anAuditedAct({ message: 'Grüße, "INC-4312"\n{"seq":99}' }));
  await store.beginAction(anAction('a-1'));
  await store.recordTurn('orders-primary', aTurn({ outsideChanges: [{ at: T0, message: 'dir changed' }] }));
  await store.resolveAction('a-1', aResolution({ outcome: 'unknown' }));
  await store.resolveAction('a-1', aResolution());
  await store.removeRegistered('a', anAuditedAct({ kind: 'removed' }));
  await store.close();
});

beforeEach(() => {
  dataDir = newDataDir();
  copyFileSync(storeFile(written), storeFile(dataDir));
});

afterEach(() => rmSync(dataDir, { recursive: true }));
afterAll(() => rmSync(written, { recursive: true }));

describe('the chain of audit records', () => {
  it('is whole when nobody touched it, also across a restart', async () => {
    expect(await verifyAudit({ dataDir })).toMatchObject({ ok: true, records: RECORDS });
    const store = await openStore({ dataDir, secretKey: A_KEY });
    await store.addRegistered(anInstance('a'), anAuditedAct());
    expect(await verifyAudit({ dataDir }), 'while the store is open').toMatchObject({ ok: true, records: RECORDS + 1 });
    await store.close();
  });

  const places = Array.from({ length: RECORDS }, (_, i) => COLUMNS.map((column) => [i + 1, column] as const)).flat();
  it.each(places)('names record %i when its %s is changed', async (seq, column) => {
    tamperAudit(`update audit set ${column} = case typeof(${column})
      when 'integer' then ${column} + 1 else substr(${column}, 1, length(${column}) - 1) || '~' end where seq = ${seq}`);
    const verdict = await verifyAudit({ dataDir });
    expect(verdict).toMatchObject({ ok: false, seq });
    expect(verdict).toMatchObject({ message: expect.stringContaining(`Audit record ${seq} `) });
  });

  it('names the record whose byte was flipped in the file', async () => {
    const file = readFileSync(storeFile(dataDir));
    const at = file.indexOf('dir changed');
    expect(at).toBeGreaterThan(0);
    file.writeUInt8(file.readUInt8(at) ^ 1, at);
    writeFileSync(storeFile(dataDir), file);
    expect(await verifyAudit({ dataDir })).toMatchObject({ ok: false, seq: 3 });
  });

  it.each([1, 3, RECORDS])('names record %i when it was taken out', async (seq) => {
    tamperAudit(`delete from audit where seq = ${seq}`);
    expect(await verifyAudit({ dataDir })).toMatchObject({
      ok: false,
      seq,
      message: expect.stringContaining('missing'),
    });
  });

  it.each([
    [3, 4, 'by the record after it'],
    [RECORDS, RECORDS, 'by the end of the chain, which is kept apart'],
  ])('finds record %i rewritten with a hash that fits: record %i is named, %s', async (seq, named) => {
    tamperAudit((db) => {
      const record = db.prepare('select * from audit where seq = ?').get(seq) as unknown as AuditTable;
      const body = record.body.replace('orders', 'others').replace('dir', 'DIR');
      expect(body).not.toBe(record.body);
      const hash = auditHash({ ...record, body });
      db.prepare('update audit set body = ?, hash = ? where seq = ?').run(body, hash, seq);
    });
    expect(await verifyAudit({ dataDir })).toMatchObject({ ok: false, seq: named });
  });

  it('says with a sentence that there is no store to verify', async () => {
    rmSync(storeFile(dataDir));
    await expect(verifyAudit({ dataDir })).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
  });
});

describe('the triggers of the audit table', () => {
  it.each([
    ['update', `update audit set body = '{}'`],
    ['update that changes nothing', 'update audit set seq = seq'],
    ['delete', 'delete from audit where seq = 1'],
    [
      'replace by seq',
      `insert or replace into audit select seq, 'other', entry_seq, at, kind, instance_id, body, previous_hash, hash from audit where seq = 1`,
    ],
    [
      'replace by id',
      `insert or replace into audit select 99, id, entry_seq, at, kind, instance_id, body, previous_hash, hash from audit where seq = 1`,
    ],
  ])('refuse an %s', async (_name, statement) => {
    tamper(dataDir, (db) => expect(() => db.exec(statement)).toThrow('an audit record is never changed or deleted'));
    expect(await verifyAudit({ dataDir })).toMatchObject({ ok: true, records: RECORDS });
  });
});

/** As someone would who first takes the triggers away. */
function tamperAudit(change: string | ((db: DatabaseSync) => void)): void {
  tamper(dataDir, (db) => {
    db.exec('pragma foreign_keys = off');
    db.exec('drop trigger audit_no_update; drop trigger audit_no_delete');
    if (typeof change === 'string') db.exec(change);
    else change(db);
  });
}
