import 'server-only';
import type { Instance, InstanceList } from '../contracts/instance';
import type { Origin } from '../domain/instance/instance';
import type { InstanceView } from '../domain/state/instance-view';
import type { Known } from '../domain/observation/observation';
import type { OverrideEnd } from '../domain/action/override';
import type { Savepoint } from '../runtime/facade';
import { presentApproval } from './present-approval';
import { presentCause } from './present-save';
import { isoTime, isoTimeOrNull } from './time';

function reasonOf(known: Known<unknown>): string | null {
  return known.value === null && 'reason' in known ? known.reason : null;
}

function presentOrigin(origin: Origin): Instance['origin'] {
  if (origin.kind === 'group') return { kind: 'group', where: `${origin.path}:${origin.line}` };
  if (origin.kind === 'file') return { kind: 'file', where: `${origin.path}:${origin.line}` };
  if (origin.kind === 'environment') return { kind: 'environment', where: origin.variable };
  return { kind: 'registered', where: null };
}

function presentRdb(rdb: InstanceView['rdb']): Instance['rdb'] {
  return {
    savePoints: rdb.savePoints.value?.map(({ seconds, changes }) => ({ seconds, changes })) ?? null,
    savePointsReason: reasonOf(rdb.savePoints),
    lastStatus: rdb.lastStatus,
    lastGoodSaveAt: isoTimeOrNull(rdb.lastGoodSaveAt),
    lastGoodSaveReason: rdb.lastGoodSaveReason,
    changesSinceLastSave: rdb.changesSinceLastSave,
    lastDurationSeconds: rdb.lastDurationSeconds,
    lastCowBytes: rdb.lastCowBytes,
    nextRetryAt: isoTimeOrNull(rdb.nextRetryAt),
    nextRetryReason: rdb.nextRetryReason,
    failuresInARow: rdb.failuresInARow,
  };
}

function presentOverride(override: InstanceView['guard']['override']): Instance['guard']['override'] {
  if (override === null) return null;
  const { by, reason, since, until, expiredAt, expiredWhy, rewritten } = override;
  return {
    by,
    reason,
    since: isoTime(since),
    until: presentUntil(until),
    expiredAt: isoTimeOrNull(expiredAt),
    expiredWhy,
    rewritten,
  };
}

function presentChoices({ ways, advised, reason }: NonNullable<InstanceView['choices']>): Instance['choices'] {
  return {
    ways: ways.map((way) => ({ ...way, changes: [...way.changes], risks: [...way.risks] })),
    advised,
    reason,
  };
}

export function presentUntil({ kind, at }: OverrideEnd): NonNullable<Instance['guard']['override']>['until'] {
  return { kind, at: isoTimeOrNull(at) };
}

/** An instance as the HTTP contract tells it. Credentials are not part of the view, so none can leak from here. */
export function presentInstance(view: InstanceView): Instance {
  return {
    id: view.id,
    name: view.name,
    address: view.address,
    environment: view.environment,
    tags: { ...view.tags },
    origin: presentOrigin(view.origin),
    group: view.group && { ...view.group },
    watchedTwice: view.watchedTwice,
    state: view.state,
    summary: view.summary,
    quiet: view.quiet,
    since: isoTimeOrNull(view.since),
    sinceAtLeast: view.sinceAtLeast,
    observedAt: isoTimeOrNull(view.observedAt),
    staleAfterMs: view.staleAfterMs,
    problem: view.problem === null ? null : { code: view.problem.code, message: view.problem.message },
    server: { ...view.server, startedAt: isoTimeOrNull(view.server.startedAt), clock: { ...view.server.clock } },
    answers: { ...view.answers },
    observer: { ...view.observer, tooMuch: view.observer.tooMuch && { ...view.observer.tooMuch } },
    withheld: view.withheld.map((each) => ({ ...each })),
    replication: { ...view.replication },
    loading: view.loading === null ? null : { ...view.loading },
    writes: { ...view.writes },
    guard: {
      ...view.guard,
      override: presentOverride(view.guard.override),
      approval: view.guard.approval && presentApproval(view.guard.approval),
    },
    rdb: presentRdb(view.rdb),
    aof: { ...view.aof },
    exposure: { ...view.exposure, nextSaveAt: isoTimeOrNull(view.exposure.nextSaveAt) },
    drift: view.drift.map((drift) => ({ ...drift, since: isoTimeOrNull(drift.since) })),
    save: view.save === null ? null : { ...view.save, startedAt: isoTimeOrNull(view.save.startedAt) },
    cause: view.cause === null ? null : presentCause(view.cause),
    incident: view.incident,
    nextSteps: view.nextSteps && {
      short: view.nextSteps.short,
      steps: view.nextSteps.steps.map((step) => ({ ...step })),
    },
    choices: view.choices && presentChoices(view.choices),
    actions: { bgsave: { ...view.actions.bgsave }, setStopWrites: { ...view.actions.setStopWrites } },
  };
}

/** The fleet, in the order it was given (worst first). */
export function presentFleet(
  savepoint: Pick<Savepoint, 'instances' | 'configProblems' | 'groups' | 'storeProblem' | 'now'>,
): InstanceList {
  return {
    instances: savepoint.instances().map(presentInstance),
    problems: [...savepoint.configProblems()],
    groups: savepoint.groups().map((group) => ({ ...group, problems: [...group.problems] })),
    storeProblem: savepoint.storeProblem(),
    observedAt: isoTime(savepoint.now()),
  };
}
