import type { EventDetail } from './event';
import type { GuardValue, SavePoint } from './observation';

function runName(runId: string | null): string {
  return runId === null ? 'not known' : runId.slice(0, 8);
}

function savePointsText(points: readonly SavePoint[]): string {
  return points.length === 0 ? '""' : `"${points.map((point) => `${point.seconds} ${point.changes}`).join(' ')}"`;
}

function guardChangeText(from: GuardValue, to: GuardValue, actionId: string | null): string {
  const change = `stop-writes-on-bgsave-error changed from ${from} to ${to}`;
  return actionId === null ? `${change}, outside Savepoint.` : `${change}, through Savepoint.`;
}

/** What happened, in one sentence. */
export function eventMessage(detail: EventDetail): string {
  switch (detail.kind) {
    case 'watch-started':
      return 'Savepoint began to watch this instance.';
    case 'gap':
      return detail.why === 'savepoint-stopped'
        ? 'No data: Savepoint did not poll.'
        : 'No data: the instance did not answer.';
    case 'restarted':
      return `The Redis process was replaced or restarted: run ${runName(detail.fromRunId)} became ${runName(detail.toRunId)}.`;
    case 'role-changed':
      return `The role changed from ${detail.from} to ${detail.to}.`;
    case 'guard-changed':
      return guardChangeText(detail.from, detail.to, detail.actionId);
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
  }
}
