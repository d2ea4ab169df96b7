'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Raw } from '@/lib/contracts/raw';
import { number } from '@/lib/domain/text/format';
import { printable, printableBut } from '@/lib/domain/text/printable';
import { newKey } from '@/lib/swr/mutations';
import { useRaw } from '@/lib/swr/use-raw';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Notice } from '../ui/notice';
import { Time } from '../ui/time';

/** What Redis itself says, for who wants to see what the facts were read from. It is asked only once a person opens this. */
export function RawInfo({ instanceId }: { instanceId: string }) {
  const strings = useStrings();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="mt-3">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="inline-flex min-h-7 items-center gap-1 text-left text-[0.8125rem] font-semibold pointer-coarse:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={classNames('size-4 shrink-0 transition-transform', isOpen && 'rotate-90')}
        />
        {strings.raw.title}
      </button>
      {isOpen ? <Reading instanceId={instanceId} /> : null}
    </div>
  );
}

function Reading({ instanceId }: { instanceId: string }) {
  const strings = useStrings();
  const [round, setRound] = useState(newKey);
  const { data, error } = useRaw(instanceId, round);
  return (
    <div className="space-y-2 pt-1.5 text-[0.8125rem]">
      <p className="text-muted">{strings.raw.about}</p>
      {error === null ? null : (
        <Notice kind="alert" title={strings.raw.failed}>
          <p>{printable(errorText(error, strings))}</p>
        </Notice>
      )}
      {data === undefined ? error === null && <p role="status">{strings.loadingRows}</p> : <RawText raw={data} />}
      {data === undefined && error === null ? null : (
        <Button onClick={() => setRound(newKey())}>{strings.actions.readAgain}</Button>
      )}
    </div>
  );
}

/** Redis ends its lines with two characters, of which one is no text: together they are a line end here, and nothing else is. */
export function RawText({ raw }: { raw: Raw }) {
  const strings = useStrings();
  const words = strings.raw;
  return (
    <>
      <p>
        {words.readAt} <Time at={raw.readAt} />
        {strings.stop}
        {raw.cut ? `${strings.between}${words.cut(number(raw.length))}` : null}
      </p>
      {raw.text === '' ? (
        <p>{words.empty}</p>
      ) : (
        <pre
          tabIndex={0}
          role="region"
          aria-label={words.text}
          className="max-h-96 overflow-auto rounded-lg bg-soft p-3 font-mono text-[0.75rem] wrap-anywhere whitespace-pre-wrap"
        >
          {printableBut('\n', raw.text.replaceAll('\r\n', '\n'))}
        </pre>
      )}
    </>
  );
}
