import type { SetStopWritesResponse } from '../contracts/action';
import type { Approval, ApproveRequest, DeclineRequest } from '../contracts/approval';
import { sendJson } from './fetcher';
import { approvalKey } from './keys';

/** What a person decides about something that waits for a second person. */
export type Choice =
  | { readonly kind: 'approve'; readonly body: ApproveRequest }
  | { readonly kind: 'decline'; readonly body: DeclineRequest }
  | { readonly kind: 'withdraw' };

/** Sends it. Approving answers as the switch itself does: once it was read back. */
export function sendChoice(id: string, choice: Choice, key: string): Promise<SetStopWritesResponse | Approval> {
  const body = choice.kind === 'withdraw' ? {} : choice.body;
  return sendJson('POST', `${approvalKey(id)}/${choice.kind}`, body, key);
}
