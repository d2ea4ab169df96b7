import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useStreamState } from '@/lib/swr/use-live';

/**
 * Asks for the page again when Savepoint is back: it may be another release, and nobody stands there to reload. Next loads all of a page
 * whose build is another one.
 */
export function useNewest(): void {
  const { refresh } = useRouter();
  const stream = useStreamState();
  const wasDown = useRef(false);
  useEffect(() => {
    if (stream === 'live' && wasDown.current) refresh();
    wasDown.current = stream === 'down';
  }, [stream, refresh]);
}
