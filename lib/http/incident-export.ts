import 'server-only';
import type { AuditEntry } from '../contracts/action';
import {
  incidentExportQuerySchema,
  incidentExportSchema,
  incidentParamsSchema,
  type IncidentDetail,
  type IncidentEntry,
} from '../contracts/incident';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import { FIXED_HEADERS } from './answer';
import { ApiError } from './api-error';
import { checked } from './checked';
import { INCIDENT_COLUMNS } from './export-columns';
import { fileNameOf, writerOf, type Writer } from './export-file';
import { exportStream, type RowPage } from './export-stream';
import { guarded, type RouteHandler } from './guarded';
import { presentAuditEntry } from './present-action';
import { presentEntry, presentIncidentDetail } from './present-incident';
import { validated } from './validate';

const VERIFY = 'npm run audit:verify';

const SPEC = {
  permission: 'read',
  params: incidentParamsSchema,
  query: incidentExportQuerySchema,
  response: incidentExportSchema,
  file: ['text/markdown', 'text/csv'],
} as const;

/**
 * GET of an incident as a file: a post-mortem to go on with (md), everything (json), or its timeline (csv); the last two are read and sent
 * page by page, nothing folded. What fails after the first page breaks the connection off.
 */
export const incidentExport: RouteHandler = Object.assign(
  guarded('read', async ({ request, params, savepoint, words }) => {
    const url = new URL(request.url);
    const { number } = validated(incidentParamsSchema, params);
    const { format } = validated(incidentExportQuerySchema, Object.fromEntries(url.searchParams));
    const found = await savepoint.incidents.get(number);
    if (found === null) throw new ApiError('not_found', words.incident.noSuch);
    const name = fileNameOf(`incident-${number}`, found.instanceId, savepoint.now(), format);
    const where = `${request.method} ${url.pathname}`;
    const file =
      format === 'md'
        ? await postMortem(savepoint, number, words)
        : await whole(savepoint, presentIncidentDetail(found), format, where, words);
    const headers = {
      ...FIXED_HEADERS,
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${name}"`,
    };
    return new Response(request.method === 'HEAD' ? null : file.body(), { headers });
  }),
  { spec: SPEC },
);

interface File {
  readonly type: string;
  readonly body: () => BodyInit;
}

async function postMortem(savepoint: Savepoint, number: number, words: Words): Promise<File> {
  const text = await savepoint.incidents.postMortem(number);
  if (text === null) throw new ApiError('not_found', words.incident.noSuch);
  return { type: 'text/markdown; charset=utf-8', body: () => text };
}

async function whole(
  savepoint: Savepoint,
  incident: IncidentDetail,
  format: 'csv' | 'json',
  where: string,
  words: Words,
): Promise<File> {
  const audit: AuditEntry[] = [];
  const readPage = async (before?: string): Promise<RowPage<IncidentEntry>> => {
    const page = await savepoint.incidents.entries(incident.number, before);
    if (page === null) throw new ApiError('not_found', words.incident.noSuch);
    audit.push(...page.audit.map(presentAuditEntry));
    const rows = checked(incidentExportSchema.shape.timeline, page.entries.map(presentEntry), where);
    return { rows: rows as readonly IncidentEntry[], next: page.next };
  };
  const writer = format === 'csv' ? writerOf('csv', INCIDENT_COLUMNS) : jsonWriter(incident, audit);
  const first = await readPage();
  return { type: writer.type, body: () => exportStream(writer, first, readPage, where) };
}

/** The entries of the audit are all there once the last page was read. */
function jsonWriter(incident: IncidentDetail, audit: readonly AuditEntry[]): Writer<IncidentEntry> {
  const list = writerOf<IncidentEntry>('json', {});
  const lines = (): string => audit.map((entry) => `\n${JSON.stringify(entry)}`).join(',');
  return {
    ...list,
    begin: `{"incident":${JSON.stringify(incident)},\n"verify":${JSON.stringify(VERIFY)},\n"timeline":[`,
    get end() {
      return `\n],\n"audit":[${lines()}\n]}\n`;
    },
  };
}
