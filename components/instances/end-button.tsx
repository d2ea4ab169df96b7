'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useMay } from '../access/me';
import { useActions } from '../actions/actions-provider';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';

/** Where one reads when the guard turns on again, one can change it. */
export function EndButton({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { openEnd } = useActions();
  if (!useMay('act')) return null;
  return (
    <Button look="quiet" className="-ml-1.25 align-baseline" onClick={() => openEnd(instance)}>
      {strings.override.change}
    </Button>
  );
}
