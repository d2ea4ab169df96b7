import { incidentNoteParamsSchema, incidentNoteSchema, strikeRequestSchema } from '@/lib/contracts/incident';
import { presentNote } from '@/lib/http/present-incident';
import { presented } from '@/lib/http/reply';
import { resource } from '@/lib/http/resource';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: route(
    {
      permission: 'act',
      params: incidentNoteParamsSchema,
      body: strikeRequestSchema,
      response: incidentNoteSchema,
    },
    async ({ savepoint, params, actor }) =>
      presented(await savepoint.incidents.strikeNote(params.number, params.noteId, actor), presentNote),
  ),
});
