import 'server-only';
import { userOf } from '../domain/instance/instance';
import { hasUsers } from '../domain/instance/operator-commands';
import type { Maybe } from '../domain/observation/three-valued';
import { dryRunSupported, type Release } from '../domain/observation/version';
import { GUARD_NAME } from './config-values';
import type { RedisTarget } from './redis';
import { errorOf, type Reply } from './reply';
import type { RoundTrip, Wire } from './wire';
import type { Command } from './command';

/**
 * A CONFIG SET that no release carries out: there is no such setting, and the words come out odd. Redis looks at the rights
 * before it looks at either (redis-persistence.md, 7), so a user that may is told of the words, and one that may not of that.
 */
const NEVER_DONE: Command = ['CONFIG', 'SET', 'savepoint-asks', 'whether', 'it-may'];
/** What Redis says to it where the user may: from 7.0 on, and 6.x. */
const ODD_WORDS = /^(syntax error|unknown subcommand or wrong number of arguments for 'SET')/i;

/** What ACL DRYRUN says of a right that is missing: from 7.2 on with the name of the user. */
const MISSING = /^(This user|User .*) has no permissions to run the 'config\|set' command$/s;

/**
 * May the user of this connection change settings? By ACL DRYRUN (7.0+). Where that is not allowed, and in 6.x, by the
 * command itself, in a form that changes nothing; Redis keeps the refusal of either in ACL LOG. Null where neither tells
 * it, and in releases without users, which are not asked. Where CONFIG is
 * disabled, nobody may.
 */
export async function mayChangeSettings(wire: Wire, target: RedisTarget, release: Release): Promise<Maybe> {
  if (target.commands?.config === null) return false;
  if (hasUsers(release) !== true) return null;
  if (dryRunSupported(release) === true) {
    const dryRun: Command = ['ACL', 'DRYRUN', userOf(target.credentials), 'CONFIG', 'SET', GUARD_NAME, 'no'];
    const reply = replyIn(await wire.send([dryRun]));
    if (errorOf(reply)?.code !== 'NOPERM') return dryRunTells(reply);
  }
  return refusalTells(replyIn(await wire.send([NEVER_DONE])));
}

/** What a reply to ACL DRYRUN means; its refusals are plain texts, errors are about the question. */
export function dryRunTells(reply: Reply): Maybe {
  if (reply === 'OK') return true;
  return typeof reply === 'string' && MISSING.test(reply) ? false : null;
}

/** What a reply to a CONFIG SET that is never carried out means. */
export function refusalTells(reply: Reply): Maybe {
  const error = errorOf(reply);
  if (error?.code === 'NOPERM') return false;
  return error?.code === 'ERR' && ODD_WORDS.test(error.text) ? true : null;
}

/**
 * Is there a BGSAVE at all, whoever may run it? By ACL DRYRUN (7.0+), which runs nothing: it looks for the command before it looks at the
 * rights. Null where that does not tell it, and in older releases, which are not asked.
 */
export async function hasBgsave(wire: Wire, target: RedisTarget, release: Release): Promise<Maybe> {
  if (target.commands?.bgsave === null) return false;
  if (dryRunSupported(release) !== true) return null;
  return bgsaveTells(replyIn(await wire.send([['ACL', 'DRYRUN', userOf(target.credentials), 'BGSAVE']])));
}

/** What a reply to that means: also who may not run it is told that it is there. */
export function bgsaveTells(reply: Reply): Maybe {
  if (reply === 'OK') return true;
  if (typeof reply === 'string') return / has no permissions to run the 'bgsave' command$/.test(reply) ? true : null;
  const error = errorOf(reply);
  return error?.code === 'ERR' && /^Command '.*' not found$/.test(error.text) ? false : null;
}

function replyIn(trip: RoundTrip): Reply {
  return trip.kind === 'replies' ? (trip.replies[0] ?? null) : null;
}
