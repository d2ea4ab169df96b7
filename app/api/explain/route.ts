import { explainSchema, explanationSchema } from '@/lib/contracts/explain';
import { explainText } from '@/lib/http/explain';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    // It changes nothing, and what somebody pastes is not to be kept.
    { permission: 'read', body: explainSchema, maxBytes: 4 * 1024 * 1024, response: explanationSchema, unkept: true },
    async ({ savepoint, body, words }) => explainText(body, savepoint, words),
  ),
});
