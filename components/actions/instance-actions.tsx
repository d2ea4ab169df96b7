'use client';

import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/printable';
import { useActions } from './actions-provider';
import { guardNotNow, saveNotNow } from './not-now';

interface Props {
  instance: Instance;
  primary?: boolean;
  /** Stands on the line of the reasons, which is always there: nothing moves when a reason comes or goes. */
  trailing?: ReactNode;
}

/** The two things that can be done. Where one cannot, the reason stands under it. */
export function InstanceActions({ instance, primary = false, trailing }: Props) {
  const strings = useStrings();
  const { openBgsave, openGuard } = useActions();
  const freshness = useFreshness(instance);
  const id = useId();
  const save = saveNotNow(instance, freshness, strings);
  const guard = guardNotNow(instance, freshness, strings);
  const reasons = [...new Set([save, guard])].filter((reason) => reason !== null);
  return (
    <>
      <Button
        look={primary ? 'primary' : 'plain'}
        disabled={save !== null}
        aria-describedby={save === null ? undefined : id}
        onClick={() => openBgsave(instance)}
      >
        {strings.actions.saveNow}
      </Button>
      <Button
        disabled={guard !== null}
        aria-describedby={guard === null ? undefined : id}
        onClick={() => openGuard(instance)}
      >
        {strings.actions.guard}
      </Button>
      <div className="flex min-h-[1.45em] basis-full items-end justify-between gap-3 text-[0.75rem] text-muted">
        <p id={id}>{reasons.map(printable).join(' ')}</p>
        {trailing}
      </div>
    </>
  );
}
