import type { Instance } from '@/lib/contracts/instance';
import type { Strings } from '../strings/en';
import { printable } from '@/lib/domain/text/printable';
import { clockTime, isSameDay } from '../ui/format';
import { roleName } from './identity';
import { stateVerb } from './state-sentence';
import { isFailing, isOutOfSight } from './trouble';

/** `05:27:03 UTC`, with its day where that is not the day of `now`. */
function utc(at: string, now: string | null, strings: Strings): string {
  const day = now === null || isSameDay(at, now) ? '' : `${strings.format.calendarDay(at)} `;
  return `${day}${clockTime(at)} UTC`;
}

function headLine(instance: Instance, now: string | null, strings: Strings): string {
  const about = [instance.environment, roleName(instance, strings), instance.address].filter((part) => part !== null);
  const time = now === null ? '' : `[${now.slice(11, 16)} UTC] `;
  return `${time}${instance.name} ${stateVerb(instance, strings)} (${about.join(strings.comma)})`;
}

function guardPart({ guard }: Instance, now: string | null, strings: Strings): string {
  const words = strings.channel;
  if (guard.value === null) return '';
  if (guard.value === 'yes') return words.guardOn;
  const { override } = guard;
  return words.guardOff(override === null ? '' : words.by(override.by, utc(override.since, now, strings)));
}

function writesLine(instance: Instance, now: string | null, strings: Strings): string {
  const words = strings.channel;
  const { availability, evidence, cause } = instance.writes;
  if (availability === 'unknown') return words.writesUnknown;
  if (availability === 'read-only') return words.readOnly + guardPart(instance, now, strings);
  if (availability === 'accepted') return words.accepted + guardPart(instance, now, strings);
  const since =
    instance.since === null
      ? ''
      : `${strings.sentence.since}${utc(instance.since, now, strings)}${strings.sentence.sinceEnd}`;
  const earlier = instance.sinceAtLeast ? strings.sentence.orEarlier : '';
  const proof = evidence === 'ping' ? words.proven : words.derived;
  const by = cause === 'aof' ? words.byAof : '';
  return words.refused(`${by}${since}${earlier}`, proof) + guardPart(instance, now, strings);
}

function savesLines(instance: Instance, now: string | null, strings: Strings): string[] {
  const words = strings.channel;
  const { rdb } = instance;
  const lines: string[] = [];
  if (rdb.lastStatus === 'err') {
    const attempts = rdb.failuresInARow ?? 0;
    lines.push(
      words.failing(attempts === 0 ? '' : words.attempts(strings.format.count(attempts, strings.channel.attempt))),
    );
  }
  lines.push(rdb.lastGoodSaveAt === null ? words.noneSeen : words.lastGood(utc(rdb.lastGoodSaveAt, now, strings)));
  return lines;
}

/** Why: the cause of a failure, or what else the state rests on. Calm states need none. */
function whyLines(instance: Instance, strings: Strings): string[] {
  const { cause, nextSteps, problem, summary } = instance;
  if (isFailing(instance) && !isOutOfSight(instance))
    return cause === null ? [] : [strings.channel.cause(causeText(cause, strings))];
  return nextSteps === null ? [] : [strings.channel.why(problem?.message ?? summary)];
}

function causeText(cause: NonNullable<Instance['cause']>, strings: Strings): string {
  const { stage, stageConfidence } = cause;
  if (stage !== 'fork') return kindText(cause, strings);
  const failed = `${strings.stage.forkFailed} (${strings.confidence[stageConfidence]})`;
  const reason = cause.kind === 'unknown' ? strings.unknown : kindText(cause, strings);
  return `${failed} · ${strings.stage.reason}${strings.colon}${reason}`;
}

function kindText(cause: NonNullable<Instance['cause']>, strings: Strings): string {
  if (cause.kind !== 'unknown') return `${strings.cause[cause.kind]} (${strings.confidence[cause.confidence]})`;
  return cause.stage === null ? strings.unknown : `${strings.unknown} (${strings.stage[cause.stage]})`;
}

function riskLine({ rdb, exposure }: Instance, strings: Strings): string {
  const words = strings.exposure;
  const changes = rdb.changesSinceLastSave;
  if (changes === 0) return strings.channel.nothingAtRisk;
  const told = changes === null ? words.changesUnknown : strings.format.count(changes, words.change);
  return strings.channel.atRisk(`${told} ${words.unsaved}`, ` ${words.aof[exposure.aof]}`);
}

/**
 * An instance as plain text for a chat: which, what, why, what is at risk, what next, as of when and where to look. No reason
 * of an operator, no tag and no message of Redis is in it: nothing that could hold a secret. `now` is an ISO time.
 */
export function channelText(instance: Instance, now: string | null, link: string, strings: Strings): string {
  const words = strings.channel;
  const unseen = isOutOfSight(instance);
  const data = instance.observedAt === null ? words.noData : words.data(utc(instance.observedAt, now, strings));
  const lines = [
    headLine(instance, now, strings),
    ...(unseen
      ? [...whyLines(instance, strings), words.lastKnown]
      : [writesLine(instance, now, strings), ...whyLines(instance, strings)]),
    ...savesLines(instance, now, strings),
    riskLine(instance, strings),
    ...(instance.nextSteps === null ? [] : [words.next(instance.nextSteps.short)]),
    `${data} ${link}`,
  ];
  return lines.map(printable).join('\n');
}
