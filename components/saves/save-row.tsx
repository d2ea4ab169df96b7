import Link from 'next/link';
import type { Save } from '@/lib/contracts/save';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { Cell } from '../ui/table';
import { RowFrame } from './row-frame';
import { Copied, hasWhy, Took, Trigger, When, Why } from './save-cells';
import { SaveOutcome } from './save-outcome';

interface Props {
  save: Save;
  instanceName: string | null;
  isMarked: boolean;
  isInner?: boolean;
}

/** The address of one save: its row on the page of its instance. */
function saveHref({ instanceId, id }: Save): string {
  return `/instances/${encodeURIComponent(instanceId)}?save=${encodeURIComponent(id)}`;
}

export function InstanceCell({ id, name }: { id: string; name: string | null }) {
  const strings = useStrings();
  if (name === null) return null;
  return (
    <Cell name={strings.saves.columns.instance}>
      <Link
        href={`/instances/${encodeURIComponent(id)}`}
        prefetch={false}
        className="underline decoration-edge underline-offset-2 lg:inline-block lg:min-w-24"
      >
        {printable(name)}
      </Link>
    </Cell>
  );
}

/** One save; its time is the link to it. */
export function SaveRow({ save, instanceName, isMarked, isInner = false }: Props) {
  const strings = useStrings();
  const { columns } = strings.saves;
  return (
    <RowFrame id={save.id} isMarked={isMarked} isInner={isInner}>
      <Cell name={columns.outcome}>
        <SaveOutcome save={save} />
      </Cell>
      <InstanceCell id={save.instanceId} name={instanceName} />
      <Cell name={columns.started}>
        <Link
          href={saveHref(save)}
          prefetch={false}
          className="underline decoration-transparent underline-offset-2 hover:decoration-edge"
        >
          <When save={save} />
        </Link>
      </Cell>
      <Cell name={columns.took} label mono>
        <Took save={save} />
      </Cell>
      <Cell name={columns.trigger} label>
        <Trigger save={save} />
      </Cell>
      <Cell name={columns.copied} label mono right>
        <Copied save={save} />
      </Cell>
      <Cell name={columns.cause} wide={hasWhy(save)}>
        {hasWhy(save) ? <Why save={save} /> : null}
      </Cell>
      <Cell name={columns.source} label muted own>
        {strings.saves.source[save.source]}
      </Cell>
    </RowFrame>
  );
}
