import 'server-only';
import { GROUPS_HEADER, USER_HEADER } from '../domain/access/door-headers';
import type { Principal } from '../domain/access/principal';
import { isPrintable } from '../domain/text/printable';
import { roleOfGroups, type ProxyRules } from '../domain/access/sign-in-rules';

const LONGEST_NAME = 100;

/** Whom the proxy vouches for; null: for nobody that can be named, or that has a role. Undefined: it says nothing. */
export function principalOfProxy(headers: Headers, { roles }: Pick<ProxyRules, 'roles'>): Principal | null | undefined {
  const given = headers.get(USER_HEADER);
  if (given === null) return undefined;
  const name = textOf(given);
  const groups = textOf(headers.get(GROUPS_HEADER) ?? '');
  if (name === null || name === '' || name.length > LONGEST_NAME || !isPrintable(name)) return null;
  const names = (groups ?? '').split(',').map((group) => group.trim());
  const role = roleOfGroups(names, roles);
  return role === null ? null : { actor: { kind: 'user', name, role }, by: 'proxy', session: null };
}

/** A header is bytes, one character each; proxies write UTF-8. */
function textOf(header: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1')).trim();
  } catch {
    return null;
  }
}
