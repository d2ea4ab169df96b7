import 'server-only';
import { z } from 'zod';
import { errorSchema } from '../contracts/error';
import { LANGUAGES } from '../domain/words/language';
import type { RouteHandler, RouteSpec } from './guarded';
import { LANGUAGE_QUERY } from './language';

type Json = Readonly<Record<string, unknown>>;
type Verbs = Readonly<Partial<Record<string, RouteHandler>>>;

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The first answer is kept for seven days and given to every repetition.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const LANG: Json = {
  name: LANGUAGE_QUERY,
  in: 'query',
  required: false,
  description: 'The language of sentences. Without it the cookie `language` counts, then English.',
  schema: { type: 'string', enum: [...LANGUAGES] },
};

const AFTER: Json = {
  name: 'after',
  in: 'query',
  required: false,
  description: 'The id of an event: the stream begins after it. For who cannot send `Last-Event-ID`.',
  schema: { type: 'integer', minimum: 0 },
};

/** Not JSON, so it has no schema of its own. */
const STREAM: Json = {
  get: {
    parameters: [LANG, AFTER],
    description:
      'Events `instance`, `save`, `event`, `audit`, `incident`, `pulse` and `fleet`; `Last-Event-ID` resumes.',
    responses: { 200: { description: 'Server-sent events.', content: { 'text/event-stream': {} } } },
  },
};

function jsonContent(schema: z.ZodType, io: 'input' | 'output'): Json {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } };
}

function contentOf({ response, file }: RouteSpec): Json {
  const json = jsonContent(response, 'output');
  const files = [file ?? []].flat().map((type) => [type, { schema: { type: 'string' } }]);
  return { ...json, ...Object.fromEntries(files) };
}

const ERROR: Json = {
  description: 'An error, in the one shape of all errors.',
  content: jsonContent(errorSchema, 'output'),
};

/** Each field of a query or a path; of a union the fields of all its parts, needed where every part needs them. */
function parameters(where: 'query' | 'path', schema: z.ZodType | undefined): Json[] {
  if (schema === undefined) return [];
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const parts = json.oneOf ?? json.anyOf ?? [json];
  const names = new Set(parts.flatMap((part) => Object.keys(part.properties ?? {})));
  return [...names].map((name) => {
    const schemas = parts.flatMap((part) => part.properties?.[name] ?? []);
    const required = parts.every((part) => part.required?.includes(name) === true);
    return { name, in: where, required, schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas } };
  });
}

function requestBodyOf({ body, takesBytes = false }: RouteSpec): Json {
  if (body === undefined) return {};
  const bytes = takesBytes ? { 'application/octet-stream': {} } : {};
  return { requestBody: { required: true, content: { ...jsonContent(body, 'input'), ...bytes } } };
}

function operation(verb: string, spec: RouteSpec): Json {
  const { status = 200, accepted } = spec;
  const asked = [...parameters('path', spec.params), ...parameters('query', spec.query), LANG];
  return {
    'x-permission': spec.permission,
    parameters: verb === 'GET' ? asked : [...asked, IDEMPOTENCY_KEY],
    ...requestBodyOf(spec),
    responses: {
      [status]: { description: 'Done.', ...(status === 204 ? {} : { content: contentOf(spec) }) },
      ...(accepted === undefined
        ? {}
        : { 202: { description: 'Taken in, not done yet.', content: jsonContent(accepted, 'output') } }),
      default: ERROR,
    },
  };
}

function described(verbs: Verbs): Json {
  const operations = VERBS.flatMap((verb) => {
    const spec = verbs[verb]?.spec;
    return spec === undefined ? [] : [[verb.toLowerCase(), operation(verb, spec)] as const];
  });
  return Object.fromEntries(operations);
}

/** The API as OpenAPI 3.1, from the schemas that the routes themselves check with. */
export function openApiOf(paths: Readonly<Record<string, Verbs>>): Json {
  const own = Object.entries(paths).map(([path, verbs]) => [path, described(verbs)] as const);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Savepoint',
      version: '1',
      description: 'The persistence of registered Redis and Valkey instances.',
    },
    security: [{}, { adminToken: [] }],
    components: { securitySchemes: { adminToken: { type: 'http', scheme: 'bearer' } } },
    paths: { ...Object.fromEntries(own), '/api/stream': STREAM },
  };
}
