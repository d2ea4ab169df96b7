import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runOnDatabase } from '../../lib/store/postgres-programs';

let folder = '';

/** A program that tells what it was given. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-programs-'));
  const program = join(folder, 'pg_dump');
  writeFileSync(program, '#!/bin/sh\necho "$@"\necho "$PGPASSWORD"\n');
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  vi.stubEnv('PGPASSWORD', 'of-the-environment');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const given = async (url: string): Promise<readonly string[]> =>
  (await runOnDatabase('pg_dump', url, ['--file=a'])).trimEnd().split('\n');
const argsOf = (address: string): string => `--dbname=${address} --no-password --file=a`;

it.each([
  ['postgres://me:p%40ss@db:5432/savepoint', 'postgres://me@db:5432/savepoint', 'p@ss'],
  ['postgres://me@db/savepoint?password=p%40ss', 'postgres://me@db/savepoint', 'p@ss'],
  [
    'postgres://me:other@db/savepoint?sslmode=require&pass%77ord=p%40ss&options=-c%20a%3Db',
    'postgres://me@db/savepoint?sslmode=require&options=-c%20a%3Db',
    'p@ss',
  ],
  ['postgres://me@db/savepoint?password=', 'postgres://me@db/savepoint', 'of-the-environment'],
])('the password of %s is in no argument', async (url, address, password) => {
  expect(await given(url)).toEqual([argsOf(address), password]);
});

it('an address with the passphrase of a key is refused: there is no other way for it', async () => {
  const refused = given('postgres://me@db/savepoint?sslkey=/a.key&sslpassword=never-shown');
  await expect(refused).rejects.toThrow(/sslpassword.*without a passphrase/);
  await expect(refused).rejects.not.toThrow('never-shown');
});
