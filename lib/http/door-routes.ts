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
