import type { Override } from '../action/override';
import type { InstanceView } from '../state/instance-view';
import type { EpochMs, Facts, Observation, Sighting } from '../observation/observation';
import type { SaveKnowledge } from '../save/save-knowledge';

/** What one poll shows of an instance, and what follows from it, in English. */
export interface NoticeLook {
  readonly view: InstanceView;
  readonly latest: Observation;
  readonly knowledge: SaveKnowledge;
  readonly now: EpochMs;
  /** Since the look before, in milliseconds on a clock that nobody sets. */
  readonly elapsedMs: number;
}

export function sightingOf({ latest }: NoticeLook): Sighting | null {
  return latest.kind === 'facts' ? latest : null;
}

/** Null while Redis loads, too: what it then says of saves and of the guard is of nobody's use. */
export function factsOf(look: NoticeLook): Facts | null {
  const facts = sightingOf(look)?.facts ?? null;
  return facts?.loading.active === false ? facts : null;
}

/** The override that shows in the facts. */
export function overrideIn(look: NoticeLook): Override | null {
  return factsOf(look) === null ? null : look.view.guard.override;
}
