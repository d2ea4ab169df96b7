import 'server-only';
import type { CommandCount, CounterFacts } from '../domain/observation/observation';
import { natural, plainInteger, type InfoFields } from './info-fields';

/**
 * Counters of INFO and INFO commandstats. `stats` is null when commandstats could not be read.
 * `countsErrors`: the release counts rejected and failed calls and error replies (6.2+); null when not known.
 * `countsSubcommands`: it counts each subcommand by itself (7.0+).
 */
export function counterFacts(
  fields: InfoFields,
  stats: InfoFields | null,
  countsErrors: boolean | null,
  countsSubcommands: boolean | null,
): CounterFacts {
  const count = (name: string) => (stats === null ? null : commandCount(stats.get(`cmdstat_${name}`), countsErrors));
  return {
    syncFull: natural(fields, 'sync_full'),
    misconfErrors: misconfErrors(fields, countsErrors),
    bgsave: count('bgsave'),
    save: count('save'),
    ping: count('ping'),
    flush: count('flushall'),
    configRewrite: countsSubcommands === true ? count('config|rewrite') : null,
    configSet: countsSubcommands === true ? count('config|set') : null,
  };
}

/** `calls=3,usec=…,rejected_calls=1,failed_calls=0`. A command never called has no line: all 0. */
function commandCount(line: string | undefined, countsErrors: boolean | null): CommandCount | null {
  const none = countsErrors === true ? 0 : null;
  if (line === undefined) return { calls: 0, failed: none, rejected: none };
  const parts = new Map(line.split(',').map((part) => splitOnce(part)));
  const number = (name: string) => {
    const value = plainInteger(parts.get(name));
    return value === null || value < 0 ? null : value;
  };
  const calls = number('calls');
  return calls === null ? null : { calls, failed: number('failed_calls'), rejected: number('rejected_calls') };
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

/** `errorstat_MISCONF:count=13`. Its absence means 0 only where the section is there and still counts. */
function misconfErrors(fields: InfoFields, countsErrors: boolean | null): number | null {
  const line = fields.get('errorstat_MISCONF');
  if (line !== undefined) return /^count=\d{1,15}$/.test(line) ? Number(line.slice('count='.length)) : null;
  if (countsErrors !== true || !fields.has('# Errorstats')) return null;
  // Redis stops counting by code when clients made up too many codes, and says so with a code of its own.
  for (const name of fields.keys()) if (name.startsWith('errorstat_ERRORSTATS_')) return null;
  return 0;
}
