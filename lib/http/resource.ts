import 'server-only';
import { ApiError } from './api-error';
import { errorResponse, guarded, type RouteHandler } from './guarded';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];
type Verb = Exclude<Method, 'HEAD' | 'OPTIONS'>;

function notAllowed(allowed: readonly string[]): RouteHandler {
  return guarded('read', async ({ request }) => {
    const error = new ApiError(
      'method_not_allowed',
      `${request.method} is not possible here; possible are ${allowed.join(', ')}.`,
    );
    return errorResponse(error, { Allow: allowed.join(', ') });
  });
}

/** All verbs of a path: the given ones, and 405 in the shape of every error for the others, which Next would answer bare. */
export function resource(verbs: Partial<Record<Verb, RouteHandler>>): Record<Method, RouteHandler> {
  const given: Partial<Record<Method, RouteHandler>> = verbs.GET === undefined ? verbs : { ...verbs, HEAD: verbs.GET };
  const refusing = notAllowed(METHODS.filter((method) => given[method] !== undefined));
  return {
    GET: given.GET ?? refusing,
    HEAD: given.HEAD ?? refusing,
    POST: given.POST ?? refusing,
    PUT: given.PUT ?? refusing,
    PATCH: given.PATCH ?? refusing,
    DELETE: given.DELETE ?? refusing,
    OPTIONS: refusing,
  };
}

/** Every verb of a path of the API that does not exist: 404. */
export function noSuchPath(): Record<Method, RouteHandler> {
  const missing = guarded('read', async ({ request }) => {
    const { pathname } = new URL(request.url);
    throw new ApiError('not_found', `There is nothing at ${pathname}. See /api/openapi.json for what there is.`);
  });
  return {
    GET: missing,
    HEAD: missing,
    POST: missing,
    PUT: missing,
    PATCH: missing,
    DELETE: missing,
    OPTIONS: missing,
  };
}
