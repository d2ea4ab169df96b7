'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { IncidentDetail } from '@/lib/contracts/incident';
import type { RunbookAnswer, RunbookKind } from '@/lib/contracts/runbook';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { Badge } from '../ui/badge';
import { classNames } from '../ui/class-names';
import { Command } from '../ui/command';
import { StepTick } from './step-tick';

type Step = RunbookAnswer['steps'][number];

interface Props {
  incident: IncidentDetail;
  step: Step;
  number: number;
  /** It comes next: what to expect of it is shown. */
  isNext: boolean;
  /** The place of another step, from 1. */
  numberOf: (stepId: string) => number;
  onRunbook: (kind: RunbookKind) => void;
}

/** One step: what to do, and the command; opened, why, what to expect, and what it means where that does not come. */
export function RunbookStep({ incident, step, number, isNext, numberOf, onRunbook }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? isNext;
  return (
    <li id={`step-${step.id}`} className="border-t border-line py-2.5 text-[0.8125rem] target:bg-soft">
      <StepTick incident={incident} step={step} number={number}>
        <Toggle number={number} isOpen={isOpen} onToggle={() => setChosen(!isOpen)} />
      </StepTick>
      <div className="space-y-1 sm:pl-7">
        {step.command === null ? null : <Command>{step.command}</Command>}
        {isOpen ? <Meaning step={step} numberOf={numberOf} onRunbook={onRunbook} /> : null}
      </div>
    </li>
  );
}

function Toggle({ number, isOpen, onToggle }: { number: number; isOpen: boolean; onToggle: () => void }) {
  const words = useStrings().incidents;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={words.more(number)}
      title={words.more(number)}
      onClick={onToggle}
      className="-my-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-soft hover:text-ink pointer-coarse:-my-2.5 pointer-coarse:size-11"
    >
      <ChevronRight aria-hidden className={classNames('size-4 transition-transform', isOpen && 'rotate-90')} />
    </button>
  );
}

/** Why, the command for other ways to run Redis, what to expect, and where to go on. */
function Meaning({ step, numberOf, onRunbook }: Pick<Props, 'step' | 'numberOf' | 'onRunbook'>) {
  const words = useStrings().incidents;
  const { variants, expected, leads } = step;
  return (
    <>
      <p className="text-muted">{printable(step.why)}</p>
      {variants.map(({ by, command }) => (
        <div key={by} className="flex flex-wrap items-center gap-x-2">
          <Badge>{by}</Badge>
          <Command>{command}</Command>
        </div>
      ))}
      {expected === null ? null : (
        <p>
          <strong className="font-semibold">{words.expected}</strong> {printable(expected)}
        </p>
      )}
      <IfNot step={step} numberOf={numberOf} onRunbook={onRunbook} />
      {leads.length === 0 ? null : (
        <ul className="grid gap-x-4 sm:grid-cols-2">
          {leads.map((lead) => (
            <li key={lead.says} className="flex flex-wrap items-baseline gap-x-1.5">
              {printable(lead.says)}
              <ToRunbook kind={lead.runbook} onRunbook={onRunbook} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function IfNot({ step, numberOf, onRunbook }: Pick<Props, 'step' | 'numberOf' | 'onRunbook'>) {
  const words = useStrings().incidents;
  const { ifNot } = step;
  if (ifNot === null) return null;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span>
        <strong className="font-semibold">{words.ifNot}</strong> {printable(ifNot.means)}
      </span>
      {ifNot.goTo === null ? null : (
        <a href={`#step-${ifNot.goTo}`} className="underline decoration-edge underline-offset-2">
          {words.step(numberOf(ifNot.goTo))}
        </a>
      )}
      {ifNot.runbook === null ? null : <ToRunbook kind={ifNot.runbook} onRunbook={onRunbook} />}
    </p>
  );
}

function ToRunbook({ kind, onRunbook }: { kind: RunbookKind; onRunbook: (kind: RunbookKind) => void }) {
  const words = useStrings().incidents;
  return (
    <button
      type="button"
      onClick={() => onRunbook(kind)}
      className="min-h-6 underline decoration-edge underline-offset-2 pointer-coarse:min-h-11"
    >
      {words.runbooks[kind]}
    </button>
  );
}
