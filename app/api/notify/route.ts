import { receiverListSchema } from '@/lib/contracts/notify';
import { presentReceiver } from '@/lib/http/present-receiver';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'administer', response: receiverListSchema }, async ({ savepoint }) =>
    reply({ receivers: (await savepoint.receivers()).map(presentReceiver) }),
  ),
});
