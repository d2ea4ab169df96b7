'use client';

import type { Instance } from '@/lib/contracts/instance';
import { OutcomeHeading } from '../actions/outcome-heading';
import { useStrings } from '../strings/use-strings';
import { Button, ButtonLink } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { roleName, softwareName } from './identity';
import { TooMuch } from './observer-fact';

/** What the first try of the connection found. */
export function Registered({ instance, onAnother }: { instance: Instance; onAnother: () => void }) {
  const strings = useStrings();
  const words = strings.register;
  const found = [softwareName(instance), roleName(instance, strings)].filter((part) => part !== null).join(', ');
  const name = printable(instance.name);
  const { tooMuch } = instance.observer;
  return (
    <>
      <OutcomeHeading title={words.registered(name)}>
        <p>{words.found(found === '' ? strings.register.something : found, printable(instance.address))}</p>
        <p className="text-muted">{printable(instance.summary)}</p>
      </OutcomeHeading>
      {tooMuch === null ? null : (
        <div className="mt-4">
          <Notice title={words.tooMuch}>
            <div>
              <TooMuch tooMuch={tooMuch} />
            </div>
          </Notice>
        </div>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        <ButtonLink look="primary" href={`/instances/${instance.id}`}>
          {words.openIt(name)}
        </ButtonLink>
        <Button onClick={onAnother}>{words.another}</Button>
      </div>
    </>
  );
}
