import { pidOf } from '../instance/host-commands';
import { dataDir, dumpFile, dumpName, redisCli } from '../instance/operator-commands';
import { valueOf, type Facts } from '../observation/observation';
import { replicaRefuses, type Release } from '../observation/version';
import { escaped } from '../text/format';
import type { Words } from '../words/words';
import type { RunbookInput, RunbookKind } from './runbook';

/** What all steps of a runbook are made with. */
export interface RunbookContext extends Pick<RunbookInput, 'instance' | 'facts' | 'failing'> {
  readonly kind: RunbookKind;
  readonly words: Words;
  readonly release: Release;
  /** A command of redis-cli; null where the address cannot be written down. */
  readonly cli: (...args: string[]) => string | null;
  /** The data directory as a word for a shell, or `DIR`. */
  readonly dir: string;
  /** The dump as a word for a shell; `DIR/FILE` where it is not known. */
  readonly file: string;
  /** The name of the dump as a word for a shell, or `FILE`. */
  readonly fileName: string;
  /** The directory in a sentence; null where it is not known. */
  readonly shownDir: string | null;
  /** A word that the shell replaces by the pid of the server. */
  readonly pid: string;
  /** A word that it replaces by the number of its user: a container may have no name for it. */
  readonly user: string;
  /** `redis-server`, or that of Valkey. */
  readonly unit: string;
  /**
   * May `dir` be set while Redis runs? Up to 6.2; from 7.0 on, and in Valkey, it is protected, and a deleted directory takes a
   * restart (redis-persistence.md, 7). Not known counts as no.
   */
  readonly dirIsFree: boolean;
}

const NO_SERVER: Release = { software: null, version: null };

export function contextOf({ instance, facts, failing }: RunbookInput, kind: RunbookKind, words: Words): RunbookContext {
  const release = facts?.server ?? NO_SERVER;
  const pid = pidOf(instance.endpoint);
  const dir = dataDir(facts);
  return {
    instance,
    facts,
    failing,
    kind,
    words,
    release,
    cli: (...args) => redisCli(instance, release, ...args),
    dir: dir ?? 'DIR',
    file: dumpFile(facts) ?? `${dir ?? 'DIR'}/FILE`,
    fileName: dumpName(facts) ?? 'FILE',
    shownDir: dir === null ? null : shown(facts),
    pid,
    user: `"$(stat -c %u /proc/${pid})"`,
    unit: release.software === 'valkey' ? 'valkey-server' : 'redis-server',
    dirIsFree: replicaRefuses(release) === false,
  };
}

function shown(facts: Facts | null): string | null {
  const dir = facts === null ? null : valueOf(facts.config.dir);
  return dir === null ? null : escaped(dir);
}
