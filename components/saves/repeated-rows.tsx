import { ChevronRight } from 'lucide-react';
import { number } from '@/lib/domain/text/format';
import { CauseWord } from '../instances/cause-fact';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { Cell } from '../ui/table';
import { Time } from '../ui/time';
import type { Repeated } from './fold';
import { attemptsOf, everySeconds } from './fold';
import { RowFrame } from './row-frame';
import { Trigger } from './save-cells';
import { SaveOutcome } from './save-outcome';
import { InstanceCell, SaveRow } from './save-row';
import { rowId } from './seek';

interface Props {
  row: Repeated;
  instanceName: string | null;
  marked: ReadonlySet<string>;
  isOpen: boolean;
  onToggle: () => void;
}

/** Attempts that failed alike, in one row; opened, they stand one by one below it. */
export function RepeatedRows({ row, instanceName, marked, isOpen, onToggle }: Props) {
  const strings = useStrings();
  const { columns } = strings.saves;
  const [newest] = row.saves;
  const oldest = row.saves.at(-1);
  if (newest === undefined || oldest === undefined) return null;
  return (
    <>
      <RowFrame id={rowId(row)} isMarked={marked.has(rowId(row))}>
        <Cell name={columns.outcome}>
          <SaveOutcome save={newest} />
        </Cell>
        <InstanceCell id={newest.instanceId} name={instanceName} />
        <Cell name={columns.started}>
          <Time at={oldest.startedAt ?? oldest.endedAt ?? ''} zone={false} />
          {' – '}
          <Time at={newest.endedAt ?? newest.startedAt ?? ''} zone={false} />
        </Cell>
        <Cell name={columns.took} wide>
          <Toggle row={row} isOpen={isOpen} onToggle={onToggle} />
        </Cell>
        <Cell name={columns.trigger} label>
          <Trigger save={newest} />
        </Cell>
        <Cell name={columns.copied} label mono right>
          {strings.dash}
        </Cell>
        <Cell name={columns.cause} wide={newest.cause !== null}>
          {newest.cause === null ? null : <CauseWord cause={newest.cause} />}
        </Cell>
        <Cell name={columns.source} label muted own>
          {strings.saves.source[newest.source]}
        </Cell>
      </RowFrame>
      {isOpen
        ? row.saves.map((save) => (
            <SaveRow key={save.id} save={save} instanceName={instanceName} isMarked={marked.has(save.id)} isInner />
          ))
        : null}
    </>
  );
}

function Toggle({ row, isOpen, onToggle }: Pick<Props, 'row' | 'isOpen' | 'onToggle'>) {
  const strings = useStrings();
  const { attemptsFolded, attemptsEvery } = strings.picture;
  const attempts = number(attemptsOf(row.saves));
  const every = everySeconds(row.saves);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="-my-1.5 inline-flex min-h-7 items-center gap-1 text-left font-semibold pointer-coarse:min-h-11"
    >
      <ChevronRight aria-hidden className={classNames('size-4 shrink-0 transition-transform', isOpen && 'rotate-90')} />
      {every === null ? attemptsFolded(attempts) : attemptsEvery(attempts, strings.format.duration(Math.max(1, every)))}
    </button>
  );
}
