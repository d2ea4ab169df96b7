'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FoldedRow } from './fold';
import type { Target } from './seek';
import { findRows, isPassed } from './seek';

/** The way to older rows, as far as a search needs it. */
interface Pager {
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly hasFailed: boolean;
  readonly loadOlder: () => Promise<void>;
}

export interface Search {
  readonly status: 'seeking' | 'found' | 'none' | 'too-far' | 'stopped';
  readonly ids: readonly string[];
}

/** A thousand rows: what lies beyond is for the export. */
const MOST_PAGES = 20;

function searchOf(rows: readonly FoldedRow[], pager: Pager, target: Target, pages: number): Search {
  const ids = findRows(rows, target);
  if (ids.length > 0) return { status: 'found', ids };
  if (!pager.hasOlder || isPassed(rows, target)) return { status: 'none', ids };
  if (pages >= MOST_PAGES) return { status: 'too-far', ids };
  return { status: pager.hasFailed ? 'stopped' : 'seeking', ids };
}

/** Shows the rows that are meant: reads older pages until they are there, then goes to the first of them, once. */
export function useSeek(rows: readonly FoldedRow[], pager: Pager, target: Target | null): Search | null {
  const [read, setRead] = useState<{ target: Target | null; pages: number }>({ target: null, pages: 0 });
  const shown = useRef<Target | null>(null);
  const pages = read.target === target ? read.pages : 0;
  const search = target === null ? null : searchOf(rows, pager, target, pages);
  const status = search?.status;
  const first = search?.ids[0];
  const { isLoadingOlder } = pager;

  const readOn = useEffectEvent(() => {
    void pager.loadOlder().then(() => setRead({ target, pages: pages + 1 }));
  });
  useEffect(() => {
    if (status === 'seeking' && !isLoadingOlder) readOn();
  }, [status, isLoadingOlder, target, pages]);

  useEffect(() => {
    if (first === undefined || shown.current === target) return;
    shown.current = target;
    const row = document.getElementById(first);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [first, target]);
  return search;
}
