import 'server-only';
import type { z } from 'zod';
import { ApiError } from './api-error';

const UNKNOWN_FIELD = 'There is no such field.';

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields = new Map<string, string>();
  const note = (path: readonly PropertyKey[], message: string): void => {
    const name = path.map(String).join('.') || 'body';
    if (!fields.has(name)) fields.set(name, message);
  };
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) note([...issue.path, key], UNKNOWN_FIELD);
    else note(issue.path, issue.message);
  }
  return Object.fromEntries(fields);
}

/** The value as its schema reads it; 422 `invalid` naming each field otherwise. */
export function validated<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldsOf(parsed.error);
  const message = Object.entries(fields)
    .slice(0, 5)
    .map(([name, text]) => `${name}: ${text}`)
    .join(' ');
  throw new ApiError('invalid', message, { fields });
}
