'use client';

import { useSWRConfig } from 'swr';
import type { Instance, RegisterRequest } from '@/lib/contracts/instance';
import { INSTANCES_KEY } from '@/lib/swr/keys';
import { sendRegistration } from '@/lib/swr/mutations';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';

function whereOf(url: string): string {
  return url.replace(/^rediss?:\/\//, '').replace(/\/+$/, '');
}

/** A Redis that answers on this machine: one click watches it. */
export function LocalOffer({ offer }: { offer: { url: string; found: string } }) {
  const strings = useStrings();
  const { mutate } = useSWRConfig();
  const { state, submit } = useSend<RegisterRequest, Instance>(async (body, key) => {
    const instance = await sendRegistration(body, key);
    await mutate(INSTANCES_KEY);
    return instance;
  });
  const isBusy = state.phase === 'sending' || state.phase === 'answered';
  const where = whereOf(offer.url);
  const watch = (): void =>
    submit({ name: `local-${where.split(':').at(-1) ?? 'redis'}`, url: offer.url, operator: 'same' });
  return (
    <section
      aria-label={strings.empty.offer}
      className="flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface px-4 py-3.5 sm:px-5"
    >
      <p className="text-[15px] font-medium">{strings.empty.answers(printable(offer.found), where)}</p>
      <Button look="primary" disabled={isBusy} onClick={watch}>
        {isBusy ? strings.empty.watching : strings.empty.watch}
      </Button>
      {state.phase === 'failed' ? (
        <p role="alert" className="basis-full text-rejecting">
          {printable(errorText(state.error, strings))}
        </p>
      ) : null}
    </section>
  );
}
