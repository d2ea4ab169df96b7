import type { InstanceStateName } from '@/lib/contracts/instance';
import type { Save } from '@/lib/contracts/save';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import type { Strings } from '../strings/en';
import { classNames } from '../ui/class-names';

type Shown = keyof Strings['saves']['outcome'];

/** The shapes are those of the states that the outcomes lead to; what wrote no snapshot is what has colour. */
const SHAPES: Record<Shown, InstanceStateName> = {
  running: 'saving',
  saved: 'saved',
  failed: 'rejecting-writes',
  'not-saved': 'not-saving',
  cancelled: 'at-risk',
  unknown: 'unknown',
};

/** Where failed and cancelled look alike the outcome is unknown, but not that no snapshot was written: that is the word then. */
export function shownOutcome({ outcome, snapshotWritten }: Pick<Save, 'outcome' | 'snapshotWritten'>): Shown {
  return outcome === 'unknown' && snapshotWritten === false ? 'not-saved' : outcome;
}

/** The outcome of one attempt: glyph, word, and colour only where it is trouble. */
export function SaveOutcome({ save }: { save: Save }) {
  const strings = useStrings();
  const shown = shownOutcome(save);
  const isCalm = shown === 'saved' || shown === 'unknown';
  return (
    <span data-state={SHAPES[shown]} className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="text-tone">
        <StateGlyph state={SHAPES[shown]} className="size-4 shrink-0" />
      </span>
      <span className={classNames('font-medium', !isCalm && 'text-tone')}>{strings.saves.outcome[shown]}</span>
    </span>
  );
}
