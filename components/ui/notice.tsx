import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something about the page as a whole. `alert` is for what went wrong just now. */
export function Notice({
  title,
  children,
  kind = 'note',
}: {
  title: string;
  children?: ReactNode;
  kind?: 'note' | 'alert';
}) {
  const Icon = kind === 'alert' ? CircleAlert : Info;
  return (
    <div
      role={kind === 'alert' ? 'alert' : 'note'}
      className="flex gap-3 rounded-xl border border-edge bg-surface px-4 py-3 text-[0.8125rem]"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-1">
        <p className="font-semibold">{title}</p>
        {children}
      </div>
    </div>
  );
}
