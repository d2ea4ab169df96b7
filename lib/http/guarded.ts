import 'server-only';
import type { z } from 'zod';
import type { Actor } from '../domain/action/action';
import type { Principal } from '../domain/access/principal';
import { wordsOf, type Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import { getSavepoint } from '../runtime/savepoint';
import { errorAnswer, responseOf } from './answer';
import type { ApiError } from './api-error';
import { apiErrorOf } from './faults';
import { languageOfRequest } from './language';
import {
  checkHost,
  checkOrigin,
  checkPermission,
  comesFromBrowser,
  isChange,
  principalOf,
  type Permission,
} from './who';
import { checkContentType, isBytes } from './body';

/** What Next hands to a route beside the request. */
export interface RouteContext {
  readonly params: Promise<unknown>;
}

type FileType = 'text/csv' | 'text/markdown';

/** What a verb takes, gives, and who may use it. */
export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly permission: Permission;
  readonly params?: P;
  readonly query?: Q;
  /** With one, the request must be JSON. */
  readonly body?: B;
  /** Of the body, where it may be larger than others. */
  readonly maxBytes?: number;
  /** Besides JSON, a file as it is (application/octet-stream). */
  readonly takesBytes?: boolean;
  /** For which requests a session has to give the password again; for none where absent. */
  readonly confirmed?: (body: z.output<B>) => boolean;
  /** Neither what is asked nor the answer may be kept for a repetition: it needs no Idempotency-Key. */
  readonly unkept?: boolean;
  /** What is sent is checked against it as well. */
  readonly response: R;
  /** Of an answer of 202: what was asked for is not done yet. */
  readonly accepted?: z.ZodType;
  /** Of a good answer; 200 where absent. 204 sends no body. */
  readonly status?: 200 | 201 | 202 | 204;
  /** It is sent as a file as well: the same in this type. */
  readonly file?: FileType | readonly FileType[];
}

export interface RouteHandler {
  (request: Request, context?: RouteContext): Promise<Response>;
  /** Who may call it: only `guarded` gives one, so a handler that has it stands behind the checks. */
  readonly permission: Permission;
  /** For the description of the API; a stream has none. */
  readonly spec?: RouteSpec;
}

/** A request that passed every check that does not need its content. */
export interface Admitted {
  readonly request: Request;
  readonly params: unknown;
  /** It speaks the language of the request. */
  readonly savepoint: Savepoint;
  readonly words: Words;
  /** Null on a public route, which does not ask. */
  readonly principal: Principal | null;
  readonly actor: Actor;
}

const NOBODY: Actor = { kind: 'user', name: 'anonymous', role: 'viewer' };

export function errorResponse(error: ApiError, headers: Readonly<Record<string, string>> = {}): Response {
  return responseOf(errorAnswer(error, headers));
}

/**
 * A route handler behind the checks of host (421), actor (401), role and origin (403); whatever it throws is an error of the contract.
 * With `takesBytes` a body may be a file as it is.
 */
export function guarded(
  permission: Permission,
  handle: (admitted: Admitted) => Promise<Response>,
  { takesBytes = false }: Pick<RouteSpec, 'takesBytes'> = {},
): RouteHandler {
  const handler = async (request: Request, context?: RouteContext): Promise<Response> => {
    const where = `${request.method} ${new URL(request.url).pathname}`;
    try {
      const savepoint = getSavepoint();
      checkHost(request, savepoint.access);
      const words = wordsOf(languageOfRequest(request));
      const principal = permission === 'public' ? null : await principalOf(request, savepoint, words);
      if (principal !== null) checkPermission(principal, permission, words);
      checkOrigin(request, savepoint.access, principal);
      const isFile = takesBytes && isBytes(request);
      if (isChange(request) && comesFromBrowser(principal) && !isFile) checkContentType(request);
      const params = await context?.params;
      const actor = principal?.actor ?? NOBODY;
      return await handle({ request, savepoint: savepoint.speaking(words), words, principal, actor, params });
    } catch (error) {
      return errorResponse(apiErrorOf(error, where));
    }
  };
  return Object.assign(handler, { permission });
}
