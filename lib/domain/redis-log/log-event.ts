/** What a line of a log says of saves, in any release; see redis-persistence.md, 8, for where each wording comes from. */
export type LogEvent =
  | { readonly is: 'booted' }
  | { readonly is: 'due' }
  | { readonly is: 'for-replica'; readonly diskless: boolean }
  | { readonly is: 'started'; readonly child: number }
  | { readonly is: 'fork-failed' }
  | { readonly is: 'written' }
  | { readonly is: 'copied'; readonly bytes: number }
  | { readonly is: 'write-failed' }
  | { readonly is: 'succeeded' }
  | { readonly is: 'failed' }
  | { readonly is: 'killed'; readonly signal: number };

const MIB = 1_048_576;

type Read = (found: RegExpExecArray) => LogEvent;

const FORMS: readonly (readonly [RegExp, Read])[] = [
  [/^\d+ changes in \d+ seconds\. Saving\.\.\.$/, () => ({ is: 'due' })],
  [/^Background saving started by pid (\d+)/, ([, child]) => ({ is: 'started', child: Number(child) })],
  [/^Can't save in background: fork: /, () => ({ is: 'fork-failed' })],
  [/^DB saved on disk/, () => ({ is: 'written' })],
  [/^RDB: (\d+) MB of memory used by copy-on-write/, ([, mib]) => ({ is: 'copied', bytes: Number(mib) * MIB })],
  [/^Fork CoW for RDB: current \d+ MB, peak (\d+) MB/, ([, mib]) => ({ is: 'copied', bytes: Number(mib) * MIB })],
  [/^Failed opening (?:\.rdb|the (?:temp )?RDB file .*) for saving: /, () => ({ is: 'write-failed' })],
  [/^Write error (?:while )?saving (?:the )?DB (?:on|to the) disk/, () => ({ is: 'write-failed' })],
  [/^Error moving temp DB file .*on the final destination/, () => ({ is: 'write-failed' })],
  [/^Failed to fsync directory while saving DB: /, () => ({ is: 'write-failed' })],
  [/^Background saving terminated with success/, () => ({ is: 'succeeded' })],
  [/^Background saving error/, () => ({ is: 'failed' })],
  [/^Background saving terminated by signal (\d+)/, ([, signal]) => ({ is: 'killed', signal: Number(signal) })],
  [
    /^Starting BGSAVE for SYNC with target: (\w+)/,
    ([, target]) => ({ is: 'for-replica', diskless: target !== 'disk' }),
  ],
  [/^(?:Server started, Redis version|oO0OoO0OoO0Oo .* is starting|Server initialized)/, () => ({ is: 'booted' })],
];

/** What a message says of saves; null where it says nothing of them. */
export function logEvent(message: string): LogEvent | null {
  for (const [form, read] of FORMS) {
    const found = form.exec(message);
    if (found !== null) return read(found);
  }
  return null;
}
