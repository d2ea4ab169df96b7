import { writeErrorIn } from '../cause/strerror';

/** Writes that are refused: `-MISCONF`. */
export interface Refusal {
  /** What could not be written; unknown where the text ends before it says so. */
  readonly because: 'rdb' | 'aof' | 'unknown';
  /** The error that Redis names in it: only for its AOF, and only where we know it. */
  readonly error: string | null;
  readonly within: Within;
}

/** What was refused. `script-not-run`: it was refused as a whole, before its first command (7.0+, with flags). */
export type Within = 'command' | 'transaction' | 'pipeline' | 'script' | 'script-not-run';

/** Of refusals in one text, so many are looked at: the first that says what it is about counts. */
const MOST_REFUSALS = 50;
/** As long as Redis takes to say which of both it is about, and what error it met; wrapped lines and all. */
const SAYS_WHICH = 120;
const SAYS_ERROR = 300;

/**
 * The refusal in an error of a client, in any wording from 2.8 to Valkey 9 (redis-persistence.md, 2); null where there is none.
 * Only the code is the same in all of them, and a script of 6.2 and older puts the code ERR before it.
 */
export function refusalIn(text: string): Refusal | null {
  const parts = text.split(/\bMISCONF\b/, MOST_REFUSALS + 1).slice(1);
  if (parts.length === 0) return null;
  const told = parts.map(whichIn).find((which) => which.because !== 'unknown');
  return { ...(told ?? { because: 'unknown', error: null }), within: withinOf(text) };
}

function whichIn(after: string): Pick<Refusal, 'because' | 'error'> {
  const [which] = /\b(?:RDB|AOF)\b/.exec(after.slice(0, SAYS_WHICH)) ?? [];
  if (which !== 'AOF') return { because: which === undefined ? 'unknown' : 'rdb', error: null };
  const message = after.slice(0, SAYS_ERROR).replace(/\s+/g, ' ');
  return { because: 'aof', error: writeErrorIn(message)?.error ?? null };
}

/** The widest thing that was refused counts. */
const FORMS: readonly (readonly [Within, RegExp])[] = [
  ['transaction', /\bEXECABORT\b|\bExecAbortError\b|Transaction discarded because|\b_execute_transaction\b/],
  ['script-not-run', /MISCONF[^\n]{0,200}Writable\s+scripts\s+are\s+blocked/],
  ['script', /Error running script|@user_(?:script|function)\b|script: \w+, on /],
  [
    'pipeline',
    /of pipeline caused error|\b_execute_pipeline\b|\bcall_pipelined?\b|\bexecPipeline\b|[/\\]Pipeline[/\\.]/,
  ],
];

function withinOf(text: string): Within {
  return FORMS.find(([, form]) => form.test(text))?.[0] ?? 'command';
}
