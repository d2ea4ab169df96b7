import 'server-only';

/** Where somebody goes after signing in: a page of ours, whatever the address says; else the fleet. */
export function ownPath(given: string | string[] | undefined): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/';
  const url = URL.parse(given, 'http://savepoint.invalid');
  // "//host" and "/\host" are other hosts to a browser; and where one signs in one is already.
  if (url === null || url.origin !== 'http://savepoint.invalid' || url.pathname === '/login') return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
