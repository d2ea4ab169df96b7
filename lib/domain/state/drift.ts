import type { Override } from '../action/override';
import type { EpochMs, Facts, Sighting } from '../observation/observation';
import { SETTING_NAMES, settingText, type SettingName, type SettingPast, type SettingsPast } from './settings-past';
import { escaped } from '../text/format';
import type { Words } from '../words/words';

/** What a restart of Redis does with the value of now. CONFIG GET tells only the running one. */
type Keeping = 'lost' | 'kept' | 'not-known';

/** A setting whose value of now was set while Redis ran. */
export interface Drift {
  readonly setting: SettingName;
  /** As CONFIG GET tells it. */
  readonly value: string;
  readonly keeping: Keeping;
  /** When it was seen to change; null: before Savepoint watched this run. */
  readonly since: EpochMs | null;
  /** Who had it changed through Savepoint, where that is known. */
  readonly by: string | null;
  /** Somebody changed it past Savepoint. */
  readonly outside: boolean;
  readonly message: string;
}

/** The settings that were set in this run of the process, and what becomes of each at a restart. */
export function driftOf(
  { at, facts }: Sighting,
  past: SettingsPast,
  override: Override | null,
  words: Words,
): readonly Drift[] {
  return SETTING_NAMES.flatMap((setting) => {
    const value = settingText(setting, facts);
    const own = setting === 'guard' ? override : null;
    const keeping = value === null ? null : keepingOf(value, past[setting], own, facts);
    if (value === null || keeping === null) return [];
    const changed = past[setting]?.changed ?? null;
    const since = own?.since ?? changed?.at ?? null;
    const by = own?.by ?? null;
    const outside = own === null && changed?.actionId === null;
    const told = { what: words.drift.what[setting], value: shown(setting, value, words), since, by, outside };
    const message = words.drift.told(told, facts.server.configFile === '' ? 'no-file' : keeping, at);
    return [{ setting, value, keeping, since, by, outside, message }];
  });
}

/** Null: nothing tells that it was set in this run. */
function keepingOf(
  value: string,
  past: SettingPast | undefined,
  override: Override | null,
  { server, counters }: Facts,
): Keeping | null {
  const written = past?.written ?? null;
  const isChanged = override !== null || (past !== undefined && past.changed !== null);
  // Savepoint set and wrote it; whoever did so as well in that interval may have written something else.
  const isWritten = override?.rewritten === true;
  if (isWritten && (written === null || written.own === true)) return 'kept';
  if (isChanged && written !== null && written.value === null) return 'not-known';
  if (isWritten) return 'kept';
  if (written !== null && written.value !== null && written.value !== value) return 'lost';
  if (!isChanged) return null;
  if (written !== null) return 'kept';
  if (override === null && past?.first === value) return null;
  return server.configFile === '' || counters.configRewrite ? 'lost' : 'not-known';
}

function shown(setting: SettingName, value: string, { drift }: Words): string {
  return setting === 'save-points' && value === '' ? drift.noPoints : `"${escaped(value)}"`;
}
