import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

const SECRET = 'canary-name-of-config';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** One instance with these lines besides its name, in line 2, and its address. */
function load(url: string, lines: readonly string[]): Config {
  const entry = ['  - name: orders', `    url: ${url}`, ...lines.map((line) => `    ${line}`)];
  writeFileSync(join(cwd, 'savepoint.yaml'), ['instances:', ...entry].join('\n'));
  return loadConfig({ SECRET }, cwd);
}

describe('tls', () => {
  it('names files and a server name, each with the place that its problems are told by', () => {
    const { instances, problems } = load('rediss://h', [
      'tls:',
      '  ca: /etc/redis/ca.crt',
      '  cert: /etc/redis/client.crt',
      '  key: /etc/redis/client.key',
      '  serverName: redis.internal',
    ]);
    const where = (line: number, field: string) => `${join(cwd, 'savepoint.yaml')}, line ${line}, ${field} of orders`;
    expect(problems).toEqual([]);
    expect(instances[0]?.tls).toEqual({
      ca: { path: '/etc/redis/ca.crt', where: where(5, 'tls.ca') },
      cert: { path: '/etc/redis/client.crt', where: where(6, 'tls.cert') },
      key: { path: '/etc/redis/client.key', where: where(7, 'tls.key') },
      serverName: 'redis.internal',
    });
  });

  it.each<[string, string, string, string]>([
    ['an address without TLS', 'redis://h', 'tls: { ca: /a }', 'line 4, tls of instance 1: The address of this'],
    ['a socket', 'unix:///s', 'tls: { ca: /a }', 'line 4, tls of instance 1: The address of this'],
    [
      'a path that is none',
      'rediss://h',
      'tls: { ca: ca.crt }',
      'line 4, tls.ca of instance 1: This must be the whole',
    ],
    [
      'a certificate without a key',
      'rediss://h',
      'tls: { cert: /a }',
      'line 4, tls of instance 1: A certificate is shown',
    ],
    ['a key without a certificate', 'rediss://h', 'tls: { key: /a }', 'line 4, tls of instance 1: A key belongs to'],
    [
      'a name with a port',
      'rediss://h',
      'tls: { serverName: "h:1" }',
      'line 4, tls.serverName of instance 1: This must',
    ],
    ['another field', 'rediss://h', 'tls: { insecure: yes }', 'line 4, tls of instance 1: The field “insecure” is not'],
    ['a word', 'rediss://h', 'tls: on', 'line 4, tls of instance 1: tls must be a map of fields.'],
  ])('%s leaves the instance out and is told', (_case, url, line, problem) => {
    const { instances, problems } = load(url, [line]);
    expect(instances).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});

describe('commands', () => {
  it('have other names, or none', () => {
    const { instances, problems } = load('redis://h', ['commands: { config: "${SECRET}", BGSAVE: save-it, acl: "" }']);
    expect(problems).toEqual([]);
    expect(instances[0]?.commands).toEqual({ config: SECRET, bgsave: 'save-it', acl: null });
  });

  it.each<[string, string, string]>([
    ['no name', 'config:', 'commands.config of instance 1: Give the name'],
    ['a number', 'config: 7', 'commands.config of instance 1: This must be text'],
    ['two words', `config: "${SECRET} two"`, 'commands.config of instance 1: A name is one word'],
    ['INFO disabled', 'info: ""', 'commands.info of instance 1: Without INFO nothing is known'],
    ['a command that Savepoint does not send', `get: ${SECRET}`, 'commands of instance 1: Savepoint sends no such'],
    ['the two the wrong way round', `${SECRET}: config`, 'commands of instance 1: Savepoint sends no such'],
    ['what would empty the server each second', 'info: FlushAll', 'commands.info of instance 1: This is the name of a'],
    ['another command', 'ping: bgsave', 'commands.ping of instance 1: This is the name of another'],
    [
      'one name for two',
      `{ config: ${SECRET}, acl: ${SECRET} }`,
      'commands.acl of instance 1: This is the name of another',
    ],
  ])('%s leaves the instance out and is told, and no name is repeated', (_case, field, problem) => {
    const { instances, problems } = load('redis://h', [`commands: ${field.startsWith('{') ? field : `{ ${field} }`}`]);
    expect(instances).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(`line 4, ${problem}`)]);
    expect(problems.join()).not.toContain(SECRET);
  });
});
