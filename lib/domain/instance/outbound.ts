/** What Savepoint may connect to: a subnet, and one port of it or all, or a socket of this machine. */
export type OutboundRule =
  | {
      readonly kind: 'subnet';
      readonly address: string;
      readonly prefix: number;
      readonly family: 'ipv4' | 'ipv6';
      /** Null: every port. */
      readonly port: number | null;
    }
  | { readonly kind: 'socket'; readonly path: string };

/** What Savepoint connects to. Null: all but those addresses where no Redis is and secrets may be (see lib/redis/outbound). */
export type OutboundRules = readonly OutboundRule[] | null;
