import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface Head {
  readonly text: string;
  readonly right?: boolean;
  /** How the rows are sorted by this column; left out where they cannot be. */
  readonly sorted?: 'ascending' | 'descending' | 'none';
  readonly onSort?: () => void;
}

const ARROWS = { ascending: '↑', descending: '↓', none: '' } as const;

/** The name of a column, and where rows can be sorted by it the button for that. */
function HeadText({ text, sorted = 'none', onSort }: Head) {
  if (onSort === undefined) return text;
  return (
    <>
      <span className="lg:hidden">{text}</span>
      <button
        type="button"
        onClick={onSort}
        className={classNames(
          'hidden rounded-sm hover:text-ink lg:inline',
          sorted !== 'none' && 'font-medium text-ink',
        )}
      >
        {text} <span aria-hidden>{ARROWS[sorted]}</span>
      </button>
    </>
  );
}

/** A table with room; where there is none each row becomes a block of named facts, and nothing scrolls sideways. */
export function Table({ caption, heads, children }: { caption: string; heads: readonly Head[]; children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <table role="table" className="block w-full text-[0.8125rem] lg:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
          <tr role="row">
            {heads.map((head) => (
              <th
                key={head.text}
                role="columnheader"
                scope="col"
                aria-sort={head.onSort === undefined ? undefined : head.sorted}
                className={classNames('px-3.5 py-2.5 font-normal text-muted', head.right ? 'text-right' : 'text-left')}
              >
                <HeadText {...head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          className={
            'block lg:table-row-group [&>tr]:flex [&>tr]:flex-wrap [&>tr]:gap-x-4 [&>tr]:gap-y-1 [&>tr]:border-t ' +
            '[&>tr]:border-line [&>tr]:px-3.5 [&>tr]:py-2.5 [&>tr:target]:bg-soft lg:[&>tr]:table-row lg:[&>tr]:p-0'
          }
        >
          {children}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  name: string;
  label?: boolean;
  children: ReactNode;
  mono?: boolean;
  right?: boolean;
  muted?: boolean;
  wide?: boolean;
  own?: boolean;
  span?: number;
}

/**
 * One fact of a row. `name` is its column; with `label` it is told before the fact where the columns are gone; `own` words
 * of ours break between words alone, so that their column stays as wide as the longest of them.
 */
export function Cell({ name, label, children, mono, right, muted, wide, own, span }: CellProps) {
  return (
    <td
      role="cell"
      colSpan={span}
      className={classNames(
        'min-w-0 lg:border-t lg:border-line lg:px-3.5 lg:py-2.5 lg:align-top',
        mono && 'font-mono text-[0.75rem] whitespace-nowrap',
        right && 'lg:text-right',
        muted && 'text-muted',
        own && 'lg:[overflow-wrap:normal]',
        (wide || span !== undefined) && 'basis-full',
      )}
    >
      {label ? <span className="font-sans text-muted lg:hidden">{name} </span> : null}
      {children}
    </td>
  );
}
