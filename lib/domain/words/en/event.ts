import { escaped, utc } from '../../text/format';
import type { EventDetail } from '../../event/event';
import type { GuardValue } from '../../observation/observation';
import { runName, savePointsText } from '../run-name';

/** What happened between two looks, in one sentence. */
export function event(detail: EventDetail): string {
  switch (detail.kind) {
    case 'watch-started':
      return 'Savepoint began to watch this instance.';
    case 'gap':
      return detail.why === 'savepoint-stopped'
        ? 'No data: Savepoint did not poll.'
        : 'No data: the instance did not answer.';
    case 'restarted':
      return `The Redis process was replaced or restarted: run ${name(detail.fromRunId)} became ${name(detail.toRunId)}.`;
    case 'role-changed':
      return `The role changed from ${detail.from} to ${detail.to}.`;
    case 'guard-changed':
      return guardChange(detail.from, detail.to, detail.actionId);
    case 'save-points-changed':
      return `The save points changed from ${savePointsText(detail.from)} to ${savePointsText(detail.to)}.`;
    case 'dir-changed':
      return `The data directory changed from "${detail.from}" to "${detail.to}".`;
    case 'dbfilename-changed':
      return `The name of the dump file changed from "${detail.from}" to "${detail.to}".`;
    case 'counters-reset':
      return 'The counters of Redis were reset (CONFIG RESETSTAT): saves in between may not be counted.';
    case 'refusals-started':
      if (detail.already === true) return 'Writes were refused already when Savepoint began to watch.';
      return detail.cause === 'aof'
        ? 'Writes began to be refused: Redis cannot write its AOF.'
        : 'Writes began to be refused: the last save failed and the guard is on.';
    case 'refusals-ended':
      return 'Writes are no longer refused by persistence.';
    case 'override-expired':
      return detail.why === null
        ? `The override by ${escaped(detail.by)} ended at ${utc(detail.end, detail.end)}, but saves still fail: the guard stays off so that writes go on, until a save succeeds.`
        : `The override by ${escaped(detail.by)} has come to its end, but Savepoint could not turn the guard on: ${detail.why} It keeps trying.`;
    case 'override-lost':
      return `The override by ${escaped(detail.by)} is lost: another Redis process answers (restart or failover), and ${guardNow(detail.guard)}.`;
  }
}

function name(runId: string | null): string {
  return runName(runId) ?? 'not known';
}

function guardChange(from: GuardValue, to: GuardValue, actionId: string | null): string {
  const change = `stop-writes-on-bgsave-error changed from ${from} to ${to}`;
  return actionId === null ? `${change}, outside Savepoint.` : `${change}, through Savepoint.`;
}

function guardNow(guard: GuardValue | null): string {
  if (guard === null) return 'its guard cannot be read';
  return guard === 'yes' ? 'its guard is on' : 'its guard is off by its own configuration';
}
