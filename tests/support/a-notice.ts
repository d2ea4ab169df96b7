import { ENVIRONMENTS } from '../../lib/domain/instance/instance';
import { NOTICE_SUBJECTS, type InstanceNotice } from '../../lib/domain/notice/notice';
import type { Receiver } from '../../lib/domain/notice/receiver';
import { T0 } from './store-samples';

/** Refusals that began on an instance; `changed` replaces single fields. */
export function aNotice(changed: Partial<InstanceNotice> = {}): InstanceNotice {
  return {
    id: 'n-1',
    dedupKey: `savepoint/orders-primary/refusals/${T0}`,
    kind: 'refusals',
    change: 'started',
    severity: 'critical',
    sentence: 'orders-primary has refused writes since 02:40:00 UTC: its last save failed, and the guard is on.',
    since: T0,
    sinceAtLeast: false,
    at: T0 + 1000,
    cause: { kind: 'disk-full', confidence: 'certain', evidence: ['No space left on device'] },
    atStake: '182,340 changes since 02:30:00 UTC are only in memory.',
    instance: {
      id: 'orders-primary',
      name: 'orders-primary',
      address: '10.0.3.14:6379',
      environment: 'production',
      tags: { team: 'checkout', 'cost-centre': '7' },
    },
    link: 'https://savepoint.example.org/instances/orders-primary',
    ...changed,
  };
}

/** The end of what began so. */
export function itsEnd(notice: InstanceNotice, changed: Partial<InstanceNotice> = {}): InstanceNotice {
  const sentence = `Writes to ${notice.instance.name} are no longer refused by persistence.`;
  return { ...notice, id: `${notice.id}-end`, change: 'ended', sentence, cause: null, atStake: null, ...changed };
}

/** The same of another instance. */
export function of(instanceId: string, notice: InstanceNotice): InstanceNotice {
  const instance = { ...notice.instance, id: instanceId, name: instanceId };
  return { ...notice, id: `${notice.id}-${instanceId}`, dedupKey: `${notice.dedupKey}/${instanceId}`, instance };
}

/** A receiver of the form json that wants everything. */
export function aReceiver(url: string, changed: Partial<Receiver> = {}): Receiver {
  return {
    name: 'oncall',
    form: 'json',
    url,
    secret: null,
    routingKey: null,
    about: NOTICE_SUBJECTS,
    environments: ENVIRONMENTS,
    ...changed,
  };
}
