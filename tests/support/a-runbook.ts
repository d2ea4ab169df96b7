import type { Endpoint } from '../../lib/domain/instance/instance';
import { RUNBOOK_KINDS, type Runbook, type RunbookInput, type RunbookStep } from '../../lib/domain/runbook/runbook';
import { runbookOf } from '../../lib/domain/runbook/runbook-of';
import { EN } from '../../lib/domain/words/en';
import type { Words } from '../../lib/domain/words/words';
import { facts, type Patch } from './a-sighting';

const ENDPOINT: Endpoint = { kind: 'tcp', host: '10.0.3.14', port: 6379, tls: false };

/** A runbook for a primary 7.0.15 whose saves fail; `changed` replaces single facts. */
export function aRunbook(over: Partial<RunbookInput> = {}, changed: Patch = {}, words: Words = EN): Runbook {
  const instance = { name: 'orders-primary', endpoint: ENDPOINT, expectedGuard: 'yes' } as const;
  const seen = facts({ rdb: { lastStatus: 'err' }, ...changed });
  return runbookOf({ instance, facts: seen, failing: 'rdb', cause: null, asked: null, ...over }, words);
}

export const RELEASES = [
  ['Redis 6.2', { software: 'redis', version: '6.2.16' }],
  ['Redis 7.0', { software: 'redis', version: '7.0.15' }],
  ['Valkey 8', { software: 'valkey', version: '8.1.1' }],
] as const;

/** Every runbook there is, of each release, for snapshots and for the AOF. */
export const EVERY_RUNBOOK = RUNBOOK_KINDS.flatMap((kind) =>
  RELEASES.flatMap(([release, server]) =>
    (['rdb', 'aof'] as const).map((failing) => ({ name: `${kind}, ${release}, ${failing}`, kind, server, failing })),
  ),
);

/** All commands of a runbook, those for other places as well. */
export function commandsOf({ steps }: Pick<Runbook, 'steps'>): readonly string[] {
  return steps.flatMap(commandsOfStep);
}

export function commandsOfStep({ command, variants }: RunbookStep): readonly string[] {
  return [...(command === null ? [] : [command]), ...variants.map((variant) => variant.command)];
}
