import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { ApiError } from '@/lib/swr/fetcher';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { ApprovalTerms } from './approval-terms';
import { DialogButtons } from './dialog-buttons';

interface Props {
  approval: Approval;
  instance: Instance;
  isSending: boolean;
  error: ApiError | null;
  /** Null: somebody else asked. */
  onWithdraw: (() => void) | null;
  onClose: () => void;
}

/** For who asked, and for who only looks: it waits, and nothing was sent. */
export function ApprovalSeen({ approval, instance, isSending, error, onWithdraw, onClose }: Props) {
  const strings = useStrings();
  const words = strings.approval;
  return (
    <>
      <p className="mb-3 font-medium">
        {words.nothingSent}
        {strings.between}
        {onWithdraw === null ? words.others : words.yours}
      </p>
      <ApprovalTerms approval={approval} instance={instance} />
      {error === null ? null : (
        <div className="mt-4">
          <Notice kind="alert" title={strings.guardDialog.outcome['not-applied']}>
            <p>{printable(errorText(error, strings))}</p>
          </Notice>
        </div>
      )}
      <DialogButtons reason={isSending ? strings.guardDialog.sending : null}>
        {onWithdraw === null ? null : (
          <Button disabled={isSending} onClick={onWithdraw}>
            {words.withdraw}
          </Button>
        )}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
