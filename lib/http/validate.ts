import 'server-only';
import type { z } from 'zod';
import { ApiError } from './api-error';

const UNKNOWN_FIELD = 'There is no such field.';
const UNKNOWN_FIELDS = 'It has a field that is not known.';
/** What is no plain name is not repeated: no text from elsewhere is in an answer. */
const PLAIN = /^[\w-]{1,40}$/;

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields = new Map<string, string>();
  const note = (path: readonly PropertyKey[], message: string): void => {
    const parts = path.map(String);
    const end = parts.findIndex((part) => !PLAIN.test(part));
    const name = parts.slice(0, end === -1 ? undefined : end).join('.') || 'body';
    if (!fields.has(name)) fields.set(name, message);
  };
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') note(issue.path, issue.message);
    else for (const key of issue.keys) note([...issue.path, key], PLAIN.test(key) ? UNKNOWN_FIELD : UNKNOWN_FIELDS);
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
