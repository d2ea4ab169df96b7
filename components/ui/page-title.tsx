'use client';

import { TabTitle } from '../layout/tab-title';
import { useStrings } from '../strings/use-strings';
import { HEADING } from './heading';

/** The heading of a page, and the title of its tab. */
export function PageTitle({ title, lead }: { title: string; lead?: string }) {
  const strings = useStrings();
  return (
    <div>
      <TabTitle text={`${title} · ${strings.product}`} />
      <h1 id={HEADING} className="text-[1.4375rem] leading-tight font-semibold tracking-[-0.022em] sm:text-[1.6875rem]">
        {title}
      </h1>
      {lead === undefined ? null : <p className="mt-1 text-muted">{lead}</p>}
    </div>
  );
}
