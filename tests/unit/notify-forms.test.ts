import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { messageOf, repeatedMessage } from '../../lib/notify/forms';
import { GIVEN_UP_AFTER_MS, LONGEST_WAIT_MS, nextTryAt, problemOf } from '../../lib/notify/outcome';
import { hostOf } from '../../lib/notify/redact';
import type { Answer } from '../../lib/notify/post';
import { aNotice, aReceiver, itsEnd } from '../support/a-notice';
import { T0 } from '../support/store-samples';

const STARTED = aNotice();
const ENDED = itsEnd(STARTED, { at: T0 + 60_000 });
const NOW = T0 + 5000;
const bodyOf = (...args: Parameters<typeof messageOf>): unknown => JSON.parse(messageOf(...args).body);
const [SINCE, AT] = ['2017-07-14T02:40:00.000Z', '2017-07-14T02:40:01.000Z'];

describe('the form json', () => {
  const receiver = aReceiver('https://hooks.example.org/savepoint', { secret: 'a-secret-of-24-characters' });

  it('has every field that the guide names', () => {
    expect(bodyOf(receiver, STARTED, NOW)).toEqual({
      version: 1,
      id: 'n-1',
      dedupKey: STARTED.dedupKey,
      kind: 'refusals',
      about: 'refusals',
      change: 'started',
      severity: 'critical',
      sentence: STARTED.sentence,
      since: SINCE,
      sinceAtLeast: false,
      at: AT,
      cause: STARTED.cause,
      atStake: STARTED.atStake,
      instance: STARTED.instance,
      link: STARTED.link,
    });
  });

  it('is signed over time and body, with the same id at each try', () => {
    const { headers, body } = messageOf(receiver, STARTED, NOW);
    const later = messageOf(receiver, STARTED, NOW + 60_000);
    const signature = createHmac('sha256', 'a-secret-of-24-characters').update(`1500000005.${body}`).digest('hex');
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': 'Savepoint',
      'savepoint-id': 'n-1',
      'savepoint-timestamp': '1500000005',
      'savepoint-signature': `v1=${signature}`,
    });
    expect(later.headers['savepoint-id']).toBe('n-1');
    expect(later.headers['savepoint-signature']).not.toBe(headers['savepoint-signature']);
    expect(messageOf({ ...receiver, secret: null }, STARTED, NOW).headers).not.toHaveProperty('savepoint-signature');
  });
});

describe('the form slack', () => {
  const receiver = aReceiver('https://hooks.slack.com/services/T000/B000/XXX', { form: 'slack' });

  it('is one text that names what happened, with a link', () => {
    expect(bodyOf(receiver, STARTED, NOW)).toEqual({
      text: [
        `:red_circle: ${STARTED.sentence} (production)`,
        '182,340 changes since 02:30:00 UTC are only in memory.',
        'Cause: disk-full (certain). No space left on device',
        '<https://savepoint.example.org/instances/orders-primary|Open in Savepoint>',
      ].join('\n'),
    });
    expect(JSON.stringify(bodyOf(receiver, ENDED, NOW))).toContain(':white_check_mark:');
  });

  it('escapes the three characters that call people or make links', () => {
    const { text } = bodyOf(receiver, aNotice({ sentence: '<!channel> a & b' }), NOW) as { text: string };
    expect(text).toContain('&lt;!channel&gt; a &amp; b');
    expect(text).not.toContain('<!');
  });
});

describe('the form pagerduty', () => {
  const receiver = aReceiver('https://events.pagerduty.com/v2/enqueue', {
    form: 'pagerduty',
    routingKey: 'r'.repeat(32),
  });

  it('opens an alert with the fields of its Events API v2', () => {
    expect(bodyOf(receiver, STARTED, NOW)).toEqual({
      routing_key: 'r'.repeat(32),
      dedup_key: STARTED.dedupKey,
      event_action: 'trigger',
      payload: {
        summary: STARTED.sentence,
        source: 'orders-primary 10.0.3.14:6379',
        severity: 'critical',
        timestamp: AT,
        component: 'redis',
        group: 'production',
        class: 'refusals',
        custom_details: { since: SINCE, at_stake: STARTED.atStake, cause: STARTED.cause, tags: STARTED.instance.tags },
      },
      links: [{ href: STARTED.link, text: 'Open in Savepoint' }],
      client: 'Savepoint',
      client_url: STARTED.link,
    });
  });

  it('resolves it by the same key, and by nothing else', () => {
    expect(bodyOf(receiver, ENDED, NOW)).toEqual({
      routing_key: 'r'.repeat(32),
      dedup_key: STARTED.dedupKey,
      event_action: 'resolve',
    });
  });

  it('keeps within its limits', () => {
    const long = aNotice({ sentence: 'x'.repeat(3000) });
    const { payload, dedup_key: key } = bodyOf(receiver, long, NOW) as {
      payload: { summary: string };
      dedup_key: string;
    };
    expect(payload.summary).toHaveLength(1024);
    expect(key.length).toBeLessThan(255);
  });
});

describe('the form alertmanager', () => {
  const receiver = aReceiver('http://alertmanager:9093', { form: 'alertmanager' });
  const labels = {
    alertname: 'SavepointRefusals',
    severity: 'critical',
    instance: 'orders-primary',
    instance_id: 'orders-primary',
    environment: 'production',
    tag_team: 'checkout',
    tag_cost_centre: '7',
  };

  it('is a list of one alert whose end is far away', () => {
    expect(bodyOf(receiver, STARTED, NOW)).toEqual([
      {
        labels,
        annotations: {
          summary: STARTED.sentence,
          cause: 'Cause: disk-full (certain). No space left on device',
          at_stake: STARTED.atStake,
          dedup_key: STARTED.dedupKey,
        },
        startsAt: SINCE,
        endsAt: '2017-07-21T02:40:05.000Z',
        generatorURL: STARTED.link,
      },
    ]);
  });

  it('ends by the same labels', () => {
    expect(bodyOf(receiver, ENDED, NOW)).toMatchObject([
      { labels, startsAt: SINCE, endsAt: '2017-07-14T02:41:00.000Z' },
    ]);
  });

  it('goes to its API v2 where only its address is given', () => {
    expect(messageOf(receiver, STARTED, NOW).url).toBe('http://alertmanager:9093/api/v2/alerts');
    const behind = { ...receiver, url: 'https://ops.example.org/am/api/v2/alerts' };
    expect(messageOf(behind, STARTED, NOW).url).toBe(behind.url);
  });

  it('says again what is open, all of it at once', () => {
    const { body, url } = repeatedMessage(receiver, [STARTED, aNotice({ kind: 'saves', severity: 'error' })], NOW);
    expect(url).toBe('http://alertmanager:9093/api/v2/alerts');
    expect(JSON.parse(body)).toMatchObject([
      { labels },
      { labels: { ...labels, alertname: 'SavepointSaves', severity: 'error' } },
    ]);
  });
});

describe('when it is tried again', () => {
  const after = (answer: Partial<Answer>, tries = 0, age = 0, random = 0): number | null => {
    const whole = { kind: 'answered', status: 500, said: '', isWhole: true, retryAfter: null, ...answer } as Parameters<
      typeof nextTryAt
    >[0];
    const at = nextTryAt(whole, { tries, keptAt: T0 - age }, T0, random);
    return at === null ? null : at - T0;
  };

  it.each([
    ['a server error', { status: 500 }],
    ['no answer', { kind: 'failed', code: 'timeout' }],
    ['too many requests', { status: 429 }],
    ['a request that took too long', { status: 408 }],
  ] satisfies [string, Partial<Answer>][])('for a day, less and less often, after %s', (_name, answer) => {
    expect([0, 1, 2, 30].map((tries) => after(answer, tries))).toEqual([500, 1000, 2000, LONGEST_WAIT_MS / 2]);
    expect(after(answer, 30, 0, 1)).toBe(LONGEST_WAIT_MS);
    expect(after(answer, 300, GIVEN_UP_AFTER_MS - 1)).not.toBeNull();
    expect(after(answer, 300, GIVEN_UP_AFTER_MS)).toBeNull();
  });

  it.each([301, 302, 307, 400, 401, 403, 404, 410])('not for ever after %s', (status) => {
    expect(after({ status }, 4)).not.toBeNull();
    expect(after({ status }, 5)).toBeNull();
  });

  it('not before the receiver says, and within reason', () => {
    expect(after({ status: 429, retryAfter: '90' })).toBe(90_000);
    expect(after({ status: 503, retryAfter: new Date(T0 + 30_000).toUTCString() })).toBe(30_000);
    expect(after({ status: 429, retryAfter: '999999' })).toBe(LONGEST_WAIT_MS);
    expect(after({ status: 429, retryAfter: 'soon' })).toBe(500);
  });
});

describe('what is said of a receiver', () => {
  const receiver = aReceiver(
    'https://user:pass-word@hooks.example.org:8443/services/T000/B000/se%20cret-part?key=que-ry&x=<1234>',
    {
      secret: 'a-secret-of-24-characters',
      routingKey: 'r'.repeat(32),
    },
  );
  const problem = (said: string): string =>
    problemOf({ kind: 'answered', status: 404, said, isWhole: true, retryAfter: null }, receiver);

  it('names its host alone', () => {
    expect(hostOf(receiver)).toBe('hooks.example.org:8443');
    expect(problem('no_service')).toBe('oncall (json at hooks.example.org:8443) answered 404: “no_service”');
    expect(problemOf({ kind: 'failed', code: 'ENOTFOUND' }, receiver)).toBe(
      'oncall (json at hooks.example.org:8443) was not reached: its name is not known (DNS).',
    );
  });

  it('repeats no part of its address and no key, however the receiver writes it back', () => {
    const { pathname, search } = new URL(receiver.url);
    const echoes = [
      `Cannot POST ${pathname}${search}`,
      `Cannot POST ${decodeURIComponent(pathname)}`,
      `<pre>${'x=<1234>'.replace('<', '&lt;').replace('>', '&gt;')} que-ry</pre>`,
      JSON.stringify({ key: receiver.routingKey, secret: receiver.secret, who: 'user:pass-word' }),
      receiver.url,
    ];
    for (const echo of echoes) {
      for (const part of ['T000', 'B000', 'cret-part', 'que-ry', '1234', 'pass-word', 'a-secret', 'rrrr']) {
        expect(problem(echo), `${echo} with ${part}`).not.toContain(part);
      }
    }
  });

  it('shows nothing of a key that the end of what was read cuts in two', () => {
    const long = { ...receiver, secret: 's'.repeat(200) };
    const said = `${long.secret} `.repeat(6).slice(0, 1024);
    expect(said.endsWith('sss')).toBe(true);
    expect(problemOf({ kind: 'answered', status: 500, said, isWhole: false, retryAfter: null }, long)).not.toContain(
      'sss',
    );
  });

  it('shows what is hidden in it, on one line, and ends', () => {
    expect(problem('a\u202eb\n\u0007')).toContain('“a\\u202eb \\u0007”');
    expect(problem('word '.repeat(500)).length).toBeLessThan(300);
  });

  it('says that a redirect is not followed', () => {
    const moved = problemOf({ kind: 'answered', status: 302, said: '', isWhole: true, retryAfter: null }, receiver);
    expect(moved).toBe(
      'oncall (json at hooks.example.org:8443) answered 302, a redirect, and Savepoint follows none: give its own address.',
    );
  });
});
