import 'server-only';
import type { Exposure, ExposureSample, ExposureStep } from '../domain/picture/exposure';
import type { EpochMs } from '../domain/observation/observation';
import type { ExposureRequest } from '../domain/picture/picture-axis';
import { inParts } from './in-parts';
import type { Db } from './schema';
import { wholeSteps } from './whole-steps';
import type { ExposureTable } from './tables/history';

type Sample = ExposureSample & { readonly instanceId: string };

/** Keeps the most of each step: one that was told before may have been higher, or be lower, when the clock went back. */
export async function keepExposure(db: Db, samples: readonly Sample[]): Promise<void> {
  await inParts(mostOfEach(samples), (part) =>
    db
      .insertInto('exposure')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['instance_id', 'step_seconds', 'at'])
          .doUpdateSet(({ ref }) => ({ most: ref('excluded.most') }))
          .whereRef('exposure.most', '<', 'excluded.most'),
      )
      .execute(),
  );
}

/** One statement may not say twice what is to stand in a row. */
function mostOfEach(samples: readonly Sample[]): readonly ExposureTable[] {
  const rows = new Map<string, ExposureTable>();
  for (const { instanceId, stepSeconds, at, most } of samples) {
    const key = `${stepSeconds} ${at} ${instanceId}`;
    const row = { instance_id: instanceId, step_seconds: stepSeconds, at, most };
    if (most >= (rows.get(key)?.most ?? -Infinity)) rows.set(key, row);
  }
  return [...rows.values()];
}

/** Oldest first: of each point of the line the most. The engine takes it: ninety days are 8,640 steps, and few points. */
export async function listExposure(
  db: Db,
  instanceId: string,
  { stepSeconds, from, to, pointMs }: ExposureRequest,
): Promise<readonly Exposure[]> {
  const point = wholeSteps('at', pointMs);
  return db
    .selectFrom('exposure')
    .select(({ fn }) => [point.as('at'), fn.max('most').as('most')])
    .where('instance_id', '=', instanceId)
    .where('step_seconds', '=', stepSeconds)
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy(point)
    .orderBy(point)
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
