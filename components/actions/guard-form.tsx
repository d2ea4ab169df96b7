'use client';

import type { FormEvent, KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Plan, SetStopWritesRequest } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { ApiError } from '@/lib/swr/fetcher';
import type { Freshness } from '@/lib/swr/use-freshness';
import { ageMs, useServerNow } from '@/lib/swr/use-live';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { fieldError } from './action-of-error';
import { DialogButtons } from './dialog-buttons';
import { type EndChoice, EndField, untilOf } from './end-choice';
import { GuardBlocked } from './guard-blocked';
import { isPlanOld, notReady } from './guard-readiness';
import { NameField } from './name-field';
import { PlanFacts } from './plan-facts';
import { RewriteField } from './rewrite-field';
import { TryFirst } from './try-first';

interface Props {
  instance: Instance;
  plan: Plan;
  value: 'yes' | 'no';
  reason: string;
  terms: Terms;
  freshness: Freshness;
  isSending: boolean;
  error: ApiError | null;
  onReason: (text: string) => void;
  onTerms: (terms: Terms) => void;
  onSaveInstead: () => void;
  onSubmit: (body: SetStopWritesRequest) => void;
  onReadAgain: () => void;
  onClose: () => void;
}

/** What a person chose besides the reason: until when, and whether the file is written as well. */
export interface Terms {
  readonly end: EndChoice;
  readonly rewrite: boolean;
}

function requestOf({ plan, value, reason, terms }: Props, typedName: string): SetStopWritesRequest {
  return {
    value,
    expected: plan.current ?? undefined,
    confirm: plan.confirmRequired ? typedName : undefined,
    reason: reason.trim() === '' ? undefined : reason.trim(),
    ...(value === 'no' ? { until: untilOf(terms.end) } : {}),
    rewrite: terms.rewrite,
    runId: plan.runId ?? undefined,
  };
}

// Enter here would decide before the last field is reached.
function ignoreEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}

/** Where there is room the first field has the focus at once; on a phone the dialogue is read from its top. */
function useFirstField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (window.matchMedia('(min-width: 40rem)').matches) field.current?.focus();
  }, []);
  return field;
}

/** What is true now, what would change, and the two things that a person must give for it. */
export function GuardForm(props: Props) {
  const strings = useStrings();
  const { instance, plan, value, reason, terms, freshness, isSending, error } = props;
  const { onReason, onTerms, onSaveInstead, onClose } = props;
  const [typedName, setTypedName] = useState('');
  const reasonId = useId();
  const firstField = useFirstField();
  // In seconds: a dialogue that renders on every tick would be busy for nothing.
  const planIsOld = useServerNow((now) => isPlanOld(ageMs(plan.readAt, now)));
  if (plan.current === value || plan.blocked !== null) return <GuardBlocked {...props} />;

  const planAgeMs = planIsOld ? Infinity : 0;
  const missing = notReady({ instance, plan, freshness, reason, typedName, planAgeMs }, strings);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing === null && !isSending) props.onSubmit(requestOf(props, typedName));
  };
  const words = strings.guardDialog;
  return (
    <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
      <PlanFacts plan={plan} value={value} />
      <TryFirst
        advice={plan.advice}
        onSave={instance.rdb.lastStatus === 'ok' ? null : onSaveInstead}
        disabled={isSending}
      />
      {error === null ? null : (
        <div className="mt-4">
          <Notice kind="alert" title={words.outcome['not-applied']}>
            <p>{printable(errorText(error, strings))}</p>
          </Notice>
        </div>
      )}
      <div className="mt-4 space-y-4">
        <TextField
          label={words.reason}
          hint={plan.reasonRequired ? words.reasonRequired : words.reasonOptional}
          error={fieldError(error, 'reason')}
          value={reason}
          maxLength={500}
          autoComplete="off"
          ref={firstField}
          readOnly={isSending}
          onChange={(event) => onReason(event.target.value)}
          onKeyDown={ignoreEnter}
        />
        {value === 'no' ? (
          <EndField
            value={terms.end}
            error={fieldError(error, 'until')}
            disabled={isSending}
            onChoose={(end) => onTerms({ ...terms, end })}
          />
        ) : null}
        {plan.rewrite === null ? null : (
          <RewriteField
            rewrite={plan.rewrite}
            value={value}
            checked={terms.rewrite}
            disabled={isSending}
            onCheck={(rewrite) => onTerms({ ...terms, rewrite })}
          />
        )}
        <NameField {...props} value={typedName} onType={setTypedName} />
      </div>
      {plan.secondPerson ? <p className="mt-4 font-medium">{strings.approval.askMeans}</p> : null}
      <DialogButtons reason={isSending ? words.sending : missing} reasonId={reasonId}>
        {planIsOld ? <Button onClick={props.onReadAgain}>{strings.actions.readAgain}</Button> : null}
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button
          type="submit"
          look={value === 'no' ? 'danger' : 'primary'}
          disabled={missing !== null || isSending}
          aria-describedby={reasonId}
        >
          {plan.secondPerson ? strings.approval.ask : value === 'no' ? words.doOff : words.doOn}
        </Button>
      </DialogButtons>
    </form>
  );
}
