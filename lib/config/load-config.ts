import 'server-only';
import { resolve } from 'node:path';
import type { Config } from './config';
import { accessOf } from './access';
import { databaseUrlOf } from './database';
import { instancesOfEnvironment } from './environment-instances';
import { outboundOf } from './outbound';
import { portOf, readText, secretKeyEnvOf, switchOf, type Env } from './settings';
import { NO_FILE, parseFile, type FileConfig } from './yaml-file';

const DEFAULT_FILE = 'savepoint.yaml';

/**
 * Reads the environment and savepoint.yaml once. Relative paths are resolved against `cwd`. An entry that cannot be used
 * is left out and told in `problems`; what must end the start throws `ConfigError`.
 */
export function loadConfig(env: Env, cwd: string): Config {
  const file = loadFile(env, cwd);
  const fromEnvironment = instancesOfEnvironment(env.SAVEPOINT_INSTANCES ?? '', (id) =>
    file.instances.some((instance) => instance.id === id),
  );
  return {
    port: portOf(env),
    dataDir: resolve(cwd, env.SAVEPOINT_DATA_DIR || 'data'),
    databaseUrl: databaseUrlOf(env, cwd),
    pollIntervalMs: file.pollIntervalMs,
    retentionDays: file.retentionDays,
    instances: [...file.instances, ...fromEnvironment.instances],
    groups: file.groups,
    receivers: file.receivers,
    problems: [...file.problems, ...fromEnvironment.problems],
    outbound: outboundOf(env),
    auditToLog: switchOf(env, 'SAVEPOINT_AUDIT_LOG', 'no'),
    ...accessOf(env, cwd),
    secretKeyEnv: secretKeyEnvOf(env, cwd),
  };
}

function loadFile(env: Env, cwd: string): FileConfig {
  const path = resolve(cwd, env.SAVEPOINT_CONFIG || DEFAULT_FILE);
  const text = readText(path, 'SAVEPOINT_CONFIG', { optional: !env.SAVEPOINT_CONFIG });
  return text === null ? NO_FILE : parseFile(text, path, env);
}
