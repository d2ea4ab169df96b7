'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSWRConfig } from 'swr';
import type { Instance } from '@/lib/contracts/instance';
import { INSTANCES_KEY } from '@/lib/swr/keys';
import { sendRemoval } from '@/lib/swr/mutations';
import { useMay } from '../access/me';
import { DialogButtons } from '../actions/dialog-buttons';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';

/**
 * Stops watching an instance that was registered here, or one that its group no longer announces. What is in a file or the environment is
 * removed there.
 */
export function RemoveInstance({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const [isOpen, setOpen] = useState(false);
  const { mutate } = useSWRConfig();
  const router = useRouter();
  const { state, submit } = useSend<string, null>(async (id, key) => {
    await sendRemoval(id, key);
    await mutate(INSTANCES_KEY);
    router.push('/');
    return null;
  });
  const mayRemove = useMay('administer');
  const isRemovable = instance.origin.kind === 'registered' || instance.group?.announced === false;
  if (!isRemovable || !mayRemove) return null;
  const words = strings.instance;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{words.remove}</Button>
      {isOpen ? (
        <Dialog
          title={words.removeTitle}
          about={`${printable(instance.name)} · ${printable(instance.address)}`}
          onClose={() => setOpen(false)}
        >
          <p>{words.removeDoes}</p>
          {state.phase === 'failed' ? (
            <div className="mt-4">
              <Notice kind="alert" title={strings.guardDialog.outcome['not-applied']}>
                <p>{printable(errorText(state.error, strings))}</p>
              </Notice>
            </div>
          ) : null}
          <DialogButtons reason={state.phase === 'sending' ? words.removing : null}>
            <Button onClick={() => setOpen(false)}>{strings.cancel}</Button>
            <Button look="danger" disabled={state.phase === 'sending'} onClick={() => submit(instance.id)}>
              {words.removeDo}
            </Button>
          </DialogButtons>
        </Dialog>
      ) : null}
    </div>
  );
}
