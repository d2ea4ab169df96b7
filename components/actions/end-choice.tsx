import type { UntilRequest } from '@/lib/contracts/action';
import { glanceNow } from '@/lib/swr/use-live';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { ChoiceField } from '../ui/choice';

const MINUTES = { '30-min': 30, '1-h': 60, '4-h': 240 } as const;
const CHOICES = ['next-good-save', '30-min', '1-h', '4-h', 'none'] as const;

/** When the guard is to be on again, as a person chooses it. */
export type EndChoice = (typeof CHOICES)[number];

/** The choice as the server takes it: a time counts from now on Savepoint's clock, for the browser's may be wrong. */
export function untilOf(choice: EndChoice, now: number = glanceNow().now ?? Date.now()): UntilRequest {
  if (choice === 'next-good-save' || choice === 'none') return { kind: choice };
  return { kind: 'time', at: new Date(now + MINUTES[choice] * 60_000).toISOString() };
}

function textOf(choice: EndChoice, { override, format }: Strings): string {
  if (choice === 'next-good-save' || choice === 'none') return override.choices[choice];
  return override.choices.after(format.duration(MINUTES[choice] * 60));
}

/** When the guard turns on again: a person who lets writes in chooses it with the reason. */
export function EndField(props: {
  value: EndChoice;
  error?: string | null;
  disabled?: boolean;
  onChoose: (value: EndChoice) => void;
}) {
  const strings = useStrings();
  const options = CHOICES.map((value) => ({ value, text: textOf(value, strings) }));
  return <ChoiceField label={strings.override.label} hint={strings.override.hint} options={options} {...props} />;
}
