import type { EpochMs } from '../observation/observation';
import type { Words } from '../words/words';
import type { ActionOutcome, Actor } from './action';

/** One instance that a bulk save asks for, before it is known beside whom it stands. */
export interface BulkAsked {
  readonly id: string;
  readonly name: string;
  /** The addresses that its host name leads to, or another text that tells one host from another. */
  readonly addresses: readonly string[];
  /** Of its process, as seen last; null where it is not known. */
  readonly runId: string | null;
}

/** Where an instance stands: `host` is the same text for all of one host, `sameAs` an instance before it that is the same process. */
export interface BulkPlace {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly sameAs: { readonly id: string; readonly name: string } | null;
}

/**
 * What became of one instance of a bulk save. `waiting` and `running` are not ended; `refused`: nothing was started; the last four were
 * never begun: it is another one's process, a save of its host came to no known end, somebody stopped the bulk save, or the Savepoint that
 * ran it ended.
 */
export type BulkStanding =
  'waiting' | 'running' | 'ended' | 'refused' | 'same-process' | 'host-stopped' | 'stopped' | 'left';

export interface BulkMember extends BulkPlace {
  readonly standing: BulkStanding;
  /** The action of its save; null where none was kept. */
  readonly actionId: string | null;
  readonly outcome: ActionOutcome | null;
  /** How it ended, why it was refused, or that Redis did not answer whether it began; null for every other standing. */
  readonly message: string | null;
  /** While it waits: the name of an instance of its host that is saved or forks now; null where none does. */
  readonly heldBy: string | null;
}

/** Several BGSAVEs that somebody asked for at once; each of them is an action of its own. */
export interface BulkSave {
  readonly id: string;
  readonly actor: Actor;
  readonly reason: string | null;
  /** On how many hosts a save may run at the same time; on one host it is one. */
  readonly hostsAtOnce: number;
  readonly begunAt: EpochMs;
  /** Null while a save of it runs or waits. */
  readonly endedAt: EpochMs | null;
  readonly stoppedBy: Actor | null;
  /** Which Savepoint runs it: its machine and process. */
  readonly runner: string;
  /** That one ended in the middle of it: what it told last is all that is known. */
  readonly brokenOff: boolean;
  readonly members: readonly BulkMember[];
}

/** What is asked for: the instances in the order in which they are begun. */
export interface BulkRequest {
  readonly instanceIds: readonly string[];
  readonly hostsAtOnce: number;
  readonly reason: string | null;
}

/** Which instances stand on one host: those that share an address or are one process, also by way of a third. */
export function placesOf(asked: readonly BulkAsked[]): readonly BulkPlace[] {
  const hosts = hostsOf(asked);
  const byRunId = new Map<string, BulkAsked>();
  return asked.map((one, index) => {
    const { id, name, runId } = one;
    const first = runId === null ? undefined : byRunId.get(runId);
    if (runId !== null && first === undefined) byRunId.set(runId, one);
    const sameAs = first === undefined ? null : { id: first.id, name: first.name };
    return { id, name, host: hosts[index] ?? id, sameAs };
  });
}

/** Of each its host: the first address of the first instance there. */
function hostsOf(asked: readonly BulkAsked[]): readonly string[] {
  const parents = asked.map((_, index) => index);
  const rootOf = (index: number): number => {
    const parent = parents[index] ?? index;
    return parent === index ? index : rootOf(parent);
  };
  const firstBy = new Map<string, number>();
  asked.forEach(({ addresses, runId }, index) => {
    for (const key of [...addresses.map((address) => `at ${address}`), ...(runId === null ? [] : [`run ${runId}`])]) {
      const other = firstBy.get(key);
      if (other === undefined) firstBy.set(key, index);
      else join(parents, rootOf(other), rootOf(index));
    }
  });
  return asked.map(({ id }, index) => asked[rootOf(index)]?.addresses[0] ?? id);
}

/** The earlier of both stays the root: its address names the host. */
function join(parents: number[], a: number, b: number): void {
  parents[Math.max(a, b)] = Math.min(a, b);
}

/** Every instance waits for its turn; of one process only the first. */
export function bulkMembers(places: readonly BulkPlace[]): readonly BulkMember[] {
  return places.map((place) => ({
    ...place,
    standing: place.sameAs === null ? 'waiting' : 'same-process',
    actionId: null,
    outcome: null,
    message: null,
    heldBy: null,
  }));
}

/** Which instances are begun now: in their order, one of a host at most and none that is held, on `hostsAtOnce` hosts at most. */
export function nextToBegin({ members, hostsAtOnce }: Pick<BulkSave, 'members' | 'hostsAtOnce'>): readonly string[] {
  const busy = new Set(members.filter(({ standing }) => standing === 'running').map(({ host }) => host));
  const next: string[] = [];
  for (const { id, host, standing, heldBy } of members) {
    if (busy.size >= hostsAtOnce) break;
    if (standing !== 'waiting' || heldBy !== null || busy.has(host)) continue;
    busy.add(host);
    next.push(id);
  }
  return next;
}

/** What may become different of one member. */
export type BulkChange = Partial<Pick<BulkMember, 'standing' | 'actionId' | 'outcome' | 'message' | 'heldBy'>>;

/**
 * Those that wait, each with who holds it back now: the one of them that runs on its host, else who else forks there (`others`, of each id
 * the name). A member for which nothing changes stays the same object.
 */
export function heldBack(members: readonly BulkMember[], others: ReadonlyMap<string, string>): readonly BulkMember[] {
  const running = new Map(
    members.flatMap((one) => (one.standing === 'running' ? [[one.host, one.name] as const] : [])),
  );
  return members.map((one) => {
    if (one.standing !== 'waiting') return one;
    const heldBy = running.get(one.host) ?? others.get(one.id) ?? null;
    return heldBy === one.heldBy ? one : { ...one, heldBy };
  });
}

/**
 * The members after one of them changed. An end that is not known stops its host: a save may still run there. Of a process whose asked name
 * was refused the next name waits for its turn: what was refused may hold for that name alone.
 */
export function afterChange(members: readonly BulkMember[], id: string, change: BulkChange): readonly BulkMember[] {
  const changed = members.map((one) => (one.id === id ? { ...one, ...change } : one));
  const now = changed.find((one) => one.id === id);
  if (now?.standing === 'refused') return withNextName(changed, now);
  if (now?.standing !== 'ended' || now.outcome !== 'unknown') return changed;
  return changed.map((one) =>
    one.host === now.host && one.standing === 'waiting' ? { ...one, standing: 'host-stopped', heldBy: null } : one,
  );
}

function withNextName(members: readonly BulkMember[], refused: BulkMember): readonly BulkMember[] {
  const isOther = ({ standing, sameAs }: BulkMember): boolean =>
    standing === 'same-process' && sameAs?.id === refused.id;
  const next = members.find(isOther);
  if (next === undefined) return members;
  return members.map((one) => {
    if (one === next) return { ...one, standing: 'waiting', sameAs: null };
    return isOther(one) ? { ...one, sameAs: { id: next.id, name: next.name } } : one;
  });
}

/** Nothing more is begun; what runs goes on. */
export function stopped(members: readonly BulkMember[]): readonly BulkMember[] {
  return members.map((one) => (one.standing === 'waiting' ? { ...one, standing: 'stopped', heldBy: null } : one));
}

/**
 * What is known of one whose Savepoint ended in the middle: what waited was never begun, for a begin is kept before it is asked for; what ran has
 * an end that nobody told. Where nobody stopped it, what was told as stopped was so by the end of the Savepoint itself.
 */
export function brokenOff(save: BulkSave, at: EpochMs): BulkSave {
  const members = save.members.map((one): BulkMember => {
    const isLeft = one.standing === 'waiting' || (one.standing === 'stopped' && save.stoppedBy === null);
    if (isLeft) return { ...one, standing: 'left', heldBy: null };
    return one.standing === 'running' ? { ...one, standing: 'ended', outcome: 'unknown', message: null } : one;
  });
  return { ...save, endedAt: at, brokenOff: true, members };
}

/** Does nothing of it run or wait any more? */
export function isOver({ members }: Pick<BulkSave, 'members'>): boolean {
  return members.every(({ standing }) => standing !== 'waiting' && standing !== 'running');
}

/** What is told of one instance: how it ended or was refused, or what it waits for. */
export function bulkSentence(member: BulkMember, { bulk }: Words): string | null {
  const { standing, outcome, message, sameAs, host, heldBy } = member;
  switch (standing) {
    case 'waiting':
      return heldBy === null ? null : bulk.heldBy(heldBy);
    case 'same-process':
      return bulk.sameProcess(sameAs?.name ?? '');
    case 'host-stopped':
      return bulk.hostStopped(host);
    case 'stopped':
      return bulk.stopped;
    case 'left':
      return bulk.left;
    case 'ended':
      return message ?? (outcome === 'unknown' ? bulk.notTold : null);
    default:
      return message;
  }
}
