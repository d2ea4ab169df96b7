import type {
  ApprovalAsked,
  BgsaveRequest,
  BgsaveResponse,
  MoveOverrideRequest,
  SetStopWritesRequest,
  SetStopWritesResponse,
} from '../contracts/action';
import type { BulkPlan, BulkSave, BulkSaveRequest } from '../contracts/bulk';
import type { ExplanationBody } from '../contracts/explain';
import type { Instance, RegisterRequest } from '../contracts/instance';
import { sendFile, sendJson } from './fetcher';
import { BULK_KEY, bulkKey, INSTANCES_KEY, instanceKey } from './keys';

/** A key for one decision of a person: repeating the request with it never carries it out twice. */
export function newKey(): string {
  // crypto.randomUUID is missing on a page that came over plain http from another host.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** BGSAVE. Answers once Redis did: started is not saved. */
export function sendBgsave(id: string, body: BgsaveRequest, key: string): Promise<BgsaveResponse> {
  return sendJson('POST', `${instanceKey(id)}/bgsave`, body, key);
}

/** What saving several would do. It changes nothing, so it may be asked as often as one likes. */
export function sendBulkPlan(instanceIds: readonly string[]): Promise<BulkPlan> {
  return sendJson('POST', `${BULK_KEY}/plan`, { instanceIds }, newKey());
}

/** Saves several. Answers at once: nothing of it has been saved then. */
export function sendBulk(body: BulkSaveRequest, key: string): Promise<BulkSave> {
  return sendJson('POST', BULK_KEY, body, key);
}

/** Begins nothing more of it. */
export function sendBulkStop(id: string, key: string): Promise<BulkSave> {
  return sendJson('POST', `${bulkKey(id)}/stop`, {}, key);
}

/** Sets stop-writes-on-bgsave-error. Answers once it was read back, or with what now waits for a second person. */
export function sendStopWrites(
  id: string,
  body: SetStopWritesRequest,
  key: string,
): Promise<SetStopWritesResponse | ApprovalAsked> {
  return sendJson('PUT', `${instanceKey(id)}/stop-writes`, body, key);
}

/** Moves the end of an override. */
export function sendOverrideEnd(id: string, body: MoveOverrideRequest, key: string): Promise<Instance> {
  return sendJson('PUT', `${instanceKey(id)}/override`, body, key);
}

/** Registers an instance, after its connection was tried. */
export function sendRegistration(body: RegisterRequest, key: string): Promise<Instance> {
  return sendJson('POST', INSTANCES_KEY, body, key);
}

/** Removes an instance that was registered while running. */
export function sendRemoval(id: string, key: string): Promise<null> {
  return sendJson('DELETE', instanceKey(id), undefined, key);
}

/** Asks what a log or an error says. It changes nothing, so it may be asked as often as one likes. */
export function sendForExplanation(file: Blob, instanceId: string, signal: AbortSignal): Promise<ExplanationBody> {
  return sendFile(`/api/explain?instance=${encodeURIComponent(instanceId)}`, file, signal);
}
