import { describe, expect, it } from 'vitest';
import { GET, HEAD, POST } from '../../app/metrics/route';
import type { Override } from '../../lib/domain/action/override';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { VERSION } from '../../lib/http/savepoint-metrics';
import type { Savepoint } from '../../lib/runtime/facade';
import { type ExposedSample, readExposition } from '../support/exposition';
import { projectText } from '../support/source-files';
import { asked, holdStub, NOW, viewOf } from '../support/stub-savepoint';

async function scraped(over: Partial<Savepoint> = {}): Promise<readonly ExposedSample[]> {
  holdStub(over);
  return readExposition(await (await GET(asked('GET', '/metrics'))).text()).samples;
}

/** What is told of one instance: name, with the label that splits it, → value. */
async function toldOf(over: Partial<InstanceView>): Promise<Readonly<Record<string, number>>> {
  const samples = await scraped({ instances: () => [viewOf('orders', over)] });
  const own = samples.filter(({ labels }) => labels['id'] === 'orders');
  const keyOf = ({ name, labels: { state, kind } }: ExposedSample): string =>
    [name.replace('savepoint_instance_', ''), state ?? kind ?? []].flat().join(' ');
  return Object.fromEntries(own.map((sample) => [keyOf(sample), sample.value]));
}

const NEVER_READ = viewOf('orders', { observedAt: null });
const { writes, guard, rdb } = NEVER_READ;
const OVERRIDE: Override = {
  id: 'a',
  instanceId: 'orders',
  runId: null,
  by: 'oncall-1',
  reason: null,
  since: NOW,
  until: { kind: 'time', at: NOW + 60_000 },
  setAt: NOW,
  setRedisTime: null,
  saveTime: null,
  rewritten: false,
  expiredAt: null,
  expiredWhy: null,
};

describe('what is not known', () => {
  it('is absent, and never 0: of an instance that was never read there is its state, and that nothing is known', async () => {
    const { 'state unknown': isUnknown, ...told } = await toldOf({ observedAt: null });
    const states = Object.keys(told).filter((name) => name.startsWith('state '));
    expect([isUnknown, states.length, states.filter((name) => told[name] !== 0)]).toEqual([1, 9, []]);
    const others = Object.fromEntries(Object.entries(told).filter(([name]) => !name.startsWith('state ')));
    expect(others).toEqual({ facts_fresh: 0, writes_known: 0 });
  });

  it('is so of writes that may be refused, while all else is known', async () => {
    const told = await toldOf({ live: true, state: 'at-risk', writes: { ...writes, rejectedCount: 7 } });
    expect(told).toMatchObject({ facts_fresh: 1, writes_known: 0, refused_commands_total: 7, 'state at-risk': 1 });
    expect(told).not.toHaveProperty('writes_refused');
  });
});

describe('what is known', () => {
  const availability = [
    ['rejected', 1],
    ['accepted', 0],
    ['read-only', 0],
  ] as const;
  it.each(availability)('writes that are %s are refused: %i', async (told, value) => {
    const seen = await toldOf({ writes: { ...writes, availability: told } });
    expect(seen).toMatchObject({ writes_known: 1, writes_refused: value });
  });

  it('is told in seconds and bytes, with 0 for a failed save: it does not vanish when it fails', async () => {
    const told = await toldOf({
      observedAt: NOW - 1500,
      live: true,
      cause: {
        kind: 'tampered',
        confidence: 'likely',
        stage: null,
        stageConfidence: 'unknown',
        evidence: [],
        against: [],
      },
      guard: { ...guard, value: 'no', override: OVERRIDE },
      aof: { enabled: true, lastWriteStatus: 'err', lastRewriteStatus: null },
      rdb: {
        ...rdb,
        lastStatus: 'err',
        inProgress: false,
        lastGoodSaveAt: NOW - 90_000,
        changesSinceLastSave: 1204,
        lastDurationSeconds: 6,
        lastCowBytes: 49_283_072,
        failuresInARow: 3,
      },
    });
    expect(told).toMatchObject({
      facts_age_seconds: 1.5,
      facts_timestamp_seconds: (NOW - 1500) / 1000,
      'failure_cause tampered': 1,
      guard_off: 1,
      guard_differs: 1,
      override_open: 1,
      override_expired: 0,
      override_end_timestamp_seconds: NOW / 1000 + 60,
      aof_last_write_ok: 0,
      last_save_ok: 0,
      save_running: 0,
      last_good_save_timestamp_seconds: NOW / 1000 - 90,
      unsaved_changes: 1204,
      last_save_duration_seconds: 6,
      last_save_cow_bytes: 49_283_072,
      save_failures_in_a_row: 3,
    });
  });

  it('is the guard as expected, an override that is past its end, a save that runs', async () => {
    expect(await toldOf({ guard: { ...guard, value: 'no', expected: 'no' } })).toMatchObject({
      guard_off: 1,
      guard_differs: 0,
      override_open: 0,
      override_expired: 0,
    });
    const expired = { ...OVERRIDE, expiredAt: NOW, until: { kind: 'next-good-save', at: null } } as const;
    const told = await toldOf({ guard: { ...guard, override: expired } });
    expect(told).toMatchObject({ override_open: 1, override_expired: 1 });
    expect(told).not.toHaveProperty('override_end_timestamp_seconds');
    const save = {
      ...{ id: null, startedAt: null, elapsedSeconds: 2 },
      ...{ keysDone: null, keysTotal: null, percent: null, etaSeconds: null },
    };
    expect(await toldOf({ save })).toMatchObject({ save_running: 1 });
  });

  it('is who is watched now: what left is gone from the next answer', async () => {
    const ids = async (...views: string[]): Promise<readonly (string | undefined)[]> => {
      const samples = await scraped({ instances: () => views.map((id) => viewOf(id)) });
      return samples.filter(({ name }) => name === 'savepoint_instance_writes_known').map(({ labels }) => labels['id']);
    };
    expect(await ids('orders', 'carts')).toEqual(['orders', 'carts']);
    expect(await ids('carts')).toEqual(['carts']);
  });
});

it('Savepoint tells of itself, and what it does not know of itself is absent as well', async () => {
  const valueOf = (samples: readonly ExposedSample[], wanted: string): number | undefined =>
    samples.find(({ name }) => name === wanted)?.value;
  const fresh = await scraped();
  expect(fresh.find(({ name }) => name === 'savepoint_build_info')?.labels).toEqual({
    version: VERSION,
    node: process.versions.node,
  });
  expect(JSON.parse(projectText('package.json'))).toMatchObject({ version: VERSION });
  expect([valueOf(fresh, 'savepoint_instances'), valueOf(fresh, 'savepoint_store_problem')]).toEqual([0, 0]);
  expect(valueOf(fresh, 'savepoint_last_poll_age_seconds')).toBeUndefined();
  const sick = await scraped({
    storeProblem: () => 'The disk is full.',
    configProblems: () => ['one', 'two'],
    sincePollMs: () => 4200,
    instances: () => [viewOf('orders')],
  });
  const names = ['instances', 'store_problem', 'configuration_problems', 'last_poll_age_seconds'];
  expect(names.map((name) => valueOf(sick, `savepoint_${name}`))).toEqual([1, 1, 2, 4.2]);
});

it('a name may hold what it likes: no line, label or value of its own comes of it', async () => {
  const names = [
    'a"b',
    'a\\',
    'a\\"} 1',
    'a\nsavepoint_store_problem 1',
    '{id="x"}',
    'naïve 名 \u202e',
    '# EOF',
    '\\n',
  ];
  const samples = await scraped({ instances: () => names.map((name, index) => viewOf(`n${index}`, { name })) });
  const told = samples.filter(({ name }) => name === 'savepoint_instance_writes_known');
  expect(told.map(({ labels }) => labels['name'])).toEqual(names);
  expect(samples.filter(({ name }) => name === 'savepoint_store_problem').map(({ value }) => value)).toEqual([0]);
});

describe('the answer', () => {
  const answerTo = async (accept: string): Promise<[string | null, string]> => {
    holdStub({ instances: () => [viewOf('orders', { writes: { ...writes, rejectedCount: 7 } })] });
    const answer = await GET(asked('GET', '/metrics', { headers: { accept } }));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return [answer.headers.get('content-type'), await answer.text()];
  };

  it('is the text format, or OpenMetrics for who asks for it, with the same names and values', async () => {
    const [type, text] = await answerTo('*/*');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const [openType, openText] = await answerTo('application/openmetrics-text;version=1.0.0,text/plain;q=0.5');
    expect(openType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(openText.endsWith('\n# EOF\n')).toBe(true);
    const steady = (from: string): ExposedSample[] =>
      readExposition(from).samples.filter(({ name }) => name.startsWith('savepoint_'));
    expect(steady(openText)).toEqual(steady(text));
    expect(steady(text)).toContainEqual(
      expect.objectContaining({ name: 'savepoint_instance_refused_commands_total', value: 7 }),
    );
  });

  it('names and types follow the conventions: only counters end in _total, each has a help', async () => {
    const { types, helps } = readExposition((await answerTo('*/*'))[1]);
    expect(types.size).toBeGreaterThan(25);
    for (const [name, type] of types) {
      expect(name).toMatch(/^(savepoint|process)_[a-z_]+$/);
      expect([name, type]).toEqual([name, name.endsWith('_total') ? 'counter' : 'gauge']);
      expect(helps.get(name)).toMatch(/^[A-Z1].*\.$/);
    }
  });

  it('is for who may read, and only read', async () => {
    holdStub();
    const wrong = await GET(asked('GET', '/metrics', { headers: { authorization: 'Bearer wrong' } }));
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await wrong.text()).not.toContain('savepoint_');
    const head = await HEAD(asked('HEAD', '/metrics'));
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await POST(
      asked('POST', '/metrics', { headers: { origin: 'http://127.0.0.1:3000', 'content-type': 'application/json' } }),
    );
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
