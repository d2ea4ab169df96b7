import type { Plan } from '@/lib/contracts/action';
import { strings } from '../strings';
import { Code } from '../ui/code';
import { printable } from '../ui/format';

function Sentences({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <p key={line}>{printable(line)}</p>);
}

/** What was read, what changes, what happens then, and what it does not do. */
export function PlanFacts({ plan, value }: { plan: Plan; value: 'yes' | 'no' }) {
  const words = strings.guardDialog;
  return (
    <dl className="facts text-[13.5px]">
      <dt>{words.changes}</dt>
      <dd>
        <Code>{strings.guard.directive}</Code> {words.from} <Code>{plan.current ?? strings.unknown}</Code> {words.to}{' '}
        <Code>{value}</Code>
      </dd>
      {plan.checks.length === 0 ? null : (
        <>
          <dt>{words.read}</dt>
          <dd className="space-y-1">
            {plan.checks.map(({ level, text }) => (
              <p key={text} className={level === 'ok' ? undefined : 'font-medium'}>
                {printable(text)}
              </p>
            ))}
          </dd>
        </>
      )}
      {plan.consequences.length === 0 ? null : (
        <>
          <dt>{words.then}</dt>
          <dd className="space-y-1">
            <Sentences lines={plan.consequences} />
          </dd>
        </>
      )}
      {plan.limits.length === 0 ? null : (
        <>
          <dt>{words.limits}</dt>
          <dd className="space-y-1">
            <Sentences lines={plan.limits} />
          </dd>
        </>
      )}
      {plan.warnings.length === 0 ? null : (
        <>
          <dt>{words.notice}</dt>
          <dd className="space-y-1 font-medium">
            <Sentences lines={plan.warnings} />
          </dd>
        </>
      )}
    </dl>
  );
}
