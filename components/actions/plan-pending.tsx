import type { ApiError } from '@/lib/swr/fetcher';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { DialogButtons } from './dialog-buttons';

/** While the plan is read, or when it could not be: nothing is decided on old facts. */
export function PlanPending({
  error,
  onReadAgain,
  onClose,
}: {
  error: ApiError | null;
  onReadAgain: () => void;
  onClose: () => void;
}) {
  const strings = useStrings();
  if (error === null) {
    return (
      <div className="min-h-64">
        <p role="status" className="text-muted">
          {strings.actions.reading}
        </p>
      </div>
    );
  }
  return (
    <>
      <Notice kind="alert" title={strings.actions.planFailed}>
        <p>{printable(errorText(error, strings))}</p>
      </Notice>
      <DialogButtons>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button look="primary" onClick={onReadAgain}>
          {strings.actions.readAgain}
        </Button>
      </DialogButtons>
    </>
  );
}
