import 'server-only';
import { isOwnPath } from '../domain/access/own-path';

/** Where somebody goes after signing in: a page of ours, whatever the address says; else the fleet. Where one signs in one is already. */
export function ownPath(given: string | string[] | undefined): string {
  return typeof given === 'string' && isOwnPath(given) && !/^\/login\b/.test(given) ? given : '/';
}
