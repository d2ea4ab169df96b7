import 'server-only';
import type { RouteHandler } from './guarded';
import { resource } from './resource';
import { streamRoute } from './stream';

/**
 * The paths that the door answers itself, with their verbs (ADR 0021): `guarded` handlers like those of the routes, and nothing else.
 * Whatever lists the routes of the API lists these as well.
 */
export const DOOR_ROUTES: ReadonlyMap<string, Readonly<Record<string, RouteHandler>>> = new Map([
  ['/api/stream', resource({ GET: streamRoute })],
]);

type Read = (request: Request) => Promise<Response>;

/**
 * What the door answers where it is only read, by the very handlers of Next's routes of these paths: what is asked for first after a start
 * waits for no part of Next. Each is loaded when it is asked for.
 */
const READ_AT_DOOR: ReadonlyMap<string, () => Promise<Read>> = new Map([
  ['/api/instances', async () => (await import('./fleet-route')).fleetRoute],
]);

/** The handler of a path under this method, where the door answers it; null where it is Next's. */
export function doorHandler(path: string, method: string): Read | null {
  const verbs = DOOR_ROUTES.get(path);
  // It has every method that the door lets through.
  if (verbs !== undefined) return verbs[method] ?? null;
  const load = method === 'GET' || method === 'HEAD' ? READ_AT_DOOR.get(path) : undefined;
  return load === undefined ? null : async (request) => (await load())(request);
}
