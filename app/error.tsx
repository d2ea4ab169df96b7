'use client';

import { Button } from '@/components/ui/button';
import { useFirstStrings } from '@/components/strings/use-strings';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const strings = useFirstStrings();
  return (
    <div role="alert" className="max-w-prose space-y-4">
      <title>{strings.errors.title}</title>
      <h1 className="text-[1.6875rem] leading-tight font-semibold tracking-[-0.02em]">{strings.errors.title}</h1>
      <p className="text-muted">{strings.errors.means}</p>
      {error.digest === undefined ? null : (
        <p className="font-mono text-[0.75rem] text-muted">{strings.errors.reference(error.digest)}</p>
      )}
      <Button onClick={reset}>{strings.errors.again}</Button>
    </div>
  );
}
