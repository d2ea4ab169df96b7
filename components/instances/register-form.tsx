'use client';

import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useSWRConfig } from 'swr';
import type { Instance, RegisterRequest } from '@/lib/contracts/instance';
import { INSTANCES_KEY, instanceKey } from '@/lib/swr/keys';
import { sendRegistration } from '@/lib/swr/mutations';
import { fieldError } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { AccessFields } from './access-fields';
import { Registered } from './registered';
import type { RegisterDraft } from './register-draft';
import { EMPTY_DRAFT, requestOf } from './register-draft';

const PLAIN = { autoComplete: 'off', autoCorrect: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/**
 * Registers an instance. What was typed stays, whatever the answer is. `onRegistered` is called even where the page has
 * already replaced the form by what was registered.
 */
export function RegisterForm({ onRegistered }: { onRegistered?: (instance: Instance) => void }) {
  const strings = useStrings();
  const [draft, setDraft] = useState<RegisterDraft>(EMPTY_DRAFT);
  const form = useRef<HTMLFormElement>(null);
  const { cache, mutate } = useSWRConfig();
  const { state, submit, reset } = useSend<RegisterRequest, Instance>(async (body, key) => {
    const instance = await sendRegistration(body, key);
    // What was known of an instance of this name before is not this one.
    cache.delete(instanceKey(instance.id));
    onRegistered?.(instance);
    return instance;
  });
  const error = state.phase === 'failed' ? state.error : null;
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  if (state.phase === 'answered') {
    const again = (): void => {
      setDraft(EMPTY_DRAFT);
      reset();
      void mutate(INSTANCES_KEY);
    };
    return <Registered instance={state.answer} onAnother={again} />;
  }
  const words = strings.register;
  const isSending = state.phase === 'sending';
  const set = (change: Partial<RegisterDraft>): void => setDraft((known) => ({ ...known, ...change }));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(requestOf(draft));
  };
  return (
    <form ref={form} onSubmit={send} noValidate className="space-y-4">
      {error === null ? null : (
        <Notice kind="alert" title={words.failed}>
          <p>{printable(errorText(error, strings))}</p>
        </Notice>
      )}
      <TextField
        {...PLAIN}
        label={words.name}
        hint={words.nameHint}
        error={fieldError(error, 'name')}
        value={draft.name}
        readOnly={isSending}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        {...PLAIN}
        label={words.url}
        hint={words.urlHint}
        error={fieldError(error, 'url')}
        className="font-mono"
        value={draft.url}
        readOnly={isSending}
        onChange={(event) => set({ url: event.target.value })}
      />
      <SelectField
        label={words.environment}
        hint={words.environmentHint}
        error={fieldError(error, 'environment')}
        value={draft.environment}
        onChange={(event) => set({ environment: event.target.value as RegisterDraft['environment'] })}
      >
        <option value="production">production</option>
        <option value="staging">staging</option>
        <option value="development">development</option>
      </SelectField>
      <AccessFields draft={draft} error={fieldError(error, 'operator')} isSending={isSending} onChange={set} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={isSending}>
          {words.submit}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {isSending ? words.trying : ''}
        </p>
      </div>
    </form>
  );
}
