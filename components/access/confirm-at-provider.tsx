'use client';

import { useId, useState } from 'react';
import { sendToProvider } from '@/lib/swr/access';
import { asApiError, type ApiError } from '@/lib/swr/fetcher';
import { newKey } from '@/lib/swr/mutations';
import { DialogButtons } from '../actions/dialog-buttons';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { FailedNotice } from './failed-notice';

interface Props {
  onConfirmed: () => void;
  onClose: () => void;
}

/** Who signs in at a provider shows there that it is still them: in another tab, so that nothing that was typed here goes. */
export function ConfirmAtProvider({ onConfirmed, onClose }: Props) {
  const strings = useStrings();
  const words = strings.access;
  const reasonId = useId();
  const [wasThere, setWasThere] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const leave = async (): Promise<void> => {
    // Opened by the click itself: later the browser would take it for an advertisement.
    const tab = window.open('about:blank', '_blank');
    try {
      const { url } = await sendToProvider({ next: '/', confirm: true }, newKey());
      if (tab === null) window.location.assign(url);
      else tab.location.replace(url);
      setWasThere(true);
      setError(null);
    } catch (thrown) {
      tab?.close();
      setError(asApiError(thrown));
    }
  };
  return (
    <div className="flex flex-1 flex-col">
      <p>{words.confirmAtProviderWhy}</p>
      <div className="mt-4">
        <FailedNotice error={error} title={words.notConfirmed} />
      </div>
      <DialogButtons reason={null} reasonId={reasonId}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button look={wasThere ? 'plain' : 'primary'} onClick={() => void leave()}>
          {words.toProvider}
        </Button>
        <Button look={wasThere ? 'primary' : 'plain'} disabled={!wasThere} onClick={onConfirmed}>
          {words.confirm}
        </Button>
      </DialogButtons>
    </div>
  );
}
