import { z } from 'zod';

/** Error code → HTTP status: the only table of it. */
export const ERROR_STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  reauth_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  not_possible: 409,
  too_large: 413,
  unsupported_media_type: 415,
  misdirected: 421,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  unreachable: 502,
  store_unavailable: 503,
  not_ready: 503,
  outcome_unknown: 504,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const errorSchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});

export type ErrorBody = z.infer<typeof errorSchema>;
