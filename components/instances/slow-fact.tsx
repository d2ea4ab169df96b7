import { Timer } from 'lucide-react';
import type { Instance } from '@/lib/contracts/instance';
import { number } from '@/lib/domain/text/format';
import { printable } from '@/lib/domain/text/printable';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import type { FactRow } from '../ui/facts';

/** A shape, a word and a figure where answers are slow, and nothing where they are not: it calls for attention and is no state. */
export function SlowChip({ answers }: Pick<Instance, 'answers'>) {
  const strings = useFirstStrings();
  if (answers.slow !== true || answers.ms === null) return null;
  return (
    <span data-attention className="inline-flex items-center gap-1 font-semibold whitespace-nowrap text-tone">
      <Timer aria-hidden className="size-4 shrink-0" />
      {strings.facts.slow(number(answers.ms))}
    </span>
  );
}

/** That answers are slow: on a card in two words, on the page (`full`) with what it means. No row where they are not. */
export function answersRow({ answers }: Instance, strings: FirstStrings, full = false): FactRow {
  if (answers.slow !== true) return null;
  return [
    strings.facts.answers,
    <span key="answers">
      <SlowChip answers={answers} /> {full && answers.message !== null ? printable(answers.message) : null}
    </span>,
  ];
}
