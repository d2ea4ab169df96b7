'use client';

import { useEffect } from 'react';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { Kbd } from '../ui/kbd';
import type { Group, Item } from './palette-items';

export function optionId(item: Item): string {
  return `palette-${item.id}`;
}

function Aside({ item }: { item: Item }) {
  if (item.aside.length === 1) return <Kbd>{item.aside}</Kbd>;
  return <span className="min-w-0 text-right text-[0.8125rem] text-muted">{item.aside}</span>;
}

function Option({ item, isCurrent, onChoose }: { item: Item; isCurrent: boolean; onChoose: (item: Item) => void }) {
  return (
    <div
      id={optionId(item)}
      role="option"
      aria-selected={isCurrent}
      aria-disabled={item.notNow !== null}
      data-state={item.state ?? undefined}
      onClick={() => onChoose(item)}
      className={classNames(
        'touch flex cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5',
        isCurrent ? 'bg-soft outline-1 -outline-offset-1 outline-edge' : 'hover:bg-soft',
        item.notNow !== null && 'cursor-not-allowed text-muted',
      )}
    >
      {item.state === null ? null : (
        <span className="text-tone">
          <StateGlyph state={item.state} className="size-4.5 shrink-0" />
        </span>
      )}
      <span className="min-w-0 flex-1">{item.text}</span>
      <Aside item={item} />
    </div>
  );
}

interface Props {
  id: string;
  groups: readonly Group[];
  current: Item | null;
  onChoose: (item: Item) => void;
  typed: string;
}

/** What was found, in groups. The focus stays in the field above; the current line is marked. */
export function PaletteList({ id, groups, current, onChoose, typed }: Props) {
  const strings = useStrings();
  const marked = current === null ? null : optionId(current);
  useEffect(() => {
    if (marked !== null) document.getElementById(marked)?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <>
      <div id={id} role="listbox" aria-label={strings.palette.found} className="min-h-0 flex-1 overflow-y-auto p-2">
        {groups.map(({ name, items }) => (
          <div key={name} role="group" aria-label={name} className="pb-1.5">
            <div aria-hidden className="px-2.5 pt-1.5 pb-1 text-[0.75rem] text-muted">
              {name}
            </div>
            {items.map((item) => (
              <Option key={item.id} item={item} isCurrent={item.id === current?.id} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={groups.length === 0 ? 'px-4.5 pb-5 text-muted' : 'sr-only'}>
        {groups.length === 0 ? strings.palette.nothing(typed.trim()) : ''}
      </p>
    </>
  );
}
