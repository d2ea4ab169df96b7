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
  notAsked: 'Not begun: before its turn somebody stopped the bulk save, or Savepoint ended.',
  left: 'Not begun: the Savepoint that ran this bulk save ended before its turn.',
  notTold:
    'Unknown: the Savepoint that ran this bulk save ended while this save was asked for or ran. Look at its history before you save again.',
  stopNotTaken:
    'The Savepoint that runs this bulk save did not say that it begins nothing more. It was told to: look again in a few seconds.',
  endNotSeen: 'Unknown: the end of this save was not seen. Look at its history before you save again.',
  failed:
    'Unknown: Savepoint failed while it asked for this save. See the log of Savepoint and the audit before you save again.',
  busy: (who: string | null) =>
    `A bulk save by ${escaped(who ?? 'someone')} runs, and there is one at a time: nothing was started. Wait for its end; if somebody stops it, it ends with the saves that run already.`,
  noSuchBulk:
    'No bulk save has this id. Savepoint keeps the latest twenty that have ended. GET /api/audit lists every save that was begun.',
};
