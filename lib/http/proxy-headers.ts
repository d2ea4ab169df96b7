import 'server-only';
import type { IncomingMessage } from 'node:http';
import { GROUPS_HEADER, USER_HEADER } from '../domain/access/door-headers';
import type { Savepoint } from '../runtime/facade';

/** With it a proxy shows that it is ours; it goes no further than here. */
const SECRET_HEADER = 'x-savepoint-proxy-secret';

/**
 * Takes what a proxy says of who asks out of a request; gives it under the names of the door where the secret is right, and nothing
 * else. Who is said twice is nobody: one of the two may have been sent from outside.
 */
export function takeVouched(
  request: Pick<IncomingMessage, 'headers' | 'headersDistinct'>,
  proxy: Savepoint['access']['proxy'],
): Readonly<Record<string, string>> {
  if (proxy === null) return {};
  const { headers, headersDistinct } = request;
  const [secrets, users, groups] = [SECRET_HEADER, proxy.userHeader, proxy.groupsHeader].map((name) => {
    Reflect.deleteProperty(headers, name);
    return headersDistinct[name] ?? [];
  });
  const isOurs = secrets?.length === 1 && proxy.isSecret(secrets[0] ?? '');
  if (!isOurs || users?.length === 0) return {};
  const isClear = users?.length === 1 && (groups?.length ?? 0) <= 1;
  return { [USER_HEADER]: isClear ? (users[0] ?? '') : '', [GROUPS_HEADER]: groups?.[0] ?? '' };
}
