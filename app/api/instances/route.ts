import { instanceSchema, registerSchema } from '@/lib/contracts/instance';
import { fleetRoute } from '@/lib/http/fleet-route';
import { presentInstance } from '@/lib/http/present-instance';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: fleetRoute,
  POST: route(
    { permission: 'administer', body: registerSchema, response: instanceSchema, status: 201, confirmed: () => true },
    async ({ savepoint, body, actor }) => {
      const input = { ...body, operator: body.operator ?? null };
      return presented(await savepoint.register(input, actor), presentInstance);
    },
  ),
});
