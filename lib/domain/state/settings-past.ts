import type { InstanceEvent } from '../event/event';
import type { CommandCount, EpochMs, Facts, SavePoint, Sighting } from '../observation/observation';
import { restartedBetween } from '../save/save-movement';

/** The settings that decide whether, where and with what effect Redis saves. */
export type SettingName = 'guard' | 'save-points' | 'dir' | 'dbfilename';

/** What was seen of one setting in this run of the process. Values are texts as CONFIG tells them. */
export interface SettingPast {
  /** At the first look of this run. Whether the configuration says the same is not known. */
  readonly first: string;
  /** At the last look that could read it. */
  readonly value: string;
  /** When it was last seen to be another than before, and by which action of ours; null: by none. */
  readonly changed: { readonly at: EpochMs; readonly actionId: string | null } | null;
  /**
   * The value that CONFIG REWRITE wrote to the file; `value` null: it wrote one, not known which. `own`: in that interval there was nothing
   * but one change, which was ours, and one rewrite.
   */
  readonly written: { readonly value: string | null; readonly own?: boolean } | null;
}

export type SettingsPast = { readonly [Name in SettingName]?: SettingPast };

export const SETTING_NAMES: readonly SettingName[] = ['guard', 'save-points', 'dir', 'dbfilename'];

/** A setting as text; null when it cannot be read. A directory that was deleted is told as '' and was set by nobody. */
export function settingText(name: SettingName, { config }: Facts): string | null {
  if (name === 'guard') return config.guard.value;
  if (name === 'save-points') return config.savePoints.value && pointsText(config.savePoints.value);
  if (name === 'dir') return config.dir.value === '' ? null : config.dir.value;
  return config.dbfilename.value;
}

function pointsText(points: readonly SavePoint[]): string {
  return points.map(({ seconds, changes }) => `${seconds} ${changes}`).join(' ');
}

/** What is known of the settings after another look, with the events since the one before. A new process has read its configuration again. */
export function learnSettings(
  past: SettingsPast,
  before: Sighting | null,
  after: Sighting,
  events: readonly Pick<InstanceEvent, 'detail'>[],
): SettingsPast {
  const last = before === null || restartedBetween(before, after) ? null : before.facts;
  const known: SettingsPast = last === null ? {} : past;
  const calls = last === null ? NO_CALLS : callsBetween(last, after.facts);
  const learned = SETTING_NAMES.flatMap((name) => {
    const value = settingText(name, after.facts);
    const was = known[name]?.value ?? (last === null ? null : settingText(name, last));
    if (value === null) return known[name] === undefined ? [] : [[name, known[name]] as const];
    const change = was === null || was === value ? null : { at: after.at, actionId: actionOf(name, events) };
    const written = calls.rewrites > 0 ? writtenIn(value, change, calls) : (known[name]?.written ?? null);
    const first = known[name]?.first ?? was ?? value;
    return [[name, { first, value, changed: change ?? known[name]?.changed ?? null, written }] as const];
  });
  return Object.fromEntries(learned);
}

/** CONFIG SETs and REWRITEs of an interval that succeeded. */
interface ConfigCalls {
  readonly rewrites: number;
  /** Null: not known. */
  readonly sets: number | null;
}

const NO_CALLS: ConfigCalls = { rewrites: 0, sets: 0 };

function callsBetween({ counters: before }: Facts, { counters: after }: Facts): ConfigCalls {
  return {
    rewrites: moreCalls(before.configRewrite, after.configRewrite) ?? 0,
    sets: moreCalls(before.configSet, after.configSet),
  };
}

/** Null where they are not counted. After CONFIG RESETSTAT those that came since count. */
function moreCalls(before: CommandCount | null | undefined, after: CommandCount | null | undefined): number | null {
  if (!before || !after) return null;
  const [from, to] = [succeeded(before), succeeded(after)];
  return to < from ? to : to - from;
}

function succeeded({ calls, failed }: CommandCount): number {
  return calls - (failed ?? 0);
}

/** What a rewrite wrote of a setting that has this value after it. Which came first in one interval, a change or the rewrite, is not told. */
function writtenIn(
  value: string,
  change: SettingPast['changed'],
  { rewrites, sets }: ConfigCalls,
): NonNullable<SettingPast['written']> {
  if (change !== null) return { value: null, own: change.actionId !== null && sets === 1 && rewrites === 1 };
  // It may have been another value in between, away and back: that takes two changes.
  return { value: sets !== null && sets < 2 ? value : null };
}

function actionOf(name: SettingName, events: readonly Pick<InstanceEvent, 'detail'>[]): string | null {
  const change = events.find(({ detail }) => detail.kind === 'guard-changed')?.detail;
  return name === 'guard' && change?.kind === 'guard-changed' ? change.actionId : null;
}

/** The same as it reads on a clock that was set by `ms`. */
export function settingsShiftedBy(past: SettingsPast, ms: number): SettingsPast {
  const shifted = Object.entries(past).map(([name, { changed, ...rest }]) => [
    name,
    { ...rest, changed: changed && { ...changed, at: changed.at + ms } },
  ]);
  return Object.fromEntries(shifted) as SettingsPast;
}
