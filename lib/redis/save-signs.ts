import 'server-only';
import { rdbFacts } from './info';
import { fieldsOf } from './info-fields';
import type { SaveSigns } from './redis';
import type { Wire } from './wire';

/** One section of INFO, as every release knows it: it costs Redis a fraction of a poll. Null: it was not answered, or has no such fields. */
export async function saveSigns(wire: Wire): Promise<SaveSigns | null> {
  const trip = await wire.send([['INFO', 'persistence']]);
  const text = trip.kind === 'replies' ? trip.replies[0] : null;
  if (typeof text !== 'string') return null;
  const { inProgress, lastStatus, lastSaveTime, attempts } = rdbFacts(fieldsOf(text));
  return inProgress === null ? null : { inProgress, lastStatus, lastSaveTime, attempts };
}
