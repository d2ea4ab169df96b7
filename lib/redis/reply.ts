import 'server-only';

/** An error reply: `code` is its first word (`NOPERM`, `ERR`), `text` what follows. Hostile: never shown as it is. */
export interface ErrorReply {
  readonly kind: 'error';
  readonly code: string;
  readonly text: string;
}

export type Reply = string | number | null | ErrorReply | readonly Reply[];

/** The error reply of a reply, null when it is none. */
export function errorOf(reply: Reply | undefined): ErrorReply | null {
  return typeof reply === 'object' && reply !== null && 'kind' in reply ? reply : null;
}

/** `NOPERM this user…` as code and text; an empty message is the bare `-ERR` of a refused fork. */
export function errorReply(message: string): ErrorReply {
  const [, code = 'ERR', text = ''] = /^([A-Z][A-Z0-9_-]*)(?:\s+([\s\S]*))?$/.exec(message.trim()) ?? [
    '',
    'ERR',
    message.trim(),
  ];
  return { kind: 'error', code, text };
}

/** True for what the client library makes of an error reply, false for its own errors and the socket's. */
export function isErrorReply(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ReplyError';
}

/** A value of the client library as a plain reply; anything unexpected becomes null. */
export function replyOf(value: unknown): Reply {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(replyOf);
  if (isErrorReply(value)) return errorReply(value.message);
  return null;
}
