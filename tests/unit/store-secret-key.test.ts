import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecretKey } from '../../lib/store/secret-key';
import { newDataDir } from '../support/store-folder';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i));
const TEXT = KEY.toString('base64');

let folder: string;
let dataDir: string;
let ownFile: string;

beforeEach(() => {
  folder = newDataDir();
  dataDir = join(folder, 'data');
  ownFile = join(dataDir, 'secret.key');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the secret key', () => {
  it.each([
    ['the variable', TEXT],
    ['the variable, with a line end', `${TEXT}\n`],
    ['the variable, without padding', TEXT.replace(/=+$/, '')],
  ])('comes from %s', (_name, text) => {
    expect(loadSecretKey({ dataDir, env: { SAVEPOINT_SECRET_KEY: text } })).toEqual(KEY);
  });

  it('comes from the file that the variable names', () => {
    const path = join(folder, 'key');
    writeFileSync(path, `${TEXT}\n`);
    expect(loadSecretKey({ dataDir, env: { SAVEPOINT_SECRET_KEY: '', SAVEPOINT_SECRET_KEY_FILE: path } })).toEqual(KEY);
  });

  it('is made once when none is given, for its owner alone, and read again', () => {
    const first = loadSecretKey({ dataDir, env: {} });
    expect(first).toHaveLength(32);
    expect(statSync(ownFile).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir), 'nothing else is left there').toEqual(['secret.key']);
    expect(loadSecretKey({ dataDir, env: {} })).toEqual(first);
    expect(loadSecretKey({ dataDir: join(folder, 'other'), env: {} })).not.toEqual(first);
  });

  it.each([
    ['too short', Buffer.alloc(16).toString('base64'), 'it holds 16 bytes'],
    ['too long', Buffer.alloc(33).toString('base64'), 'it holds 33 bytes'],
    ['no base64', 'correct horse battery staple', 'it is no base64'],
    ['hexadecimal', KEY.toString('hex'), 'it holds 48 bytes'],
  ])('is refused when it is %s, wherever it comes from', (_name, text, why) => {
    const path = join(folder, 'key');
    writeFileSync(path, text);
    mkdirSync(dataDir);
    writeFileSync(ownFile, text);
    expectRefused({ SAVEPOINT_SECRET_KEY: text }, 'SAVEPOINT_SECRET_KEY must be 32 bytes', why);
    expectRefused({ SAVEPOINT_SECRET_KEY_FILE: path }, `SAVEPOINT_SECRET_KEY_FILE ("${path}")`, why);
    expectRefused({}, `The key file "${ownFile}"`, why);
    expect(() => loadSecretKey({ dataDir, env: { SAVEPOINT_SECRET_KEY: text } })).not.toThrow(text);
    expect(readFileSync(ownFile, 'utf8'), 'a bad key is not replaced').toBe(text);
  });

  it('is refused when two are given', () => {
    const env = { SAVEPOINT_SECRET_KEY: TEXT, SAVEPOINT_SECRET_KEY_FILE: '/key' };
    expectRefused(env, 'SAVEPOINT_SECRET_KEY and SAVEPOINT_SECRET_KEY_FILE are both set');
  });

  it('is refused when its file cannot be read', () => {
    expectRefused({ SAVEPOINT_SECRET_KEY_FILE: join(folder, 'none') }, 'SAVEPOINT_SECRET_KEY_FILE', 'ENOENT');
    mkdirSync(ownFile, { recursive: true });
    expectRefused({}, ownFile, 'EISDIR', 'SAVEPOINT_SECRET_KEY');
  });

  it('is refused when none can be made', () => {
    writeFileSync(dataDir, 'a file where the folder should be');
    chmodSync(dataDir, 0o600);
    expectRefused({}, 'none can be made', ownFile, 'SAVEPOINT_SECRET_KEY');
  });
});

function expectRefused(env: Parameters<typeof loadSecretKey>[0]['env'], ...parts: readonly string[]): void {
  let message: string | null = null;
  try {
    loadSecretKey({ dataDir, env });
  } catch (error) {
    message = error instanceof Error ? `${error.name}: ${error.message}` : null;
  }
  for (const part of ['SecretKeyError', ...parts]) expect(message).toContain(part);
}
