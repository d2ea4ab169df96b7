import { escaped } from '../../text/format';

/** Why an instance of a bulk save is not asked, and why there is no such bulk save. */
export const bulk = {
  sameProcess: (name: string) =>
    `This is the same server process as “${escaped(name)}”, which is asked already: one save of it is enough.`,
  secondPerson:
    'A second person has to approve this: it is not part of a bulk save. Ask for it on the page of the instance.',
  otherChild:
    'Another child process runs (an AOF rewrite or a fork of a module), and when the save would begin is not known. Save it on its own page once that has ended.',
  keepsNothing:
    'This replica is set up to write nothing: it has no save points and no AOF. Save it on its own page if you want a snapshot of it.',
  heldBy: (name: string) => `Waits for “${escaped(name)}”: it forks on the same host.`,
  hostStopped: (host: string) =>
    `Not begun: how a save on this host (${escaped(host)}) ended is not known, so one may still run there. Look at it before you save more on this host.`,
  stopped: 'Not begun: the bulk save was stopped before its turn.',
  endNotSeen: 'Unknown: the end of this save was not seen. Look at its history before you save again.',
  failed:
    'Unknown: Savepoint failed while it asked for this save. See the log of Savepoint and the audit before you save again.',
  busy: (who: string | null) =>
    `A bulk save by ${escaped(who ?? 'someone')} runs, and there is one at a time: nothing was started. Wait for its end; if somebody stops it, it ends with the saves that run already.`,
  noSuchBulk:
    'No bulk save has this id here. Savepoint keeps the latest ones, and only while it runs: after a restart what was not begun is not begun. One that another Savepoint on the same data runs is known there alone. GET /api/audit lists every save that was begun.',
};
