import type { Plan } from '@/lib/contracts/action';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Code } from '../ui/code';
import { Facts, Sentences, type FactRow } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';

function sentencesRow(term: string, lines: readonly string[], strong = false): FactRow {
  if (lines.length === 0) return null;
  const sentences = <Sentences key={term} lines={lines.map(printable)} />;
  return [term, strong ? <strong className="font-medium">{sentences}</strong> : sentences];
}

function readRow({ checks }: Plan, strings: Strings): FactRow {
  if (checks.length === 0) return null;
  const lines = checks.map(({ level, text }) =>
    level === 'ok' ? (
      printable(text)
    ) : (
      <strong key={text} className="font-medium">
        {printable(text)}
      </strong>
    ),
  );
  return [strings.guardDialog.read, <Sentences key="read" lines={lines} />];
}

/** What was read, what changes, what happens then, and what it does not do. */
export function PlanFacts({ plan, value }: { plan: Plan; value: 'yes' | 'no' }) {
  const strings = useStrings();
  const words = strings.guardDialog;
  const change = (
    <>
      <Code>{strings.guard.directive}</Code> {words.from} <Code>{plan.current ?? strings.unknown}</Code> {words.to}{' '}
      <Code>{value}</Code>
    </>
  );
  return (
    <Facts
      className="text-[0.84375rem]"
      rows={[
        [words.changes, change],
        readRow(plan, strings),
        sentencesRow(words.then, plan.consequences),
        sentencesRow(words.limits, plan.limits),
        sentencesRow(words.notice, plan.warnings, true),
      ]}
    />
  );
}
