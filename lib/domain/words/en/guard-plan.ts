import { count } from '../../text/format';
import type { GuardValue } from '../../observation/observation';

/** What a plan for the guard says. */
export const guardPlan = {
  writesOpen: 'Clients can write again at once.',
  writesUnchanged: 'No writes are refused now: nothing changes for clients.',
  writesMaybe: 'Whether writes are refused now is not known; if they are, clients can write again at once.',
  stillFailing: 'Snapshots will still be failing.',
  nothingOnDisk: (changes: number | null, since: string) =>
    `Nothing written since ${since}${changes === null ? '' : ` (${count(changes, 'change')})`} is in a snapshot.`,
  lostAof: 'The AOF is on and still records every write.',
  lostNoAof: 'If Redis restarts or the host dies, it is lost. AOF: off.',
  lostUnknown: 'If Redis restarts or the host dies, it may be lost: whether the AOF saves it is not known.',
  goesOnAfterFailure: 'From now on writes go on when a save fails: only watching will tell.',
  notByItself: 'Until the guard is on again, a failed save stops no write.',
  rejectedAtOnce: 'Writes will be rejected again at once: snapshots still fail.',
  maybeRejectedAtOnce: 'How the last save ended is not known: if it failed, writes will be rejected at once.',
  guardsAgain: 'From now on Redis stops writes when a save fails, until one succeeds.',
  guardsNothing: 'No save points are set: the guard stops writes only where there are some.',
  replicaOnly: 'This affects this replica only, and matters if it is promoted.',
  noFix:
    'It does not fix the save, does not reach replicas, and is lost at a restart or failover unless it is written to the file.',
  notAof: 'It does not control AOF write errors.',
  noReach: 'It does not reach replicas, and is lost at a restart or failover unless it is written to the file.',
  replicasKeep: (replicas: number) =>
    `${count(replicas, 'replica')} keep${replicas === 1 ? 's its' : ' their'} own guard: from 7.0 on, a replica whose own save failed crashes at its next replicated write.`,
  pingRefused:
    'PING will be answered with MISCONF: Sentinel and load balancers may take this primary for dead and fail over.',
  replicaCrash:
    'With the guard on and a failed save, this replica crashes at its next replicated write (7.0 and newer).',
  adviceSave:
    'Try first: free disk or memory, then run a save. A good save lets writes in again by itself, guard still on.',
  adviceAof: 'Try first: free disk space. Redis writes its AOF again by itself, no save is needed.',
  adviceHealthy: 'Leave the guard on unless losing writes is better than refusing them here.',
  adviceOn: 'Run a save first: after a good one the guard stops nothing.',
  adviceOnHealthy: 'Saves work: turning the guard on now refuses nothing.',
  okProof: 'PING proves it: writes are refused now (MISCONF).',
  okAccepted: 'PING proves it: persistence refuses no writes now.',
  warnNoProof: (reason: string | null) =>
    `Whether writes are refused is derived, not proven.${reason === null ? '' : ` ${reason}`}`,
  okRead: (value: GuardValue) => `The guard was read just now: ${onOff(value)}.`,
};

function onOff(value: GuardValue): string {
  return value === 'yes' ? 'on' : 'off';
}
