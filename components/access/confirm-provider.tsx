'use client';

import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useRef, useState } from 'react';
import { onDemand } from '../ui/on-demand';

const ConfirmDialog = onDemand(() => import('./confirm-dialog').then((part) => part.ConfirmDialog));

type Confirm = () => Promise<boolean>;

const ConfirmContext = createContext<Confirm>(async () => false);

/** Asks for the password once more; true when it was right. */
export function useConfirm(): Confirm {
  return useContext(ConfirmContext);
}

/** Stands over whatever dialogue wants to know: what was typed there stays. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => undefined);
  const ask = useCallback(() => {
    answer.current(false);
    setOpen(true);
    return new Promise<boolean>((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const settle = (isConfirmed: boolean): void => {
    setOpen(false);
    answer.current(isConfirmed);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {isOpen ? <ConfirmDialog onConfirmed={() => settle(true)} onClose={() => settle(false)} /> : null}
    </ConfirmContext>
  );
}
