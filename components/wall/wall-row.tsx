'use client';

import { printable } from '@/lib/domain/text/printable';
import { ageMs, useServerNow } from '@/lib/swr/use-live';
import type { Believed } from '../instances/fleet-filter';
import { StateGlyph } from '../instances/state-glyph';
import { stateWord } from '../strings/spoken';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { ReadAge } from '../ui/age';
import { Time } from '../ui/time';

/** How long, in one unit: nothing on a wall runs along with the seconds. Of one that is stale, how old its facts are. */
function HowLong({ one: { instance, state } }: { one: Believed }) {
  const strings = useFirstStrings();
  const { id, observedAt, since, sinceAtLeast } = instance;
  const long = useServerNow((now) => {
    const ms = ageMs(since, now);
    return ms === null ? '' : strings.format.age(ms / 1000);
  });
  if (state !== instance.state) return <ReadAge instanceId={id} observedAt={observedAt} />;
  return long === '' ? strings.dash : `${sinceAtLeast ? strings.lastsAtLeast : ''}${long}`;
}

/** The word of its state; one whose facts are too old is told as that, with what it was. */
function Word({ one: { instance, state } }: { one: Believed }) {
  const strings = useFirstStrings();
  if (state === instance.state) return <span className="font-semibold text-tone">{stateWord(instance, strings)}</span>;
  return (
    <>
      <span className="font-semibold">{strings.stale}</span>{' '}
      <span className="text-muted">{strings.staleWas(stateWord(instance, strings).toLowerCase())}</span>
    </>
  );
}

function attributesOf({ instance, state }: Believed) {
  return { 'data-state': instance.state, 'data-stale': state !== instance.state };
}

/** One that needs somebody, where there is room: shape, name, the word of its state, how long and since when. */
export function WallRow({ one }: { one: Believed }) {
  const { instance, state } = one;
  const isStale = state !== instance.state;
  return (
    <li
      {...attributesOf(one)}
      className="@container h-[3.7em] min-w-0 overflow-hidden rounded-[0.45em] border border-line bg-surface [--glyph-cut:var(--surface)]"
    >
      <div className="flex h-full items-center gap-[0.7em] border-l-[0.35em] border-tone pr-[0.9em] pl-[0.8em]">
        <span className="text-tone">
          <StateGlyph state={state} className="size-[2.3em] shrink-0" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-[1.35em] leading-[1.2] font-semibold tracking-[-0.015em]">
            {printable(instance.name)}
          </h2>
          <p className="flex items-baseline leading-[1.4] whitespace-pre">
            <span className="min-w-0 truncate text-[1.1em]">
              <Word one={one} />
            </span>
            <span className={classNames('shrink-0 text-muted', isStale ? '@min-[32em]:hidden' : '@min-[24em]:hidden')}>
              {' · '}
              <HowLong one={one} />
            </span>
            <span className="hidden overflow-hidden text-ellipsis whitespace-pre text-muted @min-[27em]:inline">{` · ${instance.environment}`}</span>
          </p>
        </div>
        <div className={classNames('hidden shrink-0 text-right', isStale ? '@min-[32em]:block' : '@min-[24em]:block')}>
          <p className="text-[1.35em] leading-[1.2] font-medium">
            <HowLong one={one} />
          </p>
          {instance.since === null || isStale ? null : (
            <p className="leading-[1.4] text-muted">
              <Time at={instance.since} />
            </p>
          )}
        </div>
      </div>
    </li>
  );
}

/** One of many: shape, name and how long. The word of its state is above, with how many there are, and said to who hears the page. */
export function WallLine({ one }: { one: Believed }) {
  const strings = useFirstStrings();
  const { instance, state } = one;
  return (
    <li {...attributesOf(one)} className="flex h-[1.9em] min-w-0 items-center gap-[0.5em]">
      <span className="text-tone">
        <StateGlyph state={state} className="size-[1.25em] shrink-0" />
      </span>
      <h2 className="min-w-0 truncate text-[1.1em] font-semibold tracking-[-0.01em]">{printable(instance.name)}</h2>
      <span className="sr-only">{state === instance.state ? stateWord(instance, strings) : strings.stale}</span>
      <span className="ml-auto shrink-0 pr-[0.4em] text-muted">
        <HowLong one={one} />
      </span>
    </li>
  );
}
