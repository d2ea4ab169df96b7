import { providerSignInSchema, providerUrlSchema } from '@/lib/contracts/access';
import { toProvider } from '@/lib/http/provider';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    { permission: 'public', body: providerSignInSchema, response: providerUrlSchema, unkept: true },
    toProvider,
  ),
});
