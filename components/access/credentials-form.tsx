'use client';

import type { ReactNode } from 'react';
import type { ApiError } from '@/lib/swr/fetcher';
import { fieldError } from '../actions/action-of-error';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { useHydrated } from '../ui/use-hydrated';
import { FailedNotice } from './failed-notice';

interface Props {
  /** `new`: of an account that is made here. */
  kind: 'known' | 'new';
  error: ApiError | null;
  isSending: boolean;
  /** What the button says, and what is said where that was not done. */
  label: string;
  failed: string;
  /** Fields before name and password. */
  before?: ReactNode;
  isNameFirst: boolean;
  onSubmit: (given: (field: string) => string) => void;
}

/**
 * Name and password. The fields are the browser's own, which may have filled them in before the page was alive; what was typed stays,
 * whatever the answer is.
 */
export function CredentialsForm({ kind, error, isSending, label, failed, before, isNameFirst, onSubmit }: Props) {
  const words = useStrings().access;
  const isAlive = useHydrated();
  const isNew = kind === 'new';
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        onSubmit((field) => String(form.get(field) ?? ''));
      }}
    >
      <FailedNotice error={error} title={failed} />
      {before}
      <TextField
        label={words.name}
        hint={isNew ? words.nameHint : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoFocus={isNameFirst}
        error={fieldError(error, 'name')}
        readOnly={isSending}
      />
      <TextField
        label={words.password}
        hint={isNew ? words.passwordHint : undefined}
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        error={fieldError(error, 'password')}
        readOnly={isSending}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={isSending || !isAlive}>
          {label}
        </Button>
        <p role="status" className="text-[0.8125rem] text-muted">
          {isSending ? words.signingIn : ''}
        </p>
      </div>
    </form>
  );
}
