import { beforeEach, describe, expect, it } from 'vitest';
import * as exported from '../../app/api/incidents/[number]/export/route';
import * as strike from '../../app/api/incidents/[number]/notes/[noteId]/strike/route';
import * as notes from '../../app/api/incidents/[number]/notes/route';
import * as one from '../../app/api/incidents/[number]/route';
import * as steps from '../../app/api/incidents/[number]/steps/[stepId]/route';
import * as timeline from '../../app/api/incidents/[number]/timeline/route';
import * as list from '../../app/api/incidents/route';
import { errorSchema } from '../../lib/contracts/error';
import {
  incidentDetailSchema,
  incidentEntrySchema,
  incidentExportSchema,
  incidentListSchema,
  incidentTimelineSchema,
} from '../../lib/contracts/incident';
import { folded } from '../../lib/domain/incident/fold-timeline';
import { tellIncident } from '../../lib/domain/incident/tell-incident';
import { entryOf } from '../../lib/domain/incident/timeline-entry';
import { timelineRecords } from '../../lib/domain/incident/timeline-record';
import { done } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import { INCIDENT_COLUMNS } from '../../lib/http/export-columns';
import type { IncidentFacade } from '../../lib/runtime/incident-facade';
import { aFailure, anEntry, anIncident } from '../support/an-incident';
import { csvRecords } from '../support/csv-records';
import { OPERATOR, T0 } from '../support/store-samples';
import { asked, askedJson, holdStub, NOW, viewOf } from '../support/stub-savepoint';

const INCIDENT = anIncident(12, { name: '=HYPERLINK("http://evil.example")' });
const NOTE = { id: 'n-1', at: T0, actor: { ...OPERATOR, name: '@SUM(1)' }, text: '+1\r\nsecond "line"', struck: null };
const STEP = { id: 'k', stepId: 'df', done: true, at: T0, actor: OPERATOR };
const KEPT = {
  saves: [0, 6, 12].map((second) => ({ at: T0 + second * 1000, save: aFailure(`f-${second}`, second) })),
  events: [],
  audit: [anEntry(7, { at: T0 + 1 })],
  notes: [NOTE],
  steps: [STEP],
};
const told = () => tellIncident(INCIDENT, null, NOW, EN);
const RECORDS = timelineRecords(INCIDENT, KEPT);
const calls: unknown[] = [];

beforeEach(() => {
  calls.length = 0;
  const called = <T>(value: T, ...given: unknown[]): T => {
    calls.push(given);
    return value;
  };
  const incidents: IncidentFacade = {
    list: async (request) => called({ rows: [told()], next: 'more' }, request),
    get: async (number) => (number === 12 ? { ...told(), notes: [NOTE], steps: [STEP] } : null),
    timeline: async (number, page) =>
      number === 12
        ? called({ rows: folded([], RECORDS).map((group) => entryOf(group, NOW, EN)), next: null }, page)
        : null,
    // In two parts.
    entries: async (_number, before) => {
      const part = before === undefined ? RECORDS.slice(0, 3) : RECORDS.slice(3);
      const entries = part.flatMap((record) => folded([], [record]).map((group) => entryOf(group, NOW, EN)));
      return { entries, audit: before === undefined ? KEPT.audit : [], next: before === undefined ? 'more' : null };
    },
    postMortem: async () => '# Incident 12\n',
    addNote: async (...given) => called(done(NOTE), ...given),
    strikeNote: async (...given) => called(done({ ...NOTE, struck: { at: T0, actor: OPERATOR } }), ...given),
    setStep: async (...given) => called(done(STEP), ...given),
  };
  holdStub({ incidents, instances: () => [viewOf('orders-primary')] });
});

const of = (number: string, more: Record<string, string> = {}) => ({ params: Promise.resolve({ number, ...more }) });
const fieldsOf = async (response: Response) => {
  const { error } = errorSchema.parse(await response.json());
  return [response.status, error.code, Object.keys((error.details['fields'] as object | undefined) ?? {})];
};

describe('reading incidents', () => {
  it('lists them with sentence, summary and link, by instance and state', async () => {
    const response = await list.GET(asked('GET', '/api/incidents?instance=orders-primary&state=open&limit=3&before=c'));
    const { incidents, next } = incidentListSchema.parse(await response.json());
    expect(incidents).toMatchObject([
      { number: 12, state: 'open', link: '/incidents/12', instance: { id: 'orders-primary' } },
    ]);
    expect([next, incidents[0]?.summaryForChannel.split('\n').at(-1)]).toEqual(['more', '/incidents/12']);
    expect(calls).toEqual([[{ instanceId: 'orders-primary', state: 'open', limit: 3, before: 'c' }]]);
  });

  it('tells one with its notes and steps, and its timeline folded', async () => {
    const detail = incidentDetailSchema.parse(await (await one.GET(asked('GET', '/x'), of('12'))).json());
    expect([detail.notes.map(({ id }) => id), detail.steps.map(({ stepId }) => stepId)]).toEqual([['n-1'], ['df']]);
    const page = incidentTimelineSchema.parse(await (await timeline.GET(asked('GET', '/x?limit=7'), of('12'))).json());
    expect(page.entries.map(({ kind, attempts }) => [kind, attempts])).toContainEqual(['failures', 2]);
    expect(calls).toEqual([[{ limit: 7 }]]);
  });

  it.each(['13', '0', '-1', '1.5', 'abc', '9999999999'])('does not find %s', async (number) => {
    const expected = number === '13' ? [404, 'not_found', []] : [422, 'invalid', ['number']];
    expect(await fieldsOf(await one.GET(asked('GET', '/x'), of(number)))).toEqual(expected);
    expect(await fieldsOf(await timeline.GET(asked('GET', '/x'), of(number)))).toEqual(expected);
    expect(await fieldsOf(await exported.GET(asked('GET', '/x?format=json'), of(number)))).toEqual(expected);
  });

  it('takes no other state', async () => {
    expect(await fieldsOf(await list.GET(asked('GET', '/x?state=odd')))).toEqual([422, 'invalid', ['state']]);
  });
});

describe('writing in an incident', () => {
  it('keeps a note as it was written, with who wrote it', async () => {
    const response = await notes.POST(askedJson('POST', '/x', { text: '  disk full\n=1+1 ' }), of('12'));
    expect(response.status).toBe(201);
    expect(calls).toMatchObject([[12, 'disk full\n=1+1', { name: 'local operator' }]]);
  });

  it.each([
    ['empty', { text: '  ' }, 'text'],
    ['too long', { text: 'x'.repeat(4001) }, 'text'],
    ['missing', {}, 'text'],
    ['joined by something else', { text: 'x', at: '2020' }, 'at'],
  ])('refuses a note that is %s', async (_name, body, field) => {
    expect(await fieldsOf(await notes.POST(askedJson('POST', '/x', body), of('12')))).toEqual([
      422,
      'invalid',
      [field],
    ]);
    expect(calls).toEqual([]);
  });

  it('strikes a note, and ticks a step', async () => {
    const struck = await strike.POST(askedJson('POST', '/x', {}), of('12', { noteId: 'n-1' }));
    expect(await struck.json()).toMatchObject({ id: 'n-1', struck: { actor: { name: 'oncall-1' } } });
    const step = await steps.PUT(askedJson('PUT', '/x', { done: true }), of('12', { stepId: 'df' }));
    expect(await step.json()).toMatchObject({ stepId: 'df', done: true });
    expect(calls).toMatchObject([
      [12, 'n-1', { name: 'local operator' }],
      [12, { stepId: 'df', done: true }, { name: 'local operator' }],
    ]);
  });

  it.each(['Df', 'd/f', '', 'x'.repeat(65)])('refuses the step “%s”', async (stepId) => {
    const response = await steps.PUT(askedJson('PUT', '/x', { done: true }), of('12', { stepId }));
    expect(await fieldsOf(response)).toEqual([422, 'invalid', ['stepId']]);
  });
});

describe('the export of an incident', () => {
  const file = (format: string, method = 'GET') => exported.GET(asked(method, `/x?format=${format}`), of('12'));

  it('as JSON has everything, nothing folded, with the places of its entries in the chain', async () => {
    const whole = incidentExportSchema.parse(await (await file('json')).json());
    expect(whole.timeline.filter(({ kind }) => kind === 'save')).toHaveLength(3);
    expect(whole.timeline).toHaveLength(RECORDS.length);
    expect(whole.audit).toMatchObject([{ seq: 7, hash: 'hash-7', previousHash: 'hash-6' }]);
    expect([whole.incident.notes.length, whole.verify]).toEqual([1, 'npm run audit:verify']);
  });

  it('as CSV has a line for each row, and no cell that is a formula', async () => {
    const response = await file('csv');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="savepoint-incident-12-orders-primary-20261122.csv"',
    );
    const [header, ...rows] = csvRecords(await response.text());
    expect(header).toEqual(Object.keys(INCIDENT_COLUMNS));
    expect(rows).toHaveLength(RECORDS.length);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(rows.flat()).toEqual(expect.arrayContaining(['\'+1\r\nsecond "line"', "'@SUM(1)"]));
  });

  it('as CSV has every field of the contract', () => {
    const names = Object.keys(INCIDENT_COLUMNS).map((name) => (name.startsWith('actor') ? 'actor' : name));
    expect(new Set(names)).toEqual(new Set(Object.keys(incidentEntrySchema.shape)));
  });

  it('as Markdown is a text file', async () => {
    const response = await file('md');
    expect([response.headers.get('content-type'), await response.text()]).toEqual([
      'text/markdown; charset=utf-8',
      '# Incident 12\n',
    ]);
    expect(response.headers.get('content-disposition')).toContain('savepoint-incident-12-orders-primary-20261122.md');
  });

  it('is in no other format, and HEAD sends none', async () => {
    expect(await fieldsOf(await file('pdf'))).toEqual([422, 'invalid', ['format']]);
    const head = await exported.HEAD(asked('HEAD', '/x?format=md'), of('12'));
    expect([head.status, head.body]).toEqual([200, null]);
  });
});
