import { Check, Circle, CircleHelp, X } from 'lucide-react';
import { useStrings } from '../strings/use-strings';
import { Time } from '../ui/time';

export interface FlowLine {
  readonly text: string;
  readonly status: 'done' | 'failed' | 'waiting' | 'unknown';
  readonly at: string | null;
}

const ICONS = { done: Check, failed: X, waiting: Circle, unknown: CircleHelp } as const;

/** How far a change has come, line by line; what has not happened is not ticked. */
export function FlowLines({ lines }: { lines: readonly FlowLine[] }) {
  const strings = useStrings();
  return (
    <ol
      aria-label={strings.guardDialog.flow.label}
      className="mt-4 divide-y divide-line border-y border-line text-[0.84375rem]"
    >
      {lines.map(({ text, status, at }) => {
        const Icon = ICONS[status];
        return (
          <li key={text} className="flex items-center gap-3 py-2">
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 flex-1">
              {text}
              {status === 'waiting' ? <span className="text-muted"> · {strings.guardDialog.flow.waiting}</span> : null}
            </span>
            {at === null ? null : <Time at={at} />}
          </li>
        );
      })}
    </ol>
  );
}
