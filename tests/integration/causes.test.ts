import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { causeTable } from '../support/cause-table';
import { tryCause, type Trial, type Verdict } from '../support/cause-trial';
import { madeCauses } from '../support/made-causes';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';

const TIMES = Number(process.env['TIMES'] ?? repetitions({ often: 20, seldom: 1 }));
const seed = Number(process.env['SEED'] ?? randomInt(1_000_000_000));
/** Most of a trial is waiting for Redis. */
const AT_ONCE = 5;
/** With the log, at least this share has to be right. */
const RIGHT_WITH_LOG = 0.95;

const random = seeded(seed);
const { causes, missing } = madeCauses();
const trials: readonly Trial[] = inAnyOrder(causes.flatMap((cause) => Array.from({ length: TIMES }, () => cause))).map(
  (cause) => ({
    cause,
    workedBefore: random() < 0.5,
    attempts: random() < 0.5 ? 1 : 2,
    seenMidway: random() < 0.5,
  }),
);

function inAnyOrder<T>(given: readonly T[]): T[] {
  return given
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

async function allVerdicts(): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = trials.values();
  const inTurn = async (): Promise<void> => {
    for (const trial of waiting) verdicts.push(await tryCause(trial));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  return verdicts;
}

it(`every cause that can be made, ${TIMES} times each (SEED=${seed}): right with the log, never confidently wrong without`, async () => {
  const verdicts = await allVerdicts();
  console.log([`SEED=${seed}`, ...(missing === null ? [] : [missing]), causeTable(verdicts)].join('\n'));
  const toldOf = (wrong: readonly Verdict[]): string[] => wrong.map(({ told }) => told);
  expect.soft(toldOf(verdicts.filter(({ protocol }) => protocol === 'confidently wrong'))).toEqual([]);
  const wrongWithLog = verdicts.filter(({ withLog }) => withLog === 'wrong');
  expect(1 - wrongWithLog.length / trials.length, toldOf(wrongWithLog).join('\n')).toBeGreaterThanOrEqual(
    RIGHT_WITH_LOG,
  );
}, 1_200_000);
