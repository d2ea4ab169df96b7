import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';

interface Props {
  id: string;
  /** It is one of the rows that were asked for. */
  isMarked: boolean;
  /** It is one of several that share the row above. */
  isInner?: boolean;
  children: ReactNode;
}

/** A row that can be gone to and marked: a bar at its side and a ground of its own, in words `current`. */
export function RowFrame({ id, isMarked, isInner = false, children }: Props) {
  return (
    <tr
      id={id}
      tabIndex={-1}
      aria-current={isMarked ? 'true' : undefined}
      className={classNames(
        'scroll-mt-20 focus-visible:-outline-offset-2',
        isMarked && 'bg-soft shadow-[inset_3px_0_0_var(--ink)] forced-colors:outline-2',
        isInner && !isMarked && 'shadow-[inset_3px_0_0_var(--line)]',
      )}
    >
      {children}
    </tr>
  );
}
