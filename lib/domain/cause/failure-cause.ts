import { memoryHeld, memoryOfHost, percentOf } from './memory-share';
import type { Evidence } from './evidence';
import { valueOf, type Facts, type PingAnswer } from '../observation/observation';
import type { Cause } from '../save/save';
import type { SaveKnowledge } from '../save/save-knowledge';
import { writeErrorIn } from './strerror';

/** Above this share of the host's memory a fork can be refused under overcommit_memory=0 when most of it is copied on paper. */
const MUCH_OF_HOST = 0.45;
/** Below this share memory is no likely reason. */
const LITTLE_OF_HOST = 0.2;
/** From this growth on it tells that a fork that worked before needed less. */
const GREW = 1.25;

/**
 * Why fork(2) was refused; `signs` tell that it was (`forkSigns`), and come first, the share of memory last. Redis hides the errno (memory or
 * process limit), and whatever the figures of memory are, a limit looks the same: memory is `possible` at most. Only a log can make it certain.
 */
export function causeOfFork(facts: Facts, signs: readonly Evidence[], knowledge: SaveKnowledge): Cause {
  const [used, host] = [memoryHeld(facts), memoryOfHost(facts)];
  if (used === null || host === null) return unknownFork([...signs, { told: 'memory-not-told' }]);
  const told = { told: 'memory-share', used, host, percent: percentOf(used, host) } as const;
  if (used / host < LITTLE_OF_HOST) return unknownFork(signs, [told]);
  const evidence = [...signs, ...memoryGrew(used, knowledge), ...mayGrow(facts, host), told];
  if (used / host <= MUCH_OF_HOST) return unknownFork(evidence);
  return { kind: 'fork-memory', confidence: 'possible', stage: 'fork', evidence, against: [{ told: 'no-errno' }] };
}

function unknownFork(evidence: readonly Evidence[], against: readonly Evidence[] = []): Cause {
  const whatTells = { told: 'no-errno' } as const;
  return { kind: 'unknown', confidence: 'unknown', stage: 'fork', evidence: [...evidence, whatTells], against };
}

/** Forks of this run worked while Redis held less. */
function memoryGrew(to: number, { lastGoodMemoryBytes: from }: SaveKnowledge): readonly Evidence[] {
  return from !== null && from > 0 && to > from * GREW ? [{ told: 'memory-grew', from, to }] : [];
}

/** 0 is no limit. */
function mayGrow({ memory: { maxBytes } }: Facts, host: number): readonly Evidence[] {
  if (maxBytes === null || maxBytes <= host * MUCH_OF_HOST) return [];
  return [{ told: 'max-memory', limit: maxBytes, host, percent: percentOf(maxBytes, host) }];
}

/** The data directory was deleted: CONFIG GET dir then answers '' (redis-persistence.md, 7). */
export function dirIsGone(facts: Facts): boolean {
  return valueOf(facts.config.dir) === '';
}

/** The kernel's word for why the AOF could not be written, as the PING refusal names it; null when it names none we know. */
export function aofError(ping: PingAnswer): string | null {
  if (ping.kind !== 'refused' || ping.cause !== 'aof') return null;
  return writeErrorIn(ping.text)?.error ?? null;
}

/** Why the AOF cannot be written: certain where the refusal names the error, which RDB refusals never do. */
export function causeOfAof(facts: Facts): Cause {
  const error = aofError(facts.ping);
  const named = error === null ? null : writeErrorIn(error);
  const common = { stage: null, against: [] } as const;
  if (named === null) return { kind: 'unknown', confidence: 'unknown', evidence: [{ told: 'aof-unnamed' }], ...common };
  const evidence = [{ told: 'aof-named', error: named.error }] as const;
  return { kind: named.kind, confidence: 'certain', evidence, ...common };
}
