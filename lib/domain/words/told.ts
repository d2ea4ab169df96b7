import type { Evidence } from '../cause/evidence';
import { stageConfidence } from '../cause/failure-stage';
import type { Known, PingAnswer, Problem } from '../observation/observation';
import type { Cause, Confidence } from '../save/save';
import type { Words } from './words';
import { EN } from './en';

/** A cause in the words of who asks. */
export interface ToldCause extends Omit<Cause, 'evidence' | 'against'> {
  /** How sure `stage` is; `confidence` is that of `kind`. */
  readonly stageConfidence: Confidence;
  readonly evidence: readonly string[];
  readonly against: readonly string[];
}

export function causeIn(cause: Cause, words: Words): ToldCause {
  const told = (evidence: Evidence): string => (typeof evidence === 'string' ? evidence : words.evidence(evidence));
  return {
    ...cause,
    stageConfidence: stageConfidence(cause),
    evidence: cause.evidence.map(told),
    against: cause.against.map(told),
  };
}

/** What a question is refused with that could not be asked. Where Redis refuses the credentials its address is fine, the rights are not. */
export function refusalCodeOf({ code }: Problem): 'not_possible' | 'unreachable' {
  return code === 'auth' || code === 'noperm' ? 'not_possible' : 'unreachable';
}

/** Why there are no facts; the sentence that came with the problem where its parts are not known. */
export function problemIn({ code, message, about }: Problem, words: Words): string {
  return about === undefined ? message : words.problem(code, about);
}

/** Why a fact, or the answer to PING, is not known; null when it is. */
export function reasonIn(known: Known<unknown> | PingAnswer, words: Words): string | null {
  if (!('reason' in known)) return null;
  return known.why === undefined ? known.reason : words.unreadable(known.why);
}

/** The same with its reason in the words of who asks. */
export function knownIn<T>(known: Known<T>, words: Words): Known<T> {
  return 'reason' in known && known.value === null ? { value: null, reason: reasonIn(known, words) ?? '' } : known;
}

/** The note of a save. It is kept in English: known ones are recognised by their sentence, others stay as they are. */
export function noteIn(note: string | null, words: Words): string | null {
  const [name] = Object.entries(EN.notes).find(([, sentence]) => sentence === note) ?? [];
  return name === undefined ? note : words.notes[name as keyof Words['notes']];
}
