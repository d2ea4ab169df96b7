import type { Plan } from '@/lib/contracts/action';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';
import { DialogButtons } from './dialog-buttons';

interface Props {
  plan: Plan;
  value: 'yes' | 'no';
  onSaveInstead: () => void;
  onClose: () => void;
}

function titleOf({ plan, value }: Props, strings: Strings): string {
  if (plan.current === value) return strings.guardDialog.already(value);
  return plan.helps === false ? strings.guardDialog.doesNotHelp : strings.guardDialog.notPossible;
}

/** Nothing to switch, or it would not help: why, and what does. */
export function GuardBlocked(props: Props) {
  const strings = useStrings();
  const { plan, value, onSaveInstead, onClose } = props;
  const isSet = plan.current === value;
  return (
    <>
      <Notice title={titleOf(props, strings)}>
        {plan.blocked === null ? null : <p>{printable(plan.blocked)}</p>}
        {isSet || plan.advice === '' ? null : <p className="font-medium">{printable(plan.advice)}</p>}
      </Notice>
      <DialogButtons>
        {isSet || plan.helps === false ? null : (
          <Button onClick={onSaveInstead}>{strings.guardDialog.saveInstead}</Button>
        )}
        <Button look="primary" onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
