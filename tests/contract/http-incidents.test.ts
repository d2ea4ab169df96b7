import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  incidentDetailSchema,
  incidentExportSchema,
  incidentListSchema,
  incidentNoteSchema,
  incidentStepSchema,
  incidentTimelineSchema,
} from '../../lib/contracts/incident';
import { instanceSchema } from '../../lib/contracts/instance';
import { eventually } from '../support/eventually';
import { ask, type HttpAnswer } from '../support/http-client';
import { healDisk, refuseWrites, save } from '../support/recipes';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

let redis: RedisServer;
let savepoint: SavepointServer;

beforeAll(async () => {
  redis = await startRedis();
  const yaml = `pollIntervalMs: 250\ninstances:\n  - name: orders primary\n    url: ${redis.url}\n    operator: same\n`;
  savepoint = await startSavepoint({ yaml });
  // What fails before the first look is not counted.
  await eventually('the first look', async () => (await instance()).observedAt !== null);
  await refuseWrites(redis);
  await eventually('the incident', async () => (await instance()).incident === 1);
});

afterAll(async () => {
  await savepoint?.stop();
  await redis?.stop();
});

const api = (path: string): Promise<HttpAnswer> => ask(savepoint.url, path);
const change = (method: string, path: string, body: unknown): Promise<HttpAnswer> =>
  ask(savepoint.url, path, { method, body, headers: { origin: savepoint.url } });
const instance = async () => instanceSchema.parse((await api('/api/instances/orders-primary')).json());
const detail = async () => incidentDetailSchema.parse((await api('/api/incidents/1')).json());

describe('incidents over HTTP', () => {
  test('are listed, by instance and by state', async () => {
    const numbers = async (query: string) =>
      incidentListSchema.parse((await api(`/api/incidents${query}`)).json()).incidents.map(({ number }) => number);
    expect(await numbers('')).toEqual([1]);
    expect(await numbers('?instance=orders-primary&state=open')).toEqual([1]);
    expect([await numbers('?state=closed'), await numbers('?instance=other')]).toEqual([[], []]);
  });

  test('take notes, which are struck and stay, and ticks with who and when', async () => {
    const added = await change('POST', '/api/incidents/1/notes', { text: 'the disk is full' });
    expect(added.status).toBe(201);
    const note = incidentNoteSchema.parse(added.json());
    const struck = await change('POST', `/api/incidents/1/notes/${note.id}/strike`, {});
    expect(incidentNoteSchema.parse(struck.json())).toMatchObject({ text: note.text, struck: { actor: note.actor } });
    const step = await change('PUT', '/api/incidents/1/steps/free-disk', { done: true });
    expect(incidentStepSchema.parse(step.json())).toMatchObject({ stepId: 'free-disk', done: true, actor: note.actor });
    expect(await detail()).toMatchObject({ notes: [{ id: note.id }], steps: [{ stepId: 'free-disk' }] });
    const { entries } = incidentTimelineSchema.parse((await api('/api/incidents/1/timeline')).json());
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'save', 'note', 'step']));
  });

  test('refuse what is no note, no step and no incident', async () => {
    const statuses = await Promise.all([
      change('POST', '/api/incidents/1/notes', { text: '' }),
      change('PUT', '/api/incidents/1/steps/No', { done: true }),
      change('POST', '/api/incidents/2/notes', { text: 'x' }),
      change('POST', '/api/incidents/1/notes/none/strike', {}),
      api('/api/incidents/2/export?format=md'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([422, 422, 404, 404, 404]);
  });

  test('close with a good save, and are exported as they were', async () => {
    healDisk(redis);
    await save(redis);
    await eventually('it to be closed', async () => (await detail()).state === 'closed');
    expect(await detail()).toMatchObject({ closedBy: 'good-save', failedAttempts: 1, waitsFor: null });
    expect((await instance()).incident).toBeNull();
    const whole = incidentExportSchema.parse((await api('/api/incidents/1/export?format=json')).json());
    expect(whole.timeline.map(({ kind }) => kind)).toContain('closed');
    const csv = await api('/api/incidents/1/export?format=csv');
    expect(csv.text.split('\r\n').length).toBeGreaterThan(whole.timeline.length);
    const md = await api('/api/incidents/1/export?format=md&lang=zh');
    expect([md.headers['content-type'], md.text.split('\n')[0]]).toEqual([
      'text/markdown; charset=utf-8',
      '# 事故 1：orders primary',
    ]);
  });
});
