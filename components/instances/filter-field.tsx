'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useShortcut } from '../keys/shortcuts';
import { useFirstStrings } from '../strings/use-strings';
import { Kbd } from '../ui/kbd';

interface Props {
  text: string;
  onType: (text: string) => void;
  /** The key for it was pressed: it must be there to take the focus. */
  onWanted: () => void;
}

/**
 * The text of the filter. The field is ahead of the address while one types, so it follows the address only where that
 * changed by itself: Back, or a link.
 */
export function FilterField({ text, onType, onWanted }: Props) {
  const strings = useFirstStrings();
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef<string[]>([]);
  useEffect(() => {
    const echo = typed.current.indexOf(text);
    typed.current = typed.current.slice(echo + 1);
    if (echo === -1 && field.current !== null) {
      typed.current = [];
      field.current.value = text;
    }
  }, [text]);
  useShortcut('/', () => {
    flushSync(onWanted);
    field.current?.select();
  });

  const type = (next: string): void => {
    typed.current.push(next);
    onType(next);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.currentTarget.value === '') return event.currentTarget.blur();
    event.currentTarget.value = '';
    type('');
  };
  return (
    <div className="relative flex min-w-0 flex-1 basis-40 max-sm:basis-full">
      <input
        ref={field}
        type="text"
        role="searchbox"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-label={strings.fleetTools.filter}
        aria-keyshortcuts="/"
        placeholder={strings.fleetTools.placeholder}
        defaultValue={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        className="touch peer w-full min-w-0 rounded-lg border border-line bg-surface px-3 pr-9 text-[0.8125rem] text-ink placeholder:text-muted pointer-coarse:pr-3 pointer-coarse:text-[1rem]"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2 flex items-center peer-focus:hidden pointer-coarse:hidden"
      >
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}
