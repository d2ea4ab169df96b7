import 'server-only';
import type { EpochMs, Observation, Problem } from '../domain/observation/observation';
import { counterFacts } from './commandstats';
import { CONFIG_NAMES, configFacts } from './config-values';
import { problemOfInfo, unreadableInfo } from './errors';
import { infoFacts, isAtLeast, isInfo } from './info';
import { fieldsOf } from './info-fields';
import { pingAnswer } from './ping';
import type { RedisTarget } from './redis';
import { errorOf, type Reply } from './reply';
import type { Command, Wire } from './wire';

/** Plain INFO and one section each: several sections in one call are 7.0+. PING last: it is the freshest. */
const COMMANDS: readonly Command[] = [
  ['INFO'],
  ['INFO', 'commandstats'],
  ...CONFIG_NAMES.map((name): Command => ['CONFIG', 'GET', name]),
  ['PING'],
];

/** One look at a server, in one round trip. Only INFO is needed; what else is refused is a fact with its reason. */
export async function observe(wire: Wire, target: RedisTarget, now: () => EpochMs): Promise<Observation> {
  const trip = await wire.send(COMMANDS);
  const at = now();
  if (trip.kind !== 'replies') return { kind: 'problem', at, problem: trip.problem };
  return observationOf(trip.replies, target, at, trip.tookMs);
}

/** The observation in the replies to COMMANDS, which came at `at` and took `tookMs`. */
export function observationOf(
  replies: readonly Reply[],
  target: RedisTarget,
  at: EpochMs,
  tookMs?: number,
): Observation {
  const [info, stats, ...rest] = replies;
  const error = errorOf(info);
  if (error !== null) return sawProblem(at, problemOfInfo(error, target));
  const fields = fieldsOf(typeof info === 'string' ? info : '');
  if (!isInfo(fields)) return sawProblem(at, unreadableInfo(target));
  const facts = infoFacts(fields, at);
  const countsErrors = isAtLeast(facts.server, 6, 2);
  const { credentials } = target;
  return {
    kind: 'facts',
    at,
    tookMs,
    facts: {
      ...facts,
      counters: counterFacts(fields, statsFields(stats), countsErrors, isAtLeast(facts.server, 7, 0)),
      config: configFacts(rest, credentials),
      ping: pingAnswer(rest[CONFIG_NAMES.length], credentials),
    },
  };
}

function statsFields(reply: Reply | undefined) {
  const fields = typeof reply === 'string' ? fieldsOf(reply) : null;
  return fields?.has('# Commandstats') ? fields : null;
}

function sawProblem(at: EpochMs, problem: Problem): Observation {
  return { kind: 'problem', at, problem };
}
