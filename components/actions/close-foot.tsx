import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { DialogButtons } from './dialog-buttons';

/** The foot of a dialogue in which nothing is left to decide. */
export function CloseFoot({ onClose }: { onClose: () => void }) {
  return (
    <DialogButtons>
      <Button look="primary" onClick={onClose}>
        {useStrings().close}
      </Button>
    </DialogButtons>
  );
}
