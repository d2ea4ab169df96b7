import { incidentNoteSchema, incidentParamsSchema, noteRequestSchema } from '@/lib/contracts/incident';
import { presentNote } from '@/lib/http/present-incident';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      params: incidentParamsSchema,
      body: noteRequestSchema,
      response: incidentNoteSchema,
      status: 201,
    },
    async ({ savepoint, params, body, actor }) =>
      presented(await savepoint.incidents.addNote(params.number, body.text, actor), presentNote),
  ),
});
