import { classNames } from './class-names';

/** A key, as it is written on the keyboard. */
export function Kbd({ children, className }: { children: string; className?: string }) {
  return (
    <kbd
      className={classNames(
        'inline-flex min-w-[1.5rem] items-center justify-center rounded-[0.3rem] border border-line px-1.5 font-mono ' +
          'text-[0.75rem] leading-5 whitespace-nowrap text-muted',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
