import 'server-only';
import { followMembers, isOver } from '../domain/group/follow-members';
import {
  nodeAddress,
  type AnnouncedNode,
  type GroupMember,
  type GroupStanding,
  type RegisteredGroup,
} from '../domain/group/group';
import { memberIdOf, memberInstance } from '../domain/group/member-instance';
import type { RegisteredInstance } from '../domain/instance/instance';
import { log } from '../log/log';
import type { Announcing } from '../redis/announcing';
import type { Timeouts } from '../redis/redis';
import type { KeptMember } from '../store/group-store';
import type { Store } from '../store/store';
import type { AuditFacts } from '../store/audit-facts';
import { allowedNodes, type NodeJudges } from './allowed-nodes';
import { Announcers } from './announcers';
import { askCluster, askSentinels, type Reach, type Round } from './ask';
import { KeptMembers } from './kept-members';

/** What the nodes of a group become, and what is known of those that are watched. */
export interface GroupParts extends Pick<NodeJudges, 'isTaken' | 'refused'> {
  readonly announcing: Announcing;
  readonly timeouts: Timeouts;
  readonly store: Pick<Store, 'keepMember' | 'forgetMember'>;
  readonly now: () => number;
  readonly add: (instance: RegisteredInstance) => Promise<void>;
  /** Takes it out; `forget` is what the store has of it. */
  readonly drop: (id: string, forget: () => Promise<void>) => Promise<void>;
  readonly tell: (id: string, standing: GroupStanding) => void;
  readonly known: (id: string) => { readonly answers: boolean; readonly hasOverride: boolean };
  /** Its members or its problems are others than before. */
  readonly onChange: () => void;
}

/** One group as it is followed: who is asked, who belongs to it, and what is wrong with that. */
export class GroupWatch {
  readonly group: RegisteredGroup;
  readonly #parts: GroupParts;
  readonly #announcers: Announcers;
  readonly #kept: KeptMembers;
  #members: readonly GroupMember[] = [];
  #problems: readonly string[] = ['Nobody has been asked yet.'];
  #lastAsked: string | null = null;
  #closed = false;
  /** The members change in one place at a time: else a round would add again what was taken out meanwhile. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(group: RegisteredGroup, parts: GroupParts) {
    this.group = group;
    this.#parts = parts;
    this.#announcers = new Announcers(group, parts.announcing, parts.timeouts);
    this.#kept = new KeptMembers(group.name, parts.store, parts.now);
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** The members that were known before a restart, as instances: not asked about yet. */
  recall(kept: readonly KeptMember[]): readonly RegisteredInstance[] {
    this.#kept.recall(kept);
    this.#members = kept.map(({ host, port, goneSince }) => ({
      host,
      port,
      standing: { place: goneSince === null ? 'unasked' : 'gone', role: null, slots: null },
      goneSince,
    }));
    return this.#members.map((member) => memberInstance(this.group, member));
  }

  /** Asks once, and follows what is told. */
  async round(): Promise<void> {
    const asked = await this.#ask();
    await this.#inTurn(() => this.#follow(asked));
  }

  /**
   * Takes out a member that is no longer announced, before its time; `entry` goes into the audit. False where there is none by this id, or
   * it is announced, or that is not known. Rejects where the store does not take it.
   */
  async remove(id: string, entry: AuditFacts): Promise<boolean> {
    return this.#inTurn(async () => {
      const member = this.#members.find((each) => memberIdOf(this.group.name, each) === id);
      if (this.#closed || member?.standing.place !== 'gone') return false;
      await this.#parts.drop(id, () => this.#kept.forget(member, entry));
      this.#members = this.#members.filter((each) => each !== member);
      return true;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #follow(asked: Round): Promise<void> {
    if (this.#closed) return;
    const isMember = (node: AnnouncedNode): boolean => this.#isMember(node);
    const { isTaken, refused } = this.#parts;
    const { seen, problems: refusals } = await allowedNodes(this.group, asked.seen, { isMember, isTaken, refused });
    const problems = [...asked.problems, ...refusals];
    const before = this.#members;
    this.#members = followMembers(before, seen, this.#parts.now());
    for (const member of this.#members) await this.#watch(member);
    for (const member of this.#members) await this.#endIfOver(member);
    if (!this.#closed) await this.#kept.keep(this.#members);
    const isChanged = problems.join('\n') !== this.#problems.join('\n') || before.length !== this.#members.length;
    this.#problems = problems;
    if (isChanged) this.#parts.onChange();
  }

  close(): void {
    this.#closed = true;
    this.#announcers.closeBut(null);
  }

  async #ask(): Promise<Round> {
    const reach: Reach = (node) => this.#announcers.reach(node);
    if (this.group.kind === 'sentinel') return askSentinels(this.group, reach);
    const round = await askCluster(this.group, this.#members, reach, this.#lastAsked);
    this.#lastAsked = round.asked;
    // Who was asked once may be a node that is gone: its connection does not stay.
    this.#announcers.closeBut(round.asked);
    return round;
  }

  #isMember(node: AnnouncedNode): boolean {
    return this.#members.some((member) => nodeAddress(member) === nodeAddress(node));
  }

  async #watch(member: GroupMember): Promise<void> {
    const instance = memberInstance(this.group, member);
    if (this.#closed) return;
    if (!this.#parts.isTaken(instance.id)) await this.#parts.add(instance);
    this.#parts.tell(instance.id, member.standing);
  }

  async #endIfOver(member: GroupMember): Promise<void> {
    const id = memberIdOf(this.group.name, member);
    const { now, known, drop } = this.#parts;
    if (this.#closed || !isOver(member, now(), known(id))) return;
    try {
      await drop(id, () => this.#kept.forget(member));
      this.#members = this.#members.filter((each) => each !== member);
    } catch (error) {
      log.error({ instance: id, err: error }, 'a member of a group could not be forgotten');
    }
  }
}
