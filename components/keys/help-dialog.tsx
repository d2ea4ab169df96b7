'use client';

import { useStrings } from '../strings/use-strings';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { switchKeys, useKeysAreOn } from './keys-switch';

/** What each key does, and the switch for those that are one letter alone. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const strings = useStrings();
  const on = useKeysAreOn();
  const words = strings.keys;
  return (
    <Dialog
      title={words.title}
      about={<span className="font-sans text-[0.8125rem]">{words.about}</span>}
      onClose={onClose}
    >
      <label className="touch mb-4 flex items-center gap-2.5">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => switchKeys(event.target.checked)}
          className="size-4.5 accent-ink"
        />
        <span>
          <span className="font-medium">{words.switch}</span>
          <span className="block text-[0.8125rem] text-muted">{words.switchMeans}</span>
        </span>
      </label>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2.5">
        {words.list.map(({ keys, does, single }) => (
          <div key={does} className="contents">
            <dt className={single && !on ? 'flex gap-1 opacity-45' : 'flex gap-1'}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className={single && !on ? 'min-w-0 text-muted line-through' : 'min-w-0'}>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
