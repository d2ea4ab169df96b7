import 'server-only';
import { z } from 'zod';
import type { Principal } from '../domain/access/principal';
import type { Result } from '../domain/result';
import { type Answer, errorAnswer, responseOf } from './answer';
import { readJson } from './body';
import { checked } from './checked';
import { apiErrorOf } from './faults';
import { type Admitted, guarded, type RouteHandler, type RouteSpec } from './guarded';
import { idempotencyKey, once, requestHashOf } from './idempotency';
import { refusalError } from './present-refusal';
import type { Accepted, FileAnswer } from './reply';
import { validated } from './validate';
import { checkConfirmed, isChange } from './who';

/** What a route's one call works with. */
export interface Asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Pick<
  Admitted,
  'savepoint' | 'actor' | 'words'
> {
  /** Who asks; a public route does not know. */
  readonly principal: Principal | null;
  readonly headers: Headers;
  /** Puts values of Set-Cookie on a good answer. */
  readonly setCookies: (cookies: readonly string[]) => void;
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

function answerOf(result: Result<unknown> | Accepted | FileAnswer, spec: RouteSpec, where: string): Answer {
  if (!result.ok) return errorAnswer(refusalError(result.refusal));
  if ('file' in result) {
    const { type, name, text } = result.file;
    const headers = { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` };
    return { status: 200, body: text, headers };
  }
  if ('accepted' in result) {
    return { status: 202, body: JSON.stringify(checked(spec.accepted ?? z.never(), result.accepted, where)) };
  }
  const { status = 200 } = spec;
  const body = checked(spec.response, result.value, where);
  return { status, body: status === 204 ? '' : JSON.stringify(body) };
}

/** A verb of a resource: checks, reads and validates the request, makes one call, and answers by the contract. */
export function route<
  R extends z.ZodType,
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
>(
  spec: RouteSpec<P, Q, B, R>,
  call: (asked: Asked<P, Q, B>) => Promise<Result<z.input<R>> | Accepted | FileAnswer>,
): RouteHandler {
  const handler = guarded(spec.permission, async ({ request, savepoint, words, principal, actor, params }) => {
    const url = new URL(request.url);
    const where = `${request.method} ${url.pathname}`;
    const key = isChange(request) && spec.unkept !== true ? idempotencyKey(request) : null;
    const cookies: string[] = [];
    const json = spec.body === undefined ? undefined : await readJson(request, spec.maxBytes);
    const read = <S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> =>
      schema === undefined ? (undefined as z.output<S>) : validated(schema, value);
    const asked: Asked<P, Q, B> = {
      savepoint,
      words,
      actor,
      principal,
      headers: request.headers,
      setCookies: (values) => void cookies.push(...values),
      params: read(spec.params, params),
      query: read(spec.query, Object.fromEntries(url.searchParams)),
      body: read(spec.body, json),
    };
    if (principal !== null && spec.confirmed?.(asked.body) === true) checkConfirmed(principal, savepoint.now(), words);
    const work = async (): Promise<Answer> => {
      try {
        return answerOf(await call(asked), spec, where);
      } catch (error) {
        return errorAnswer(apiErrorOf(error, where));
      }
    };
    const answer =
      key === null ? await work() : await once(savepoint, actor, key, requestHashOf(savepoint, request, json), work);
    return responseOf(answer, cookies);
  });
  return Object.assign(handler, { spec });
}
