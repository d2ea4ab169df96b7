import 'server-only';
import { userOf } from '../domain/instance/instance';
import { hasUsers } from '../domain/instance/operator-commands';
import type { Maybe } from '../domain/observation/three-valued';
import { dryRunSupported, type Release } from '../domain/observation/version';
import { GUARD_NAME } from './config-values';
import type { RedisTarget } from './redis';
import { errorOf, type Reply } from './reply';
import type { Command, RoundTrip, Wire } from './wire';

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
 * it, and in releases without users, which are not asked.
 */
export async function mayChangeSettings(wire: Wire, target: RedisTarget, release: Release): Promise<Maybe> {
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

function replyIn(trip: RoundTrip): Reply {
  return trip.kind === 'replies' ? (trip.replies[0] ?? null) : null;
}
