'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { useRef } from 'react';
import { useStrings } from '../strings/use-strings';
import { useCoversPage } from './open-dialogs';

interface Props {
  title: string;
  /** One line under the title: which thing this is about. */
  about: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  onClose: () => void;
  onCloseAutoFocus?: ComponentProps<typeof Radix.Content>['onCloseAutoFocus'];
}

const SHEET =
  'fixed z-40 flex flex-col overflow-y-auto overscroll-contain scroll-pb-32 bg-surface text-ink focus:outline-none ' +
  'inset-0 sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[37.5rem] sm:max-w-[calc(100vw-2rem)] ' +
  'sm:max-h-[calc(100dvh-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:border sm:border-line sm:shadow-2xl';

/**
 * A dialogue: a sheet over the whole screen on a phone. Esc and a click outside are Cancel. It opens at its top with the title
 * focused: there Enter does nothing, and a screen reader says what has opened. Where a field is the first thing to do, the
 * form in it takes the focus.
 */
export function Dialog({ title, about, aside, children, onClose, onCloseAutoFocus }: Props) {
  const strings = useStrings();
  const heading = useRef<HTMLHeadingElement>(null);
  useCoversPage();
  const startAtTitle = (event: Event): void => {
    event.preventDefault();
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className={SHEET}
          onOpenAutoFocus={startAtTitle}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <div className="px-4 pt-4 sm:px-6.5 sm:pt-5">
            <div className="flex items-start justify-between gap-3">
              <Radix.Title
                ref={heading}
                tabIndex={-1}
                className="min-w-0 pt-1 text-[1.1875rem] leading-tight font-semibold tracking-[-0.015em] focus:outline-none"
              >
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
          <div className="flex flex-1 flex-col px-4 pt-4 sm:px-6.5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
