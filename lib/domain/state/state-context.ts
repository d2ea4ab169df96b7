import { processStart } from '../observation/clock';
import type { WriteAvailability } from './instance-view';
import { valueOf, type EpochMs, type Facts, type GuardValue, type Sighting } from '../observation/observation';
import type { Override } from '../action/override';
import type { SaveKnowledge } from '../save/save-knowledge';
import { nextRetry, type NextRetry } from '../save/save-points';
import { goodSaveAt } from '../save/proven-save';
import type { SettingsPast } from './settings-past';
import type { Words } from '../words/words';
import { writeAvailability } from './write-availability';

/** What a state is judged on once there are fresh facts, with the conclusions that several rules need. */
export interface StateContext {
  readonly sighting: Sighting;
  readonly facts: Facts;
  readonly before: Sighting | null;
  readonly knowledge: SaveKnowledge;
  readonly expectedGuard: GuardValue;
  /** The one that explains why the guard is off. */
  readonly override: Override | null;
  /** What was seen of its settings in this run. Absent: nothing. */
  readonly settings?: SettingsPast;
  /** In which the state is told. */
  readonly words: Words;
  readonly writes: WriteAvailability;
  readonly retry: NextRetry;
  /** A good save of this run, seen or proven. */
  readonly goodSaveAt: EpochMs | null;
}

export interface Verdict<S> {
  readonly state: S;
  readonly summary: string;
  readonly quiet: boolean;
}

export function contextOf(
  sighting: Sighting,
  {
    before,
    knowledge,
    expectedGuard,
    override,
    settings,
  }: Pick<StateContext, 'before' | 'knowledge' | 'expectedGuard' | 'override' | 'settings'>,
  words: Words,
): StateContext {
  return {
    sighting,
    facts: sighting.facts,
    before,
    knowledge,
    expectedGuard,
    override,
    settings,
    words,
    writes: writeAvailability(sighting.facts, words),
    retry: nextRetry(sighting, knowledge, words),
    goodSaveAt: goodSaveAt(sighting, knowledge),
  };
}

/**
 * Is a save to disk running? `rdb_bgsave_in_progress` is 1 for a diskless transfer to a replica as well: without replicas it
 * cannot be one, else the attempts that were counted tell (`runningSince`).
 */
export function diskSaveRuns({ replication, rdb }: Facts, knowledge: SaveKnowledge): boolean {
  return rdb.inProgress === true && (knowledge.runningSince !== null || replication.connectedReplicas === 0);
}

/** Sentence on what a crash would lose; null when it is not known how much changed. */
export function atStake({ facts, sighting, goodSaveAt: good, words }: StateContext): string | null {
  const changes = facts.rdb.changesSinceLastSave;
  if (changes === null || changes <= 0) return null;
  return words.summary.atStake(changes, sinceWhen(sighting, good, words), whereWritesAre(facts));
}

/** Since when changes are unsaved: the last good save, or the start of the process. */
export function sinceWhen(sighting: Sighting, good: EpochMs | null, { summary, format }: Words): string {
  return good === null ? summary.sinceStart(processStart(sighting), sighting.at) : format.utc(good, sighting.at);
}

/** `partly`: the AOF has those up to its first failed write. */
export type Elsewhere = 'memory' | 'aof' | 'partly' | 'unknown';

/** Where the writes since the last snapshot are besides memory. */
export function whereWritesAre({ aof }: Facts): Elsewhere {
  if (aof.enabled === false) return 'memory';
  if (aof.enabled === null || aof.lastWriteStatus === null) return 'unknown';
  return aof.lastWriteStatus === 'ok' ? 'aof' : 'partly';
}

/** What the AOF has of the writes since the last snapshot: by how often it is forced to disk, where that is known. */
export type AofCover = 'none' | 'every' | 'second' | 'system' | 'on' | 'partly' | 'unknown';

const COVERS = { always: 'every', everysec: 'second', no: 'system' } as const;

/** `on`: how often is not readable. An AOF that cannot be written has them up to its first failed write. */
export function aofCover(facts: Facts): AofCover {
  const where = whereWritesAre(facts);
  if (where !== 'aof') return where === 'memory' ? 'none' : where;
  const forced = facts.config.appendFsync?.value ?? null;
  return forced === null ? 'on' : COVERS[forced];
}

/** The first fact without which nothing calm can be said; null when all can be read. */
export function missingForCalm(facts: Facts): keyof Words['factNames'] | null {
  const { rdb, aof, server, config } = facts;
  const points = valueOf(config.savePoints);
  const timed = points === null || points.length > 0;
  const needed: readonly (readonly [unknown, keyof Words['factNames']])[] = [
    [rdb.inProgress, 'inProgress'],
    [rdb.changesSinceLastSave, 'changes'],
    [aof.enabled, 'aofEnabled'],
    [aof.enabled === true ? aof.lastWriteStatus : '', 'aofWrite'],
    [aof.enabled === true ? aof.lastRewriteStatus : '', 'aofRewrite'],
    [timed ? rdb.lastSaveTime : '', 'lastSaveTime'],
    [timed ? server.timeSeconds : '', 'clock'],
  ];
  return needed.find(([value]) => value === null)?.[1] ?? null;
}
