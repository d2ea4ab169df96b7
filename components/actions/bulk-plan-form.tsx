'use client';

import { useId, useState } from 'react';
import type { BulkPlan, BulkSaveRequest } from '@/lib/contracts/bulk';
import { isOffline, useGlance } from '@/lib/swr/use-live';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { BulkLeftOut, BulkPlanLines } from './bulk-plan-lines';
import { DialogButtons } from './dialog-buttons';

const HOSTS_AT_ONCE = [1, 2, 4, 8, 16] as const;
const USUAL = 4;
/** A plan that is older than this is read again before it is decided on. */
const OLD_MS = 60_000;

interface Props {
  plan: BulkPlan;
  isSending: boolean;
  onSubmit: (body: BulkSaveRequest) => void;
  onReadAgain: () => void;
  onClose: () => void;
}

function useNotReady({ plan, isSending }: Props, strings: Strings): string | null {
  const offline = useGlance(isOffline);
  const isOld = useGlance(({ now }) => now !== null && now - Date.parse(plan.readAt) > OLD_MS);
  if (isSending) return strings.bulk.starting;
  if (offline) return strings.offlineReason;
  return isOld ? strings.actions.planOld : null;
}

interface HostsProps {
  value: number;
  isSending: boolean;
  onChoose: (count: number) => void;
}

function HostsField({ value, isSending, onChoose }: HostsProps) {
  const { bulk } = useStrings();
  return (
    <SelectField
      label={bulk.hosts}
      value={value}
      disabled={isSending}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {HOSTS_AT_ONCE.map((count) => (
        <option key={count} value={count}>
          {count}
        </option>
      ))}
    </SelectField>
  );
}

/** What would be saved, in what order, and who is left out; then the reason, and one button. */
export function BulkPlanForm(props: Props) {
  const strings = useStrings();
  const { plan, isSending, onSubmit, onReadAgain, onClose } = props;
  const [reason, setReason] = useState('');
  const [hostsAtOnce, setHosts] = useState<number>(USUAL);
  const reasonId = useId();
  const missing = useNotReady(props, strings);
  const words = strings.bulk;
  const wanted = plan.lines.filter(({ turn }) => turn !== null);
  const hosts = new Set(wanted.map(({ host }) => host)).size;
  const start = (): void => {
    if (missing !== null) return;
    const text = reason.trim();
    const instanceIds = wanted.map(({ instanceId }) => instanceId);
    onSubmit({ instanceIds, hostsAtOnce, reason: text === '' ? undefined : text });
  };
  return (
    <div className="flex flex-1 flex-col">
      {wanted.length === 0 ? (
        <Notice title={words.none} />
      ) : (
        <>
          <p className="font-medium">{words.planFacts(wanted.length, hosts)}</p>
          <p className="mt-1 text-[0.84375rem]">{words.order}</p>
          {hosts > 1 ? <p className="mt-1 text-[0.84375rem] text-muted">{words.hostNote}</p> : null}
          <h3 className="mt-4 font-semibold">{words.will}</h3>
          <BulkPlanLines lines={wanted} />
        </>
      )}
      <BulkLeftOut lines={plan.lines.filter(({ turn }) => turn === null)} />
      {wanted.length === 0 ? null : (
        <div className="mt-4 space-y-3">
          {hosts > 1 ? <HostsField value={hostsAtOnce} isSending={isSending} onChoose={setHosts} /> : null}
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
      <DialogButtons reason={missing} reasonId={reasonId}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        {wanted.length === 0 || missing === strings.actions.planOld ? (
          <Button look="primary" onClick={onReadAgain}>
            {strings.actions.readAgain}
          </Button>
        ) : (
          <Button look="primary" disabled={missing !== null} aria-describedby={reasonId} onClick={start}>
            {words.start(wanted.length)}
          </Button>
        )}
      </DialogButtons>
    </div>
  );
}
