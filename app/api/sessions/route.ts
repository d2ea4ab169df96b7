import { endedSchema, sessionListSchema } from '@/lib/contracts/access';
import { asSomebody } from '@/lib/http/as-somebody';
import { presentSession } from '@/lib/http/present-access';
import { reply } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route({ permission: 'read', response: sessionListSchema }, async ({ savepoint, principal }) => {
    const sessions = await savepoint.auth.sessionsFor(asSomebody(principal));
    return reply({ sessions: sessions.map((session) => presentSession(session, principal)) });
  }),
  DELETE: route(
    { permission: 'administer', response: endedSchema, confirmed: () => true },
    async ({ savepoint, principal }) => reply({ ended: await savepoint.auth.endOtherSessions(asSomebody(principal)) }),
  ),
});
