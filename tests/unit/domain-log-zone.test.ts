import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogFeed } from '../../lib/domain/redis-log/log-feed';
import { certainOffset, whenShown, zoneOf, type Anchor, type OffsetAt } from '../../lib/domain/redis-log/log-zone';
import { momentOf } from '../../lib/domain/redis-log/told-save';
import type { SaveOutcome } from '../../lib/domain/save/save';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WALL = Date.UTC(2026, 10, 22, 5, 0, 0);

const end = (wall: number, outcome: SaveOutcome = 'saved') => ({ wall, outcome });
/** Seen by polls of a second. */
const seen = (at: number, outcome: SaveOutcome = 'saved'): Anchor =>
  outcome === 'saved' ? { from: at - 400, to: at - 400, outcome } : { from: at - 4000, to: at + 900, outcome };
const spanOf = (ends: readonly { wall: number }[]) => ({
  from: Math.min(...ends.map(({ wall }) => wall)),
  to: Math.max(...ends.map(({ wall }) => wall)),
});

describe('the offset of a log', () => {
  const feed = new LogFeed();
  const now = Date.UTC(2017, 8, 17, 7);
  const incident = readFileSync(join(import.meta.dirname, '../fixtures/logs/incident-2017-redis.log'), 'utf8')
    .split('\n')
    .flatMap((line) => [...feed.add(line, now)])
    .map(({ save }) => end(momentOf(save) ?? NaN, save.outcome));

  it.each([-720, -210, -60, 0, 60, 120, 330, 345, 570, 840])(
    'is found by the last refused fork of the incident, on a machine %i minutes east',
    (minutes) => {
      const last = incident.at(-1)?.wall ?? NaN;
      const real = last - minutes * MINUTE_MS;
      const evidence = { ends: incident, anchors: [seen(real, 'failed')], span: spanOf(incident), now: real + 900 };
      expect(certainOffset(evidence)?.minutes).toBe(minutes);
    },
  );

  it('is found where a save falls due every minute: the log has no line that is still to come', () => {
    const ends = Array.from({ length: 200 }, (_, n) => end(WALL + n * 61_000));
    const real = (ends.at(-1)?.wall ?? 0) - 60 * MINUTE_MS;
    const anchors = [seen(real - 122_000), seen(real - 61_000), seen(real)];
    expect(certainOffset({ ends, anchors, span: spanOf(ends), now: real + 500 })?.minutes).toBe(60);
  });

  it.each<[string, Parameters<typeof certainOffset>[0]]>([
    ['nothing was observed', { ends: [end(WALL)], anchors: [], span: { from: WALL, to: WALL }, now: WALL }],
    [
      'the log tells of other saves',
      { ends: [end(WALL)], anchors: [seen(WALL + 400_000)], span: { from: WALL, to: WALL }, now: WALL + HOUR_MS },
    ],
    [
      'two agree: an old log that has a save every quarter of an hour',
      {
        ends: [end(WALL), end(WALL + 15 * MINUTE_MS)],
        anchors: [seen(WALL)],
        span: { from: WALL, to: WALL + 15 * MINUTE_MS },
        now: WALL + 24 * HOUR_MS,
      },
    ],
    [
      'an observed save is missing in the time of the log: it is of another server',
      {
        ends: [end(WALL), end(WALL + HOUR_MS + 100_000)],
        anchors: [seen(WALL), seen(WALL + 100_000)],
        span: { from: WALL, to: WALL + HOUR_MS + 100_000 },
        now: WALL + 2 * HOUR_MS,
      },
    ],
  ])('is not certain where %s', (_name, evidence) => {
    expect(certainOffset(evidence)).toBeNull();
  });

  it('is found by failures alone where the log level leaves good saves out', () => {
    const ends = [end(WALL, 'failed'), end(WALL + 6000, 'failed')];
    const anchors = [seen(WALL + 3000), seen(WALL, 'failed'), seen(WALL + 6000, 'failed')];
    expect(certainOffset({ ends, anchors, span: spanOf(ends), now: WALL + 7000 })?.minutes).toBe(0);
  });
});

describe('a wall by the rules of this machine', () => {
  // Berlin, 2026: summer time begins on 29 March and ends on 25 October, both at 01:00 UTC.
  const [BEGIN, END] = [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)];
  const berlin: OffsetAt = (at) => (at >= BEGIN && at < END ? 120 : 60);
  const shown = (wall: number, notBefore = 0): string =>
    new Date(whenShown(wall, zoneOf({ minutes: 120, since: END - 1 }, berlin), berlin, notBefore)).toISOString();

  it.each([
    ['in winter', Date.UTC(2026, 0, 5, 12), 0, '2026-01-05T11:00:00.000Z'],
    ['in summer', Date.UTC(2026, 6, 5, 12), 0, '2026-07-05T10:00:00.000Z'],
    ['in an hour that comes twice, the first time', Date.UTC(2026, 9, 25, 2, 30), 0, '2026-10-25T00:30:00.000Z'],
    ['in an hour that comes twice, the second time', Date.UTC(2026, 9, 25, 2, 30), END, '2026-10-25T01:30:00.000Z'],
    ['in an hour that never was', Date.UTC(2026, 2, 29, 2, 30), 0, '2026-03-29T01:30:00.000Z'],
  ])('%s', (_name, wall, notBefore, expected) => {
    expect(shown(wall, notBefore)).toBe(expected);
  });

  it('is not that of this machine where it shows another time: then what is older is not told', () => {
    expect(zoneOf({ minutes: 120, since: BEGIN - 1 }, berlin)).toEqual({
      kind: 'fixed',
      offsetMinutes: 120,
      since: BEGIN - 1,
    });
    expect(zoneOf({ minutes: 0, since: BEGIN }, berlin)).toEqual({ kind: 'fixed', offsetMinutes: 0, since: 0 });
  });
});
