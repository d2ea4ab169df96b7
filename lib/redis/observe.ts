import 'server-only';
import type { EpochMs, Facts, Observation, Problem } from '../domain/observation/observation';
import { counterFacts } from './commandstats';
import { CONFIG_NAMES, configFacts } from './config-values';
import { problemOfInfo, unreadableInfo } from './errors';
import { infoFacts, isAtLeast, isInfo, timesIn } from './info';
import { fieldsOf, integer, type InfoFields } from './info-fields';
import { pingAnswer } from './ping';
import type { RedisTarget } from './redis';
import { errorOf, type Reply } from './reply';

/** What a look was answered, whatever form it had. */
export interface Answered {
  readonly info: Reply | undefined;
  /** INFO commandstats; the same text as `info` where one INFO gave both. */
  readonly stats: Reply | undefined;
  /** To CONFIG GET, one for each of CONFIG_NAMES. */
  readonly config: readonly Reply[];
  readonly ping: Reply | undefined;
}

/** The observation in the replies to one look, which came at `at` and took `tookMs`. */
export function observationOf(
  { info, stats, config, ping }: Answered,
  target: RedisTarget,
  at: EpochMs,
  tookMs?: number,
): Observation {
  const error = errorOf(info);
  if (error !== null) return sawProblem(at, problemOfInfo(error, target));
  const fields = fieldsOf(typeof info === 'string' ? info : '');
  if (!isInfo(fields)) return sawProblem(at, unreadableInfo(target));
  const facts = infoFacts(fields, at);
  const ofCommands = stats === info ? withCommandstats(fields) : statsFields(stats);
  return {
    kind: 'facts',
    at,
    tookMs,
    facts: {
      ...facts,
      counters: counterFacts(fields, ofCommands, isAtLeast(facts.server, 6, 2), isAtLeast(facts.server, 7, 0)),
      config: configFacts(config, target.credentials),
      ping: pingAnswer(ping, target.credentials),
    },
  };
}

/** Facts of a look that left out what `known` has: nothing has moved in that since. What was not otherwise is the very object of before. */
export function factsBeside(fields: InfoFields, known: Facts, at: EpochMs): Facts {
  const { server, replication, loading, rdb, aof, forks } = infoFacts(fields, at);
  return {
    ...known,
    server,
    replication: asBefore(known.replication, replication),
    loading: asBefore(known.loading, loading),
    rdb: asBefore(known.rdb, rdb),
    aof: asBefore(known.aof, aof),
    forks: asBefore(known.forks, forks),
  };
}

/** The same of a look whose INFO differs from that of the one before, which `known` has, in nothing that is read but what has `passed`. */
export function factsAfter(passed: InfoFields, known: Facts, at: EpochMs): Facts {
  const changesSinceLastSave = integer(passed, 'rdb_changes_since_last_save');
  const isSame = known.rdb.changesSinceLastSave === changesSinceLastSave;
  return {
    ...known,
    server: { ...known.server, ...timesIn(passed, at) },
    rdb: isSame ? known.rdb : { ...known.rdb, changesSinceLastSave },
  };
}

function asBefore<T extends object>(before: T, now: T): T {
  for (const name in now) if (now[name] !== before[name]) return now;
  return before;
}

/** The replies of one look in which each section of INFO and each setting was asked for by itself. */
export function answeredApart([info, stats, ...rest]: readonly Reply[]): Answered {
  return { info, stats, config: rest.slice(0, CONFIG_NAMES.length), ping: rest[CONFIG_NAMES.length] };
}

function statsFields(reply: Reply | undefined): InfoFields | null {
  return typeof reply === 'string' ? withCommandstats(fieldsOf(reply)) : null;
}

function withCommandstats(fields: InfoFields): InfoFields | null {
  return fields.has('# Commandstats') ? fields : null;
}

export function sawProblem(at: EpochMs, problem: Problem): Observation {
  return { kind: 'problem', at, problem };
}
