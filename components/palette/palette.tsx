'use client';

import { Dialog as Radix } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { useMeantInstance } from '../keys/use-commands';
import { useStrings } from '../strings/use-strings';
import { useCoversPage } from '../ui/open-dialogs';
import type { Item } from './palette-items';
import { found } from './palette-items';
import { optionId, PaletteList } from './palette-list';
import { usePaletteGroups } from './use-palette-groups';

const LIST_ID = 'palette-list';
const SHEET =
  'fixed inset-0 z-40 flex flex-col bg-surface text-ink focus:outline-none sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto ' +
  'sm:left-1/2 sm:max-h-[70dvh] sm:w-[37.5rem] sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-xl sm:border ' +
  'sm:border-line sm:shadow-2xl';

/** Where the arrows lead from `index`; null for keys that do not move. */
function moved(key: string, index: number, last: number): number | null {
  if (key === 'ArrowDown') return index >= last ? 0 : index + 1;
  if (key === 'ArrowUp') return index <= 0 ? last : index - 1;
  return null;
}

/** Finds an instance or an action by typing. What changes something only opens the dialogue that its button opens. */
export function Palette({ onClose }: { onClose: () => void }) {
  const strings = useStrings();
  useCoversPage();
  // The page as it was when the palette came: what it was about, and what had the focus.
  const [meant] = useState(useMeantInstance());
  const [cameFrom] = useState(() => document.activeElement);
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState(0);
  const [chosen, setChosen] = useState<Item | null>(null);
  const [isOpen, setOpen] = useState(true);
  const groups = found(usePaletteGroups(meant, typed.trim() !== ''), typed);
  const items = groups.flatMap((group) => group.items);
  const index = Math.min(wanted, items.length - 1);
  const current = items[index];

  const choose = (item: Item): void => {
    if (item.notNow !== null) return;
    setChosen(item);
    setOpen(false);
  };
  const press = (event: KeyboardEvent): void => {
    const next = moved(event.key, index, items.length - 1);
    if (next !== null) setWanted(next);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && current !== undefined) choose(current);
    else return;
    event.preventDefault();
  };
  // First the focus goes back, then the choice is carried out: a dialogue that it opens knows where to return to.
  const leave = (event: Event): void => {
    event.preventDefault();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
    onClose();
    chosen?.run();
  };

  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-veil" />
        <Radix.Content aria-describedby={undefined} className={SHEET} onCloseAutoFocus={leave}>
          <Radix.Title className="sr-only">{strings.palette.title}</Radix.Title>
          <div className="flex items-center gap-2 border-b border-line px-4">
            <input
              role="combobox"
              aria-label={strings.palette.label}
              aria-expanded={items.length > 0}
              aria-controls={LIST_ID}
              aria-autocomplete="list"
              aria-activedescendant={current === undefined ? undefined : optionId(current)}
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              placeholder={strings.palette.placeholder}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setWanted(0);
              }}
              onKeyDown={press}
              className="min-h-12 min-w-0 flex-1 bg-transparent text-[1rem] outline-none placeholder:text-muted"
            />
            <Radix.Close className="touch -mr-2 rounded-lg px-2 text-[0.8125rem] text-muted hover:bg-soft hover:text-ink">
              {strings.close}
            </Radix.Close>
          </div>
          <PaletteList id={LIST_ID} groups={groups} current={current ?? null} onChoose={choose} typed={typed} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
