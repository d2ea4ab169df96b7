'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { strings } from '../strings';
import { useCoversPage } from './open-dialogs';

interface Props {
  title: string;
  /** One line under the title: which thing this is about. */
  about: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  onClose: () => void;
  onOpenAutoFocus?: ComponentProps<typeof Radix.Content>['onOpenAutoFocus'];
  onCloseAutoFocus?: ComponentProps<typeof Radix.Content>['onCloseAutoFocus'];
}

const SHEET =
  'fixed z-40 flex flex-col bg-surface text-ink focus:outline-none ' +
  'inset-0 sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[37.5rem] sm:max-h-[calc(100dvh-2rem)] sm:-translate-x-1/2 ' +
  'sm:-translate-y-1/2 sm:rounded-xl sm:border sm:border-line sm:shadow-2xl';

/** A dialogue: a sheet over the whole screen on a phone. Esc and a click outside are Cancel. */
export function Dialog({ title, about, aside, children, onClose, onOpenAutoFocus, onCloseAutoFocus }: Props) {
  useCoversPage();
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className={SHEET}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <div className="px-5 pt-5 sm:px-6.5">
            <div className="flex items-start justify-between gap-3">
              <Radix.Title className="min-w-0 pt-1 text-[1.1875rem] leading-tight font-semibold tracking-[-0.015em]">
                {title}
              </Radix.Title>
              <div className="flex shrink-0 items-center gap-2">
                {aside}
                <Radix.Close
                  aria-label={strings.close}
                  className="-mr-2 inline-flex size-8 items-center justify-center rounded-lg text-muted hover:bg-soft hover:text-ink pointer-coarse:size-11"
                >
                  <X aria-hidden className="size-4" />
                </Radix.Close>
              </div>
            </div>
            <p className="mt-1.5 font-mono text-[0.75rem] leading-5 text-muted">{about}</p>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5 sm:px-6.5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
