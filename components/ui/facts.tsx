import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { classNames } from './class-names';

/** A fact with its name; null where it does not apply. */
export type FactRow = readonly [term: string, fact: ReactNode] | null;

/** Facts under each other: what it is on the left, how it is on the right. */
export function Facts({ rows, className }: { rows: readonly FactRow[]; className?: string }) {
  return (
    <dl className={classNames('facts', className)}>
      {rows
        .filter((row) => row !== null)
        .map(([term, fact], index) => (
          // A term may come twice (evidence), and its place tells it apart.
          <Fragment key={`${index} ${term}`}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

/** Sentences of one fact, one after the other: a dialogue has no room for a line each. */
export function Sentences({ lines }: { lines: readonly ReactNode[] }) {
  return lines.map((line, index) => (
    <Fragment key={index}>
      {index === 0 ? null : ' '}
      {line}
    </Fragment>
  ));
}
