import 'server-only';
import { createHmac } from 'node:crypto';
import { SUBJECT_OF, type Notice } from '../domain/notice/notice';
import type { Receiver, ReceiverForm } from '../domain/notice/receiver';
import type { EpochMs } from '../domain/observation/observation';
import { alertOf } from './alertmanager';
import type { Message } from './post';
import { causeText, isoTime } from './texts';

/** The notice as it is sent to this receiver at `now`; the id stays the same at each try. */
export function messageOf(receiver: Receiver, notice: Notice, now: EpochMs): Message {
  const body = JSON.stringify(BODIES[receiver.form](notice, receiver, now));
  return {
    url: addressOf(receiver),
    headers: { ...headersOf(notice.id), ...(receiver.secret === null ? {} : signed(receiver.secret, body, now)) },
    body,
  };
}

/** Beginnings that are open, sent again at once: an Alertmanager forgets what it is not told again. */
export function repeatedMessage(receiver: Receiver, open: readonly Notice[], now: EpochMs): Message {
  const body = JSON.stringify(open.map((notice) => alertOf(notice, now)));
  return { url: addressOf(receiver), headers: headersOf(`repeated-${now}`), body };
}

function headersOf(id: string): Message['headers'] {
  return { 'content-type': 'application/json', 'user-agent': 'Savepoint', 'savepoint-id': id };
}

/** HMAC-SHA256 over time and body, so that neither can be exchanged. */
function signed(secret: string, body: string, now: EpochMs): Message['headers'] {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'savepoint-timestamp': timestamp, 'savepoint-signature': `v1=${signature}` };
}

/** Of an Alertmanager its address alone will do. */
function addressOf({ form, url }: Receiver): string {
  const parsed = new URL(url);
  if (form === 'alertmanager' && parsed.pathname === '/') parsed.pathname = '/api/v2/alerts';
  return parsed.href;
}

const BODIES: Readonly<Record<ReceiverForm, (notice: Notice, receiver: Receiver, now: EpochMs) => unknown>> = {
  json: plainOf,
  slack: slackOf,
  pagerduty: eventOf,
  alertmanager: (notice, _receiver, now) => [alertOf(notice, now)],
};

/** docs/guide/being-told.md has its fields. */
function plainOf(notice: Notice): unknown {
  const { id, dedupKey, kind, change, severity, sentence, since, sinceAtLeast, at, cause, atStake, instance, link } =
    notice;
  return {
    version: 1,
    ...{ id, dedupKey, kind, about: kind === 'test' ? null : SUBJECT_OF[kind], change, severity, sentence },
    since: isoTime(since),
    sinceAtLeast,
    at: isoTime(at),
    ...{ cause, atStake, instance, link },
  };
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: three characters are escaped. */
function slackOf(notice: Notice): unknown {
  const { change, severity, sentence, atStake, instance, link } = notice;
  const sign = change === 'ended' ? ':white_check_mark:' : SIGNS[severity];
  const details = [atStake, causeText(notice)].filter((line) => line !== null).map(escapedForSlack);
  const where = instance === null ? '' : ` (${instance.environment})`;
  const first = `${sign} ${escapedForSlack(sentence)}${where}`;
  return { text: [first, ...details, `<${escapedForSlack(link)}|Open in Savepoint>`].join('\n') };
}

const SIGNS = {
  critical: ':red_circle:',
  error: ':red_circle:',
  warning: ':large_orange_circle:',
  info: ':large_blue_circle:',
} as const satisfies Record<Notice['severity'], string>;

function escapedForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** PagerDuty takes titles of so many characters. */
const SUMMARY_LIMIT = 1024;

/** https://developer.pagerduty.com/docs/send-alert-event: the dedup key is what an end is known by. */
function eventOf(notice: Notice, { routingKey }: Receiver): unknown {
  const { dedupKey, kind, severity, sentence, since, at, cause, atStake, instance, link } = notice;
  const identity = { routing_key: routingKey, dedup_key: dedupKey };
  if (notice.change === 'ended') return { ...identity, event_action: 'resolve' };
  return {
    ...identity,
    event_action: 'trigger',
    payload: {
      summary: sentence.slice(0, SUMMARY_LIMIT),
      source: instance === null ? 'savepoint' : `${instance.name} ${instance.address}`,
      severity,
      timestamp: isoTime(at),
      component: 'redis',
      ...(instance === null ? {} : { group: instance.environment }),
      class: kind,
      custom_details: { since: isoTime(since), at_stake: atStake, cause, tags: instance?.tags ?? {} },
    },
    links: [{ href: link, text: 'Open in Savepoint' }],
    client: 'Savepoint',
    client_url: link,
  };
}
