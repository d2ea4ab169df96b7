import type { ApiError } from '@/lib/swr/fetcher';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';
import { DialogButtons } from './dialog-buttons';
import { OutcomeHeading } from './outcome-heading';

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Who set the value that is there now, and when, as far as Savepoint knows. */
function CurrentValue({ error }: { error: ApiError }) {
  const strings = useStrings();
  const current = error.details['current'];
  if (typeof current !== 'object' || current === null) return null;
  const { value, by, at } = current as Record<string, unknown>;
  const who = text(by);
  const when = text(at);
  return (
    <p>
      {text(value) === null ? null : `${strings.guardDialog.nowIs(String(value))} `}
      {who === null ? null : `${strings.guardDialog.setBy(printable(who))} `}
      {when === null ? null : <Time at={when} />}
    </p>
  );
}

/** Savepoint did not do it, and says why. There is no way to force it: one looks again. */
export function GuardRefused({
  error,
  onReview,
  onClose,
}: {
  error: ApiError;
  onReview: () => void;
  onClose: () => void;
}) {
  const strings = useStrings();
  const words = strings.guardDialog.outcome;
  return (
    <>
      <OutcomeHeading title={error.code === 'conflict' ? words.conflict : words['not-applied']}>
        <p>{printable(errorText(error, strings))}</p>
        {error.code === 'conflict' ? <CurrentValue error={error} /> : null}
      </OutcomeHeading>
      <DialogButtons>
        <Button onClick={onReview}>{strings.actions.review}</Button>
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
