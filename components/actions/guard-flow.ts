import type { Action } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { Strings } from '../strings/en';
import type { FlowLine } from './flow-lines';

function pingLine(instance: Instance, strings: Strings): FlowLine {
  const words = strings.guardDialog.flow;
  const { availability, evidence } = instance.writes;
  if (availability === 'accepted' && evidence === 'ping') return { text: words.pong, status: 'done', at: null };
  if (availability === 'rejected') return { text: words.refused, status: 'failed', at: null };
  return { text: words.pingUnknown, status: 'unknown', at: null };
}

/** Recorded → Sent → Read back → PING, as far as this action came. */
export function guardFlow(action: Action, instance: Instance, strings: Strings): FlowLine[] {
  const words = strings.guardDialog.flow;
  const recorded: FlowLine = { text: words.recorded, status: 'done', at: action.requestedAt };
  if (action.outcome === 'unknown' || action.outcome === 'pending') {
    // Reading back goes on while the action is open; one that ended as unknown will not be known any more.
    const status = action.resolvedAt === null ? 'waiting' : 'unknown';
    return [
      recorded,
      { text: words.sent, status: 'done', at: null },
      { text: words.readBack, status, at: action.resolvedAt },
      { text: words.ping, status, at: null },
    ];
  }
  const isApplied = action.outcome === 'applied';
  if (action.after === null)
    return [recorded, { text: words.sent, status: isApplied ? 'done' : 'failed', at: action.resolvedAt }];
  return [
    recorded,
    { text: words.sent, status: 'done', at: null },
    { text: words.readBackAs(action.after), status: isApplied ? 'done' : 'failed', at: action.resolvedAt },
    pingLine(instance, strings),
  ];
}
