import 'server-only';

/** A text with its `${NAME}` replaced, or why that cannot be done, in a sentence. */
export type Substituted =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces each `${NAME}` by that variable's value. In the user name and password of a URL the value is percent-encoded:
 * a variable holds the password as it is. An empty variable counts as missing: it would be no password, silently.
 */
export function substitute(text: string, env: Environment): Substituted {
  const secretFrom = text.indexOf('://');
  const secretTo = text.lastIndexOf('@');
  const wrong: string[] = [];
  const replaced = text.replace(/\$\{([^}]*)\}/g, (_match, name: string, at: number) => {
    const value = /^\w+$/.test(name) ? env[name] : undefined;
    if (!value) wrong.push(problemOf(name));
    return secretFrom >= 0 && at > secretFrom && at < secretTo ? encodeURIComponent(value ?? '') : (value ?? '');
  });
  const [message] = wrong;
  return message === undefined ? { ok: true, text: replaced } : { ok: false, message };
}

function problemOf(name: string): string {
  if (!/^\w+$/.test(name)) return 'The name of a variable between ${ and } has only letters, digits and _.';
  return `The environment variable ${name} is not set, or is empty.`;
}
