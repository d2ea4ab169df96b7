import 'server-only';
import { resolve } from 'node:path';
import { ConfigError } from './config';
import { readText, type Env } from './settings';

/** A variable, or the text of the file that `…_FILE` names; null when neither is set. Throws `ConfigError`. */
export function secretOf(env: Env, cwd: string, variable: string): string | null {
  const given = env[variable];
  const path = env[`${variable}_FILE`];
  if (given && path) throw new ConfigError(`${variable} and ${variable}_FILE are both set: unset one of them.`);
  if (!path) return given || null;
  const text = readText(resolve(cwd, path), `${variable}_FILE`, { optional: false })?.trimEnd();
  if (!text) throw new ConfigError(`${path} (${variable}_FILE) is empty.`);
  return text;
}
