import { causeOfAof, dirIsGone } from './failure-cause';
import type { Facts } from '../observation/observation';
import type { Cause } from '../save/save';
import type { SaveKnowledge } from '../save/save-knowledge';
import { tampering } from './tampering';
import { aofRefuses } from '../state/write-availability';

/** Why saves or AOF writes fail now, as far as it is known. Null when nothing fails, unless the dump goes where intruders send it. */
export function currentCause(facts: Facts, knowledge: SaveKnowledge): Cause | null {
  const strange = tampering(facts);
  if (strange?.loud === true) return strange.cause;
  if (facts.rdb.lastStatus !== 'err') return aofFails(facts) ? causeOfAof(facts) : null;
  if (facts.ping.kind === 'refused' && facts.ping.cause === 'aof') return causeOfAof(facts);
  const known = knowledge.lastCause;
  if (dirIsGone(facts)) return known?.kind === 'path-missing' ? known : goneSince(known);
  if (known !== null && known.kind !== 'unknown') return known;
  return strange?.cause ?? known ?? NOT_SEEN;
}

/** No save can work without its directory, whatever the last one failed of: it may have failed of something else, before a child began. */
function goneSince(last: Cause | null): Cause {
  const refused = last?.stage === 'fork';
  return {
    kind: 'path-missing',
    confidence: refused ? 'possible' : 'likely',
    stage: null,
    evidence: [{ told: 'last-failed' }, { told: 'dir-empty' }],
    against: refused ? [{ told: 'fork-refused-last' }] : [],
  };
}

function aofFails(facts: Facts): boolean {
  return aofRefuses(facts) === true || (facts.aof.enabled === true && facts.aof.lastWriteStatus === 'err');
}

const NOT_SEEN: Cause = {
  kind: 'unknown',
  confidence: 'unknown',
  stage: null,
  evidence: [{ told: 'status-only' }],
  against: [],
};
