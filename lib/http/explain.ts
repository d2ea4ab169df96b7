import 'server-only';
import type { ExplanationBody } from '../contracts/explain';
import { maySpeakOfRefusal, type ClientError } from '../domain/client-error/client-error';
import type { Explanation } from '../domain/redis-log/explain';
import { causeIn } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import type { NoText } from './decoded';
import { adviceOf, summaryOf } from './explain-words';
import { presentCause, presentSave } from './present-save';

/** What a text tells, with what Savepoint knows of the fleet now. `noText` is why there was none to read. */
export function explanationBody(
  found: Explanation,
  noText: NoText | null,
  savepoint: Savepoint,
  words: Words,
): ExplanationBody {
  const { what, saves, cause, client, lines } = found;
  return {
    what,
    summary: words.text(summaryOf(found, noText, words)),
    client: client === null ? null : presentClient(client),
    cause: cause === null ? null : presentCause(causeIn(cause, words)),
    saves: saves.map((save) => presentSave(save, words)),
    refusing: client !== null && maySpeakOfRefusal(client) ? refusingNow(savepoint) : [],
    advice: adviceOf(found, noText, words),
    lines,
  };
}

function presentClient({ library, refusal, lookAlike }: ClientError): NonNullable<ExplanationBody['client']> {
  return { library, refused: refusal?.because ?? null, within: refusal?.within ?? null, lookAlike };
}

function refusingNow(savepoint: Savepoint): { id: string; name: string }[] {
  return savepoint
    .instances()
    .filter(({ writes }) => writes.availability === 'rejected')
    .map(({ id, name }) => ({ id, name }));
}
