import type { Explanation } from '../../lib/domain/redis-log/explain';
import type { CauseKind, Save } from '../../lib/domain/save/save';
import type { ToldCause } from '../../lib/domain/words/told';
import { eventually } from './eventually';
import { explained } from './explained';
import { Follower } from './follower';
import type { MadeCause } from './made-causes';
import * as recipes from './recipes';
import type { RedisServer } from './redis-server';

export interface Trial {
  readonly cause: MadeCause;
  /** A good save comes first, so that Savepoint knows that it can work. */
  readonly workedBefore: boolean;
  readonly attempts: number;
  /** Savepoint looks while the child runs. */
  readonly seenMidway: boolean;
}

export interface Verdict {
  readonly trial: Trial;
  readonly withLog: 'right' | 'wrong';
  readonly protocol: 'right' | 'possible' | 'unknown' | 'confidently wrong';
  /** What was told, where it was not right. */
  readonly told: string;
}

/** Makes the cause on a server of its own that Savepoint follows, and judges what it tells, with and without the log. */
export async function tryCause(trial: Trial): Promise<Verdict> {
  const { cause, attempts, seenMidway } = trial;
  const redis = await cause.start();
  const follower = new Follower(redis);
  try {
    await prepare(redis, follower, trial);
    for (let made = 0; made < attempts; made += 1) {
      await cause.attempt(redis, async () => {
        if (seenMidway) await follower.poll();
      });
      await follower.poll();
    }
    return verdict(trial, follower, await wholeLog(redis, trial));
  } catch (error) {
    throw new Error(`${cause.name}: the trial did not come to its end.`, { cause: error });
  } finally {
    follower.close();
    await redis.stop();
  }
}

async function prepare(redis: RedisServer, follower: Follower, { cause, workedBefore }: Trial): Promise<void> {
  await recipes.addKeys(redis, 500);
  await follower.poll();
  if (workedBefore) await recipes.save(redis);
  // A save in the very second of the good one before cannot be told from it: only then is a cancelled one not told.
  if (cause.kind === null) await eventually('the next second', () => lastSaveIsOver(redis));
  await follower.poll();
  await cause.bring(redis);
}

async function lastSaveIsOver(redis: RedisServer): Promise<boolean> {
  const [seconds = ''] = (await redis.cli('TIME')).split('\n');
  return Number(seconds) > Number(await recipes.infoField(redis, 'rdb_last_save_time'));
}

/** The log, once it tells of every attempt; errors of the AOF are no attempts. */
async function wholeLog(redis: RedisServer, { cause, attempts }: Trial): Promise<Explanation> {
  const read = (): Explanation => explained(redis.log());
  if (cause.kind !== null && cause.stage === null) return read();
  return eventually('the attempts in the log', () => {
    const explanation = read();
    const ended = explanation.saves.filter(({ outcome }) => outcome === 'failed' || outcome === 'cancelled');
    return ended.length >= attempts ? explanation : null;
  });
}

function verdict(trial: Trial, follower: Follower, log: Explanation): Verdict {
  const { cause } = follower.view();
  const protocol = judged(trial.cause, cause, [...follower.rows.values()]);
  const named = withLog(cause, log);
  const isRight = named === trial.cause.kind && (named !== null || log.saves[0]?.outcome === 'cancelled');
  const told = `${trial.cause.name}: the log said ${named ?? 'no cause'}, the protocol ${causeText(cause)}`;
  return { trial, withLog: isRight ? 'right' : 'wrong', protocol, told };
}

/** A strange path is told over whatever the log names: the error of such a save is not what is wrong. */
function withLog(cause: ToldCause | null, log: Explanation): CauseKind | null {
  if (cause?.kind === 'tampered') return 'tampered';
  return log.cause?.kind ?? cause?.kind ?? null;
}

function judged(made: MadeCause, told: ToldCause | null, rows: readonly Save[]): Verdict['protocol'] {
  if (made.kind === null) return judgedAsCancelled(told, rows.at(-1));
  if (told === null) return 'unknown';
  const stageIsWrong = told.stage !== null && told.stage !== made.stage;
  if (stageIsWrong && isSure(told.stageConfidence)) return 'confidently wrong';
  if (isSure(told.confidence)) return told.kind === made.kind ? 'right' : 'confidently wrong';
  return told.confidence;
}

function judgedAsCancelled(told: ToldCause | null, last: Save | undefined): Verdict['protocol'] {
  if (told !== null || last?.outcome === 'failed' || last?.outcome === 'saved') return 'confidently wrong';
  return last?.outcome === 'cancelled' && last.cause === null ? 'right' : 'unknown';
}

function isSure(confidence: ToldCause['confidence']): confidence is 'certain' | 'likely' {
  return confidence === 'certain' || confidence === 'likely';
}

function causeText(cause: ToldCause | null): string {
  if (cause === null) return 'no cause';
  return `${cause.kind} (${cause.confidence}), ${cause.stage ?? 'no stage'} (${cause.stageConfidence})`;
}
