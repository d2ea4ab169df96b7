import { duration } from '../../text/format';

/** The clocks of Redis and of Savepoint. */
export const clock = {
  differs: (aheadSeconds: number) =>
    `The clock of Redis is ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'ahead of' : 'behind'} the clock of Savepoint; which of the two is wrong is not known. Times on these pages are on the clock of Savepoint: those in the log of Redis, and of its files, differ from them by that. Check the time on both machines.`,
};
