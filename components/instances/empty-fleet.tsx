'use client';

import { useRouter } from 'next/navigation';
import type { InstanceList } from '@/lib/contracts/instance';
import { useMay } from '../access/me';
import { useStrings } from '../strings/use-strings';
import { ConfigProblems } from './config-problems';
import { GroupProblems } from './group-notice';
import { LocalOffer } from './local-offer';
import { RegisterForm } from './register-form';
import { HEADING } from '../ui/heading';

const FILE_EXAMPLE = `instances:
  - name: orders-primary
    url: redis://10.0.3.14:6379
    operator: same`;
const ENVIRONMENT_EXAMPLE = 'SAVEPOINT_INSTANCES="orders-primary=redis://10.0.3.14:6379"';

function Example({ children }: { children: string }) {
  return (
    <pre className="mt-1.5 rounded-lg bg-soft px-3 py-2 font-mono text-[0.75rem] leading-5 whitespace-pre-wrap">
      {children}
    </pre>
  );
}

interface Props {
  problems: readonly string[];
  groups: InstanceList['groups'];
  offer: { url: string; found: string } | null;
  /** False while the store cannot be written, or even read: then what was registered may not be known. */
  canKeep: boolean;
}

/** Nothing is watched: how to begin, and what answers on this machine. */
export function EmptyFleet({ problems, groups, offer, canKeep }: Props) {
  const strings = useStrings();
  const router = useRouter();
  const words = strings.empty;
  const isAdmin = useMay('administer');
  const mayAdd = isAdmin && canKeep;
  return (
    <div className="space-y-5">
      <title>{`${strings.tabTitle} · ${strings.product}`}</title>
      <h1 id={HEADING} className="text-[1.4375rem] leading-tight font-semibold tracking-[-0.022em] sm:text-[1.6875rem]">
        {canKeep ? words.headline : words.nothingWatched}
      </h1>
      <ConfigProblems problems={problems} />
      <GroupProblems groups={groups} />
      {offer === null || !mayAdd ? null : <LocalOffer offer={offer} />}
      {isAdmin ? null : <p className="text-muted">{strings.access.askAdministrator}</p>}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        {mayAdd ? (
          <section aria-labelledby="add" className="rounded-xl border border-line bg-surface p-4 sm:p-5">
            <h2 id="add" className="text-[1rem] font-semibold">
              {strings.register.title}
            </h2>
            <p className="mt-1 mb-4 text-muted">{strings.register.lead}</p>
            <RegisterForm onRegistered={({ id }) => router.push(`/instances/${id}`)} />
          </section>
        ) : null}
        <section aria-labelledby="how" className="rounded-xl border border-line bg-surface p-4 sm:p-5">
          <h2 id="how" className="text-[1rem] font-semibold">
            {words.otherWays}
          </h2>
          <p className="mt-3">{words.byFile}</p>
          <Example>{FILE_EXAMPLE}</Example>
          <p className="mt-4">{words.byEnvironment}</p>
          <Example>{ENVIRONMENT_EXAMPLE}</Example>
        </section>
      </div>
    </div>
  );
}
