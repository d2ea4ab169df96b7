import { healthSchema } from '@/lib/contracts/health';
import { readiness } from '@/lib/http/readiness';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'public', response: healthSchema }, async ({ savepoint }) => readiness(savepoint)),
});
