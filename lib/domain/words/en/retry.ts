import { count, number } from '../../text/format';

/** Why Redis does not retry a failed save, or when that is not known. */
export const retry = {
  notFailed: 'Nothing to retry: the last save did not fail.',
  running: 'A retry is running.',
  pointsUnknown: (reason: string) => `Not known: the save points cannot be read. ${reason}`,
  changesUnknown: 'Not known: INFO does not tell how much changed since the last save.',
  clockUnknown: 'Not known: INFO does not tell the last save or the time of Redis.',
  noPoints: 'It will not retry by itself: no save points are set.',
  noChanges: (canGrow: boolean) =>
    `It will not retry by itself: nothing changed since the last save${
      canGrow ? '' : ', and while writes are refused nothing can. Fix the cause, then run a save'
    }.`,
  tooFew: (changes: number, needed: number, canGrow: boolean) =>
    `It will not retry by itself${canGrow ? ' yet' : ''}: ${count(changes, 'change')} since the last save, and the save points need ${number(needed)}${
      canGrow ? '' : ', which cannot come while writes are refused. Fix the cause, then run a save'
    }.`,
};
