/** Why something that was asked for is not done. The codes are those of the HTTP contract. */
export type RefusalCode =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'precondition_required'
  | 'not_possible'
  | 'unauthenticated'
  | 'forbidden'
  | 'rate_limited'
  | 'unreachable'
  | 'outcome_unknown'
  | 'store_unavailable';

export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence for a person. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What was asked for, or why not. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Result<never> {
  return { ok: false, refusal: { code, message, details } };
}
