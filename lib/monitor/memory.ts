import 'server-only';
import type { OpenExposure } from '../domain/picture/exposure';
import { NOTHING_SEEN, type ReplicationPast } from '../domain/state/failover';
import type { EpochMs, GuardValue, Sighting } from '../domain/observation/observation';
import { causeUntilRead } from '../domain/redis-log/log-row';
import type { Cause } from '../domain/save/save';
import { NOTHING_KNOWN, type SaveKnowledge } from '../domain/save/save-knowledge';
import type { OwnBgsave } from '../domain/save/save-trigger';
import type { RememberedState } from '../domain/state/view-instance';
import { settingsShiftedBy, type SettingsPast } from '../domain/state/settings-past';
import type { RunningDraft } from '../domain/save/save-draft';
import type { KeptMemory } from '../store/store';
import { withChanges } from './json-changes';

/** A BGSAVE of ours that no save was matched to yet. */
export interface OwnBgsaveWatch extends OwnBgsave {
  readonly actionId: string;
  /** When a trace of it was first looked for in vain, or last could not be there yet; null before. */
  readonly missedSince: EpochMs | null;
}

/** A change of the guard of ours, told before it is sent, so that it is not taken for somebody else's. */
export interface OwnGuardChange {
  readonly actionId: string;
  readonly value: GuardValue;
  /** The action has ended: what the next look does not show of it will never be seen. */
  readonly ended: boolean;
}

/** All that one turn needs of the turns before. Plain JSON: it outlives a restart of Savepoint. */
export interface Memory {
  readonly version: 1;
  /** The last observation with facts. */
  readonly sighting: Sighting | null;
  /** When the last poll ended, with facts or without. */
  readonly endedAt: EpochMs | null;
  readonly running: (RunningDraft & { readonly id: string; readonly actionId: string | null }) | null;
  readonly scheduledElsewhere: boolean;
  readonly own: OwnBgsaveWatch | null;
  readonly ownGuardChange: OwnGuardChange | null;
  readonly refusing: 'rdb' | 'aof' | null;
  readonly knowledge: SaveKnowledge;
  readonly state: RememberedState | null;
  readonly exposure: OpenExposure;
  readonly past: ReplicationPast;
  /** What was seen of the settings in the present run of the process. */
  readonly settings: SettingsPast;
}

export const BLANK_MEMORY: Memory = {
  version: 1,
  sighting: null,
  endedAt: null,
  running: null,
  scheduledElsewhere: false,
  own: null,
  ownGuardChange: null,
  refusing: null,
  knowledge: NOTHING_KNOWN,
  state: null,
  exposure: [],
  past: NOTHING_SEEN,
  settings: {},
};

/** The same as it reads on a clock that was set by `ms`: how long ago it was does not change. */
export function shiftedBy(memory: Memory, ms: number): Memory {
  const { sighting, endedAt, running, own, knowledge, state, past } = memory;
  const shifted = <T extends EpochMs | null>(at: T): T => (at === null ? at : ((at + ms) as T));
  return {
    ...memory,
    sighting: sighting && { ...sighting, at: shifted(sighting.at) },
    endedAt: shifted(endedAt),
    running: running && { ...running, startedAt: shifted(running.startedAt) },
    own: own && { ...own, sentAt: shifted(own.sentAt), missedSince: shifted(own.missedSince) },
    state: state && { ...state, since: shifted(state.since) },
    past: {
      led: past.led && { ...past.led, at: shifted(past.led.at) },
      followed: past.followed && { ...past.followed, at: shifted(past.followed.at) },
    },
    settings: settingsShiftedBy(memory.settings, ms),
    knowledge: {
      ...knowledge,
      runningSince: shifted(knowledge.runningSince),
      lastGoodSaveAt: shifted(knowledge.lastGoodSaveAt),
      lastGoodSaveBeforeRunAt: shifted(knowledge.lastGoodSaveBeforeRunAt),
      lastAttemptAt: shifted(knowledge.lastAttemptAt),
      failureOpenSince: shifted(knowledge.failureOpenSince),
    },
  };
}

/** The same, with the cause that the log named before where it stands until the log is read further. */
export function withCauseUntilRead(before: Cause | null, memory: Memory): Memory {
  const { knowledge } = memory;
  return { ...memory, knowledge: { ...knowledge, lastCause: causeUntilRead(before, knowledge.lastCause) } };
}

/** What was kept, or a blank memory when it was written by a release whose form we do not know. */
export function parseMemory({ json, changes = '{}' }: KeptMemory): Memory {
  try {
    const parsed: Partial<Memory> = withChanges(JSON.parse(json), JSON.parse(changes));
    if (parsed.version !== 1) return BLANK_MEMORY;
    // What a release before did not know of saves yet is not known.
    return { ...BLANK_MEMORY, ...parsed, knowledge: { ...NOTHING_KNOWN, ...parsed.knowledge } };
  } catch {
    return BLANK_MEMORY;
  }
}
