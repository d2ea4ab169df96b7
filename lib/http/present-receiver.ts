import 'server-only';
import type { ReceiverBody } from '../contracts/notify';
import type { Savepoint } from '../runtime/facade';
import { isoTime, isoTimeOrNull } from './time';

type ReceiverState = Awaited<ReturnType<Savepoint['receivers']>>[number];

export function presentReceiver(state: ReceiverState): ReceiverBody {
  const { name, form, host, about, environments, deliveredAt, problem, waiting } = state;
  return {
    ...{ name, form, host, about: [...about], environments: [...environments] },
    lastSuccessAt: isoTimeOrNull(deliveredAt),
    lastProblem: problem === null ? null : { message: problem.message, at: isoTime(problem.at) },
    waiting,
  };
}
