import type { Environment } from '../instance/instance';
import { SUBJECT_OF, type InstanceNotice, type NoticeSubject } from './notice';

export const RECEIVER_FORMS = ['json', 'slack', 'pagerduty', 'alertmanager'] as const;
export type ReceiverForm = (typeof RECEIVER_FORMS)[number];

/** Who is told, by the configuration. Its address and keys are secrets: of it only `hostOf` is ever shown. */
export interface Receiver {
  readonly name: string;
  readonly form: ReceiverForm;
  readonly url: string;
  /** Signs each body; only of the form json. */
  readonly secret: string | null;
  /** Only of the form pagerduty. */
  readonly routingKey: string | null;
  readonly about: readonly NoticeSubject[];
  readonly environments: readonly Environment[];
}

/** Has this receiver asked for it? */
export function wants({ about, environments }: Receiver, { kind, instance }: InstanceNotice): boolean {
  return about.includes(SUBJECT_OF[kind]) && environments.includes(instance.environment);
}
