import { usePathname } from 'next/navigation';
import { useMemo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { freshnessOf } from '@/lib/swr/use-freshness';
import { glanceNow } from '@/lib/swr/use-live';
import { useMay } from '../access/me';
import { useActions } from '../actions/actions-provider';
import type { NotNow } from '../actions/not-now';
import { guardNotNow, saveNotNow } from '../actions/not-now';
import { useFleet } from '../instances/use-fleet';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { hint } from './hint';
import { focusedInstance } from './places';

/** Something that can be done with one instance: it only ever opens the dialogue that its button opens. */
export interface Command {
  readonly notNow: (instance: Instance) => NotNow;
  readonly open: (instance: Instance) => void;
}

/** The two dialogues, and why one cannot be opened now. */
export function useCommands(): { readonly save: Command; readonly guard: Command } {
  const strings = useFirstStrings();
  const { openBgsave, openGuard } = useActions();
  const mayAct = useMay('act');
  return useMemo(
    () => ({
      save: { notNow: (one) => saveNotNow(one, freshnessOf(one, glanceNow()), mayAct, strings), open: openBgsave },
      guard: { notNow: (one) => guardNotNow(one, freshnessOf(one, glanceNow()), mayAct, strings), open: openGuard },
    }),
    [openBgsave, openGuard, mayAct, strings],
  );
}

/** The instance that a key means: the one with the focus, else the one that this page is about. */
export function useMeantInstance(): () => Instance | null {
  const { data } = useFleet();
  const path = usePathname();
  return () => {
    const incident = /^\/incidents\/(\d+)$/.exec(path)?.[1];
    if (incident !== undefined) return data.instances.find((one) => one.incident === Number(incident)) ?? null;
    const id = focusedInstance() ?? /^\/instances\/([^/]+)$/.exec(path)?.[1] ?? null;
    return data.instances.find((one) => one.id === (id === null ? null : decodeURIComponent(id))) ?? null;
  };
}

/** Opens the dialogue of a command for the instance that is meant, or says why not. */
export function runCommand(command: Command, instance: Instance | null, strings: FirstStrings): void {
  if (instance === null) return hint(strings.keys.noInstance);
  const reason = command.notNow(instance);
  if (reason !== null) return hint(`${printable(instance.name)}: ${printable(reason)}`);
  command.open(instance);
}
