import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface Head {
  readonly text: string;
  readonly right?: boolean;
}

/** A table with room; where there is none each row becomes a block of named facts, and nothing scrolls sideways. */
export function Table({ caption, heads, children }: { caption: string; heads: readonly Head[]; children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <table role="table" className="block w-full text-[13px] lg:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
          <tr role="row">
            {heads.map(({ text, right }) => (
              <th
                key={text}
                role="columnheader"
                scope="col"
                className={classNames('px-3.5 py-2.5 font-normal text-muted', right ? 'text-right' : 'text-left')}
              >
                {text}
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
  span?: number;
}

/** One fact of a row. `name` is its column; with `label` it is told before the fact where the columns are gone. */
export function Cell({ name, label, children, mono, right, muted, wide, span }: CellProps) {
  return (
    <td
      role="cell"
      colSpan={span}
      className={classNames(
        'min-w-0 lg:border-t lg:border-line lg:px-3.5 lg:py-2.5 lg:align-top',
        mono && 'font-mono text-[12px] whitespace-nowrap',
        right && 'lg:text-right',
        muted && 'text-muted',
        (wide || span !== undefined) && 'basis-full',
      )}
    >
      {label ? <span className="font-sans text-muted lg:hidden">{name} </span> : null}
      {children}
    </td>
  );
}
