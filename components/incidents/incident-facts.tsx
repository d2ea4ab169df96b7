import type { ReactNode } from 'react';
import type { Incident } from '@/lib/contracts/incident';
import type { Instance } from '@/lib/contracts/instance';
import { number } from '@/lib/domain/text/format';
import { Panel } from '../instances/panel';
import { isFailing, isOutOfSight } from '../instances/trouble';
import { atRiskRow, nextRow } from '../instances/trouble-facts';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Facts, type FactRow } from '../ui/facts';
import { Time } from '../ui/time';

function timeRow(term: string, at: string | null): FactRow {
  return at === null ? null : [term, <Time key={term} at={at} />];
}

function beganRow(incident: Incident, strings: Strings): FactRow {
  const { openedFrom, openedAt, already } = incident;
  return [
    strings.incidents.columns.began,
    <>
      {openedFrom.slice(0, 19) === openedAt.slice(0, 19) ? null : (
        <>
          <Time at={openedFrom} zone={false} />
          {' – '}
        </>
      )}
      <Time at={openedAt} />
      {already ? ` ${strings.incidents.orEarlier}` : null}
    </>,
  ];
}

function closedRow({ closedAt, closedBy }: Incident, { incidents: words }: Strings): FactRow {
  if (closedAt === null) return null;
  return [
    words.closedAt,
    <>
      <Time at={closedAt} />
      {closedBy === null ? null : ` ${words.closedBy[closedBy]}`}
    </>,
  ];
}

/** What a person does next, and what would be lost: as long as it goes on and the instance shows it. */
function liveRows({ state }: Incident, instance: Instance | null, strings: Strings): FactRow[] {
  if (state === 'closed' || instance === null || !isFailing(instance) || isOutOfSight(instance)) return [];
  return [nextRow(instance, strings), atRiskRow(instance, strings)];
}

interface Props {
  incident: Incident;
  /** As it is now; null where it is not watched. */
  instance: Instance | null;
  children: ReactNode;
}

/** What is next and what is at risk, when it began and ended, what was refused, and what keeps it open; and below that the children. */
export function IncidentFacts({ incident, instance, children }: Props) {
  const strings = useStrings();
  const words = strings.incidents;
  const { waitsFor, failedAttempts, refusedFrom } = incident;
  return (
    <Panel id="known" title={words.known} marked={incident.state === 'open'}>
      <Facts
        className="text-[0.8125rem]"
        rows={[
          ...liveRows(incident, instance, strings),
          beganRow(incident, strings),
          refusedFrom === null ? [words.columns.refused, words.refusedNo] : timeRow(words.refusedFrom, refusedFrom),
          timeRow(words.refusedUntil, incident.refusedUntil),
          [words.columns.attempts, failedAttempts === null ? strings.unknown : number(failedAttempts)],
          timeRow(words.savedAgain, incident.savedAgainAt),
          waitsFor === null ? null : [words.waitsFor, words.waits[waitsFor]],
          closedRow(incident, strings),
        ]}
      />
      {children}
    </Panel>
  );
}
