'use client';

import { useId } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { strings } from '../strings';
import { Button } from '../ui/button';
import { printable } from '../ui/format';
import { useActions } from './actions-provider';
import { guardNotNow, saveNotNow } from './not-now';

/** The two things that can be done. Where one cannot, the reason stands beside it. */
export function InstanceActions({ instance, primary = false }: { instance: Instance; primary?: boolean }) {
  const { openBgsave, openGuard } = useActions();
  const freshness = useFreshness(instance);
  const id = useId();
  const save = saveNotNow(instance, freshness);
  const guard = guardNotNow(instance, freshness);
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
      {reasons.length === 0 ? null : (
        <p id={id} className="basis-full text-[12px] text-muted">
          {reasons.map(printable).join(' ')}
        </p>
      )}
    </>
  );
}
