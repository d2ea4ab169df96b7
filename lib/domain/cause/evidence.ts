/**
 * What speaks for a cause or against it, as facts: they are kept with a save, and told in the language of who asks. Rows of
 * earlier releases hold a sentence: it stays in the language it was written in.
 */
export type Evidence = string | EvidenceFacts;

export type EvidenceFacts =
  | { readonly told: PlainEvidence }
  | { readonly told: 'memory-share'; readonly used: number; readonly host: number; readonly percent: number }
  | { readonly told: 'memory-grew'; readonly from: number; readonly to: number }
  | { readonly told: 'max-memory'; readonly limit: number; readonly host: number; readonly percent: number }
  | {
      readonly told: 'copy-share';
      readonly used: number;
      readonly copied: number;
      readonly host: number;
      readonly percent: number;
    }
  | { readonly told: 'failed-writing'; readonly seconds: number }
  | { readonly told: 'failed-at-once'; readonly seconds: number; readonly good: number }
  | { readonly told: 'tried-again'; readonly seconds: number }
  | { readonly told: 'short-fork'; readonly usec: number }
  | { readonly told: 'fork-time-same'; readonly usec: number }
  | { readonly told: 'duration-same'; readonly seconds: number }
  | { readonly told: 'aof-named'; readonly error: string }
  /** `line` is null where the log is followed as it grows: nobody counted the lines before. */
  | { readonly told: 'log-line'; readonly said: string; readonly line: number | null }
  | { readonly told: 'strange-dir'; readonly dir: string }
  | { readonly told: 'strange-file'; readonly file: string };

export type PlainEvidence =
  | 'fork-answered'
  | 'no-child'
  | 'no-errno'
  | 'memory-not-told'
  | 'child-failed'
  | 'last-failed'
  | 'fork-refused-last'
  | 'wrote-before-gone'
  | 'worked-before'
  | 'never-worked'
  | 'dir-is-root'
  | 'aof-fails-too'
  | 'child-log'
  | 'either-stage'
  | 'dir-empty'
  | 'aof-unnamed'
  | 'maybe-careless'
  | 'status-only'
  | 'log-unnamed';
