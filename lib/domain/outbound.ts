/** Addresses that Savepoint may connect to: a subnet, and one port of it or all. */
export interface OutboundRule {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
  /** Null: every port. */
  readonly port: number | null;
}

/** Which addresses Savepoint connects to. Null: all but those where no Redis is and secrets may be (see lib/redis/outbound). */
export type OutboundRules = readonly OutboundRule[] | null;
