'use client';

import { Check, SlidersHorizontal } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useOverlays } from '../keys/keys-provider';
import { strings } from '../strings';
import type { Theme } from '../ui/preference-cookies';
import { usePreferences } from '../ui/preferences';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const ITEM = 'touch flex cursor-pointer items-center gap-2 rounded-md px-2.5 outline-none data-highlighted:bg-soft';
const LABEL = 'px-2.5 pt-1.5 pb-0.5 text-[0.75rem] text-muted';

function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} className={ITEM}>
      <span className="flex size-4 shrink-0 items-center justify-center">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.RadioItem>
  );
}

/** How the pages look: theme, and in which zone times are told. Kept for the next visit. */
export function DisplayMenu() {
  const { theme, timeZone, setTheme, setTimes } = usePreferences();
  const { openHelp } = useOverlays();
  const words = strings.display;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={words.menu}
        className="touch -mx-1 inline-flex min-w-9 items-center justify-center rounded-lg text-muted hover:bg-soft hover:text-ink data-[state=open]:bg-soft pointer-coarse:min-w-11"
      >
        <SlidersHorizontal aria-hidden className="size-4.5" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-30 min-w-52 rounded-xl border border-line bg-surface p-1.5 text-[0.875rem] text-ink shadow-xl"
        >
          <DropdownMenu.Label className={LABEL}>{words.theme}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            aria-label={words.theme}
            value={theme}
            onValueChange={(value) => setTheme(THEMES.find((one) => one === value) ?? 'system')}
          >
            {THEMES.map((one) => (
              <Choice key={one} value={one}>
                {words.themes[one]}
              </Choice>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
          <DropdownMenu.Label className={LABEL}>{words.times}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            aria-label={words.times}
            value={timeZone === null ? 'utc' : 'local'}
            onValueChange={(value) => setTimes(value === 'local' ? 'local' : 'utc')}
          >
            <Choice value="utc">{words.utc}</Choice>
            <Choice value="local">{words.local}</Choice>
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
          <DropdownMenu.Item className={`${ITEM} pl-8.5`} onSelect={openHelp}>
            {words.keys}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
