import { describe, expect, test } from 'vitest';
import { progressText } from '@/components/instances/save-progress';
import { age, calendarDay, clockTime } from '@/components/ui/format';
import { printable } from '@/lib/domain/text/printable';
import { stateWord } from '@/components/strings/spoken';
import { en as strings } from '@/components/strings/en';
import { anInstance } from '../support/an-instance';

describe('ages run in one unit', () => {
  test.each([
    [0, '1 s'],
    [1.4, '1 s'],
    [119, '119 s'],
    [120, '2 min'],
    [7_199, '119 min'],
    [7_200, '2 h'],
    [172_800, '2 d'],
  ])('%d seconds are %s', (seconds, expected) => {
    expect(age(seconds)).toBe(expected);
  });
});

test('times are told in UTC, with their day', () => {
  expect(clockTime('2026-11-22T05:41:22.000Z')).toBe('05:41:22');
  expect(calendarDay('2026-11-02T05:41:22.000Z')).toBe('2 Nov 2026');
});

describe('text from outside cannot pose as other text', () => {
  test.each([
    ['a right-to-left override', 'evil\u202egnp.exe', 'evil\\u202egnp.exe'],
    ['a zero-width blank', 'orders\u200b-primary', 'orders\\u200b-primary'],
    ['an escape of a terminal', '\u001b[31mred', '\\u001b[31mred'],
    ['a new line', 'one\ntwo', 'one\\u000atwo'],
    ['text in tags', 'ok\u{e0041}', 'ok\\udb40\\udc41'],
    ['a variation selector', 'ok\u{e0101}\ufe0f', 'ok\\udb40\\udd01\\ufe0f'],
    ['a letter without a shape', 'or\u3164ders\u115f', 'or\\u3164ders\\u115f'],
    ['a separator of Mongolian', 'or\u180eders', 'or\\u180eders'],
    ['half of a pair', 'ok\ud83d', 'ok\\ud83d'],
  ])('%s is shown', (_name, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('other scripts stay as they are', () => {
    expect(printable('Größe 注文 заказы हिन्दी 🚀')).toBe('Größe 注文 заказы हिन्दी 🚀');
  });
});

describe('the word of a state', () => {
  const save = {
    id: null,
    startedAt: null,
    elapsedSeconds: 4,
    keysDone: 42,
    keysTotal: 100,
    percent: 42.9,
    etaSeconds: null,
  };

  test('has the share where Redis tells it', () => {
    expect(stateWord(anInstance({ state: 'saving', save }), strings)).toBe('Saving 42 %');
    expect(stateWord(anInstance({ state: 'saving', save: { ...save, percent: null } }), strings)).toBe('Saving');
    expect(stateWord(anInstance({ state: 'loading', loading: { percent: 33.2, etaSeconds: 1 } }), strings)).toBe(
      'Loading 33 %',
    );
  });

  test('says that writes go on only where that is known', () => {
    const { writes } = anInstance();
    expect(stateWord(anInstance({ state: 'not-saving' }), strings)).toBe(strings.notSavingWritesOn);
    const readOnly = { ...writes, availability: 'read-only' as const };
    expect(stateWord(anInstance({ state: 'not-saving', writes: readOnly }), strings)).toBe(strings.state['not-saving']);
  });

  test('no progress is made up where Redis tells none', () => {
    expect(
      progressText({ ...save, keysDone: null, keysTotal: null, percent: null, elapsedSeconds: null }, null, strings),
    ).toBe(strings.saving.running);
    expect(progressText(save, 40, strings)).toBe('42 of 100 keys · running for 4 s');
  });
});
