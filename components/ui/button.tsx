import Link from 'next/link';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

type Look = 'primary' | 'plain' | 'danger' | 'quiet';

const LOOKS: Record<Look, string> = {
  primary: 'px-3.5 bg-ink text-ground border-transparent hover:not-disabled:opacity-85',
  plain: 'px-3.5 bg-surface text-ink border-line hover:not-disabled:bg-soft',
  danger: 'px-3.5 bg-rejecting text-on-tone border-transparent hover:not-disabled:opacity-90',
  quiet: 'bg-transparent text-ink border-transparent underline underline-offset-2 decoration-edge px-1',
};

const SHAPE =
  'touch inline-flex max-w-full items-center justify-center gap-2 rounded-lg border text-[0.8125rem] font-medium sm:whitespace-nowrap ' +
  'transition-[background-color,opacity] disabled:cursor-not-allowed disabled:opacity-45 aria-disabled:opacity-45';

/** A button says what it does: verb and noun. One that is disabled stands beside the reason. */
export function Button({
  look = 'plain',
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type={type} className={classNames(SHAPE, LOOKS[look], className)} {...rest} />;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ look = 'plain', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={classNames(SHAPE, LOOKS[look], className)} {...rest} />;
}
