import Link from 'next/link';
import type { ExplanationBody } from '@/lib/contracts/explain';
import { number } from '@/lib/domain/text/format';
import { printable } from '@/lib/domain/text/printable';
import { CauseWord } from '../instances/cause-fact';
import { Took, When } from '../saves/save-cells';
import { SaveOutcome } from '../saves/save-outcome';
import { useStrings } from '../strings/use-strings';
import { Facts, Sentences } from '../ui/facts';
import { useTimeHeading } from '../ui/time';

/** What a log or an error told: in a sentence, why it failed and by what line, what to do, and the saves one by one. */
export function ExplanationView({ explanation }: { explanation: ExplanationBody }) {
  const strings = useStrings();
  const words = strings.explain;
  const { what, summary, cause, refusing, advice, saves, lines } = explanation;
  return (
    <div role="status" className="space-y-4">
      <p className="text-[1rem] font-semibold">{summary}</p>
      <Facts
        rows={[
          what === 'redis-log' || cause !== null
            ? [words.cause, cause === null ? words.noCause : <CauseWord cause={cause} />]
            : null,
          ...(cause?.evidence ?? []).map((line) => [strings.evidence.for, printable(line)] as const),
          advice.length === 0 ? null : [words.todo, <Sentences key="advice" lines={advice} />],
          refusing.length === 0 ? null : [words.refusing, <Refusing key="refusing" refusing={refusing} />],
        ]}
      />
      {saves.length === 0 ? null : <SavesRead saves={saves} />}
      {what === 'redis-log' ? (
        <p className="text-[0.75rem] text-muted">{words.lines(number(lines.read), number(lines.understood))}</p>
      ) : null}
    </div>
  );
}

function Refusing({ refusing }: Pick<ExplanationBody, 'refusing'>) {
  return refusing.map(({ id, name }, index) => (
    <span key={id}>
      {index === 0 ? null : ', '}
      <Link href={`/instances/${encodeURIComponent(id)}`} prefetch={false} className="underline underline-offset-2">
        {printable(name)}
      </Link>
    </span>
  ));
}

/** As many as one looks at: the last ones are on top. */
const MOST_SHOWN = 20;

function SavesRead({ saves }: Pick<ExplanationBody, 'saves'>) {
  const strings = useStrings();
  const heading = useTimeHeading(strings.explain.saves);
  return (
    <section aria-label={heading}>
      <h3 className="mb-1.5 text-[0.875rem] font-semibold">{heading}</h3>
      <ol className="divide-y divide-line text-[0.8125rem]">
        {saves.slice(0, MOST_SHOWN).map((save) => (
          <li key={save.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <SaveOutcome save={save} />
            <span className="font-mono">
              <When save={save} />
            </span>
            <span>
              <Took save={save} />
            </span>
            {save.cowBytes === null || save.cowBytes === 0 ? null : (
              <span className="text-muted">{strings.bgsaveDialog.copied(strings.format.bytes(save.cowBytes))}</span>
            )}
            {save.cause === null ? null : <span>{strings.cause[save.cause.kind]}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
