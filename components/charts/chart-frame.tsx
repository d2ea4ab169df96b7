import type { ReactNode } from 'react';
import type { Picture } from '@/lib/contracts/picture';
import { TimeAxis } from './time-axis';

interface Props {
  picture: Picture;
  /** What is drawn, with the latest figure in bold. */
  heading: ReactNode;
  /** The drawing in one sentence. */
  label: string;
  most: string;
  least: string;
  unit: string;
  children: ReactNode;
}

/** A drawing with its figure above, its scale beside, its time below and its unit in words. */
export function ChartFrame({ picture, heading, label, most, least, unit, children }: Props) {
  return (
    <figure className="min-w-0">
      <div className="mb-2 text-[0.8125rem] text-muted">{heading}</div>
      <div role="img" aria-label={label} className="grid grid-cols-[4.25rem_minmax(0,1fr)] gap-x-2">
        <div
          aria-hidden
          className="flex flex-col justify-between text-right font-mono text-[0.6875rem] leading-none whitespace-nowrap text-muted"
        >
          <span>{most}</span>
          <span>{least}</span>
        </div>
        <div className="relative h-24">{children}</div>
        <div className="col-start-2 mt-1">
          <TimeAxis picture={picture} ticks={false} />
        </div>
      </div>
      <figcaption className="mt-1 text-[0.75rem] text-muted">{unit}</figcaption>
    </figure>
  );
}
