import { beforeEach, describe, expect, it } from 'vitest';
import * as auditExport from '../../app/api/audit/export/route';
import * as instanceExport from '../../app/api/instances/[instanceId]/saves/export/route';
import * as savesExport from '../../app/api/saves/export/route';
import { auditEntrySchema } from '../../lib/contracts/action';
import { errorSchema } from '../../lib/contracts/error';
import { saveSchema } from '../../lib/contracts/save';
import type { AuditEntry } from '../../lib/domain/action/action';
import type { Save } from '../../lib/domain/save/save';
import { AUDIT_COLUMNS, SAVE_COLUMNS } from '../../lib/http/export-columns';
import type { PageRequest } from '../../lib/store/page';
import { aSave, anAction, anAuditedAct } from '../support/store-samples';
import { asked, holdStub, viewOf } from '../support/stub-savepoint';

const known = { params: Promise.resolve({ instanceId: 'orders-primary' }) };
const broken = Object.assign(new Error('The disk is full.'), { name: 'StoreError' });

/** Holds a Savepoint with so many saves, newest first; reading fails after `failAfter` pages. Gives what was asked for. */
function withSaves(count: number, failAfter = Infinity): PageRequest[] {
  const requests: PageRequest[] = [];
  const saves = Array.from({ length: count }, (_, i) => aSave(`s-${i}`));
  holdStub({
    instances: () => [viewOf('orders-primary')],
    listSaves: async (request) => {
      requests.push(request);
      if (requests.length > failAfter) throw broken;
      const from = Number(request.before ?? 0);
      const to = from + request.limit;
      return { rows: saves.slice(from, to), next: to < count ? String(to) : null };
    },
  });
  return requests;
}

const exported = (query: string, method = 'GET') => savesExport.GET(asked(method, `/api/saves/export${query}`));
const lines = async (response: Response) => (await response.text()).split('\r\n');

beforeEach(() => {
  withSaves(0);
});

describe('an export as CSV', () => {
  it('has every field of a save, with times in UTC and unknown ones empty', async () => {
    const odd: Partial<Save> = { outcome: 'failed', snapshotWritten: false, startedAt: null, cowBytes: null };
    const cause = { kind: 'disk-full', confidence: 'likely', stage: null, evidence: ['a', 'b'], against: [] } as const;
    const saves = [aSave('s-1', { ...odd, cause, note: '=1+1', trigger: 'operator', actor: 'Zoë, "ops"' })];
    holdStub({ listSaves: async () => ({ rows: saves, next: null }) });
    const response = await exported('?format=csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(await lines(response)).toEqual([
      'id,instanceId,outcome,snapshotWritten,startedAt,endedAt,durationSeconds,trigger,actor,cowBytes,causeKind,causeConfidence,causeStage,causeStageConfidence,causeEvidence,causeAgainst,source,attempts,note,actionId,forkMilliseconds',
      `s-1,orders-primary,failed,false,,2017-07-14T02:40:06.000Z,6,operator,"Zoë, ""ops""",,disk-full,likely,,unknown,a; b,"",observed,1,'=1+1,,0.412`,
      '',
    ]);
  });

  it('has every field of the contract', () => {
    const named = (columns: object, nested: readonly string[]) =>
      new Set(Object.keys(columns).map((name) => nested.find((field) => name.startsWith(field)) ?? name));
    expect(named(SAVE_COLUMNS, ['cause'])).toEqual(new Set(Object.keys(saveSchema.shape)));
    expect(named(AUDIT_COLUMNS, ['actor', 'action'])).toEqual(new Set(Object.keys(auditEntrySchema.shape)));
  });

  it('of the audit tells the action in columns of its own', async () => {
    const entry = (id: string, changed: Partial<AuditEntry>): AuditEntry => {
      const place = { id, seq: 1, hash: 'h1', previousHash: 'h0' };
      return { ...place, ...anAuditedAct(), ...changed };
    };
    const rows = [entry('e-1', { action: anAction('a-1') }), entry('e-2', { instanceId: null })];
    const asks: PageRequest[] = [];
    holdStub({
      listAudit: async (request) => {
        asks.push(request);
        return { rows, next: null };
      },
    });
    const path = '/api/audit/export?format=csv&instance=../%22Orders%0d%0a';
    const response = await auditExport.GET(asked('GET', path));
    const [, first, second] = await lines(response);
    expect(first).toContain(',a-1,,,no,"checkout down, INC-4312",');
    expect(second).toMatch(
      /^1,e-2,2017-07-14T02:40:00.000Z,registered,user,oncall-1,operator,,applied,.*,,,,,,,,,h1,h0$/,
    );
    expect(asks).toMatchObject([{ instanceId: '../"Orders\r\n' }]);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="savepoint-audit--Orders--20261122.csv"',
    );
  });

  it('of nothing is the header alone', async () => {
    expect(await lines(await exported('?format=csv'))).toHaveLength(2);
  });
});

describe('an export as JSON', () => {
  it.each([0, 1, 499, 500, 501, 1250])('of %i saves is one array of them, read in pages', async (count) => {
    const requests = withSaves(count);
    const response = await exported('?format=json');
    const rows = saveSchema.array().parse(await response.json());
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, i) => `s-${i}`));
    expect(requests.map(({ limit, before }) => [limit, before])).toEqual(
      Array.from({ length: Math.max(1, Math.ceil(count / 500)) }, (_, i) => [500, i === 0 ? undefined : `${i * 500}`]),
    );
  });

  it('of one instance reads that one alone, and is called after it', async () => {
    const requests = withSaves(600);
    const response = await instanceExport.GET(asked('GET', '/x?format=json'), known);
    expect(await response.json()).toHaveLength(600);
    expect(requests.map(({ instanceId }) => instanceId)).toEqual(['orders-primary', 'orders-primary']);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="savepoint-saves-orders-primary-20261122.json"',
    );
  });

  it('of all instances is called after none', async () => {
    expect((await exported('?format=json')).headers.get('content-disposition')).toBe(
      'attachment; filename="savepoint-saves-20261122.json"',
    );
  });
});

describe('an export', () => {
  it('reads no page before its reader wants it, and none after the reader left', async () => {
    const requests = withSaves(5000);
    const reader = (await exported('?format=csv')).body?.getReader();
    await reader?.read();
    await reader?.read();
    expect(requests.length).toBeLessThanOrEqual(4);
    await reader?.cancel();
    const until = requests.length;
    await new Promise(setImmediate);
    expect(requests).toHaveLength(until);
  });

  it.each(['csv', 'json'])('as %s is broken off when a later page cannot be read', async (format) => {
    withSaves(1600, 2);
    const response = await exported(`?format=${format}`);
    expect(response.status).toBe(200);
    let seen = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) seen += new TextDecoder().decode(part as Uint8Array);
    })();
    await expect(reading).rejects.toThrow('The disk is full.');
    expect([seen.includes('s-999'), seen.includes('s-1000'), seen.endsWith(']\n')]).toEqual([true, false, false]);
  });

  it('of a store that fails at once is 503, in the shape of every error', async () => {
    withSaves(1600, 0);
    const response = await exported('?format=csv');
    expect(response.status).toBe(503);
    expect(errorSchema.parse(await response.json()).error.code).toBe('store_unavailable');
  });

  it.each(['', '?format=', '?format=xml', '?format=CSV'])('with %j is 422 and names the field', async (query) => {
    const response = await exported(query);
    const { error } = errorSchema.parse(await response.json());
    expect([response.status, Object.keys(error.details['fields'] as object)]).toEqual([422, ['format']]);
  });

  it('of an instance that does not exist is 404', async () => {
    const nobody = { params: Promise.resolve({ instanceId: 'nothing' }) };
    expect((await instanceExport.GET(asked('GET', '/x?format=csv'), nobody)).status).toBe(404);
  });

  it('that is asked for with HEAD has its headers and no content', async () => {
    const requests = withSaves(5000);
    const response = await savesExport.HEAD(asked('HEAD', '/api/saves/export?format=csv'));
    expect([response.status, response.body, requests.length]).toEqual([200, null, 1]);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="savepoint-saves-\d{8}\.csv"$/);
  });
});
