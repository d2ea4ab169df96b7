import { escaped, utc } from '../../text/format';
import type { EpochMs } from '../../observation/observation';

/** A setting that was set while Redis ran, and by whom. */
interface ToldDrift {
  readonly what: string;
  readonly value: string;
  readonly since: EpochMs | null;
  readonly by: string | null;
  readonly outside: boolean;
}

const KEEPING = {
  'no-file': 'Redis runs without a configuration file: a restart loses that.',
  lost: 'CONFIG REWRITE was not run since: a restart takes what the configuration file says.',
  kept: 'CONFIG REWRITE has written it to the configuration file: a restart keeps it.',
  'not-known': 'Whether the configuration file has it is not known: CONFIG GET tells only the running value.',
};

/** What becomes of settings at a restart of Redis. */
export const drift = {
  what: { guard: 'the guard', 'save-points': 'save', dir: 'dir', dbfilename: 'dbfilename' },
  noPoints: 'no save points',
  told: ({ what, value, since, by, outside }: ToldDrift, keeping: keyof typeof KEEPING, now: EpochMs) =>
    `Set while Redis ran${since === null ? '' : ` (${utc(since, now)}${who(by, outside)})`}: ${what} is ${value}. ${KEEPING[keeping]}`,
};

function who(by: string | null, outside: boolean): string {
  if (by !== null) return `, by ${escaped(by)}`;
  return outside ? ', not through Savepoint' : ', through Savepoint';
}
