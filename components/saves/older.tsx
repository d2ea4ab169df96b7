'use client';

import type { ApiError } from '@/lib/swr/fetcher';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';

interface Props {
  hasOlder: boolean;
  isLoading: boolean;
  error: ApiError | null;
  onLoad: () => void;
}

/** The way to what is older, page by page. */
export function Older({ hasOlder, isLoading, error, onLoad }: Props) {
  const strings = useStrings();
  if (!hasOlder) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={onLoad} disabled={isLoading}>
        {isLoading ? strings.loadingOlder : strings.older}
      </Button>
      {error === null ? null : <p role="alert">{errorText(error, strings)}</p>}
    </div>
  );
}
