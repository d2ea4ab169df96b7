import 'server-only';
import { CONFIG_NAMES } from './config-values';
import type { InfoFields } from './info-fields';
import type { Answered } from './observe';
import { errorOf, type Reply } from './reply';
import type { Command } from './command';

/** Every release knows these: plain INFO, one section more, each setting by itself. PING last: it is the freshest. */
export const APART: readonly Command[] = [
  ['INFO'],
  ['INFO', 'commandstats'],
  ...CONFIG_NAMES.map((name): Command => ['CONFIG', 'GET', name]),
  ['PING'],
];

/** What of INFO is read; plain INFO has all of it but the last. */
const SECTIONS = ['server', 'memory', 'persistence', 'stats', 'replication', 'errorstats', 'commandstats'] as const;
/** What costs Redis most: commandstats walks through the table of commands, which is seldom in a cache. */
const DEAR: readonly string[] = ['memory', 'commandstats'];

const SETTINGS: Command = ['CONFIG', 'GET', ...CONFIG_NAMES];

/** The same in three calls: several sections in one INFO and several names in one CONFIG GET are 7.0+ (redis-persistence.md, 3 and 8). */
export const TOGETHER: readonly Command[] = [['INFO', ...SECTIONS], SETTINGS, ['PING']];

/** Without what only moves together with something that is in here. */
export const LIGHT: readonly Command[] = [
  ['INFO', ...SECTIONS.filter((name) => !DEAR.includes(name))],
  SETTINGS,
  ['PING'],
];

const HEADINGS = SECTIONS.map((name) => `# ${name.charAt(0).toUpperCase()}${name.slice(1)}`);

/** Has an INFO every section that is read? `dear`: those that LIGHT leaves out as well. */
export function isWhole(fields: InfoFields, dear: boolean): boolean {
  return HEADINGS.every((heading, index) => fields.has(heading) || (!dear && DEAR.includes(SECTIONS[index] ?? '')));
}

/** The replies to TOGETHER; null where the server does not know several names in one CONFIG GET. */
export function answeredTogether([info, settings, ping]: readonly Reply[]): Answered | null {
  if (settings === undefined || errorOf(settings)?.code === 'ERR') return null;
  return { info, stats: info, config: CONFIG_NAMES.map((name) => settingIn(settings, name)), ping };
}

/** As CONFIG GET of this name alone would have answered. */
function settingIn(settings: Reply, name: string): Reply {
  if (!Array.isArray(settings)) return settings;
  const pairs = settings as readonly Reply[];
  const at = pairs.findIndex((each, place) => place % 2 === 0 && each === name);
  return at < 0 ? [] : pairs.slice(at, at + 2);
}
