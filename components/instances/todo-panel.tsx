'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useStrings } from '../strings/use-strings';
import { Facts } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';
import { ChoicesTable } from './choices-table';
import { CopyForChannel } from './copy-for-channel';
import { NextSteps } from './next-steps';
import { Panel } from './panel';
import { isFailing, isOutOfSight } from './trouble';
import { advisedRow, atRiskRow, nextRow, whyRow } from './trouble-facts';

/** Why, what would be lost, what comes next, what is worth pressing, and how: all that one needs before one acts. */
export function TodoPanel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const { nextSteps } = instance;
  const isFailingNow = isFailing(instance) && !isOutOfSight(instance);
  return (
    <Panel id="todo" title={nextSteps === null ? strings.todo.calm : strings.todo.title} marked>
      {nextSteps === null ? (
        <p className="text-[0.9375rem]">{printable(instance.summary)}</p>
      ) : (
        <Facts
          className="text-[0.9375rem]"
          rows={[
            whyRow(instance, strings),
            isFailingNow ? atRiskRow(instance, strings, true) : null,
            nextRow(instance, strings),
            advisedRow(instance, strings),
          ]}
        />
      )}
      {instance.choices === null ? null : <ChoicesTable choices={instance.choices} />}
      {nextSteps === null ? null : <NextSteps instance={instance} steps={nextSteps.steps} />}
      <CopyForChannel instance={instance} />
    </Panel>
  );
}
