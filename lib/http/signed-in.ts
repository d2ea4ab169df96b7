import 'server-only';
import type { SignedIn } from '../contracts/access';
import type { Actor } from '../domain/action/action';
import { done, type Result } from '../domain/result';

/** Who signed in; what the browser is to keep goes into the answer's cookies. */
export function signedIn(
  result: Result<{ readonly actor: Actor; readonly cookies: readonly string[] }>,
  setCookies: (cookies: readonly string[]) => void,
): Result<SignedIn> {
  if (!result.ok) return result;
  setCookies(result.value.cookies);
  return done({ actor: { ...result.value.actor } });
}
