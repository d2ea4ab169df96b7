import type { ApiError } from '@/lib/swr/fetcher';
import { printable } from '@/lib/domain/text/printable';
import { isUndecided } from '../actions/action-of-error';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';

/** What was asked for was not done, or cannot be read. */
export function FailedNotice({ error, title }: { error: ApiError | null; title?: string }) {
  const strings = useStrings();
  if (error === null) return null;
  return (
    <Notice kind="alert" title={isUndecided(error) ? strings.access.notKnown : (title ?? strings.access.failed)}>
      <p>{printable(errorText(error, strings))}</p>
    </Notice>
  );
}
