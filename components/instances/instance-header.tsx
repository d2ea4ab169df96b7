'use client';

import Link from 'next/link';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { InstanceActions } from '../actions/instance-actions';
import { stateWord, strings } from '../strings';
import { Ago, Lasting, ReadAge } from '../ui/age';
import { printable } from '../ui/format';
import { Time } from '../ui/time';
import { roleName, softwareName } from './identity';
import { StateGlyph } from './state-glyph';

/** Since when; for a saved instance what counts is how old its save is. */
function Since({ instance }: { instance: Instance }) {
  if (instance.state === 'saved') {
    return instance.rdb.lastGoodSaveAt === null ? null : (
      <>
        {' '}
        <Ago at={instance.rdb.lastGoodSaveAt} />
      </>
    );
  }
  if (instance.since === null) return null;
  return (
    <>
      {' '}
      {strings.instance.since} <Time at={instance.since} />
      {instance.sinceAtLeast ? strings.instance.orEarlier : null}, <Lasting since={instance.since} />
    </>
  );
}

function Particulars({ instance }: { instance: Instance }) {
  const { runId } = instance.server;
  const parts = [
    printable(instance.address),
    softwareName(instance),
    roleName(instance),
    instance.environment,
    runId === null ? null : strings.run(printable(runId)),
  ];
  return (
    <p className="mt-1.5 font-mono text-[12px] leading-5 text-muted">
      {parts.filter((part) => part !== null).join(' · ')} ·{' '}
      <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />
    </p>
  );
}

/** Which instance, in which state, since when, and the two things that can be done. */
export function InstanceHeader({ instance }: { instance: Instance }) {
  const isStale = useFreshness(instance) !== 'fresh' && instance.state !== 'unknown';
  const word = isStale ? strings.stale : stateWord(instance);
  const name = printable(instance.name);
  return (
    <div className="space-y-3">
      <title>{`${name}: ${word.toLowerCase()} · ${strings.product}`}</title>
      <nav aria-label={strings.instance.breadcrumb} className="text-[13px] text-muted">
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
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex items-start gap-3">
            <span className="mt-0.5 text-tone sm:mt-1">
              <StateGlyph state={isStale ? 'unknown' : instance.state} className="size-7 shrink-0" />
            </span>
            <h1 className="min-w-0 text-[22px] leading-tight tracking-[-0.022em] text-muted sm:text-[26px]">
              <span className="font-semibold text-ink">{name}</span> <span className="text-tone">{word}</span>
              {isStale ? ` · ${strings.staleWas(stateWord(instance).toLowerCase())}` : <Since instance={instance} />}
            </h1>
          </div>
          <Particulars instance={instance} />
        </div>
        <div className="flex w-full max-w-md flex-wrap gap-2 sm:w-auto sm:justify-end [&>button]:flex-1">
          <InstanceActions instance={instance} primary />
        </div>
      </div>
    </div>
  );
}
