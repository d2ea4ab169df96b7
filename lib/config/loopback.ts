import 'server-only';

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/;

/** Is this address reached from this machine alone? */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
