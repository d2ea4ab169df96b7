'use client';

import Link from 'next/link';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { InstanceActions } from '../actions/instance-actions';
import { stateWord } from '../strings/spoken';
import { useStrings } from '../strings/use-strings';
import { ReadAge } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';
import { incidentPath } from '../incidents/incident-path';
import { roleName, softwareName } from './identity';
import { StateGlyph } from './state-glyph';
import { StateSentence } from './state-sentence';
import { HEADING } from '../ui/heading';

function Breadcrumb({ name }: { name: string }) {
  const strings = useStrings();
  return (
    <nav aria-label={strings.instance.breadcrumb} className="text-[0.8125rem] text-muted">
      <ol className="flex flex-wrap gap-1.5">
        <li>
          <Link href="/" className="hover:text-ink hover:underline">
            {strings.fleet.title}
          </Link>
        </li>
        <li aria-hidden>/</li>
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
}

function Particulars({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const { runId } = instance.server;
  const parts = [
    printable(instance.address),
    softwareName(instance),
    roleName(instance, strings),
    instance.environment,
    runId === null ? null : strings.run(printable(runId)),
  ];
  return (
    <p className="font-mono text-[0.75rem] leading-5 text-muted">
      {parts.filter((part) => part !== null).join(' · ')} ·{' '}
      <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />
      {instance.incident === null ? null : (
        <>
          {' · '}
          <Link
            href={incidentPath(instance.incident)}
            className="text-ink underline decoration-edge underline-offset-2"
          >
            {strings.incidents.openNow(String(instance.incident))}
          </Link>
        </>
      )}
    </p>
  );
}

/** Which instance, what it does, since when, and the two things that can be done: on a phone the buttons come first. */
export function InstanceHeader({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const isStale = useFreshness(instance) !== 'fresh' && instance.state !== 'unknown';
  const word = isStale ? strings.stale : stateWord(instance, strings);
  const name = printable(instance.name);
  return (
    <div className="space-y-2.5">
      <title>{`${name}: ${word.toLowerCase()} · ${strings.product}`}</title>
      <Breadcrumb name={name} />
      <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_auto] lg:gap-y-1">
        <div className="flex min-w-0 items-start gap-3">
          <span className="mt-0.5 text-tone sm:mt-1">
            <StateGlyph state={isStale ? 'unknown' : instance.state} className="size-7 shrink-0" />
          </span>
          <h1
            id={HEADING}
            className="min-w-0 text-[1.375rem] leading-tight tracking-[-0.022em] text-muted sm:text-[1.625rem] [&_time]:font-sans"
          >
            <span className="font-semibold text-ink">{name}</span>{' '}
            {isStale ? (
              `${strings.stale} · ${strings.staleWas(stateWord(instance, strings).toLowerCase())}`
            ) : (
              <StateSentence instance={instance} />
            )}
          </h1>
        </div>
        <div className="flex flex-wrap gap-x-2 gap-y-1 max-lg:[&>button]:flex-1 lg:row-span-2 lg:max-w-80 lg:justify-end">
          <InstanceActions instance={instance} primary />
        </div>
        <Particulars instance={instance} />
      </div>
    </div>
  );
}
