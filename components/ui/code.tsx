import { printable } from '@/lib/domain/text/printable';

/** Text that one compares letter by letter: a directive, a value, a command. */
export function Code({ children }: { children: string }) {
  return <code className="rounded bg-soft px-1 py-px font-mono text-[0.93em]">{printable(children)}</code>;
}
