import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, type Config } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

const SECRET = 'hunter2-never-shown';
const ENV = { PW: SECRET, TRICKY: 'p@ss:w/rd#%41', EMPTY: '' };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function load(yaml: string, env: Record<string, string> = {}): Config {
  writeFileSync(join(cwd, 'savepoint.yaml'), yaml);
  return loadConfig({ ...ENV, ...env }, cwd);
}

function startError(yaml: string): string {
  try {
    load(yaml);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replace(`${cwd}/`, '');
    throw error;
  }
  throw new Error('The start went on.');
}

describe('savepoint.yaml', () => {
  it('names the log of a server, with the place that its problems are told by', () => {
    const { instances, problems } = load(
      'instances:\n  - name: orders\n    url: redis://h\n    log: ${LOG}\n  - name: cart\n    url: redis://h\n',
      { LOG: '/var/log/redis.log' },
    );
    const where = `${join(cwd, 'savepoint.yaml')}, line 4, log of orders`;
    expect(instances.map(({ log }) => log)).toEqual([{ path: '/var/log/redis.log', where }, undefined]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['log: redis.log', 'the whole path'],
    ['log: 7', 'must be text'],
    ['log: [a]', 'must be text'],
    ['log: ${NO_SUCH}', 'NO_SUCH'],
  ])('leaves an instance out whose log is no path: %s', (log, told) => {
    const { instances, problems } = load(`instances:\n  - name: orders\n    url: redis://h\n    ${log}\n`);
    expect(instances).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('line 4, log of instance 1: ')]);
    expect(problems[0]).toContain(told);
  });

  it('is read with all its fields', () => {
    const config = load(
      [
        'pollIntervalMs: 500',
        'retentionDays: 30',
        'instances:',
        '  - name: Orders Primary',
        '    url: redis://observer:${PW}@10.0.3.14:6380/2',
        '    operator: { username: operator, password: "${PW}" }',
        '    environment: staging',
        '    expect: { guard: no }',
        '    tags: { team: checkout, shard: 3 }',
      ].join('\n'),
    );
    expect(config).toMatchObject({ pollIntervalMs: 500, retentionDays: 30, problems: [] });
    expect(config.instances).toEqual([
      {
        id: 'orders-primary',
        name: 'Orders Primary',
        endpoint: { kind: 'tcp', host: '10.0.3.14', port: 6380, tls: false },
        database: 2,
        observer: { username: 'observer', password: SECRET },
        operator: { username: 'operator', password: SECRET },
        environment: 'staging',
        expectedGuard: 'no',
        tags: { team: 'checkout', shard: '3' },
        origin: { kind: 'file', path: join(cwd, 'savepoint.yaml'), line: 4 },
      },
    ]);
  });

  it('needs nothing but a name and an address; then the instance is production, watched only, its guard expected on', () => {
    const [instance] = load('instances:\n  - { name: a, url: "redis://h" }').instances;
    expect(instance).toMatchObject({ operator: null, environment: 'production', expectedGuard: 'yes', tags: {} });
    expect(instance?.observer).toEqual({ username: null, password: null });
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['"no"', 'no'],
    ['true', 'yes'],
    ['false', 'no'],
  ])('understands guard: %s as %s', (written, guard) => {
    const [instance] = load(`instances: [{ name: a, url: "redis://h", expect: { guard: ${written} } }]`).instances;
    expect(instance?.expectedGuard).toBe(guard);
  });

  it('acts with the credentials of the address for operator: same', () => {
    const [instance] = load('instances: [{ name: a, url: "redis://:x@h", operator: same }]').instances;
    expect(instance?.operator).toEqual({ username: null, password: 'x' });
  });

  it('takes a password from the environment as it is, whatever characters it has', () => {
    const [instance] = load('instances: [{ name: a, url: "redis://u:${TRICKY}@h:1" }]').instances;
    expect(instance?.observer).toEqual({ username: 'u', password: ENV.TRICKY });
    expect(instance?.endpoint).toEqual({ kind: 'tcp', host: 'h', port: 1, tls: false });
  });

  it('takes a whole address from the environment', () => {
    const [instance] = load('instances: [{ name: a, url: "${URL}" }]', { URL: 'rediss://h:7' }).instances;
    expect(instance?.endpoint).toEqual({ kind: 'tcp', host: 'h', port: 7, tls: true });
  });

  it.each([
    ['is empty', ''],
    ['has only comments', '# nothing yet\n'],
    ['has instances without any', 'instances:\n'],
  ])('may hold nothing: %s', (_case, yaml) => {
    expect(load(yaml)).toMatchObject({ instances: [], problems: [], pollIntervalMs: 1000, retentionDays: 90 });
  });

  it('need not exist', () => {
    expect(loadConfig({}, cwd)).toMatchObject({ instances: [], problems: [], dataDir: join(cwd, 'data') });
  });
});

describe('a bad entry is left out and told by file, line and field, and the rest runs', () => {
  const GOOD = '  - { name: good, url: "redis://h" }';
  it.each<[string, string, string]>([
    [
      'an unknown field',
      'name: a\n    url: redis://h\n    urll: x',
      'line 4, instance 1: The field “urll” is not known',
    ],
    ['no name', 'url: redis://h', 'line 2, name of instance 1: Give the instance a name'],
    ['a name without letters', 'name: "##"\n    url: redis://h', 'line 2, name of instance 1: A name has at least'],
    [
      'the name of a page',
      'name: New\n    url: redis://h',
      'line 2, name of instance 1: The id “new” belongs to the page',
    ],
    ['a number as name', 'name: 7\n    url: redis://h', 'line 2, name of instance 1: This must be text'],
    ['no url', 'name: a', 'line 2, url of instance 1: An address starts with'],
    ['another scheme', 'name: a\n    url: http://h', 'line 3, url of instance 1: An address starts with'],
    ['a bad port', 'name: a\n    url: redis://h:99999', 'line 3, url of instance 1: This is not an address'],
    [
      'a missing variable',
      'name: a\n    url: redis://:${NOPE}@h',
      'line 3, url of instance 1: The environment variable NOPE',
    ],
    [
      'an empty variable',
      'name: a\n    url: redis://:${EMPTY}@h',
      'line 3, url of instance 1: The environment variable EMPTY',
    ],
    [
      'a misspelt variable',
      'name: a\n    url: "redis://:${A B}@h"',
      'line 3, url of instance 1: The name of a variable',
    ],
    [
      'a password that is a number',
      'name: a\n    url: redis://h\n    operator: { password: 7 }',
      'line 4, operator.password of instance 1: This must be text',
    ],
    [
      'an operator without a password',
      'name: a\n    url: redis://h\n    operator: { username: x }',
      'line 4, operator of instance 1: The operator has no password',
    ],
    [
      'an unknown field of operator',
      'name: a\n    url: redis://h\n    operator: { user: x }',
      'line 4, operator of instance 1: The field “user” is not known',
    ],
    [
      'another word as operator',
      'name: a\n    url: redis://h\n    operator: self',
      'line 4, operator of instance 1: operator must be a map',
    ],
    [
      'another environment',
      'name: a\n    url: redis://h\n    environment: prod',
      'line 4, environment of instance 1: This must be one of production, staging, development',
    ],
    [
      'another guard',
      'name: a\n    url: redis://h\n    expect: { guard: maybe }',
      'line 4, expect.guard of instance 1: This must be yes or no',
    ],
    [
      'tags that are a list',
      'name: a\n    url: redis://h\n    tags: [x]',
      'line 4, tags of instance 1: tags must be a map',
    ],
    [
      'the id of another',
      'name: GOOD\n    url: redis://h\n  - name: good!\n    url: redis://h',
      'line 4, name of instance 2: Another instance has the id “good”',
    ],
    ['a word instead of fields', 'just-a-word', 'line 2, instance 1: An entry has fields'],
  ])('%s', (_case, entry, expected) => {
    const config = load(`instances:\n  - ${entry}\n${GOOD.replace('good', 'last')}\n`);
    expect(config.problems).toHaveLength(1);
    expect(config.problems[0]?.replace(`${cwd}/`, '')).toContain(`savepoint.yaml, ${expected}`);
    expect(config.instances.at(-1)?.id).toBe('last');
  });

  it('tells every problem of an entry', () => {
    const config = load('instances:\n  - name: ""\n    url: nonsense');
    expect(config.problems).toHaveLength(2);
    expect(config.instances).toEqual([]);
  });

  it.each([
    ['a user name without password', 'redis://SECRET@h'],
    ['an unencoded #', 'redis://:SECRET#x@h'],
    ['a bad percent sign', 'redis://:SECRET%zz@h'],
    ['another scheme', 'http://:SECRET@h'],
    ['a bad database', 'redis://:SECRET@h/x'],
    ['a bad port', 'redis://:SECRET@h:x'],
    ['no host', 'redis://:SECRET@'],
    ['a query', 'redis://:SECRET@h?x=1'],
  ])('never repeats a password: %s', (_case, url) => {
    const config = load(`instances:\n  - name: a\n    url: "${url.replace('SECRET', SECRET)}"`);
    expect(config.problems).toHaveLength(1);
    expect(config.problems[0]).not.toContain(SECRET);
  });
});

describe('what ends the start is one sentence with its line', () => {
  it.each([
    [
      'text that is not YAML',
      `instances:\n  - name: a\n  url: redis://:${SECRET}@h\n bad`,
      /^savepoint.yaml, line \d+: this is not valid YAML\.$/,
    ],
    [
      'a field written twice',
      'pollIntervalMs: 500\npollIntervalMs: 600',
      /^savepoint.yaml, line 2: a field stands here twice\.$/,
    ],
    [
      'an unknown field',
      'instances: []\npolIntervalMs: 5',
      /^savepoint.yaml, line 2: the field “polIntervalMs” is not known; the fields of the file are pollIntervalMs/,
    ],
    ['a list at the top', '- a', /^savepoint.yaml, line 1: the file must hold the fields/],
    ['instances that are no list', 'instances:\n  a: b', /^savepoint.yaml, line 2: instances must be a list/],
    [
      'a poll interval that is no number',
      'pollIntervalMs: fast',
      /line 1: pollIntervalMs must be a whole number of milliseconds from 100 to 60000\.$/,
    ],
    ['a poll interval that is too short', 'pollIntervalMs: 1', /line 1: pollIntervalMs must be/],
    [
      'a retention of part of a day',
      'retentionDays: 0.5',
      /line 1: retentionDays must be a whole number of days from 1 to 3650\.$/,
    ],
  ])('%s', (_case, yaml, expected) => {
    const message = startError(yaml);
    expect(message).toMatch(expected);
    expect(message).not.toContain(SECRET);
    expect(message).not.toContain('\n');
  });

  it('a file that is asked for and is not there', () => {
    expect(() => loadConfig({ SAVEPOINT_CONFIG: 'fleet.yaml' }, cwd)).toThrow(
      `Cannot read ${cwd}/fleet.yaml (SAVEPOINT_CONFIG): there is no such file.`,
    );
  });

  it('a file that cannot be read', () => {
    mkdirSync(join(cwd, 'fleet.yaml'));
    expect(() => loadConfig({ SAVEPOINT_CONFIG: 'fleet.yaml' }, cwd)).toThrow(
      /\(SAVEPOINT_CONFIG\): it is a directory\.$/,
    );
  });
});
