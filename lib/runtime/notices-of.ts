import 'server-only';
import type { Config } from '../config/config';
import { Notices, type NoticesParts } from '../notify/notices';
import { postingBy } from '../notify/post';
import { allowedLookup, mayConnectBy } from '../redis/outbound';
import { newId } from './new-id';

/** How long a receiver may take until it has answered, in milliseconds. */
const TIMEOUT_MS = 5000;

/** Who is told elsewhere, as the configuration says. */
export function noticesOf({
  config,
  ...parts
}: { readonly config: Config } & Pick<NoticesParts, 'store' | 'now' | 'incidentOf' | 'isWatched'>): Notices {
  // What Redis may be connected to says nothing of those who are told; where no connection may ever go holds for them as well.
  const mayConnect = mayConnectBy(null);
  const lookup = (port: number) => allowedLookup(port, mayConnect);
  return new Notices({
    ...parts,
    receivers: config.receivers,
    post: postingBy({ timeoutMs: TIMEOUT_MS, mayConnect, lookup }),
    monotonic: () => performance.now(),
    random: Math.random,
    newId,
    origin: originOf(config),
  });
}

/** The address under which people open Savepoint. */
export function originOf({ publicOrigin, port }: Config): string {
  return publicOrigin ?? `http://127.0.0.1:${port}`;
}
