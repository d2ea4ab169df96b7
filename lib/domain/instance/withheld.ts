import type { RegisteredInstance } from './instance';
import type { Facts } from '../observation/observation';
import type { Maybe } from '../observation/three-valued';
import type { CommandRefusal, CommandTrouble } from '../observation/unreadable';
import type { Words } from '../words/words';

/** What a server, or the service that runs it, does not let Savepoint use, whoever asks; and what that means. No part of the state. */
export interface Withheld {
  readonly what: 'CONFIG' | 'BGSAVE' | 'INFO';
  readonly message: string;
}

/** `hasBgsave`: what the server told of that; null where it is not known. */
export function viewWithheld(
  registered: Pick<RegisteredInstance, 'commands'>,
  facts: Facts | null,
  hasBgsave: Maybe,
  words: Words,
): readonly Withheld[] {
  if (facts === null) return [];
  const { withheld } = words;
  const config = configTrouble(facts);
  const bgsave = bgsaveTrouble(registered, hasBgsave);
  const noConfig = facts.ping.kind === 'unknown' ? withheld.noConfig : withheld.noConfigPing;
  // What to do in place of them is the same where both are gone for one reason: it is told once.
  const goesOn = config !== null && bgsave?.kind === config.kind;
  return [
    ...(config === null
      ? []
      : [about('CONFIG', [words.unreadable(config), noConfig, ...(goesOn ? [] : instead(config, words))])]),
    ...(bgsave === null
      ? []
      : [about('BGSAVE', [words.unreadable(bgsave), withheld.noBgsave, ...instead(bgsave, words)])]),
    ...(tellsNoSaves(facts) ? [about('INFO', [withheld.noPersistence])] : []),
  ];

  function about(what: Withheld['what'], sentences: readonly string[]): Withheld {
    return { what, message: words.text(sentences) };
  }
}

/** Why nobody can read settings; null where somebody may, or that is not known. */
export function configTrouble({ config }: Facts): (CommandRefusal & { readonly kind: CommandTrouble }) | null {
  const why = 'why' in config.guard ? config.guard.why : undefined;
  if (why?.kind !== 'setting-refused') return null;
  const { refusal } = why;
  return isTrouble(refusal) ? refusal : null;
}

/** Why nobody can start a save; null where somebody may, or that is not known. */
export function bgsaveTrouble(
  { commands }: Pick<RegisteredInstance, 'commands'>,
  hasBgsave: Maybe,
): (CommandRefusal & { readonly kind: CommandTrouble }) | null {
  const name = commands?.bgsave;
  if (name === null) return { kind: 'disabled-command', command: 'BGSAVE' };
  if (hasBgsave !== false) return null;
  return { kind: name === undefined ? 'no-such-command' : 'misnamed-command', command: 'BGSAVE' };
}

function isTrouble(refusal: CommandRefusal): refusal is CommandRefusal & { readonly kind: CommandTrouble } {
  return ['no-such-command', 'disabled-command', 'misnamed-command', 'not-offered'].includes(refusal.kind);
}

/** What to do in place of it: where savepoint.yaml is wrong that is all there is to do. */
function instead({ kind }: { readonly kind: CommandTrouble }, { withheld }: Words): readonly string[] {
  if (kind === 'misnamed-command') return [withheld.correct];
  return kind === 'no-such-command' ? [withheld.giveName, withheld.provider] : [withheld.provider];
}

/** A service that saves in its own way may leave the whole section out. */
function tellsNoSaves({ rdb }: Facts): boolean {
  return rdb.lastStatus === null && rdb.inProgress === null && rdb.changesSinceLastSave === null;
}
