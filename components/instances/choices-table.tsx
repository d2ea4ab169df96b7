import { ArrowRight, Check, CircleHelp, Minus, OctagonX } from 'lucide-react';
import type { Choices, Way } from '@/lib/contracts/choices';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { Facts, Sentences, type FactRow } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';

const ICONS = { helps: Check, 'does-not-help': Minus, 'makes-worse': OctagonX, 'not-known': CircleHelp } as const;
const TONES = {
  helps: 'text-ink',
  'does-not-help': 'text-muted',
  'makes-worse': 'text-tone',
  'not-known': 'text-ink',
} as const;

/** The name of a way as short as the buttons that do it. */
function wayName({ way, value }: Pick<Way, 'way' | 'value'>, strings: FirstStrings): string {
  const words = strings.choices.way;
  if (way !== 'guard') return words[way];
  return value === null ? words.guard : value === 'no' ? words.guardOff : words.guardOn;
}

function AdvisedMark() {
  const strings = useFirstStrings();
  return (
    <span className="inline-flex items-center gap-1 rounded-[5px] bg-ink px-1.5 text-[0.75rem] leading-5 font-medium text-ground">
      <ArrowRight aria-hidden className="size-3.5" />
      {strings.choices.advised}
    </span>
  );
}

/** Which of the three is advised, or that none is, and why: in one fact, for the first view of a page. */
export function AdvisedFact({ choices: { ways, advised, reason } }: { choices: Choices }) {
  const strings = useFirstStrings();
  const way = ways.find((one) => one.way === advised);
  return (
    <>
      <strong className="font-semibold">{way === undefined ? strings.choices.none : wayName(way, strings)}</strong>
      {' · '}
      {printable(reason)}
    </>
  );
}

function WayRow({ way, isAdvised }: { way: Way; isAdvised: boolean }) {
  const strings = useFirstStrings();
  const Icon = ICONS[way.verdict];
  const lines = way.blocked === null || way.blocked === way.tells ? [way.tells] : [way.tells, way.blocked];
  return (
    <li
      className={classNames(
        'flex flex-wrap items-start gap-x-3 gap-y-0.5 border-l-3 py-2 pl-3 sm:grid sm:grid-cols-[9.5rem_8rem_minmax(0,1fr)]',
        isAdvised ? 'border-l-ink' : 'border-l-transparent',
      )}
    >
      <span className="flex min-h-5 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
        {wayName(way, strings)}
        {isAdvised ? <AdvisedMark /> : null}
      </span>
      <span
        className={classNames('flex min-h-5 items-center gap-1.5 font-medium sm:whitespace-nowrap', TONES[way.verdict])}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        {strings.choices.verdict[way.verdict]}
      </span>
      <span className="basis-full leading-5 text-muted sm:basis-auto">
        <Sentences lines={lines.map(printable)} />
      </span>
    </li>
  );
}

function moreRow(way: Way, strings: FirstStrings): FactRow {
  const lines = [...way.changes, ...way.risks].map(printable);
  return lines.length === 0 ? null : [wayName(way, strings), <Sentences key={way.way} lines={lines} />];
}

/** Waiting, a save and the guard side by side. It has no buttons: those of the page do it. */
export function ChoicesTable({ choices: { ways, advised } }: { choices: Choices }) {
  const strings = useFirstStrings();
  const more = ways.map((way) => moreRow(way, strings));
  return (
    <div className="mt-3.5 border-t border-line pt-2.5 text-[0.8125rem]">
      <ul aria-label={strings.choices.label} className="divide-y divide-line">
        {ways.map((way) => (
          <WayRow key={way.way} way={way} isAdvised={way.way === advised} />
        ))}
      </ul>
      {more.every((row) => row === null) ? null : (
        <details className="mt-1">
          <summary className="touch inline-flex items-center text-muted underline decoration-edge underline-offset-2 hover:text-ink">
            {strings.choices.more}
          </summary>
          <Facts className="pt-1" rows={more} />
        </details>
      )}
    </div>
  );
}
