'use client';

import { useState } from 'react';
import type { IncidentDetail } from '@/lib/contracts/incident';
import type { RunbookAnswer, RunbookKind } from '@/lib/contracts/runbook';
import { printable } from '@/lib/domain/text/printable';
import { isLost } from '@/lib/swr/fetcher';
import { runbookFile } from '@/lib/swr/keys';
import { useRunbook } from '@/lib/swr/use-runbook';
import { useMay } from '../access/me';
import { Panel } from '../instances/panel';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { RunbookStep } from './runbook-step';

/** What to do, step by step, with who did what: chosen by the cause, or by who reads it. */
export function IncidentRunbook({ incident, fallback }: { incident: IncidentDetail; fallback?: RunbookAnswer }) {
  const strings = useStrings();
  const words = strings.incidents;
  const mayAct = useMay('act');
  const [asked, setAsked] = useState<RunbookKind | null>(null);
  const { data: runbook, error } = useRunbook(incident.instance.id, asked, fallback);
  const done = new Set(incident.steps.filter((step) => step.done).map(({ stepId }) => stepId));
  const next = runbook?.steps.find(({ id }) => !done.has(id));
  return (
    <Panel id="runbook" title={words.runbook}>
      {error === null || isLost(error) ? null : (
        <Notice title={words.runbookError}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      {runbook === undefined ? (
        <p className="text-muted">{error === null ? words.runbookRead : ''}</p>
      ) : (
        <>
          <Opening runbook={runbook} instanceId={incident.instance.id} />
          {asked === null ? null : (
            <Button className="mt-2" onClick={() => setAsked(null)}>
              {words.runbookBack}
            </Button>
          )}
          {mayAct ? null : <p className="mt-2 text-[0.8125rem] text-muted">{words.onlyOperators}</p>}
          <ol aria-label={words.runbook} className="mt-3.5">
            {runbook.steps.map((step, index) => (
              <RunbookStep
                key={step.id}
                incident={incident}
                step={step}
                number={index + 1}
                isNext={step === next}
                numberOf={(id) => runbook.steps.findIndex((other) => other.id === id) + 1}
                onRunbook={setAsked}
              />
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

function Opening({ runbook, instanceId }: { runbook: RunbookAnswer; instanceId: string }) {
  const words = useStrings().incidents;
  return (
    <div className="text-[0.8125rem]">
      <p className="text-[0.9375rem] font-semibold">{printable(runbook.title)}</p>
      <p className="mt-1">{printable(runbook.when)}</p>
      <div className="flex flex-wrap items-start gap-x-4">
        {runbook.notes.length === 0 ? null : (
          <details className="min-w-0 open:basis-full">
            <summary className="touch inline-flex items-center text-muted underline decoration-edge underline-offset-2 hover:text-ink">
              {words.aboutCommands}
            </summary>
            {runbook.notes.map((note) => (
              <p key={note} className="mb-1.5 text-muted">
                {printable(note)}
              </p>
            ))}
          </details>
        )}
        <a
          href={runbookFile(instanceId, runbook.kind)}
          download
          className="touch inline-flex items-center underline decoration-edge underline-offset-2"
        >
          {words.runbookDownload}
        </a>
      </div>
    </div>
  );
}
