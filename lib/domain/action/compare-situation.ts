import { currentCause } from '../cause/current-cause';
import { dirIsGone } from '../cause/failure-cause';
import { tampering } from '../cause/tampering';
import { valueOf } from '../observation/observation';
import { takesMuchMemory } from './plan-bgsave';
import type { CauseKind } from '../save/save';
import type { InstanceStateName } from '../state/instance-view';
import type { RiskKind } from '../state/state-at-risk';
import type { StateContext } from '../state/state-context';
import { replicaWillCrash } from '../state/state-failing';
import { aofRefuses } from '../state/write-availability';

/** An instance that was read just now, and what is wrong with it. */
export interface Trouble {
  readonly state: InstanceStateName;
  /** It is at risk only because its first save is not due yet. */
  readonly quiet: boolean;
  readonly context: StateContext;
  /** What makes it at risk, worst first; empty in every other state. */
  readonly risks: readonly RiskKind[];
}

/**
 * What is wrong, as far as it matters for what a person may press.
 * - `aof`, `both`: the AOF cannot be written, alone or besides a failed save
 * - `crash`, `may-crash`: a replica that panics at its next replicated write because of its guard
 * - `policy`: the guard refuses where it is meant to be off
 * - `gone`: the data directory was deleted
 * - `lasting`: the cause is known and does not pass by itself, or attempt after attempt has failed
 * - `retries`: Redis tries again within a minute
 * - `stuck`: it tries again much later, never, or nobody knows when
 */
export type Situation =
  | 'aof'
  | 'both'
  | 'crash'
  | 'may-crash'
  | 'running'
  | 'policy'
  | 'gone'
  | 'lasting'
  | 'retries'
  | 'stuck'
  | 'guard-off'
  | 'guard-on'
  | 'not-due'
  | Exclude<RiskKind, 'unexpected-guard'>;

/** These stay until somebody mends them. */
const STAYS: readonly CauseKind[] = [
  'disk-full',
  'permission',
  'read-only-fs',
  'fork-limit',
  'io-error',
  'file-limit',
  'name-taken',
];
/** So many attempts in a row have to fail before the next one is expected to. */
const AGAIN = 3;
/** A retry so near is worth waiting for, milliseconds. */
export const SOON_MS = 60_000;

/** The first that applies. */
export function situationOf(trouble: Trouble): Situation {
  const { facts, writes } = trouble.context;
  if (tampering(facts)?.loud === true) return 'tampered';
  if (trouble.state === 'at-risk') return atRisk(trouble);
  if (facts.rdb.lastStatus !== 'err' && writes.cause !== 'rdb') return 'aof';
  return writes.cause === 'aof' || aofRefuses(facts) === true ? 'both' : failing(trouble.context);
}

function atRisk({ context, risks: [worst = 'no-save-seen'], quiet }: Trouble): Situation {
  if (worst === 'unexpected-guard') return valueOf(context.facts.config.guard) === 'no' ? 'guard-off' : 'guard-on';
  return quiet ? 'not-due' : worst;
}

function failing(context: StateContext): Situation {
  const { facts, writes, retry, sighting, expectedGuard } = context;
  const crashes = replicaWillCrash(facts);
  if (crashes !== false) return crashes === true ? 'crash' : 'may-crash';
  if (facts.rdb.inProgress === true) return 'running';
  if (writes.availability === 'rejected' && expectedGuard === 'no') return 'policy';
  if (dirIsGone(facts)) return 'gone';
  if (isLasting(context)) return 'lasting';
  return retry.at !== null && retry.at - sighting.at <= SOON_MS ? 'retries' : 'stuck';
}

/** Memory may come free again: it lasts only while Redis takes that much of the host's. */
function isLasting({ facts, knowledge }: StateContext): boolean {
  const cause = currentCause(facts, knowledge);
  const isSure = cause?.confidence === 'certain' || cause?.confidence === 'likely';
  if (isSure && STAYS.includes(cause.kind)) return true;
  if (isSure && cause.kind === 'fork-memory' && takesMuchMemory(facts) === true) return true;
  return (knowledge.failuresInARow ?? 0) >= AGAIN;
}
