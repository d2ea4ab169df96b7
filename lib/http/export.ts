import 'server-only';
import type { z } from 'zod';
import type { Result } from '../domain/result';
import { errorAnswer, FIXED_HEADERS, responseOf } from './answer';
import { checked } from './checked';
import type { Columns } from './export-columns';
import { fileNameOf, writerOf, type ExportFormat } from './export-file';
import { exportStream, type RowPage } from './export-stream';
import { guarded, type RouteHandler, type RouteSpec } from './guarded';
import { refusalError } from './present-refusal';
import type { Asked } from './route';
import { validated } from './validate';

/** Rows that are read and written at once. */
const PAGE_ROWS = 500;

/** A list as it is exported. */
export interface Exported<T> {
  /** What it is a list of, for the name of the file. */
  readonly what: string;
  readonly instanceId: string | undefined;
  readonly columns: Columns<T>;
  readonly read: (page: { readonly limit: number; readonly before?: string }) => Promise<RowPage<T>>;
}

/** The response is what the whole file holds as JSON: an array. */
type ExportSpec<P extends z.ZodType, Q extends z.ZodType, T extends z.ZodType> = Omit<
  RouteSpec<P, Q, z.ZodUnknown, z.ZodArray<T>>,
  'body' | 'status' | 'file'
>;

/**
 * GET of a whole list as a file, newest first, read and sent page by page. What fails before the first page was read is an error
 * of the contract; what fails later breaks the connection off.
 */
export function exportRoute<
  T extends z.ZodType,
  Q extends z.ZodType<{ format: ExportFormat }>,
  P extends z.ZodType = z.ZodUnknown,
>(
  spec: ExportSpec<P, Q, T>,
  call: (
    asked: Pick<Asked<P, Q, z.ZodUnknown>, 'savepoint' | 'words' | 'params' | 'query'>,
  ) => Promise<Result<Exported<z.output<T>>>>,
): RouteHandler {
  const handler = guarded(spec.permission, async ({ request, savepoint, words, params }) => {
    const url = new URL(request.url);
    const read = <S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> =>
      schema === undefined ? (undefined as z.output<S>) : validated(schema, value);
    const query = read(spec.query, Object.fromEntries(url.searchParams));
    const found = await call({ savepoint, words, params: read(spec.params, params), query });
    if (!found.ok) return responseOf(errorAnswer(refusalError(found.refusal)));
    return fileOf(found.value, spec.response, query.format, savepoint.now(), request);
  });
  return Object.assign(handler, { spec: { ...spec, file: 'text/csv' as const } });
}

async function fileOf<T>(
  { what, instanceId, columns, read }: Exported<T>,
  list: z.ZodType,
  format: ExportFormat,
  now: number,
  request: Request,
): Promise<Response> {
  const where = `${request.method} ${new URL(request.url).pathname}`;
  const readPage = async (before?: string): Promise<RowPage<T>> => {
    const { rows, next } = await read({ limit: PAGE_ROWS, ...(before === undefined ? {} : { before }) });
    return { rows: checked(list, rows, where) as readonly T[], next };
  };
  const writer = writerOf(format, columns);
  const first = await readPage();
  const headers = {
    ...FIXED_HEADERS,
    'Content-Type': writer.type,
    'Content-Disposition': `attachment; filename="${fileNameOf(what, instanceId, now, format)}"`,
  };
  const body = request.method === 'HEAD' ? null : exportStream(writer, first, readPage, where);
  return new Response(body, { headers });
}
