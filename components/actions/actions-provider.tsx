'use client';

import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { onDemand, useLaterParts } from '../ui/on-demand';
import type { BulkWanted } from './bulk-wanted';

const ApprovalDialog = onDemand(() => import('./approval-dialog').then((part) => part.ApprovalDialog));
const BgsaveDialog = onDemand(() => import('./bgsave-dialog').then((part) => part.BgsaveDialog));
const BulkDialog = onDemand(() => import('./bulk-dialog').then((part) => part.BulkDialog));
const EndDialog = onDemand(() => import('./end-dialog').then((part) => part.EndDialog));
const GuardDialog = onDemand(() => import('./guard-dialog').then((part) => part.GuardDialog));

type Opened =
  | { readonly kind: 'guard'; readonly instance: Instance; readonly value: 'yes' | 'no' }
  | { readonly kind: 'approval'; readonly instance: Instance; readonly waiting: Approval }
  | { readonly kind: 'bgsave' | 'end'; readonly instance: Instance }
  | { readonly kind: 'bulk'; readonly wanted: BulkWanted | null; readonly follow: string | null };

interface Actions {
  readonly openGuard: (instance: Instance) => void;
  readonly openBgsave: (instance: Instance) => void;
  /** Changes when an override ends. */
  readonly openEnd: (instance: Instance) => void;
  /** What waits for a second person, where something does. */
  readonly openApproval: (instance: Instance) => void;
  /** The plan of saving several. */
  readonly openBulk: (wanted: BulkWanted) => void;
  /** A bulk save that was begun. */
  readonly openBulkSave: (id: string) => void;
}

const ActionsContext = createContext<Actions>({
  openGuard: () => undefined,
  openBgsave: () => undefined,
  openEnd: () => undefined,
  openApproval: () => undefined,
  openBulk: () => undefined,
  openBulkSave: () => undefined,
});

/** Opens the dialogues of an instance. */
export function useActions(): Actions {
  return useContext(ActionsContext);
}

/** A reason belongs to one decision: the one for letting writes in is none for turning the guard on. */
function draftOf({ instance, value }: Extract<Opened, { kind: 'guard' }>): string {
  return `${instance.id} ${value}`;
}

/** Turning the guard on waits for nobody; where a second person is asked already, letting writes in is that request. */
function guardOf(instance: Instance): Opened {
  const { value, approval } = instance.guard;
  if (value === 'no') return { kind: 'guard', instance, value: 'yes' };
  return approval === null
    ? { kind: 'guard', instance, value: 'no' }
    : { kind: 'approval', instance, waiting: approval };
}

function focusAgain(trigger: HTMLElement | null): void {
  const target = trigger?.isConnected ? trigger : document.getElementById('content');
  target?.focus();
}

/**
 * Holds the dialogues above all pages: a card may move or go while its instance changes state, and the dialogue that
 * follows the change must not go with it. Reasons outlive Esc.
 */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const trigger = useRef<HTMLElement | null>(null);
  useLaterParts();

  const open = useCallback((next: Opened) => {
    trigger.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpened(next);
  }, []);
  const actions = useMemo<Actions>(
    () => ({
      openGuard: (instance) => open(guardOf(instance)),
      openApproval: (instance) => {
        const waiting = instance.guard.approval;
        if (waiting !== null) open({ kind: 'approval', instance, waiting });
      },
      openBgsave: (instance) => open({ kind: 'bgsave', instance }),
      openEnd: (instance) => open({ kind: 'end', instance }),
      openBulk: (wanted) => open({ kind: 'bulk', wanted, follow: null }),
      openBulkSave: (follow) => open({ kind: 'bulk', wanted: null, follow }),
    }),
    [open],
  );
  const close = (): void => setOpened(null);
  const onCloseAutoFocus = (event: Event): void => {
    event.preventDefault();
    focusAgain(trigger.current);
  };

  return (
    <ActionsContext value={actions}>
      {children}
      {opened?.kind === 'guard' ? (
        <GuardDialog
          key={draftOf(opened)}
          first={opened.instance}
          value={opened.value}
          reason={reasons[draftOf(opened)] ?? ''}
          onReason={(text) => setReasons((known) => ({ ...known, [draftOf(opened)]: text }))}
          onSaveInstead={() => setOpened({ kind: 'bgsave', instance: opened.instance })}
          onSwitch={(value) => setOpened({ kind: 'guard', instance: opened.instance, value })}
          onClose={close}
          onCloseAutoFocus={onCloseAutoFocus}
        />
      ) : null}
      {opened?.kind === 'approval' ? (
        <ApprovalDialog
          key={opened.waiting.id}
          first={opened.instance}
          waiting={opened.waiting}
          onClose={close}
          onCloseAutoFocus={onCloseAutoFocus}
        />
      ) : null}
      {opened?.kind === 'end' ? (
        <EndDialog
          key={opened.instance.id}
          first={opened.instance}
          onClose={close}
          onCloseAutoFocus={onCloseAutoFocus}
        />
      ) : null}
      {opened?.kind === 'bgsave' ? (
        <BgsaveDialog
          key={opened.instance.id}
          first={opened.instance}
          onClose={close}
          onCloseAutoFocus={onCloseAutoFocus}
        />
      ) : null}
      {opened?.kind === 'bulk' ? (
        <BulkDialog wanted={opened.wanted} follow={opened.follow} onClose={close} onCloseAutoFocus={onCloseAutoFocus} />
      ) : null}
    </ActionsContext>
  );
}
