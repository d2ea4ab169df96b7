import 'server-only';
import { failoverOf, kinOf, type Failover, type Kin } from '../domain/state/failover';
import { UNASKED, type GroupStanding } from '../domain/group/group';
import { observerActs, type RegisteredInstance } from '../domain/instance/instance';
import { configTrouble } from '../domain/instance/withheld';
import type { IncidentLook } from '../domain/incident/follow-incident';
import type { InstanceView } from '../domain/state/instance-view';
import { valueOf, type EpochMs, type Observation, type Sighting } from '../domain/observation/observation';
import type { Approval } from '../domain/action/approval';
import type { Override } from '../domain/action/override';
import { failuresRecounted, type Recount } from '../domain/redis-log/recount';
import type { Cause, Save } from '../domain/save/save';
import type { RawReading } from '../domain/observation/raw-info';
import { viewInstance, type ViewInput } from '../domain/state/view-instance';
import type { InLanguage, Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { SAVE_SIGNS, type RedisConnection } from '../redis/redis';
import type { TurnRecord } from '../store/store';
import {
  BLANK_MEMORY,
  shiftedBy,
  withCauseUntilRead,
  type Memory,
  type OwnBgsaveWatch,
  type OwnGuardChange,
} from './memory';
import { EarlyTurns } from './early-turns';
import { RightsWatch } from './rights-watch';
import { isRefusal, pollEvery, staleAfter, type Pace } from './schedule';
import { TimingWatch } from './timing-watch';
import { takeTurn, type Turn } from './turn';
import { Unkept } from './unkept';
import { WallClock } from './wall-clock';

/** What is told of an instance beside what its own watch knows. */
export type Beside = Pick<ViewInput, 'recording' | 'failover' | 'twins'>;

/** Who hears of a poll when its look has ended, in the moment in which it is concluded from. */
export interface Hearer {
  /** Awaited first where something moved, before it is judged: somebody else may have asked for it. */
  learn(): Promise<void>;
  /** Asked next. */
  beside(): Beside;
  tell(view: InLanguage<InstanceView>): void;
}

const NOBODY: Hearer = { learn: () => Promise.resolve(), beside: () => ({}), tell: () => undefined };

/** One registered instance as it is watched: its connection, what is remembered of it, and what is told of it. */
export class InstanceWatch {
  readonly instance: RegisteredInstance;
  readonly #connection: RedisConnection;
  readonly #intervalMs: number;
  readonly #newId: () => string;
  /** Milliseconds on a clock that nobody sets: what ages is counted on it. */
  readonly #monotonic: () => number;
  readonly #rights = new RightsWatch('mayChangeSettings');
  readonly #saves = new RightsWatch('hasBgsave');
  readonly #timing = new TimingWatch();
  readonly #clock: WallClock;
  readonly #unkept = new Unkept();
  readonly #early = new EarlyTurns();
  #memory: Memory = BLANK_MEMORY;
  #latest: Observation | null = null;
  #before: Sighting | null = null;
  #override: Override | null = null;
  #approval: Approval | null = null;
  #incident: number | null = null;
  #group: GroupStanding = UNASKED;
  #refusals = 0;
  #rawReading: Promise<RawReading> | null = null;
  #logIsRead = false;

  constructor(
    instance: RegisteredInstance,
    connection: RedisConnection,
    intervalMs: number,
    newId: () => string,
    monotonic: () => number = () => performance.now(),
  ) {
    this.instance = instance;
    this.#connection = connection;
    this.#intervalMs = intervalMs;
    this.#newId = newId;
    this.#monotonic = monotonic;
    this.#clock = new WallClock(monotonic);
  }

  /** Goes on from what an earlier process of Savepoint knew. */
  recall(memory: Memory): void {
    this.#memory = memory;
    // Somebody has kept something of it: whoever goes on goes on from that.
    this.#early.take();
  }

  /** The same for what was watched here all the time, and recorded by another one: what was asked for here is still waited for. */
  goOnFrom(kept: Memory): void {
    const { own, ownGuardChange } = this.#memory;
    this.#memory = { ...kept, own: own ?? kept.own, ownGuardChange: ownGuardChange ?? kept.ownGuardChange };
  }

  /**
   * The same where nobody has kept anything of it yet: what was seen here goes on, and gives the turns that are to be kept, oldest first. Where it was not
   * known for long that it is recorded here, the latest look counts as the first. Were the next one that, nothing that happens until then would be told.
   */
  beginHere(): readonly Turn[] {
    const turns = this.#early.take() ?? this.#anew();
    for (const turn of turns) this.note(turn);
    return turns;
  }

  #anew(): readonly Turn[] {
    const { sighting, endedAt, state } = this.#memory;
    this.goOnFrom(BLANK_MEMORY);
    if (sighting === null) return [];
    const turn = this.#turn(sighting);
    this.#memory = { ...turn.memory, endedAt, state };
    return [turn];
  }

  /** Keeps nothing of a turn of here, for it is not recorded here; but it may soon be, and nobody else may have kept it. */
  leave(turn: Turn): void {
    this.giveUp();
    this.#early.add(turn, this.#monotonic());
  }

  /** A save as another Savepoint recorded it: the one that runs has that name, and what failed last that cause. */
  follow({ id, outcome, cause, endedAt }: Save): void {
    const { running } = this.#memory;
    if (outcome === 'running' && running !== null) this.#memory = { ...this.#memory, running: { ...running, id } };
    if (outcome === 'failed' && cause !== null && endedAt !== null) this.nameCause(cause, endedAt);
  }

  /** The override that is open, as it was told last. */
  get override(): Override | null {
    return this.#override;
  }

  get memory(): Memory {
    return this.#memory;
  }

  /** The latest observation that a poll ended with; null before the first. */
  get latest(): Observation | null {
    return this.#latest;
  }

  /** What an incident is told by. */
  get incidentLook(): IncidentLook {
    return { latest: this.#latest, before: this.#before, knowledge: this.#memory.knowledge };
  }

  /** The same from what was remembered before it is recorded here: the last facts that another process of Savepoint kept. */
  get keptLook(): IncidentLook {
    const { sighting, knowledge } = this.#memory;
    return { latest: sighting, before: sighting, knowledge };
  }

  /** Milliseconds until the poll after the one that starts now. */
  pollEvery(): number {
    return pollEvery(this.#pace());
  }

  /** Polls once and concludes. What goes wrong is the observation. */
  async poll(now: () => EpochMs, hearer: Hearer = NOBODY): Promise<Turn> {
    const observation = await this.#connection.observe(now);
    if (hasMoved(this.#memory.sighting, observation)) await hearer.learn();
    const step = this.#clock.look(observation, this.#memory.sighting);
    if (step !== 0) this.#memory = shiftedBy(this.#memory, step);
    this.#timing.look(observation, this.#monotonic());
    if (observation.kind === 'facts') this.#before = this.#memory.sighting;
    this.#latest = observation;
    this.#refusals = observation.kind === 'problem' && isRefusal(observation.problem.code) ? this.#refusals + 1 : 0;
    const turn = this.#turn(observation);
    this.#memory = this.#logIsRead ? withCauseUntilRead(this.#memory.knowledge.lastCause, turn.memory) : turn.memory;
    this.note(turn);
    if (observation.kind === 'facts') await this.#lookAtRights(observation);
    const view = this.viewAt(now(), hearer.beside());
    this.#rememberState(view(EN));
    hearer.tell(view);
    return turn;
  }

  /**
   * What Redis says to INFO now, over the connection of the polls. Who asks while it is read is given the same, so that a sick server has
   * one question more at a time; where the credentials were refused it is not asked: polls back off so as not to be a storm of logins.
   */
  rawInfo(now: () => EpochMs): Promise<RawReading> {
    const latest = this.#latest;
    if (latest?.kind === 'problem' && isRefusal(latest.problem.code)) {
      return Promise.resolve({ kind: 'problem', problem: latest.problem });
    }
    this.#rawReading ??= this.#connection.rawInfo(now).finally(() => {
      this.#rawReading = null;
    });
    return this.#rawReading;
  }

  /** The save of ours to follow: one that runs, or one that was asked for and is not seen yet. Null where there is none, or no answer. */
  get followedSave(): string | null {
    if (this.#latest?.kind !== 'facts') return null;
    const { own, running } = this.#memory;
    if (running !== null && running.actionId !== null) return running.id;
    return own?.actionId ?? null;
  }

  /** Does Redis show another state of its saves than the last poll saw? Null: it cannot be read. */
  async saveHasMoved(): Promise<boolean | null> {
    const signs = await this.#connection.saveSigns();
    const known = this.#memory.sighting?.facts.rdb;
    if (signs === null || known === undefined) return null;
    return SAVE_SIGNS.some((sign) => signs[sign] !== known[sign]);
  }

  /** What is told of the instance at `now`; `recording`: the store takes what is to be kept. */
  view(now: EpochMs, words: Words, recording = true): InstanceView {
    return this.viewAt(now, { recording })(words);
  }

  /**
   * The same for any language, whenever it is asked for: what is told is as of `now`. Once something was seen that is its time and
   * what has passed since: facts of before a wall clock was set back would else be fresh for as long. In English it is made once.
   */
  viewAt(now: EpochMs, { recording = true, failover = null, twins = [] }: Beside = {}): InLanguage<InstanceView> {
    const input: ViewInput = {
      registered: this.instance,
      latest: this.#latest,
      sighting: this.#memory.sighting,
      before: this.#before,
      knowledge: this.#memory.knowledge,
      runningId: this.#memory.running?.id ?? null,
      override: this.#override,
      mayChangeSettings: this.#rights.answer,
      hasBgsave: this.#saves.answer,
      clockAheadSeconds: this.#timing.clockAheadSeconds,
      slowMs: this.#timing.slowMs,
      growsPerMinute: this.#timing.growsPerMinute,
      settings: this.#memory.settings,
      approval: this.#approval,
      incident: this.#incident,
      failover,
      twins,
      group: this.#group,
      previous: this.#memory.state,
      recording,
      now: this.#clock.notBefore(now),
      staleAfterMs: staleAfter(this.#pace()),
    };
    let english: InstanceView | null = null;
    return (words) => (words === EN ? (english ??= viewInstance(input, EN)) : viewInstance(input, words));
  }

  /** What a failover means for an override of this instance or of one of `all`. Almost always there is none: then nothing is made. */
  failoverAmong(all: Iterable<{ readonly watch: InstanceWatch }>): Failover | null {
    const others: Kin[] = [];
    for (const { watch } of all) {
      if (watch !== this && (this.#override !== null || watch.#override !== null)) others.push(watch.#kin());
    }
    return this.#override === null && others.length === 0 ? null : failoverOf(this.#kin(), others);
  }

  /** Tells of a BGSAVE of ours before the next poll, so that its save is known as ours. */
  expectSave(own: Omit<OwnBgsaveWatch, 'missedSince'>): void {
    this.#memory = { ...this.#memory, own: { ...own, missedSince: null } };
  }

  /** Tells that a BGSAVE of ours was not begun after all. */
  forgetSave(actionId: string): void {
    if (this.#memory.own?.actionId === actionId) this.#memory = { ...this.#memory, own: null };
  }

  /** Tells of a change of the guard of ours before it is sent. Null: it was not made. */
  expectGuard(change: Omit<OwnGuardChange, 'ended'> | null): void {
    this.#memory = { ...this.#memory, ownGuardChange: change && { ...change, ended: false } };
  }

  /** Tells that an action has ended: its change of the guard is seen at the next look, or never. */
  endGuard(actionId: string): void {
    const change = this.#memory.ownGuardChange;
    if (change?.actionId !== actionId) return;
    this.#memory = { ...this.#memory, ownGuardChange: { ...change, ended: true } };
  }

  /** Tells of the open override: it explains why the guard is off, and until when. */
  explainGuard(override: Override | null): void {
    this.#override = override;
  }

  /** Tells what waits for a second person. */
  tellApproval(approval: Approval | null): void {
    this.#approval = approval;
  }

  /** Tells the number of the open incident. */
  tellIncident(number: number | null): void {
    this.#incident = number;
  }

  /** Tells what its group announces of it. */
  tellGroup(standing: GroupStanding): void {
    this.#group = standing;
  }

  /** Tells whether its log is being read: what that named last then stands until it is read further. */
  tellLog(isRead: boolean): void {
    this.#logIsRead = isRead;
  }

  /** Tells why a save that ended at `at` failed, by the log. False where it is not what fails now. */
  nameCause(cause: Cause, at: EpochMs): boolean {
    const { sighting, knowledge } = this.#memory;
    const isLatest = at >= (knowledge.lastAttemptAt ?? 0) - staleAfter(this.#pace());
    if (sighting?.facts.rdb.lastStatus !== 'err' || !isLatest) return false;
    this.#memory = { ...this.#memory, knowledge: { ...knowledge, lastCause: cause } };
    return true;
  }

  /** Counts failures as the log has them. Gives by how many they are more, or less, than they were. */
  recount(recounts: readonly Recount[]): number {
    const { knowledge } = this.#memory;
    const by = failuresRecounted(knowledge, recounts);
    if (by === 0 || knowledge.failuresInARow === null) return 0;
    const failuresInARow = knowledge.failuresInARow + by;
    this.#memory = { ...this.#memory, knowledge: { ...knowledge, failuresInARow } };
    return by;
  }

  /** Notes the rows of a turn that is remembered now, until they are kept. */
  note(turn: Turn): void {
    this.#unkept.note(turn);
  }

  /** All that is still to be kept: what a failing store did not take is offered again. */
  toKeep(): TurnRecord {
    return this.#unkept.offer(this.#memory);
  }

  /** True while the store did not take what was offered to it. */
  get hasUnkept(): boolean {
    return this.#unkept.waits;
  }

  /** Says that all of `toKeep` was kept. */
  kept(): void {
    this.#unkept.kept();
  }

  /** Keeps nothing of what is noted: somebody else records this instance. */
  giveUp(): void {
    this.#unkept.giveUp();
  }

  close(): void {
    this.#connection.close();
  }

  /**
   * Where the same credentials act, there is nothing to find out: they may what they were given for. Where nobody can read settings,
   * somebody has taken commands away: perhaps BGSAVE too.
   */
  async #lookAtRights({ facts }: Sighting): Promise<void> {
    if (configTrouble(facts) !== null) await this.#saves.look(this.#connection, facts.server, this.#monotonic());
    if (observerActs(this.instance)) return;
    await this.#rights.look(this.#connection, facts.server, this.#monotonic());
  }

  #turn(observation: Observation): Turn {
    return takeTurn({
      instanceId: this.instance.id,
      memory: this.#memory,
      observation,
      gapAfterMs: staleAfter(this.#pace()),
      newId: this.#newId,
    });
  }

  #kin(): Kin {
    const { past, sighting } = this.#memory;
    return kinOf(this.instance, past, { latest: this.#latest, sighting, override: this.#override });
  }

  #pace(): Pace {
    return { intervalMs: this.#intervalMs, refusals: this.#refusals };
  }

  #rememberState({ state, since, sinceAtLeast }: InstanceView): void {
    const before = this.#memory.state;
    if (before?.state === state && before.since === since && before.atLeast === sinceAtLeast) return;
    this.#memory = { ...this.#memory, state: { state, since, atLeast: sinceAtLeast } };
  }
}

/** Does it show another state of the saves or of the guard than the look before? */
function hasMoved(before: Sighting | null, after: Observation): boolean {
  if (before === null || after.kind !== 'facts') return false;
  const [then, now] = [before.facts, after.facts];
  return (
    valueOf(then.config.guard) !== valueOf(now.config.guard) ||
    SAVE_SIGNS.some((sign) => then.rdb[sign] !== now.rdb[sign])
  );
}
