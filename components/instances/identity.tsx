import Link from 'next/link';
import type { Instance } from '@/lib/contracts/instance';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { classNames } from '../ui/class-names';
import { groupLabel } from './group-label';
import { printable } from '@/lib/domain/text/printable';

/** The level of a card's name: below the page's heading, or below that of its group. */
export type CardHeading = 'h2' | 'h3';

const SOFTWARE = { redis: 'Redis', valkey: 'Valkey' } as const;

/** `Redis 7.0.15`; null when nobody knows. */
export function softwareName({ server }: Instance): string | null {
  if (server.software === null) return server.version === null ? null : printable(server.version);
  return server.version === null
    ? SOFTWARE[server.software]
    : `${SOFTWARE[server.software]} ${printable(server.version)}`;
}

export function roleName({ server }: Instance, strings: FirstStrings): string | null {
  if (server.role === null) return null;
  return server.role === 'master' ? strings.primary : strings.replica;
}

/** Environment and role: words beside the state, never a colour. */
export function IdentityBadges({ instance, role }: { instance: Instance; role: boolean }) {
  const strings = useFirstStrings();
  const name = roleName(instance, strings);
  const group = groupLabel(instance, strings);
  return (
    <span className="flex min-w-0 flex-wrap gap-1.5">
      <Badge>{instance.environment}</Badge>
      {name !== null && (role || name === strings.replica) ? <Badge>{name}</Badge> : null}
      {group === null ? null : <Badge>{group}</Badge>}
    </span>
  );
}

interface IdentityProps {
  instance: Instance;
  large: boolean;
  headingId: string;
  heading?: CardHeading;
}

/** Name and address: what one says on the phone, and what one types. */
export function Identity({ instance, large, headingId, heading: Heading = 'h2' }: IdentityProps) {
  const software = large ? softwareName(instance) : null;
  return (
    <div className="min-w-0">
      <Heading
        id={headingId}
        className={classNames(
          'leading-tight font-semibold tracking-[-0.015em]',
          large ? 'text-[1.25rem]' : 'text-[1rem]',
        )}
      >
        <Link
          href={`/instances/${instance.id}`}
          prefetch={false}
          className="rounded-sm hover:underline hover:underline-offset-3"
        >
          {printable(instance.name)}
        </Link>
      </Heading>
      <p className="mt-0.5 font-mono text-[0.75rem] text-muted">
        {printable(instance.address)}
        {software === null ? null : ` · ${software}`}
      </p>
    </div>
  );
}
