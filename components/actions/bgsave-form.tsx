'use client';

import { useId, useState } from 'react';
import type { BgsaveRequest, Plan } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { Freshness } from '@/lib/swr/use-freshness';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { CheckList } from './check-list';
import { DialogButtons } from './dialog-buttons';

interface Props {
  instance: Instance;
  plan: Plan;
  freshness: Freshness;
  isSending: boolean;
  onSubmit: (body: BgsaveRequest) => void;
  onWatch: () => void;
  onReadAgain: () => void;
  onClose: () => void;
}

function notReady({ plan, freshness, isSending }: Props, strings: Strings): string | null {
  if (isSending) return strings.bgsaveDialog.starting;
  if (freshness === 'offline') return strings.offlineReason;
  return freshness === 'stale' ? strings.staleReason : plan.blocked;
}

/** What is true before the save, and one button: start it, schedule it, or watch the one that runs. */
export function BgsaveForm(props: Props) {
  const strings = useStrings();
  const { instance, plan, isSending, onSubmit, onWatch, onReadAgain, onClose } = props;
  const [reason, setReason] = useState('');
  const reasonId = useId();
  const words = strings.bgsaveDialog;
  const isRunning = instance.save !== null;
  const isBlocked = !isRunning && plan.blocked !== null;
  const missing = isRunning ? null : notReady(props, strings);
  const start = (): void => {
    if (isSending || missing !== null) return;
    const text = reason.trim();
    onSubmit({
      schedule: plan.mode === 'schedule',
      reason: text === '' ? undefined : text,
      runId: plan.runId ?? undefined,
    });
  };
  return (
    <div className="flex flex-1 flex-col">
      <CheckList checks={plan.checks} />
      <div className="mt-3 space-y-1 text-[0.84375rem]">
        {plan.consequences.map((line) => (
          <p key={line}>{printable(line)}</p>
        ))}
        {plan.limits.map((line) => (
          <p key={line}>{printable(line)}</p>
        ))}
        {isBlocked || plan.advice === '' ? null : <p>{printable(plan.advice)}</p>}
        {plan.warnings.map((line) => (
          <p key={line} className="font-medium">
            {printable(line)}
          </p>
        ))}
      </div>
      {!isBlocked ? null : (
        <div className="mt-4">
          <Notice title={words.blocked}>
            <p>{printable(plan.blocked ?? '')}</p>
            {plan.advice === '' ? null : <p>{printable(plan.advice)}</p>}
          </Notice>
        </div>
      )}
      {isRunning || isBlocked ? null : (
        <div className="mt-4">
          <TextField
            label={strings.guardDialog.reason}
            hint={strings.guardDialog.reasonOptional}
            value={reason}
            maxLength={500}
            autoComplete="off"
            readOnly={isSending}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
      <DialogButtons reason={missing === plan.blocked ? null : missing} reasonId={reasonId}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        {isBlocked ? <Button onClick={onReadAgain}>{strings.actions.readAgain}</Button> : null}
        {isRunning ? (
          <Button look="primary" onClick={onWatch}>
            {words.watch}
          </Button>
        ) : (
          <Button look="primary" disabled={missing !== null} aria-describedby={reasonId} onClick={start}>
            {plan.mode === 'schedule' ? words.schedule : words.start}
          </Button>
        )}
      </DialogButtons>
    </div>
  );
}
