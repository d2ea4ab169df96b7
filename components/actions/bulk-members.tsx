import { Ban, Check, Circle, CircleDot, CircleHelp, X } from 'lucide-react';
import type { BulkMember } from '@/lib/contracts/bulk';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { BulkHost } from './bulk-host';
import { bulkShown, byHost, type BulkShown } from './bulk-shown';

const ICONS = {
  waiting: Circle,
  asking: CircleDot,
  running: CircleDot,
  saved: Check,
  failed: X,
  unknown: CircleHelp,
  refused: X,
  left: Ban,
} as const satisfies Record<BulkShown, unknown>;

const TONES: Partial<Record<BulkShown, string>> = {
  waiting: 'text-muted',
  failed: 'text-rejecting',
  refused: 'text-rejecting',
  unknown: 'text-at-risk',
};

/** The place of a sentence is there before it: what stands below does not move when one comes. */
function Member({ member }: { member: BulkMember }) {
  const { bulk } = useStrings();
  const shown = bulkShown(member);
  const Icon = ICONS[shown];
  return (
    <li className="py-2">
      <p className="flex items-center gap-x-3">
        <span className="min-w-0 flex-1 font-medium">{printable(member.name)}</span>
        <span className={classNames('flex shrink-0 items-center gap-2', TONES[shown])}>
          <Icon aria-hidden className="size-4 shrink-0" />
          {bulk.shown[shown]}
        </span>
      </p>
      <p className="min-h-[2.9em] text-[0.8125rem] text-muted sm:min-h-[1.45em]">{printable(member.message ?? '')}</p>
    </li>
  );
}

/** Each instance with what is true of it now, host by host in its order. */
export function BulkMembers({ members }: { members: readonly BulkMember[] }) {
  return byHost(members).map(({ host, here }) => (
    <BulkHost key={host} host={host}>
      {here.map((member) => (
        <Member key={member.instanceId} member={member} />
      ))}
    </BulkHost>
  ));
}
