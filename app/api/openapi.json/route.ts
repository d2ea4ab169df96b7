import { openApiSchema } from '@/lib/contracts/openapi';
import { openApiOf } from '@/lib/http/openapi';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';
import * as action from '../actions/[actionId]/route';
import * as audit from '../audit/route';
import * as live from '../health/live/route';
import * as ready from '../health/ready/route';
import * as bgsave from '../instances/[instanceId]/bgsave/route';
import * as events from '../instances/[instanceId]/events/route';
import * as override from '../instances/[instanceId]/override/route';
import * as plan from '../instances/[instanceId]/plan/route';
import * as instance from '../instances/[instanceId]/route';
import * as instanceSaves from '../instances/[instanceId]/saves/route';
import * as stopWrites from '../instances/[instanceId]/stop-writes/route';
import * as instances from '../instances/route';
import * as saves from '../saves/route';

const description = openApiOf({
  '/api/instances': instances,
  '/api/instances/{instanceId}': instance,
  '/api/instances/{instanceId}/saves': instanceSaves,
  '/api/instances/{instanceId}/events': events,
  '/api/instances/{instanceId}/plan': plan,
  '/api/instances/{instanceId}/bgsave': bgsave,
  '/api/instances/{instanceId}/stop-writes': stopWrites,
  '/api/instances/{instanceId}/override': override,
  '/api/saves': saves,
  '/api/actions/{actionId}': action,
  '/api/audit': audit,
  '/api/health/live': live,
  '/api/health/ready': ready,
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'read', response: openApiSchema }, async () => reply(openApiSchema.parse(description))),
});
