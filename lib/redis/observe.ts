import 'server-only';
import type { EpochMs, Facts, Observation, Problem } from '../domain/observation/observation';
import { counterFacts } from './commandstats';
import { CONFIG_NAMES, configFacts } from './config-values';
import { problemOfInfo, unreadableInfo } from './errors';
import { infoFacts, isAtLeast, isInfo } from './info';
import { fieldsOf, type InfoFields } from './info-fields';
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

/** Facts of a look that left out what `known` has: nothing has moved in that since. */
export function factsBeside(fields: InfoFields, known: Facts, at: EpochMs): Facts {
  const { memory, counters, config, ping } = known;
  return { ...infoFacts(fields, at), memory, counters, config, ping };
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
