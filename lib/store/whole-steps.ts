import 'server-only';
import { sql } from 'kysely';
import type { EpochMs } from '../domain/observation/observation';

/**
 * When the step began in which a time lies, for steps of `stepMs` at whole multiples of it in UTC. Whole numbers on both sides: the division leaves out
 * the rest, in SQLite as in Postgres.
 */
export function wholeSteps(time: 'sort_at' | 'at', stepMs: number) {
  const width = sql.lit(stepMs);
  return sql<EpochMs>`${sql.ref(time)} / ${width} * ${width}`;
}
