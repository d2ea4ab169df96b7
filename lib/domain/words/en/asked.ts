import { escaped, utc } from '../../text/format';
import type { EpochMs, GuardValue } from '../../observation/observation';

/** Why something that was asked for was not done, or its outcome is not known. */
export const asked = {
  noInstance: (id: string) => `No instance has the id “${id}”.`,
  noSuchInstance: 'No instance has this id. It may have been removed; GET /api/instances lists them all.',
  noSuchAction: 'No action has this id. GET /api/audit lists them all.',
  noReceiver: 'No receiver has this name. GET /api/notify lists them all.',
  busy: (who: string | null) =>
    `An action by ${who ?? 'someone'} is running on this instance and has no outcome yet. Wait for it, then look again: nothing was changed.`,
  notSeenYet: (actor: string) =>
    `A save that ${actor} asked for has not been seen yet: Redis waits with it, or its answer was lost. Watch that one; nothing was started.`,
  notClaimed: (why: string) =>
    `Whether another action runs on this instance could not be told, so nothing was sent to Redis. ${why}`,
  notRecorded: (why: string | null) =>
    `The audit record could not be written, so nothing was sent to Redis.${why === null ? '' : ` ${why}`}`,
  nothingChanged: (problem: string) => `${problem} Nothing was changed.`,
  notSent: (problem: string) => `${problem} Nothing was sent.`,

  guardRefused: (reason: string) => `Redis refused: ${reason} Nothing changed.`,
  guardUnanswered: (problem: string) =>
    `${problem} The change may or may not have happened. Do not repeat it: Savepoint reads it back until it knows.`,
  outcomeNotRecorded: (outcome: string) =>
    `${outcome} Savepoint could not write this outcome down yet; it reads the guard back and tries again.`,
  whoSetIt: (by: string, value: GuardValue | null, at: EpochMs, now: EpochMs, reason: string | null) =>
    `${by} set it to "${value ?? 'unknown'}" at ${utc(at, now)}${reason === null ? '' : ` (reason: "${escaped(reason)}")`}.`,

  saveUnanswered: (problem: string) =>
    `${problem} The save may or may not have started. Do not ask again: Savepoint looks for its trace.`,
  forkRefused:
    'Redis could not start a save: fork was refused, most likely for lack of memory or because of a process limit. Redis gave no reason ("ERR"). Free memory or raise the limit, then try again.',
  alreadySaving: 'A save is running already. Watch that one; nothing was started.',
  childActive:
    'Redis is busy with another child process, most likely an AOF rewrite. Schedule the save to have it start afterwards.',
  scheduleUnsupported:
    'This Redis cannot schedule a save (BGSAVE SCHEDULE came with 3.2.2). Wait for the AOF rewrite to end, then save.',
  stillLoading: 'Redis is still loading its data and cannot save yet. Wait until it has loaded.',
  saveRefused: (reason: string) => `Redis refused: ${reason} Nothing was started.`,
};
