import { Check, EyeOff, OctagonX, TriangleAlert } from 'lucide-react';
import type { PlanCheck } from '@/lib/contracts/action';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { Command } from '../ui/command';
import { printable } from '@/lib/domain/text/printable';

const ICONS = { ok: Check, warn: TriangleAlert, block: OctagonX, 'not-visible': EyeOff } as const;
/** What speaks against the save is read first. */
const RANK = { block: 0, warn: 1, 'not-visible': 2, ok: 3 } as const;
const TONES = { ok: 'text-muted', warn: 'text-at-risk', block: 'text-rejecting', 'not-visible': 'text-ink' } as const;

/** The pre-flight check: each line passes, warns, blocks, or says that Redis cannot tell and what would. */
export function CheckList({ checks }: { checks: readonly PlanCheck[] }) {
  const strings = useStrings();
  const worstFirst = [...checks].sort((one, other) => RANK[one.level] - RANK[other.level]);
  return (
    <ul
      aria-label={strings.bgsaveDialog.checks}
      className="divide-y divide-line border-y border-line text-[0.84375rem]"
    >
      {worstFirst.map(({ level, text, command }) => {
        const Icon = ICONS[level];
        return (
          <li key={text} className="flex flex-col gap-x-3 py-2 sm:flex-row">
            <span className={classNames('flex w-28 shrink-0 items-center gap-2 self-start font-medium', TONES[level])}>
              <Icon aria-hidden className="size-4 shrink-0" />
              {strings.bgsaveDialog.level[level]}
            </span>
            <span className="min-w-0 flex-1">
              {printable(text)}
              {command === null ? null : <Command>{command}</Command>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
