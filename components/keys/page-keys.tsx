'use client';

import { useRouter } from 'next/navigation';
import { useRefresh } from '@/lib/swr/use-refresh';
import { incidentPath } from '../incidents/incident-path';
import { useFirstStrings } from '../strings/use-strings';
import { usePreferences } from '../ui/preferences';
import { hint } from './hint';
import { useOverlays } from './overlays';
import { moveFocus } from './places';
import { useShortcut } from './shortcuts';
import { useBulkCommand } from './use-bulk-command';
import { runCommand, useCommands, useMeantInstance } from './use-commands';

/** The single keys that every page knows; `/` and `.` are the fleet's. */
export function PageKeys() {
  const strings = useFirstStrings();
  const { save, guard } = useCommands();
  const several = useBulkCommand();
  const meant = useMeantInstance();
  const { push } = useRouter();
  const refresh = useRefresh();
  const { openHelp } = useOverlays();
  const { timeZone, setTimes } = usePreferences();
  useShortcut('j', focusNext);
  useShortcut('k', focusPrevious);
  useShortcut('b', () => runCommand(save, meant(), strings));
  useShortcut('B', several.run);
  useShortcut('g', () => runCommand(guard, meant(), strings));
  useShortcut('o', () => {
    const incident = meant()?.incident ?? null;
    if (incident === null) return hint(strings.keys.noIncident);
    push(incidentPath(incident));
  });
  useShortcut('r', () => {
    refresh();
    hint(strings.keys.refreshed);
  });
  useShortcut('u', () => {
    setTimes(timeZone === null ? 'local' : 'utc');
    hint(timeZone === null ? strings.keys.timesLocal : strings.keys.timesUtc);
  });
  useShortcut('?', openHelp);
  useShortcut('Escape', leavePlace);
  return null;
}

function focusNext(): void {
  moveFocus(1);
}

function focusPrevious(): void {
  moveFocus(-1);
}

/** Esc lets go of the card that has the focus: the fleet may sort itself again. */
function leavePlace(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
