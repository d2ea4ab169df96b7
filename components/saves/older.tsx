'use client';

import type { ApiError } from '@/lib/swr/fetcher';
import { strings } from '../strings';
import { Button } from '../ui/button';

interface Props {
  hasOlder: boolean;
  isLoading: boolean;
  error: ApiError | null;
  onLoad: () => void;
}

/** The way to what is older, page by page. */
export function Older({ hasOlder, isLoading, error, onLoad }: Props) {
  if (!hasOlder) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={onLoad} disabled={isLoading}>
        {isLoading ? strings.loadingOlder : strings.older}
      </Button>
      {error === null ? null : <p role="alert">{error.message}</p>}
    </div>
  );
}
