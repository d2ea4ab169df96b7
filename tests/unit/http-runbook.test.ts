import { beforeEach, describe, expect, it } from 'vitest';
import * as runbook from '../../app/api/instances/[instanceId]/runbook/route';
import { errorSchema } from '../../lib/contracts/error';
import { runbookSchema } from '../../lib/contracts/runbook';
import type { RunbookKind } from '../../lib/domain/runbook/runbook';
import { done, refuse } from '../../lib/domain/result';
import { aRunbook } from '../support/a-runbook';
import { facts } from '../support/a-sighting';
import { asked, holdStub, NOW } from '../support/stub-savepoint';

const ID = 'orders-primary';
const known = { params: Promise.resolve({ instanceId: ID }) };
const get = (query = '', headers: Record<string, string> = {}) =>
  runbook.GET(asked('GET', `/api/instances/${ID}/runbook${query}`, { headers }), known);

let kinds: (RunbookKind | null)[] = [];
beforeEach(() => {
  kinds = [];
  holdStub({
    runbook: (instanceId, kind) => {
      kinds.push(kind);
      const endpoint = { kind: 'tcp', host: '10.0.3.14', port: 6379, tls: false } as const;
      const head = { name: ID, endpoint, facts: facts(), madeAt: NOW, factsAt: null };
      return done({ instanceId, runbook: aRunbook({ asked: kind }), ...head });
    },
  });
});

describe('GET /api/instances/{id}/runbook', () => {
  it('tells the runbook by its contract, with nothing of what it was made from', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as object;
    expect(runbookSchema.strict().parse(body)).toMatchObject({ kind: 'unknown', madeAt: '2026-11-22T05:41:22.007Z' });
    expect(kinds).toEqual([null]);
  });

  it('gives the one that is asked for, and names those there are where there is none such', async () => {
    expect(await (await get('?cause=permission')).json()).toMatchObject({ kind: 'permission', confidence: null });
    const refused = await get('?cause=gremlins');
    expect(refused.status).toBe(422);
    const { error } = errorSchema.parse(await refused.json());
    expect(error.message).toContain('path-missing');
    expect((await get('?format=pdf')).status).toBe(422);
  });

  it('gives it as a file to keep', async () => {
    const answer = await get('?cause=disk-full&format=md');
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="savepoint-runbook-orders-primary-20261122.md"',
    );
    const text = await answer.text();
    expect(text).toMatch(/^# The disk is full\n/);
    expect(text).toContain('df -h /var/lib/redis');
  });

  it('says that there is no such instance, as an error in either form', async () => {
    holdStub({ runbook: () => refuse('not_found', 'No instance has this id.') });
    for (const query of ['', '?format=md']) {
      const answer = await get(query);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
  });
});
