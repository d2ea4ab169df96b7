import 'server-only';
import { nodeAddress, type RegisteredGroup, type TcpEndpoint } from '../domain/group/group';
import type { Announcer, Announcing } from '../redis/announcing';
import type { Timeouts } from '../redis/redis';

/** The connections to those who are asked about a group: one an address, for as long as that one is asked. */
export class Announcers {
  readonly #group: RegisteredGroup;
  readonly #announcing: Announcing;
  readonly #timeouts: Timeouts;
  readonly #open = new Map<string, Announcer>();

  constructor(group: RegisteredGroup, announcing: Announcing, timeouts: Timeouts) {
    this.#group = group;
    this.#announcing = announcing;
    this.#timeouts = timeouts;
  }

  reach(endpoint: TcpEndpoint): Announcer {
    const address = nodeAddress(endpoint);
    const open = this.#open.get(address);
    if (open !== undefined) return open;
    const { asker, askedBy } = this.#group;
    const made = this.#announcing.open({ endpoint, database: 0, credentials: asker, ...askedBy }, this.#timeouts);
    this.#open.set(address, made);
    return made;
  }

  /** Ends all connections but the one to this address. */
  closeBut(address: string | null): void {
    for (const [each, announcer] of this.#open) {
      if (each === address) continue;
      announcer.close();
      this.#open.delete(each);
    }
  }
}
