import type { ActorRole } from '../action/action';

/** Which group gives which role. The group `*` is anybody. */
export type RoleRules = readonly { readonly role: ActorRole; readonly group: string }[];

/** The OpenID provider at which people may sign in. */
export interface ProviderRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
  readonly roles: RoleRules;
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string;
}

/** The reverse proxy that signs people in by itself, and tells who they are. */
export interface ProxyRules {
  readonly secret: string;
  /** In lower case, as the next one. */
  readonly userHeader: string;
  readonly groupsHeader: string;
  readonly roles: RoleRules;
}

/** Addresses that begin alike; one address, where `prefix` is all of its bits. */
export interface Subnet {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

const HIGHEST_FIRST: readonly ActorRole[] = ['admin', 'operator', 'viewer'];

/** The highest role that one of the groups gives; null when none does. */
export function roleOfGroups(groups: readonly string[], rules: RoleRules): ActorRole | null {
  const gives = (role: ActorRole): boolean =>
    rules.some((rule) => rule.role === role && (rule.group === '*' || groups.includes(rule.group)));
  return HIGHEST_FIRST.find(gives) ?? null;
}
