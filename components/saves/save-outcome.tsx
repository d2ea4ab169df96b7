import type { InstanceStateName } from '@/lib/contracts/instance';
import type { Save } from '@/lib/contracts/save';
import { StateGlyph } from '../instances/state-glyph';
import { strings } from '../strings';
import { classNames } from '../ui/class-names';

/** The shapes are those of the states that the outcomes lead to; a failure is the one with colour. */
const SHAPES: Record<Save['outcome'], InstanceStateName> = {
  running: 'saving',
  saved: 'saved',
  failed: 'rejecting-writes',
  cancelled: 'at-risk',
  unknown: 'unknown',
};

/** The outcome of one attempt: glyph, word, and colour only where it is trouble. */
export function SaveOutcome({ outcome }: { outcome: Save['outcome'] }) {
  const isTrouble = outcome === 'failed' || outcome === 'cancelled' || outcome === 'running';
  return (
    <span data-state={SHAPES[outcome]} className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="text-tone">
        <StateGlyph state={SHAPES[outcome]} className="size-4 shrink-0" />
      </span>
      <span className={classNames('font-medium', isTrouble && 'text-tone')}>{strings.saves.outcome[outcome]}</span>
    </span>
  );
}
