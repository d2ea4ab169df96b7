import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, type Config } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

const HOOK = 'https://hooks.example.org/services/T000/never-shown?key=hidden';
const SECRET = 'a-secret-of-24-characters';
const ENV = { HOOK, SECRET, PD_KEY: 'r'.repeat(32), SHORT: 'short', EMPTY: '' };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function load(yaml: string): Config {
  writeFileSync(join(cwd, 'savepoint.yaml'), yaml);
  return loadConfig(ENV, cwd);
}

describe('notify in savepoint.yaml', () => {
  it('is read with all its fields', () => {
    const { receivers, problems } = load(
      [
        'notify:',
        '  - name: oncall',
        '    form: json',
        '    url: "${HOOK}"',
        '    secret: "${SECRET}"',
        '    about: [saves, lost]',
        '    environments: [production]',
        '  - { name: pager, form: pagerduty, routingKey: "${PD_KEY}" }',
        '  - { name: alerts, form: alertmanager, url: "http://alertmanager:9093" }',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    const all = {
      secret: null,
      routingKey: null,
      about: ['refusals', 'saves', 'overrides', 'compromise', 'lost'],
      environments: ['production', 'staging', 'development'],
    };
    expect(receivers).toEqual([
      {
        ...all,
        name: 'oncall',
        form: 'json',
        url: HOOK,
        secret: SECRET,
        about: ['saves', 'lost'],
        environments: ['production'],
      },
      {
        ...all,
        name: 'pager',
        form: 'pagerduty',
        url: 'https://events.pagerduty.com/v2/enqueue',
        routingKey: ENV.PD_KEY,
      },
      { ...all, name: 'alerts', form: 'alertmanager', url: 'http://alertmanager:9093' },
    ]);
  });

  it.each(['', 'notify:\n', 'notify: []'])('need not be there: “%s”', (yaml) => {
    expect(load(yaml).receivers).toEqual([]);
  });

  it('must be a list', () => {
    expect(() => load('notify:\n  name: a')).toThrow(ConfigError);
    expect(() => load('notify:\n  name: a')).toThrow(/savepoint\.yaml, line 2: notify must be a list/);
  });
});

describe('a receiver that cannot be used is left out and told by file, line and field, and the rest is read', () => {
  const URL_FIELD = 'url: "${HOOK}"';
  it.each<[string, string, string]>([
    [
      'an unknown field',
      `name: a\n    form: json\n    ${URL_FIELD}\n    urll: x`,
      'line 5, receiver 1: The field “urll” is not',
    ],
    ['no name', `form: json\n    ${URL_FIELD}`, 'line 2, name of receiver 1: Give the receiver a name'],
    ['a name with a space', `name: a b\n    form: json\n    ${URL_FIELD}`, 'line 2, name of receiver 1: A name has'],
    ['no form', `name: a\n    ${URL_FIELD}`, 'line 2, form of receiver 1: Give the form: one of json, slack'],
    [
      'another form',
      `name: a\n    form: teams\n    ${URL_FIELD}`,
      'line 3, form of receiver 1: This must be one of json',
    ],
    ['no url', 'name: a\n    form: json', 'line 2, url of receiver 1: An address begins with https://'],
    ['another scheme', 'name: a\n    form: json\n    url: ftp://h/x', 'line 4, url of receiver 1: An address begins'],
    ['a fragment', 'name: a\n    form: json\n    url: "https://h/#x"', 'line 4, url of receiver 1: An address begins'],
    [
      'a missing variable',
      'name: a\n    form: json\n    url: "${NOPE}"',
      'line 4, url of receiver 1: The environment variable NOPE',
    ],
    [
      'an empty variable',
      `name: a\n    form: json\n    ${URL_FIELD}\n    secret: "\${EMPTY}"`,
      'line 5, secret of receiver 1: The environment variable EMPTY',
    ],
    [
      'a short secret',
      `name: a\n    form: json\n    ${URL_FIELD}\n    secret: "\${SHORT}"`,
      'line 5, secret of receiver 1: A secret has 16',
    ],
    [
      'a secret that signs nothing',
      `name: a\n    form: slack\n    ${URL_FIELD}\n    secret: "\${SECRET}"`,
      'line 5, secret of receiver 1: Only a receiver of the form json',
    ],
    ['PagerDuty without a key', 'name: a\n    form: pagerduty', 'line 2, routingKey of receiver 1: PagerDuty needs'],
    [
      'a key that nobody asks for',
      `name: a\n    form: json\n    ${URL_FIELD}\n    routingKey: x`,
      'line 5, routingKey of receiver 1: Only a receiver of the form pagerduty',
    ],
    [
      'Slack without TLS',
      'name: a\n    form: slack\n    url: http://hooks.slack.example/x',
      'line 4, url of receiver 1: Here the address must begin with https://',
    ],
    [
      'another subject',
      `name: a\n    form: json\n    ${URL_FIELD}\n    about: [saves, disks]`,
      'line 5, about of receiver 1: This must be a list of some of refusals',
    ],
    [
      'no subject',
      `name: a\n    form: json\n    ${URL_FIELD}\n    about: []`,
      'line 5, about of receiver 1: This must be a list',
    ],
    [
      'another environment',
      `name: a\n    form: json\n    ${URL_FIELD}\n    environments: prod`,
      'line 5, environments of receiver 1: This must be a list of some of production',
    ],
    [
      'the name of another',
      `name: good\n    form: json\n    ${URL_FIELD}\n  - name: good\n    form: json\n    ${URL_FIELD}`,
      'line 5, name of receiver 2: Another receiver',
    ],
    ['a word', 'just-a-word', 'line 2, receiver 1: An entry has fields'],
  ])('%s', (_case, entry, expected) => {
    const { problems, receivers } = load(`notify:\n  - ${entry}\n  - { name: last, form: json, url: "https://h" }\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.replace(`${cwd}/`, '')).toContain(`savepoint.yaml, ${expected}`);
    expect(receivers.at(-1)?.name).toBe('last');
  });

  it('never repeats an address or a key', () => {
    const bad = `ftp://${HOOK.slice(8)}`;
    const entry = `{ name: "${SECRET} x", form: slack, url: "${bad}", secret: "${SECRET}", routingKey: "${ENV.PD_KEY}" }`;
    const { problems } = load(`notify:\n  - ${entry}`);
    expect(problems).toHaveLength(4);
    for (const secret of ['never-shown', 'hidden', SECRET, ENV.PD_KEY]) expect(problems.join()).not.toContain(secret);
  });
});
