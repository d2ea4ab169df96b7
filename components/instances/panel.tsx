import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';

interface Props {
  id: string;
  title: string;
  children: ReactNode;
  /** With a bar in the colour of the state: this is where to look. */
  marked?: boolean;
}

/** A part of the page with its title. */
export function Panel({ id, title, children, marked = false }: Props) {
  return (
    <section
      aria-labelledby={id}
      className={classNames(
        'min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5',
        marked && 'border-t-3 border-t-tone',
      )}
    >
      <h2 id={id} className="mb-2.5 text-[1rem] font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
