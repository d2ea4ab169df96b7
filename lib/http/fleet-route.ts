import 'server-only';
import { instanceListSchema } from '../contracts/instance';
import { presentFleet } from './present-instance';
import { reply } from './reply';
import { route } from './route';

/** GET /api/instances: all instances as they are now. */
export const fleetRoute = route({ permission: 'read', response: instanceListSchema }, async ({ savepoint }) =>
  reply(presentFleet(savepoint)),
);
