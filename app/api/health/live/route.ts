import { healthSchema } from '@/lib/contracts/health';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'public', response: healthSchema }, async () => reply({ status: 'live' as const })),
});
