'use client';

import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { Plan } from '@/lib/contracts/action';
import type { Approval, ApproveRequest } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { ApiError } from '@/lib/swr/fetcher';
import type { Freshness } from '@/lib/swr/use-freshness';
import { ageMs, useServerNow } from '@/lib/swr/use-live';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { fieldError } from './action-of-error';
import { ApprovalTerms } from './approval-terms';
import { DialogButtons } from './dialog-buttons';
import { isPlanOld, notReady } from './guard-readiness';
import { NameField } from './name-field';
import { PlanFacts } from './plan-facts';
import { TryFirst } from './try-first';

interface Props {
  approval: Approval;
  instance: Instance;
  plan: Plan;
  freshness: Freshness;
  isSending: boolean;
  error: ApiError | null;
  onApprove: (body: ApproveRequest) => void;
  onDecline: (note: string | undefined) => void;
  onReadAgain: () => void;
}

/** The same facts as who asked was shown, as they are now; and two answers. */
export function ApprovalForm(props: Props) {
  const strings = useStrings();
  const { approval, instance, plan, freshness, isSending, error } = props;
  const [typedName, setTypedName] = useState('');
  const [note, setNote] = useState('');
  const reasonId = useId();
  const planIsOld = useServerNow((now) => isPlanOld(ageMs(plan.readAt, now)));
  const words = strings.approval;
  const reason = approval.reason ?? '';
  const planAgeMs = planIsOld ? Infinity : 0;
  const missing = plan.blocked ?? notReady({ instance, plan, freshness, reason, typedName, planAgeMs }, strings);
  const said = note.trim() === '' ? undefined : note.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing !== null || isSending) return;
    props.onApprove({ confirm: plan.confirmRequired ? typedName : undefined, note: said });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
      <ApprovalTerms approval={approval} instance={instance} />
      <div className="mt-4 border-t border-line pt-4">
        <PlanFacts plan={plan} value="no" />
      </div>
      <TryFirst advice={plan.advice} onSave={null} disabled={false} />
      {error === null ? null : (
        <div className="mt-4">
          <Notice kind="alert" title={strings.guardDialog.outcome['not-applied']}>
            <p>{printable(errorText(error, strings))}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 space-y-4">
        <TextField
          label={words.note}
          hint={words.noteHint}
          error={fieldError(error, 'note')}
          value={note}
          maxLength={500}
          autoComplete="off"
          readOnly={isSending}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
        />
        <NameField {...props} value={typedName} onType={setTypedName} />
      </div>
      <DialogButtons
        reason={isSending ? strings.guardDialog.sending : missing && printable(missing)}
        reasonId={reasonId}
      >
        {planIsOld ? <Button onClick={props.onReadAgain}>{strings.actions.readAgain}</Button> : null}
        <Button disabled={isSending} onClick={() => props.onDecline(said)}>
          {words.decline}
        </Button>
        <Button type="submit" look="danger" disabled={missing !== null || isSending} aria-describedby={reasonId}>
          {words.approve}
        </Button>
      </DialogButtons>
    </form>
  );
}
