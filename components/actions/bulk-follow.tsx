'use client';

import { useId } from 'react';
import type { BulkSave } from '@/lib/contracts/bulk';
import { printable } from '@/lib/domain/text/printable';
import { sendBulkStop } from '@/lib/swr/mutations';
import { useBulkSave } from '@/lib/swr/use-bulk';
import { useMay } from '../access/me';
import { errorText } from '../strings/error-text';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Progress } from '../ui/progress';
import { BulkMembers } from './bulk-members';
import { allOf, endedOf } from './bulk-shown';
import { CloseFoot } from './close-foot';
import { DialogButtons } from './dialog-buttons';
import { OutcomeHeading } from './outcome-heading';
import { PlanPending } from './plan-pending';
import { useSend } from './use-send';

interface Props {
  id: string;
  /** As it was begun; left out where it was begun before. */
  first?: BulkSave | undefined;
  onClose: () => void;
}

function titleOf({ endedAt, stoppedBy, brokenOff, counts }: BulkSave, { bulk }: Strings): string {
  if (brokenOff) return bulk.brokenOff;
  if (endedAt !== null) return bulk.ended(counts.saved, allOf(counts));
  return stoppedBy === null ? bulk.running : bulk.stopping;
}

/** What stays true until the next heading: it is read out with it, once. */
function summaryOf({ endedAt, stoppedBy, brokenOff, runner, counts }: BulkSave, { bulk }: Strings): string[] {
  const stopped = stoppedBy === null ? [] : [bulk.stoppedBy(printable(stoppedBy.name))];
  if (endedAt === null) return [...stopped, bulk.leave];
  return [
    ...(brokenOff ? [bulk.brokenOffBy(printable(runner))] : []),
    ...(counts.failed > 0 ? [bulk.endedFailed(counts.failed)] : []),
    ...(counts.unknown > 0 ? [bulk.endedUnknown(counts.unknown)] : []),
    ...(counts.left > 0 ? [bulk.endedLeft(counts.left)] : []),
    ...stopped,
  ];
}

/** Nothing more is begun: for whoever may, and as long as something waits. */
function StopFoot({
  save,
  onStopped,
  onClose,
}: {
  save: BulkSave;
  onStopped: (now: BulkSave) => void;
  onClose: () => void;
}) {
  const strings = useStrings();
  const mayAct = useMay('act');
  const reasonId = useId();
  const { state, submit } = useSend<string, BulkSave>(async (id, key) => {
    const now = await sendBulkStop(id, key);
    onStopped(now);
    return now;
  });
  const failed =
    state.phase === 'failed'
      ? `${strings.bulk.stopFailed}${strings.colon}${printable(errorText(state.error, strings))}`
      : null;
  const isOffered = save.stoppedBy === null && save.counts.waiting > 0;
  const reason = mayAct ? (failed ?? strings.bulk.stopMeans) : strings.who.mayNotAct;
  return (
    <DialogButtons reason={isOffered ? reason : null} reasonId={reasonId}>
      {isOffered ? (
        <Button
          disabled={!mayAct || state.phase === 'sending'}
          aria-describedby={reasonId}
          onClick={() => submit(save.id)}
        >
          {strings.bulk.stop}
        </Button>
      ) : null}
      <Button look="primary" onClick={onClose}>
        {strings.close}
      </Button>
    </DialogButtons>
  );
}

/** A bulk save until its end: each instance with its own state, and what came of all of it. */
export function BulkFollow({ id, first, onClose }: Props) {
  const strings = useStrings();
  const { data: save, error, keep } = useBulkSave(id, first);
  if (error?.code === 'not_found') {
    return (
      <>
        <Notice kind="alert" title={strings.bgsaveDialog.outcome.unknown}>
          <p>{printable(errorText(error, strings))}</p>
        </Notice>
        <CloseFoot onClose={onClose} />
      </>
    );
  }
  if (save === undefined) return <PlanPending error={null} onReadAgain={onClose} onClose={onClose} />;
  const [ended, all] = [endedOf(save.counts), allOf(save.counts)];
  const told = strings.bulk.progress(ended, all);
  return (
    <>
      <OutcomeHeading title={titleOf(save, strings)}>
        {summaryOf(save, strings).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </OutcomeHeading>
      <div className="mt-3 space-y-1.5">
        <p className="text-[0.84375rem] text-muted">{error === null ? told : errorText(error, strings)}</p>
        <Progress percent={(100 * ended) / all} label={told} />
      </div>
      {save.reason === null ? null : (
        <p className="mt-3 text-[0.84375rem]">
          {strings.guardDialog.reason}
          {strings.colon}
          {printable(save.reason)}
        </p>
      )}
      <h3 className="sr-only">{strings.bulk.members}</h3>
      <BulkMembers members={save.members} />
      {save.endedAt === null ? (
        <StopFoot save={save} onStopped={keep} onClose={onClose} />
      ) : (
        <CloseFoot onClose={onClose} />
      )}
    </>
  );
}
