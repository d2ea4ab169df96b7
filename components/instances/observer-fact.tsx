import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Command } from '../ui/command';
import type { FactRow } from '../ui/facts';

/** That the user who watches may do more than that, and the line that mends it. */
export function TooMuch({ tooMuch }: { tooMuch: NonNullable<Instance['observer']['tooMuch']> }) {
  return (
    <>
      {printable(tooMuch.message)}
      {tooMuch.command === null ? null : <Command>{tooMuch.command}</Command>}
    </>
  );
}

function ObserverFact({ observer }: Pick<Instance, 'observer'>) {
  const strings = useStrings();
  if (observer.tooMuch !== null) return <TooMuch tooMuch={observer.tooMuch} />;
  if (observer.mayChangeSettings === false) return strings.instance.observerMayNot(printable(observer.user));
  return `${strings.dash} ${printable(observer.mayChangeSettingsReason ?? strings.unknown)}`;
}

/** Whether the user who watches may change settings; left out where the same credentials are there to act. */
export function observerRow({ observer }: Instance, strings: Strings): FactRow {
  return observer.acts ? null : [strings.instance.observer, <ObserverFact key="observer" observer={observer} />];
}
