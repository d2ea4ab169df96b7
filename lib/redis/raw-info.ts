import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import { rawInfoOf, type RawReading } from '../domain/observation/raw-info';
import { problemOfInfo, unreadableInfo } from './errors';
import type { RedisTarget } from './redis';
import { errorOf } from './reply';
import type { Wire } from './wire';

/** What the server answers to INFO, also where it is none; an error or something else than a text is a problem. */
export async function rawInfo(wire: Wire, target: RedisTarget, now: () => EpochMs): Promise<RawReading> {
  const trip = await wire.send([['INFO']]);
  if (trip.kind !== 'replies') return { kind: 'problem', problem: trip.problem };
  const [reply] = trip.replies;
  if (typeof reply === 'string') return { kind: 'text', info: rawInfoOf(reply, now()) };
  const error = errorOf(reply);
  return { kind: 'problem', problem: error === null ? unreadableInfo(target) : problemOfInfo(error, target) };
}
