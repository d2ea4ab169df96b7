import { receiverParamsSchema, trialSchema } from '@/lib/contracts/notify';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'administer', params: receiverParamsSchema, response: trialSchema },
    async ({ savepoint, params }) => savepoint.testReceiver(params.receiverName),
  ),
});
