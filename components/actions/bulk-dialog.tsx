'use client';

import type { ComponentProps } from 'react';
import { useState } from 'react';
import type { BulkSave } from '@/lib/contracts/bulk';
import { printable } from '@/lib/domain/text/printable';
import { useBulkSave } from '@/lib/swr/use-bulk';
import { useStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { Dialog } from '../ui/dialog';
import { BulkFollow } from './bulk-follow';
import { BulkPlanning } from './bulk-planning';
import type { BulkWanted } from './bulk-wanted';

interface Props {
  /** Null: the bulk save `follow` is shown and nothing is planned. */
  wanted: BulkWanted | null;
  follow: string | null;
  onClose: () => void;
  onCloseAutoFocus: ComponentProps<typeof Dialog>['onCloseAutoFocus'];
}

/** Saving several: the plan, the start, and then each save to its real end. */
export function BulkDialog({ wanted, follow, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const [followed, setFollowed] = useState(follow);
  const [first, setFirst] = useState<BulkSave>();
  const ids = wanted?.ids ?? [];
  const about = wanted?.isFiltered === true ? strings.bulk.ofFilter(ids.length) : strings.bulk.ofFleet(ids.length);
  const begun = (save: BulkSave): void => {
    setFirst(save);
    setFollowed(save.id);
  };
  return (
    <Dialog
      title={strings.bulk.title}
      about={followed !== null && first === undefined ? <BegunLine id={followed} /> : about}
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
    >
      {followed === null ? (
        <BulkPlanning ids={ids} onBegun={begun} onFollow={setFollowed} onClose={onClose} />
      ) : (
        <BulkFollow id={followed} first={first} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** Who began the one that is shown, and when. */
function BegunLine({ id }: { id: string }) {
  const { bulk, between } = useStrings();
  const { data: save } = useBulkSave(id);
  if (save === undefined) return null;
  return (
    <>
      {bulk.begunBy(printable(save.actor.name))}
      {between}
      <Ago at={save.begunAt} />
    </>
  );
}
