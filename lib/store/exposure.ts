import 'server-only';
import type { Exposure, ExposureSample, ExposureStep } from '../domain/picture/exposure';
import type { EpochMs } from '../domain/observation/observation';
import type { ExposureRequest } from '../domain/picture/picture-axis';
import type { Db } from './schema';

/** Keeps the most of a step: one that was told before may have been higher, or be lower, when the clock went back. */
export async function keepExposure(
  db: Db,
  instanceId: string,
  { stepSeconds, at, most }: ExposureSample,
): Promise<void> {
  await db
    .insertInto('exposure')
    .values({ instance_id: instanceId, step_seconds: stepSeconds, at, most })
    .onConflict((conflict) =>
      conflict.columns(['instance_id', 'step_seconds', 'at']).doUpdateSet({ most }).where('exposure.most', '<', most),
    )
    .execute();
}

export async function listExposure(
  db: Db,
  instanceId: string,
  { stepSeconds, from, to }: ExposureRequest,
): Promise<readonly Exposure[]> {
  return db
    .selectFrom('exposure')
    .select(['at', 'most'])
    .where('instance_id', '=', instanceId)
    .where('step_seconds', '=', stepSeconds)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
}

/** Deletes steps older than `before`, oldest first, `batch` rows at most; gives their number. */
export async function pruneExposure(db: Db, step: ExposureStep, before: EpochMs, batch: number): Promise<number> {
  const old = db
    .selectFrom('exposure')
    .select(['instance_id', 'step_seconds', 'at'])
    .where('step_seconds', '=', step)
    .where('at', '<', before)
    .orderBy('at')
    .limit(batch);
  const result = await db
    .deleteFrom('exposure')
    .where(({ eb, refTuple }) =>
      eb(refTuple('instance_id', 'step_seconds', 'at'), 'in', old.$asTuple('instance_id', 'step_seconds', 'at')),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
