import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { FirstStrings } from '../strings/en';

/** `Sentinel orders`. */
export function groupName(
  { name, kind }: Pick<NonNullable<Instance['group']>, 'name' | 'kind'>,
  strings: FirstStrings,
) {
  return strings.group.label[kind](printable(name));
}

/** The same, with what is not as it should be about this instance's place in it; null where it has no group. */
export function groupLabel({ group }: Instance, strings: FirstStrings): string | null {
  if (group === null) return null;
  const name = groupName(group, strings);
  if (group.announced === true) return name;
  return `${name} · ${group.announced === false ? strings.group.gone : strings.group.unknown}`;
}

/** All that the group announces of it, in a line; null where it has none. */
export function groupFact(instance: Instance, strings: FirstStrings): string | null {
  const { group } = instance;
  const label = groupLabel(instance, strings);
  if (group === null || label === null) return null;
  const role = group.role === null ? null : group.role === 'master' ? strings.primary : strings.replica;
  const parts = [
    label,
    role === null ? null : strings.group.announcedAs(role),
    group.slots === null ? null : strings.group.slots(printable(group.slots)),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
