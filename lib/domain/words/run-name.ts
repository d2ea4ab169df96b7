import type { SavePoint } from '../observation/observation';

/** A run id as people compare it; null when it is not known. */
export function runName(runId: string | null): string | null {
  return runId === null ? null : runId.slice(0, 8);
}

/** Save points as the configuration file has them. */
export function savePointsText(points: readonly SavePoint[]): string {
  return points.length === 0 ? '""' : `"${points.map((point) => `${point.seconds} ${point.changes}`).join(' ')}"`;
}
