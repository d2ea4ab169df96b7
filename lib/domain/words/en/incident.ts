import { count, duration, escaped, number, utc } from '../../text/format';
import type { IncidentEnd, IncidentWait } from '../../incident/incident';
import type { EpochMs } from '../../observation/observation';
import type { CauseKind, Confidence, SaveOutcome } from '../../save/save';

/** An incident, its timeline and its post-mortem. Blameless: what happened, and never who is at fault. */
export const incident = {
  refusing: (name: string, by: 'rdb' | 'aof', since: string) =>
    `${escaped(name)} has refused writes since ${since} because ${by === 'rdb' ? 'its saves fail' : 'its AOF cannot be written'}.`,
  failing: (name: string, since: string) => `Saves of ${escaped(name)} have failed since ${since}.`,
  refused: (from: string, until: string) => `Writes were refused from ${from} to ${until}.`,
  aofFailed: (name: string, from: string, until: string) =>
    `${escaped(name)} refused writes from ${from} to ${until} because its AOF could not be written.`,
  savingAgain: (name: string, at: string) => `${escaped(name)} is saving again since ${at}.`,
  orEarlier: (time: string) => `${time} or earlier`,
  cause: (kind: CauseKind, confidence: Confidence) =>
    kind === 'unknown' ? 'The cause is not known.' : `Cause: ${CAUSES[kind]} (${confidence}).`,
  attempts: (attempts: number) => `${count(attempts, 'failed attempt')} so far.`,
  waits: (wait: IncidentWait) => WAITS[wait],
  closed: (name: string, from: string, until: string, seconds: number) =>
    `${escaped(name)} had trouble saving from ${from} to ${until} (${duration(seconds)}).`,
  closedBy: (end: IncidentEnd) => ENDS[end],

  head: (time: string, incident: number, name: string, environment: string, address: string) =>
    `[${time}] Incident ${incident}: ${name} (${environment}, ${address})`,
  noRefusal: () => 'Writes: none refused, as far as was seen',
  refusedSince: (since: string) => `Writes: refused since ${since}`,
  refusedSpan: (from: string, until: string) => `Writes: refused from ${from} to ${until}`,
  savesFail: (since: string, attempts: number | null) =>
    `Saves: failing since ${since}${attempts === null ? '' : `, ${count(attempts, 'failed attempt')}`}`,
  savesGood: (since: string, attempts: number | null) =>
    `Saves: good again since ${since}${attempts === null ? '' : `, after ${count(attempts, 'failed attempt')}`}`,
  atRisk: (changes: number | null) =>
    changes === null
      ? 'At risk: how many changes are in no snapshot is not known'
      : `At risk: ${count(changes, 'change')} in no snapshot`,
  next: (step: string) => `Next: ${step}`,
  data: (time: string) => `Data of ${time}.`,

  opened: (by: 'failed-save' | 'refusals'): string =>
    by === 'failed-save' ? 'The incident opened: a save failed.' : 'The incident opened: writes were refused.',
  deleted: (until: string) =>
    `Saves and events of before ${until} are no longer kept: the history is kept for a number of days. Notes, steps and the audit stay.`,
  failures: (attempts: number, everySeconds: number | null) =>
    `${count(attempts, 'failure')}${everySeconds === null ? '' : `, about every ${duration(everySeconds)}`}.`,
  save: (outcome: SaveOutcome, seconds: number | null) =>
    `${OUTCOMES[outcome]}${seconds === null ? '' : ` (${duration(seconds)})`}.`,
  saves: (outcome: SaveOutcome, attempts: number) => `${number(attempts)} attempts: ${PLURALS[outcome]}.`,
  reason: (message: string, reason: string) => `${message} Reason given: ${reason}`,
  step: (stepId: string, done: boolean) => (done ? `Step ${stepId} was done.` : `Step ${stepId} was marked not done.`),

  noSuch: 'There is no incident with this number. The list of incidents has all that there were.',
  noSuchNote: 'There is no such note in this incident.',
  manyNotes: 'This incident has as many notes as one can have. Go on in another place, and name it in the last note.',
};

const CAUSES: Readonly<Record<CauseKind, string>> = {
  'fork-memory': 'no memory to fork',
  'fork-limit': 'a limit on processes stopped the fork',
  'disk-full': 'disk full',
  permission: 'no permission to write the dump',
  'path-missing': 'the data directory is missing',
  'read-only-fs': 'the file system is read-only',
  'child-killed': 'the saving child was killed',
  'io-error': 'an I/O error while writing',
  'file-limit': 'a limit on the size of files stopped the save',
  'name-taken': 'a directory has the name of the dump',
  tampered: 'the dump path was tampered with',
  unknown: 'not known',
};

const WAITS: Readonly<Record<IncidentWait, string>> = {
  'good-save': 'It stays open until a good save is seen.',
  aof: 'It stays open until the AOF writes again.',
  writes: 'It stays open until writes are accepted.',
  'guard-on': 'Saving again, guard still off: it closes once the guard is on.',
  'guard-readable': 'Saving again, but the guard cannot be read: it stays open until it is seen to be on.',
  facts: 'What is so now is not known, because Redis does not answer or does not tell: that closes nothing.',
};

const ENDS: Readonly<Record<IncidentEnd, string>> = {
  'good-save': 'It closed when a good save had been seen and persistence refused no writes.',
  'aof-writes': 'It closed when the AOF refused no writes any more.',
  removed: 'It closed because the instance was removed: nobody saw its trouble end.',
};

const OUTCOMES: Readonly<Record<SaveOutcome, string>> = {
  running: 'A save began',
  saved: 'A save succeeded',
  failed: 'A save failed',
  cancelled: 'A save was cancelled',
  unknown: 'A save ended, and how is not known',
};

const PLURALS: Readonly<Record<SaveOutcome, string>> = {
  running: 'begun',
  saved: 'saved',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'how they ended is not known',
};

/** The headings and sentences of the post-mortem, in Markdown. What comes in was made harmless. */
export const postMortem = {
  title: (incident: number, name: string) => `Incident ${incident}: ${name}`,
  draft:
    'This is a draft made by Savepoint from what it recorded. It tells what happened and when; why it could happen is for people to add, without looking for somebody to blame.',
  heading: (part: 'impact' | 'timeline' | 'detection' | 'actions' | 'questions') => HEADINGS[part],
  instance: (environment: string, address: string) => `Instance: ${environment}, ${address}`,
  time: (from: string, until: string | null) => (until === null ? `Open since ${from}` : `From ${from} to ${until}`),
  writes: (from: string | null, until: string | null, seconds: number | null) =>
    from === null
      ? 'Writes: none refused, as far as was seen.'
      : until === null
        ? `Writes: refused from ${from} on; the end was not seen.`
        : `Writes: refused from ${from} to ${until}${seconds === null ? '' : ` (${duration(seconds)})`}.`,
  failed: (attempts: number | null) =>
    attempts === null ? 'Failed saves: not known how many.' : `Failed saves: ${number(attempts)}.`,
  addImpact: 'To be added: what people and other systems noticed.',
  seenWithin: (seconds: number) => `Savepoint saw it within ${duration(seconds)}.`,
  already: 'It was so already when Savepoint began to watch: how long it took to be seen is not known.',
  firstAct: (at: string, seconds: number) =>
    `The first thing done or noted by a person: ${at}, after ${duration(seconds)}.`,
  noAct: 'No action, note or step by a person is recorded.',
  noActions: 'No action is recorded.',
  left: 'What happened before is left out here. The export as JSON has all.',
  questions: (): readonly string[] => [
    'What made this failure possible?',
    'What would have told of it earlier?',
    'What helped, and what was in the way?',
    'What will be changed, and how will we see that it works?',
  ],
  now: (at: EpochMs) => `Made at ${utc(at, at)}.`,
};

const HEADINGS = {
  impact: 'Impact',
  timeline: 'Timeline (UTC)',
  detection: 'Detection',
  actions: 'Actions',
  questions: 'Open questions',
};
