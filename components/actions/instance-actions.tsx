'use client';

import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { printable } from '@/lib/domain/text/printable';
import { useMay } from '../access/me';
import { isOutOfSight } from '../instances/trouble';
import { useActions } from './actions-provider';
import { guardNotNow, saveNotNow } from './not-now';

interface Props {
  instance: Instance;
  primary?: boolean;
  /** Stands with the reasons, at the end of the row of buttons where there is room for it. */
  trailing?: ReactNode;
}

/**
 * What the guard is, where that is known now, and what its dialogue would do. Where it is not, the place of those words is kept:
 * what stands beside it does not move.
 */
function GuardLabel({ instance, isKnown }: { instance: Instance; isKnown: boolean }) {
  const { guard, guardIsOn, guardOn } = useFirstStrings().actions;
  if (instance.guard.value === null) return guard;
  const told = instance.guard.value === 'yes' ? guardIsOn : guardOn;
  return (
    <span className="grid *:col-start-1 *:row-start-1">
      <span aria-hidden={!isKnown} className={isKnown ? undefined : 'invisible'}>
        {told}
      </span>
      {isKnown ? null : <span>{guard}</span>}
    </span>
  );
}

/** The two things that can be done. Where one cannot, the reason stands with it; its place is always there, so that nothing moves. */
export function InstanceActions({ instance, primary = false, trailing }: Props) {
  const strings = useFirstStrings();
  const { openBgsave, openGuard } = useActions();
  const freshness = useFreshness(instance);
  const mayAct = useMay('act');
  const id = useId();
  const save = saveNotNow(instance, freshness, mayAct, strings);
  const guard = guardNotNow(instance, freshness, mayAct, strings);
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
        <GuardLabel instance={instance} isKnown={freshness === 'fresh' && !isOutOfSight(instance)} />
      </Button>
      {/* With reasons it is another text, not the same one moved. */}
      <p
        key={String(reasons.length === 0)}
        className={classNames(
          'min-h-[1.45em] basis-full text-[0.75rem] text-muted',
          trailing !== undefined && 'sm:min-h-0 sm:flex-1 sm:basis-24 sm:text-right sm:leading-tight',
        )}
      >
        {reasons.length === 0 ? null : <span id={id}>{reasons.map(printable).join(strings.between)} </span>}
        {trailing === undefined ? null : <span className="whitespace-nowrap">{trailing}</span>}
      </p>
    </>
  );
}
