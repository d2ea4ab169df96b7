import { describe, expect, test } from 'vitest';
import { iconHref, worstState } from '@/components/layout/tab-icons';
import { found, type Item } from '@/components/palette/palette-items';
import { cookieText, preferencesFrom } from '@/components/ui/preference-cookies';
import { wallTime } from '@/components/ui/zoned';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { en as strings } from '@/components/strings/en';

describe('a time is never told without its zone', () => {
  test.each([
    ['2026-11-22T05:41:22.900Z', null, '22 Nov 2026', '05:41:22', 'UTC'],
    ['2026-07-22T05:41:22.900Z', 'Europe/Berlin', '22 Jul 2026', '07:41:22', 'UTC+2'],
    ['2026-11-22T23:41:22.000Z', 'Europe/Berlin', '23 Nov 2026', '00:41:22', 'UTC+1'],
    ['2026-11-22T05:41:22.000Z', 'Asia/Kolkata', '22 Nov 2026', '11:11:22', 'UTC+5:30'],
    ['2026-11-22T01:41:22.000Z', 'America/St_Johns', '21 Nov 2026', '22:11:22', 'UTC−3:30'],
    ['2026-11-22T05:41:22.000Z', 'Europe/London', '22 Nov 2026', '05:41:22', 'UTC+0'],
  ])('%s in %s', (at, zone, day, clock, offset) => {
    expect(wallTime(at, zone, strings)).toEqual({ day, clock, zone: offset });
  });
});

describe('what a person chose', () => {
  const of = (theme?: string, times?: string) =>
    preferencesFrom((name) => (name === 'savepoint-theme' ? theme : times));

  test('nothing chosen is the theme of the system, and UTC', () => {
    expect(of()).toEqual({ theme: 'system', timeZone: null });
  });
  test('a cookie that says nonsense says nothing', () => {
    expect(of('<script>', 'Middle-earth/Shire')).toEqual({ theme: 'system', timeZone: null });
  });
  test('theme and zone are taken over', () => {
    expect(of('dark', 'Europe/Berlin')).toEqual({ theme: 'dark', timeZone: 'Europe/Berlin' });
  });
  test('a cookie lasts a year, or is taken away', () => {
    expect(cookieText('a', 'Europe/Berlin')).toBe('a=Europe%2FBerlin; path=/; max-age=31536000; samesite=lax');
    expect(cookieText('a', null)).toBe('a=; path=/; max-age=0; samesite=lax');
  });
});

describe('the icon of the tab', () => {
  const worst = (...states: (InstanceStateName | 'quiet')[]) =>
    worstState(
      states.map((state) => ({
        instance: anInstance({ quiet: state === 'quiet' }),
        state: state === 'quiet' ? 'at-risk' : state,
      })),
    );

  test.each([
    [['saved', 'unknown', 'rejecting-writes'], 'rejecting-writes'],
    [['saved', 'unknown', 'at-risk'], 'unknown'],
    [['saved', 'at-risk', 'loading'], 'at-risk'],
    [['saved', 'saving', 'no-persistence', 'quiet'], null],
    [[], null],
  ] as const)('of %j is %s', (states, expected) => {
    expect(worst(...states)).toBe(expected);
  });

  test('each state has a picture of its own, and trouble needs no server to show it', () => {
    const states = [
      'rejecting-writes',
      'not-saving',
      'at-risk',
      'unreachable',
      'no-access',
      'unknown',
      'loading',
    ] as const;
    const pictures = states.map(iconHref);
    expect(new Set(pictures).size).toBe(states.length);
    for (const picture of pictures) expect(picture).toMatch(/^data:image\/svg\+xml,/);
    expect(iconHref(null)).toBe('/favicon.svg');
  });
});

describe('the palette', () => {
  const item = (text: string, also = ''): Item => ({
    id: text,
    text,
    also,
    aside: '',
    state: null,
    notNow: null,
    run: () => undefined,
  });
  const groups = [
    { name: 'Instances', items: [item('eu-orders'), item('orders', '10.0.3.14'), item('feed')] },
    { name: 'Pages', items: [item('History')] },
  ];
  const texts = (typed: string): string[] => found(groups, typed).flatMap(({ items }) => items.map(({ text }) => text));

  test.each([
    ['', ['eu-orders', 'orders', 'feed', 'History']],
    ['ord', ['orders', 'eu-orders']],
    ['3.14', ['orders']],
    ['eu ord', ['eu-orders']],
    ['his', ['History']],
    ['nothing', []],
  ])('%j finds %j', (typed, expected) => {
    expect(texts(typed)).toEqual(expected);
  });
});
