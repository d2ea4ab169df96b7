import { observerActs, userOf, type RegisteredInstance } from './instance';
import type { Facts } from '../observation/observation';
import { hasUsers, restrictCommand } from './operator-commands';
import type { Maybe } from '../observation/three-valued';
import type { Words } from '../words/words';

/** As whom Redis is polled, and whether that user may do more than watch. It has no part in the state of an instance. */
export interface ObserverView {
  readonly user: string;
  /** The same credentials act: then their rights are not asked for. */
  readonly acts: boolean;
  readonly mayChangeSettings: boolean | null;
  readonly mayChangeSettingsReason: string | null;
  /** What that means, and a command for a shell that mends it; null where it may not, or nothing is known. */
  readonly tooMuch: { readonly message: string; readonly command: string | null } | null;
}

/** What is told of the observer's user. `facts`: of the last sighting; `told`: what Redis said of its rights. */
export function viewObserver(
  registered: RegisteredInstance,
  facts: Facts | null,
  told: Maybe,
  words: Words,
): ObserverView {
  const user = userOf(registered.observer);
  const acts = observerActs(registered);
  const mayChangeSettings = acts ? null : told;
  return {
    user,
    acts,
    mayChangeSettings,
    mayChangeSettingsReason: mayChangeSettings === null ? whyUnknown(acts, facts, words) : null,
    tooMuch: mayChangeSettings === true ? tooMuch(registered, facts, words) : null,
  };
}

function tooMuch(registered: RegisteredInstance, facts: Facts | null, { observer: words }: Words) {
  const user = userOf(registered.observer);
  const release = facts?.server ?? { software: null, version: null };
  return {
    message: user === 'default' ? words.defaultMay : words.userMay(user),
    command: restrictCommand(registered, release, user),
  };
}

function whyUnknown(acts: boolean, facts: Facts | null, { observer: words, reasons }: Words): string {
  if (acts) return words.acts;
  if (facts === null) return reasons.noFacts;
  return hasUsers(facts.server) === false ? words.noUsers : words.untold;
}
