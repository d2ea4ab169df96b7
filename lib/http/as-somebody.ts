import 'server-only';
import type { Principal } from '../domain/access/principal';

/** Who asks on a route that is not public: there, somebody does. */
export function asSomebody(principal: Principal | null): Principal {
  if (principal === null) throw new Error('A public route asks for nobody.');
  return principal;
}
