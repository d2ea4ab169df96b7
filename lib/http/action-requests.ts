import 'server-only';
import type { z } from 'zod';
import type { bgsaveRequestSchema, moveOverrideRequestSchema, setStopWritesRequestSchema } from '../contracts/action';
import type { bulkSaveRequestSchema } from '../contracts/bulk';
import type { approveSchema } from '../contracts/approval';
import type { Decision } from '../domain/action/approval';
import type { BulkRequest } from '../domain/action/bulk';
import type { OverrideEnd } from '../domain/action/override';
import type { BgsaveRequest, SetStopWritesRequest } from '../domain/action/action-guards';

/** An empty reason is none: it must not pass for one that was given. */
function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** The body of POST …/bgsave in domain words. */
export function bgsaveRequestOf(body: z.output<typeof bgsaveRequestSchema>): BgsaveRequest {
  return { schedule: body.schedule, reason: textOrNull(body.reason), runId: body.runId ?? null };
}

/** The body of POST /api/bulk-saves in domain words. */
export function bulkRequestOf(body: z.output<typeof bulkSaveRequestSchema>): BulkRequest {
  return { instanceIds: body.instanceIds, hostsAtOnce: body.hostsAtOnce, reason: textOrNull(body.reason) };
}

/** The end of an override in domain words. */
export function endOf(until: z.output<typeof moveOverrideRequestSchema>['until']): OverrideEnd {
  return until.kind === 'time' ? { kind: 'time', at: Date.parse(until.at) } : { kind: until.kind, at: null };
}

/** What a second person says, in domain words. */
export function decisionOf({ confirm, note }: z.output<typeof approveSchema>): Decision {
  return { confirm: confirm ?? null, note: textOrNull(note) };
}

/** The body of PUT …/stop-writes in domain words. */
export function setGuardRequestOf(body: z.output<typeof setStopWritesRequestSchema>): SetStopWritesRequest {
  return {
    value: body.value,
    expected: body.expected ?? null,
    confirm: body.confirm ?? null,
    reason: textOrNull(body.reason),
    until: body.until === undefined ? null : endOf(body.until),
    rewrite: body.rewrite,
    runId: body.runId ?? null,
  };
}
