import type { ApiError } from '@/lib/swr/fetcher';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';
import { PageTitle } from '../ui/page-title';
import { Breadcrumb } from './breadcrumb';

/** In place of an incident that could not be read, so that nobody takes it for one that never was. */
export function UnreadIncident({ number, error }: { number: number; error: ApiError | null }) {
  const strings = useStrings();
  const words = strings.incidents;
  return (
    <div className="space-y-4">
      <Breadcrumb number={number} />
      <PageTitle title={words.numbered(String(number))} />
      <Notice title={words.unread}>
        <p>{error === null ? words.unreadMeans : errorText(error, strings)}</p>
      </Notice>
    </div>
  );
}
