import { describe, expect, it } from 'vitest';
import { folded, groupOf } from '../../lib/domain/incident/fold-timeline';
import type { Incident } from '../../lib/domain/incident/incident';
import { postMortemOf } from '../../lib/domain/incident/post-mortem';
import { entryOf, type TimelineEntry } from '../../lib/domain/incident/timeline-entry';
import { timelineRecords, type KeptRecords } from '../../lib/domain/incident/timeline-record';
import { SAVEPOINT } from '../../lib/domain/action/action';
import { markdownText } from '../../lib/domain/text/markdown';
import type { Words } from '../../lib/domain/words/words';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { aFailure, anEntry, anIncident } from '../support/an-incident';
import { anAction, anEvent, aSave, OPERATOR, T0 } from '../support/store-samples';

const s = (seconds: number): number => T0 + seconds * 1000;
const iso = (at: number): string => new Date(at).toISOString();
const NOTHING: KeptRecords = { saves: [], events: [], audit: [], notes: [], steps: [] };
const kept = (changed: Partial<KeptRecords>): KeptRecords => ({ ...NOTHING, ...changed });
const failures = (...seconds: number[]): KeptRecords['saves'] =>
  seconds.map((second) => ({ at: s(second), save: aFailure(`f-${second}`, second) }));
const note = (id: string, second: number, text: string, isStruck = false) => {
  const struck = isStruck ? { at: s(second), actor: OPERATOR } : null;
  return { id, at: s(second), actor: OPERATOR, text, struck };
};

const entriesOf = (incident: Incident, records: KeptRecords, words: Words = EN): readonly TimelineEntry[] =>
  folded([], timelineRecords(incident, records)).map((group) => entryOf(group, s(900), words));
/** Oldest first, as a person reads it. */
const told = (incident: Incident, records: KeptRecords): string[] =>
  entriesOf(incident, records)
    .toReversed()
    .map(({ from, to, kind, text }) => `${(from - T0) / 1000}–${(to - T0) / 1000} ${kind}: ${text}`);

const CLOSED = anIncident(3, {
  refusedUntil: s(60),
  failedInARow: 0,
  failedBefore: 9,
  savedAgainAt: s(59),
  waitsFor: null,
  closedAt: s(90),
  closedBy: 'good-save',
});
const GAP = anEvent('g', { from: s(20), to: s(27), detail: { kind: 'gap', why: 'savepoint-stopped' } });

describe('a timeline', () => {
  it('folds failures that follow each other, with their rhythm; a gap and everything else stay rows between them', () => {
    const saves = [
      ...failures(0, 6, 12, 18, 30, 36),
      { at: s(59), save: aSave('good', { startedAt: s(59), endedAt: s(60) }) },
    ];
    expect(told(CLOSED, kept({ saves, events: [GAP] }))).toEqual([
      '-1–0 opened: The incident opened: a save failed.',
      '0–18.01 failures: 4 failures, about every 6 s.',
      '20–27 gap: No data: Savepoint did not poll.',
      '30–36.01 failures: 2 failures.',
      '59–60 save: A save succeeded (6 s).',
      '90–90 closed: It closed when a good save had been seen and persistence refused no writes.',
    ]);
  });

  it('counts every attempt of a row, and does not fold what was asked for here, another cause or another trigger', () => {
    const cause = { kind: 'disk-full', confidence: 'likely', stage: null, evidence: [], against: [] } as const;
    const saves = [
      { at: s(0), save: aFailure('a', 0, { attempts: 5 }) },
      { at: s(6), save: aFailure('b', 6, { outcome: 'unknown' }) },
      { at: s(12), save: aFailure('c', 12, { actionId: 'x', actor: 'oncall-1', trigger: 'operator' }) },
      { at: s(18), save: aFailure('d', 18, { cause }) },
      { at: s(24), save: aFailure('e', 24, { cause, trigger: 'other-client' }) },
      { at: s(30), save: aFailure('f', 30, { outcome: 'cancelled' }) },
    ];
    const entries = entriesOf(anIncident(1), kept({ saves })).filter(({ kind }) => kind !== 'opened');
    expect(entries.toReversed().map(({ id, attempts, source }) => `${id} ${attempts} ${source}`)).toEqual([
      'a 6 observed',
      'c 1 action',
      'd 1 observed',
      'e 1 observed',
      'f 1 observed',
    ]);
  });

  it('tells everything of an action once, by its entry in the audit, with who and why', () => {
    const action = anAction('a-1');
    const events = [
      anEvent('1', { from: s(3), to: s(4), detail: { kind: 'guard-changed', from: 'yes', to: 'no', actionId: 'a-1' } }),
      anEvent('2', { from: s(5), to: s(6), detail: { kind: 'guard-changed', from: 'no', to: 'yes', actionId: null } }),
    ];
    const audit = [
      anEntry(7, { at: s(3), kind: 'set-stop-writes', action, message: 'The guard is off.' }),
      anEntry(8, { at: s(6), kind: 'changed-outside', actor: SAVEPOINT }),
      anEntry(9, { at: s(7), kind: 'set-stop-writes', actor: SAVEPOINT, message: 'The guard is on.' }),
    ];
    const entries = entriesOf(anIncident(1), kept({ events, audit })).toReversed().slice(1);
    expect(entries.map(({ source, actor, auditSeq, text }) => [source, actor?.name, auditSeq, text])).toEqual([
      ['action', 'oncall-1', 7, 'The guard is off. Reason given: checkout down, INC-4312'],
      ['outside', undefined, null, 'stop-writes-on-bgsave-error changed from no to yes, outside Savepoint.'],
      ['savepoint', 'savepoint', 9, 'The guard is on.'],
    ]);
  });

  it('has notes, struck ones too, and steps', () => {
    const notes = [note('n-1', 5, 'disk is full'), note('n-2', 6, 'wrong', true)];
    const steps = [{ id: 'k', stepId: 'df', done: true, at: s(7), actor: OPERATOR }];
    const entries = entriesOf(anIncident(1), kept({ notes, steps })).toReversed().slice(1);
    expect(entries.map(({ kind, text, struck, noteId, stepId }) => [kind, text, struck, noteId, stepId])).toEqual([
      ['note', 'disk is full', false, 'n-1', null],
      ['note', 'wrong', true, 'n-2', null],
      ['step', 'Step df was done.', false, null, 'df'],
    ]);
  });

  it('says in a row what of it was deleted', () => {
    const row = (incident: Incident) => told(incident, NOTHING).filter((text) => text.includes('deleted'));
    expect(row(anIncident(1, { historyFrom: s(30) }))).toEqual([
      '-1–30 deleted: Saves and events of before 02:40:30 UTC are no longer kept: the history is kept for a number of days. Notes, steps and the audit stay.',
    ]);
    expect(row({ ...CLOSED, historyFrom: s(9000) })).toEqual([expect.stringContaining('-1–90 deleted')]);
    expect(row(anIncident(1, { historyFrom: s(-5) }))).toEqual([]);
  });

  it('folds a page of older records into the one before', () => {
    const records = timelineRecords(anIncident(1), kept({ saves: failures(6, 12, 18, 24) }));
    const whole = folded([], records);
    const parts = folded(folded([], records.slice(0, 2)), records.slice(2));
    expect(parts).toEqual(whole);
    expect(whole.map(({ attempts, records: count }) => [attempts, count])).toEqual([
      [4, 4],
      [null, 1],
    ]);
    expect(records.map(groupOf)).toHaveLength(5);
  });
});

describe('a post-mortem', () => {
  const saves = [...failures(0, 6, 12), { at: s(59), save: aSave('good', { startedAt: s(59), endedAt: s(60) }) }];
  const audit = [
    anEntry(7, { at: s(30), kind: 'set-stop-writes', action: anAction('a'), message: 'The guard is off.' }),
  ];
  const notes = [note('n', 20, 'disk of 10.0.3.14 is full\n# freed 40 GB')];
  const of = (incident: Incident, records: KeptRecords, words: Words = EN, isWhole = true): string =>
    postMortemOf({ incident, entries: entriesOf(incident, records, words), isWhole, now: s(900), iso }, words);

  it('holds what happened, and room for why', () => {
    expect(of(CLOSED, kept({ saves, audit, notes, events: [GAP] }))).toBe(`# Incident 3: orders-primary

${EN.postMortem.draft} Made at 02:55:00 UTC.

## Impact

- Instance: production, 10.0.3.14:6379
- From 2017-07-14T02:40:00.000Z to 2017-07-14T02:41:30.000Z
- Writes: refused from 2017-07-14T02:40:00.000Z to 2017-07-14T02:41:00.000Z (1 min).
- Failed saves: 9.
- It closed when a good save had been seen and persistence refused no writes.
- To be added: what people and other systems noticed.

## Timeline (UTC)

- 2017-07-14T02:39:59.000Z – 2017-07-14T02:40:00.000Z The incident opened: a save failed.
- 2017-07-14T02:40:00.000Z – 2017-07-14T02:40:12.010Z 3 failures, about every 6 s.
- 2017-07-14T02:40:20.000Z oncall-1: disk of 10.0.3.14 is full / \\# freed 40 GB
- 2017-07-14T02:40:20.000Z – 2017-07-14T02:40:27.000Z No data: Savepoint did not poll.
- 2017-07-14T02:40:30.000Z \\#7 oncall-1: The guard is off. Reason given: checkout down, INC-4312
- 2017-07-14T02:40:59.000Z – 2017-07-14T02:41:00.000Z A save succeeded (6 s).
- 2017-07-14T02:41:30.000Z It closed when a good save had been seen and persistence refused no writes.

## Detection

- Savepoint saw it within 1 s.
- The first thing done or noted by a person: 2017-07-14T02:40:20.000Z, after 20 s.

## Actions

- 2017-07-14T02:40:30.000Z \\#7 oncall-1: The guard is off. Reason given: checkout down, INC-4312

## Open questions

- [ ] What made this failure possible?
- [ ] What would have told of it earlier?
- [ ] What helped, and what was in the way?
- [ ] What will be changed, and how will we see that it works?
`);
  });

  it('of one that goes on claims no end, and of one that nobody saw begin no delay', () => {
    const text = of(anIncident(4, { already: true, failedInARow: null }), NOTHING, EN, false);
    for (const line of [
      '- Open since 2017-07-14T02:40:00.000Z',
      '- Writes: refused from 2017-07-14T02:40:00.000Z on; the end was not seen.',
      '- Failed saves: not known how many.',
      `- ${EN.postMortem.already}`,
      `- ${EN.postMortem.noAct}`,
      `- ${EN.postMortem.noActions}`,
      `- ${EN.postMortem.left}`,
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('has the same parts in Chinese', () => {
    const parts = (text: string) => text.split('\n').map((line) => /^(#+|- \[ \]|-)?/.exec(line)?.[0]);
    const records = kept({ saves, audit, notes, events: [GAP] });
    expect(parts(of(CLOSED, records, ZH))).toEqual(parts(of(CLOSED, records)));
  });

  it.each([
    ['a picture and a link', '![x](http://evil.example/x.png) [y](javascript:alert(1))'],
    ['HTML', '<img src=x onerror=alert(1)> <!-- </details>'],
    ['an address alone', 'https://evil.example www.evil.example root@evil.example'],
    ['a heading, a fence and a table', '# a\n```\n| b |\n---\n- [x] done'],
    ['code and escapes', '`a` \\[b](c) **d** ~~e~~ &lt;'],
    ['what steers a line', '\u202eabc\u0000\u2028## d\u001b[31m'],
  ])('takes %s in a name, a reason or a note for text', (_name, hostile) => {
    const incident = { ...CLOSED, name: hostile, address: hostile };
    const action = anAction('a', { reason: hostile, message: hostile });
    const records = kept({
      audit: [anEntry(7, { at: s(30), action, message: hostile, actor: { ...OPERATOR, name: hostile } })],
      notes: [note('n', 20, hostile)],
    });
    const text = of(incident, records);
    // What a reader of Markdown takes for something: unescaped.
    const bare = text.replace(/\\[!-/:-@[-`{-~]/g, '');
    expect(bare).not.toMatch(/!\[|\]\(|<|`|\*\*|~~|:\/\/|www\.|\w@\w|&\w|\|/);
    expect(bare.match(/^#.*/gm)?.length).toBe(6);
    expect(bare.match(/^- \[.\]/gm)?.length).toBe(4);
    expect(text).not.toMatch(/[\u202e\u0000\u2028\u001b]/);
  });

  it('leaves plain text as it is', () => {
    expect(markdownText('orders-primary, 10.0.3.14:6379 (production) “ok” 100 %')).toBe(
      'orders-primary, 10.0.3.14:6379 (production) “ok” 100 %',
    );
    expect(markdownText('1. first')).toBe('1\\. first');
  });
});
