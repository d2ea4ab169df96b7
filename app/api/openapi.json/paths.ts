import * as action from '../actions/[actionId]/route';
import * as approve from '../approvals/[approvalId]/approve/route';
import * as decline from '../approvals/[approvalId]/decline/route';
import * as approval from '../approvals/[approvalId]/route';
import * as withdraw from '../approvals/[approvalId]/withdraw/route';
import * as auditExport from '../audit/export/route';
import * as audit from '../audit/route';
import * as bulkSave from '../bulk-saves/[bulkId]/route';
import * as bulkStop from '../bulk-saves/[bulkId]/stop/route';
import * as bulkPlan from '../bulk-saves/plan/route';
import * as bulkSaves from '../bulk-saves/route';
import * as explain from '../explain/route';
import * as live from '../health/live/route';
import * as ready from '../health/ready/route';
import * as incidentExport from '../incidents/[number]/export/route';
import * as strike from '../incidents/[number]/notes/[noteId]/strike/route';
import * as incidentNotes from '../incidents/[number]/notes/route';
import * as incident from '../incidents/[number]/route';
import * as incidentStep from '../incidents/[number]/steps/[stepId]/route';
import * as incidentTimeline from '../incidents/[number]/timeline/route';
import * as incidents from '../incidents/route';
import * as bgsave from '../instances/[instanceId]/bgsave/route';
import * as events from '../instances/[instanceId]/events/route';
import * as override from '../instances/[instanceId]/override/route';
import * as plan from '../instances/[instanceId]/plan/route';
import * as picture from '../instances/[instanceId]/picture/route';
import * as raw from '../instances/[instanceId]/raw/route';
import * as runbook from '../instances/[instanceId]/runbook/route';
import * as instance from '../instances/[instanceId]/route';
import * as instanceSavesExport from '../instances/[instanceId]/saves/export/route';
import * as instanceSaves from '../instances/[instanceId]/saves/route';
import * as stopWrites from '../instances/[instanceId]/stop-writes/route';
import * as instances from '../instances/route';
import * as notify from '../notify/route';
import * as notifyTest from '../notify/[receiverName]/test/route';
import * as people from '../people/route';
import * as person from '../people/[personId]/route';
import * as pictures from '../pictures/route';
import * as savesExport from '../saves/export/route';
import * as saves from '../saves/route';
import * as confirm from '../session/confirm/route';
import * as password from '../session/password/route';
import * as callback from '../session/callback/oidc/route';
import * as provider from '../session/provider/route';
import * as session from '../session/route';
import * as setUp from '../session/set-up/route';
import * as oneSession from '../sessions/[sessionId]/route';
import * as sessions from '../sessions/route';
import * as token from '../tokens/[tokenId]/route';
import * as tokens from '../tokens/route';

/** Every path of the API that has a schema, with its verbs. */
export const PATHS = {
  '/api/instances': instances,
  '/api/instances/{instanceId}': instance,
  '/api/instances/{instanceId}/saves': instanceSaves,
  '/api/instances/{instanceId}/saves/export': instanceSavesExport,
  '/api/instances/{instanceId}/events': events,
  '/api/instances/{instanceId}/picture': picture,
  '/api/instances/{instanceId}/raw': raw,
  '/api/instances/{instanceId}/runbook': runbook,
  '/api/instances/{instanceId}/plan': plan,
  '/api/instances/{instanceId}/bgsave': bgsave,
  '/api/instances/{instanceId}/stop-writes': stopWrites,
  '/api/instances/{instanceId}/override': override,
  '/api/bulk-saves': bulkSaves,
  '/api/bulk-saves/plan': bulkPlan,
  '/api/bulk-saves/{bulkId}': bulkSave,
  '/api/bulk-saves/{bulkId}/stop': bulkStop,
  '/api/saves': saves,
  '/api/saves/export': savesExport,
  '/api/pictures': pictures,
  '/api/actions/{actionId}': action,
  '/api/approvals/{approvalId}': approval,
  '/api/approvals/{approvalId}/approve': approve,
  '/api/approvals/{approvalId}/decline': decline,
  '/api/approvals/{approvalId}/withdraw': withdraw,
  '/api/incidents': incidents,
  '/api/incidents/{number}': incident,
  '/api/incidents/{number}/timeline': incidentTimeline,
  '/api/incidents/{number}/notes': incidentNotes,
  '/api/incidents/{number}/notes/{noteId}/strike': strike,
  '/api/incidents/{number}/steps/{stepId}': incidentStep,
  '/api/incidents/{number}/export': incidentExport,
  '/api/audit': audit,
  '/api/audit/export': auditExport,
  '/api/explain': explain,
  '/api/notify': notify,
  '/api/notify/{receiverName}/test': notifyTest,
  '/api/session': session,
  '/api/session/confirm': confirm,
  '/api/session/password': password,
  '/api/session/provider': provider,
  '/api/session/callback/oidc': callback,
  '/api/session/set-up': setUp,
  '/api/sessions': sessions,
  '/api/sessions/{sessionId}': oneSession,
  '/api/people': people,
  '/api/people/{personId}': person,
  '/api/tokens': tokens,
  '/api/tokens/{tokenId}': token,
  '/api/health/live': live,
  '/api/health/ready': ready,
};
