'use client';

import { useState } from 'react';
import type { Repeated } from './fold';

/**
 * Which repeated failures stand open. Kept by the saves in them, because new attempts and older pages make a row grow at
 * both of its ends. The save that a link leads to opens its row.
 */
export function useOpenRows(linked: string | null) {
  const [open, setOpen] = useState<{ linked: string | null; ids: ReadonlySet<string> }>({
    linked,
    ids: new Set(linked === null ? [] : [linked]),
  });
  if (open.linked !== linked) setOpen({ linked, ids: new Set(linked === null ? open.ids : [...open.ids, linked]) });

  const isOpen = (row: Repeated): boolean => row.saves.some(({ id }) => open.ids.has(id));
  const toggle = (row: Repeated): void => {
    const ids = new Set(open.ids);
    if (isOpen(row)) for (const { id } of row.saves) ids.delete(id);
    else ids.add(row.id);
    setOpen({ linked, ids });
  };
  return { isOpen, toggle };
}
