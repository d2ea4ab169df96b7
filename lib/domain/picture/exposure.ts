import type { EpochMs, Sighting } from '../observation/observation';

/** For how long the most is kept together: a minute for the last day, a quarter of an hour for all of the history. */
export const EXPOSURE_STEPS = [60, 900] as const;
export type ExposureStep = (typeof EXPOSURE_STEPS)[number];

/** The most changes that were in no snapshot, from `at` on. */
export interface Exposure {
  readonly at: EpochMs;
  readonly most: number;
}

export interface ExposureSample extends Exposure {
  readonly stepSeconds: ExposureStep;
}

/** The minute and the quarter of an hour that are still going on, as far as they were seen. */
export type OpenExposure = readonly ExposureSample[];

/** What a sighting adds: the steps that go on, and those that it shows to be over. Unknown adds nothing: it is not 0. */
export function addExposure(
  open: OpenExposure,
  { at, facts }: Sighting,
): { readonly open: OpenExposure; readonly ended: readonly ExposureSample[] } {
  if (hasAll(open, at, facts.rdb.changesSinceLastSave)) return { open, ended: NONE };
  const starts = EXPOSURE_STEPS.map((stepSeconds) => ({ stepSeconds, at: startOf(at, stepSeconds * 1000) }));
  const goesOn = (sample: ExposureSample): boolean =>
    starts.some((start) => start.stepSeconds === sample.stepSeconds && start.at === sample.at);
  const going = open.filter(goesOn);
  const { changesSinceLastSave } = facts.rdb;
  return {
    open: changesSinceLastSave === null ? going : starts.map((start) => raised(start, going, changesSinceLastSave)),
    ended: open.filter((sample) => !goesOn(sample)),
  };
}

const NONE: readonly ExposureSample[] = [];

/** All steps go on, and were seen with as many changes before. */
function hasAll(open: OpenExposure, at: EpochMs, changes: number | null): boolean {
  return (
    open.length === EXPOSURE_STEPS.length &&
    open.every((sample) => sample.at === startOf(at, sample.stepSeconds * 1000) && sample.most >= (changes ?? 0))
  );
}

function raised(start: Omit<ExposureSample, 'most'>, going: OpenExposure, changes: number): ExposureSample {
  const before = going.find(({ stepSeconds }) => stepSeconds === start.stepSeconds)?.most ?? 0;
  // Redis may count below 0 (DEBUG RELOAD during a save): nothing is unsaved then.
  return { ...start, most: Math.max(before, changes, 0) };
}

/** The samples in steps of `stepMs`, oldest first: of each step the most. */
export function mostByStep(samples: readonly Exposure[], stepMs: number): readonly Exposure[] {
  const most = new Map<EpochMs, number>();
  for (const sample of samples) {
    const at = startOf(sample.at, stepMs);
    most.set(at, Math.max(most.get(at) ?? 0, sample.most));
  }
  return [...most].map(([at, value]) => ({ at, most: value })).sort((a, b) => a.at - b.at);
}

function startOf(at: EpochMs, stepMs: number): EpochMs {
  return Math.floor(at / stepMs) * stepMs;
}
