import { tampering } from '../cause/tampering';
import type { EpochMs } from '../observation/observation';
import { sinceWhen, whereWritesAre } from '../state/state-context';
import { duration, escaped, utc } from '../text/format';
import { EN } from '../words/en';
import { factsOf, overrideIn, sightingOf, type NoticeLook } from './look';
import type { InstanceNotice, NoticeKind } from './notice';
import { aofFails, LEFT_OFF_MS } from './rules';

type Sentence = (look: NoticeLook, since: EpochMs) => string;

/** Records, as the audit: in English. */
const STARTED: Readonly<Record<NoticeKind, Sentence>> = {
  refusals: (look, since) =>
    `${look.view.name} has refused writes since ${time(since, look)}: ${
      look.view.writes.cause === 'aof' ? 'it cannot write its AOF' : 'its last save failed, and the guard is on'
    }.`,
  saves: (look, since) => {
    const facts = factsOf(look);
    const onlyAof = facts !== null && facts.rdb.lastStatus !== 'err' && aofFails(facts);
    const what = onlyAof
      ? `The AOF of ${look.view.name} has not been writable`
      : `Saves of ${look.view.name} have failed`;
    return `${what} since ${time(since, look)}; ${WRITES[look.view.writes.availability]}.`;
  },
  'override-ending': (look) => {
    const override = overrideIn(look);
    const end = override?.until.kind === 'time' ? time(override.until.at, look) : 'soon';
    const then =
      factsOf(look)?.rdb.lastStatus === 'ok'
        ? 'then Savepoint turns the guard on'
        : 'saves fail, so the guard would stay off until one succeeds';
    return `The override by ${escaped(override?.by ?? 'somebody')} on ${look.view.name} ends at ${end}: ${then}.`;
  },
  'override-expired': (look, since) => {
    const override = overrideIn(look);
    const whose = `The override by ${escaped(override?.by ?? 'somebody')} on ${look.view.name}`;
    if (override !== null && override.expiredWhy !== null) {
      return `${whose} is over, but Savepoint could not turn the guard on: ${escaped(override.expiredWhy)}`;
    }
    return `${whose} has been over since ${time(since, look)}, but saves still fail: the guard stays off so that writes go on.`;
  },
  'guard-left-off': (look) =>
    `The guard of ${look.view.name} has been off for ${duration(LEFT_OFF_MS / 1000)} or longer while saves work: turn it back on.`,
  compromise: (look) => {
    const facts = sightingOf(look)?.facts ?? null;
    const found = facts === null ? null : tampering(facts);
    return `${look.view.name}: ${found?.sentence(EN) ?? 'possibly compromised.'}`;
  },
  lost: (look, since) =>
    `${look.view.name} has not been readable since ${time(since, look)}: ${
      look.latest.kind === 'problem' ? look.latest.problem.message : 'it does not answer.'
    }`,
};

const WRITES = {
  accepted: 'writes go on',
  rejected: 'writes are refused',
  'read-only': 'it is a replica',
  unknown: 'whether writes are refused is not known',
} as const;

const ENDED: Readonly<Record<NoticeKind, Sentence>> = {
  refusals: (look, since) =>
    `Writes to ${look.view.name} are no longer refused by persistence; they had been ${span(since, look)}.`,
  saves: (look, since) => `${look.view.name} saves again; saves had failed ${span(since, look)}.`,
  'override-ending': (look) =>
    overrideIn(look)?.expiredAt
      ? `The override on ${look.view.name} has come to its end, and the guard stays off.`
      : afterOverride(look),
  'override-expired': (look) => afterOverride(look),
  'guard-left-off': (look) =>
    look.view.guard.value === 'no' && look.view.guard.expected === 'no'
      ? `The guard of ${look.view.name} is off as it should be by its configuration.`
      : afterOverride(look),
  compromise: (look) => `${look.view.name} writes its dump to an ordinary place.`,
  lost: (look, since) => `${look.view.name} answers again; it had not been readable ${span(since, look)}.`,
};

function afterOverride(look: NoticeLook): string {
  const { name, guard } = look.view;
  return guard.value === 'yes' ? `The guard of ${name} is on again.` : `The override on ${name} has another end now.`;
}

/** One sentence on what began. */
export function startedSentence(kind: NoticeKind, look: NoticeLook, since: EpochMs): string {
  return STARTED[kind](look, since);
}

/** One sentence on how it ended. */
export function endedSentence({ kind, since }: InstanceNotice, look: NoticeLook): string {
  return ENDED[kind](look, since);
}

const AT_STAKE: readonly NoticeKind[] = ['refusals', 'saves', 'override-expired', 'guard-left-off'];

/** What would be lost if Redis died now; null where nothing would be, or it is not known. */
export function atStake(kind: NoticeKind, look: NoticeLook): string | null {
  const sighting = sightingOf(look);
  const changes = sighting?.facts.rdb.changesSinceLastSave ?? 0;
  if (sighting === null || changes <= 0 || !AT_STAKE.includes(kind)) return null;
  const since = sinceWhen(sighting, look.view.rdb.lastGoodSaveAt, EN);
  return EN.summary.atStake(changes, since, whereWritesAre(sighting.facts));
}

function time(at: EpochMs, { latest }: NoticeLook): string {
  return utc(at, latest.at);
}

function span(since: EpochMs, look: NoticeLook): string {
  return `since ${time(since, look)} (${duration((look.latest.at - since) / 1000)})`;
}
