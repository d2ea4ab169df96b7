import 'server-only';
import { explainSchema, explanationSchema } from '../contracts/explain';
import { explainQuerySchema } from '../contracts/query';
import { Explainer, type Explanation } from '../domain/redis-log/explain';
import { MOST_FILE_BYTES } from '../domain/redis-log/most-text';
import { Lines } from '../domain/text/lines';
import { responseOf } from './answer';
import { ApiError } from './api-error';
import { isBytes, readJson, readPieces } from './body';
import { checked } from './checked';
import { Decoder, noTextIn, type NoText } from './decoded';
import { explanationBody } from './explain';
import { guarded, type RouteHandler, type RouteSpec } from './guarded';
import { inTurns } from './turns';
import { validated } from './validate';

/** A text as JSON: a character takes up to four bytes, and some are escaped. */
const MOST_JSON_BYTES = 4 * 1024 * 1024;

const EMPTY = 'The file is empty. Send a log of Redis, or the error of a client.';

const SPEC = {
  permission: 'read',
  query: explainQuerySchema,
  body: explainSchema,
  response: explanationSchema,
  // It changes nothing, and what somebody pastes is not to be kept.
  unkept: true,
  takesBytes: true,
} as const satisfies RouteSpec;

/** What was read, and what it was where it was no text. */
interface Read {
  readonly found: Explanation;
  readonly noText: NoText | null;
}

/** POST of a text as JSON, or of a file as it is: read as it comes, line by line, with none of it kept. */
export function explainRoute(): RouteHandler {
  const handler = guarded(
    SPEC.permission,
    async ({ request, savepoint, words }) => {
      const url = new URL(request.url);
      const query = validated(SPEC.query, Object.fromEntries(url.searchParams));
      const now = savepoint.now();
      const { found, noText } = isBytes(request)
        ? await readFile(request, now, query.instance ?? null)
        : await readText(request, now);
      const body = explanationBody(found, noText, savepoint, words);
      const where = `${request.method} ${url.pathname}`;
      return responseOf({ status: 200, body: JSON.stringify(checked(SPEC.response, body, where)) });
    },
    SPEC,
  );
  return Object.assign(handler, { spec: SPEC });
}

async function readText(request: Request, now: number): Promise<Read> {
  const { text, instanceId } = validated(SPEC.body, await readJson(request, MOST_JSON_BYTES));
  const explainer = new Explainer({ now, offsetMinutes: 0 }, instanceId ?? null);
  const lines = new Lines((line) => explainer.add(line));
  await inTurns(text.length, (from, to) => lines.add(text.slice(from, to)));
  lines.end();
  return { found: explainer.end(), noText: noTextIn(text) };
}

async function readFile(request: Request, now: number, instanceId: string | null): Promise<Read> {
  const explainer = new Explainer({ now, offsetMinutes: 0 }, instanceId);
  const lines = new Lines((line) => explainer.add(line));
  const decoder = new Decoder();
  let isEmpty = true;
  await readPieces(request, MOST_FILE_BYTES, (piece) => {
    isEmpty &&= piece.byteLength === 0;
    lines.add(decoder.add(piece));
  });
  if (isEmpty) throw new ApiError('invalid', EMPTY, { fields: { body: EMPTY } });
  lines.add(decoder.end());
  lines.end();
  return { found: explainer.end(), noText: decoder.noText };
}
