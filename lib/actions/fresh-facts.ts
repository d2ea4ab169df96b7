import 'server-only';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { Sighting } from '../domain/observation/observation';
import { refuse, type Result } from '../domain/result';
import { problemIn, refusalCodeOf } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import type { RedisConnection } from '../redis/redis';
import { targetOf } from '../redis/target';
import type { ActionContext } from './context';

/** A connection of its own for one action, as the operator where there is one; ended whatever happens. */
export async function withConnection<T>(
  ctx: ActionContext,
  instance: RegisteredInstance,
  work: (connection: RedisConnection) => Promise<T>,
): Promise<T> {
  const connection = ctx.connect(targetOf(instance, instance.operator ?? instance.observer), ctx.timeouts);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/** One look before an action, never a remembered one; a refusal where Redis cannot be asked. */
export async function freshSighting(
  ctx: ActionContext,
  connection: RedisConnection,
  words: Words,
): Promise<Result<Sighting>> {
  const observation = await connection.observe(ctx.now);
  if (observation.kind === 'facts') return { ok: true, value: observation };
  const { problem } = observation;
  const message = words.asked.nothingChanged(problemIn(problem, words));
  return refuse(refusalCodeOf(problem), message);
}
