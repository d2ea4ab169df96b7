import 'server-only';
import type { Notice } from '../domain/notice/notice';
import type { EpochMs } from '../domain/observation/observation';
import { causeText, isoTime } from './texts';

/**
 * An alert that has no end is over for an Alertmanager after its own `resolve_timeout`, five minutes by default. Nothing is over because Savepoint
 * was silent, so each gets an end that is far away.
 */
const FAR_MS = 7 * 24 * 3_600_000;

/** https://prometheus.io/docs/alerting/latest/alerts_api: by its labels an alert is known, so they are those of its beginning. */
export function alertOf(notice: Notice, now: EpochMs): unknown {
  const { kind, change, severity, sentence, since, at, atStake, instance, link, dedupKey } = notice;
  const tags = Object.entries(instance?.tags ?? {}).map(([name, value]) => [`tag_${labelName(name)}`, value] as const);
  const details = { cause: causeText(notice), at_stake: atStake };
  return {
    labels: {
      ...Object.fromEntries(tags),
      alertname: `Savepoint${camelCase(kind)}`,
      severity,
      ...(instance === null
        ? {}
        : { instance: instance.name, instance_id: instance.id, environment: instance.environment }),
    },
    annotations: {
      summary: sentence,
      ...Object.fromEntries(Object.entries(details).filter(([, text]) => text !== null)),
      dedup_key: dedupKey,
    },
    startsAt: isoTime(since),
    endsAt: isoTime(change === 'ended' ? Math.max(at, since) : now + FAR_MS),
    generatorURL: link,
  };
}

function camelCase(kind: string): string {
  return kind.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** Names of labels have letters, digits and `_`. */
function labelName(text: string): string {
  return text.replace(/[^a-zA-Z0-9_]/g, '_');
}
