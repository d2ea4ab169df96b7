import 'server-only';
import type { InstanceNotice } from '../domain/notice/notice';
import type { EpochMs } from '../domain/observation/observation';
import type { Claim } from './claims';

/** A notice that has to be delivered to one receiver. */
export interface Delivery {
  /** Its place in the order of all. */
  readonly seq: number;
  readonly notice: InstanceNotice;
  readonly keptAt: EpochMs;
  /** How often it was tried in vain. */
  readonly tries: number;
  /** Not to be tried before. */
  readonly nextAt: EpochMs;
}

/** How deliveries to a receiver went. */
export interface ReceiverRecord {
  readonly name: string;
  readonly deliveredAt: EpochMs | null;
  /** The latest, also where deliveries have succeeded since. */
  readonly problem: { readonly message: string; readonly at: EpochMs } | null;
  readonly waiting: number;
}

/** When a delivery is tried again; null: it is given up. */
export type NextTry = { readonly nextAt: EpochMs } | null;

/** The part of the store that keeps what people elsewhere are told. */
export interface NoticeStore {
  /** Beginnings that were told, the end of which was not. */
  openNotices(): Promise<readonly InstanceNotice[]>;
  /**
   * Keeps that it is told, with its delivery to each of these receivers, in one transaction. False, and nothing kept, when the beginning of
   * that kind was told already, or its end.
   */
  tellNotice(notice: InstanceNotice, receivers: readonly string[], at: EpochMs): Promise<boolean>;
  /** Forgets what is open of an instance, without telling its end; what waits is delivered. `dedupKey`: that one alone. */
  closeNotices(instanceId: string, dedupKey?: string): Promise<void>;

  /** This process delivers to a receiver, alone, until it gives that back or ends. */
  claimReceiver(name: string): Promise<Claim>;
  /** What is to be tried next: of each instance only what waits longest, so that a beginning comes before its end. Null: nothing waits. */
  nextDelivery(receiver: string): Promise<Delivery | null>;
  keepDelivered(receiver: string, seq: number, at: EpochMs): Promise<void>;
  /** Keeps that a try was in vain, and why, in a sentence without secrets. */
  keepProblem(receiver: string, seq: number, problem: { message: string; at: EpochMs }, next: NextTry): Promise<void>;
  /** Forgets what was kept before for receivers that are none any more. */
  forgetDeliveries(receivers: readonly string[], before: EpochMs): Promise<void>;
  receiverRecords(): Promise<readonly ReceiverRecord[]>;
}
