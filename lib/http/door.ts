import 'server-only';
import { randomBytes } from 'node:crypto';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ADDRESS_HEADER, PATH_HEADER } from '../domain/access/door-headers';
import type { Savepoint } from '../runtime/facade';
import { heldSavepoint } from '../runtime/savepoint';
import { ApiError } from './api-error';
import { addressOf } from './client-address';
import { doorHandler } from './door-routes';
import { answerOnConnection } from './open-answer';
import { takeVouched } from './proxy-headers';
import { securityHeaders } from './security-headers';
import { foreignName, isOwnHost } from './who';

type Access = Savepoint['access'];

/** Set by proxies, or meant for parts of Next: nobody outside has a say in where this is, or in how Next routes. */
const NOT_FROM_OUTSIDE = /^(x-forwarded-|forwarded$|x-middleware-|x-real-ip$|x-savepoint-|content-security-policy)/;

/** Pages are read: what changes something is under /api, and there each verb says what it takes. */
const READS = ['GET', 'HEAD'];

/** What a path under /api has an answer to; Next would make a fault of any other. */
const METHODS = [...READS, 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** There Next tells of changes over a socket, and pages ask it for more than they do otherwise. */
const IS_DEVELOPMENT = process.env.NODE_ENV === 'development';

const INSTALLED = Symbol.for('savepoint.door');

/**
 * Stands before everything that this process serves, files of the build and errors of Next among them: refuses requests under a
 * foreign name, takes away what nobody outside has to say, and puts the security headers on the answer. Call it before Next
 * handles its first request.
 */
export function installDoor(): void {
  // Next has no place before its own handling of files and errors, and its server is made by then: the event is.
  const prototype = Server.prototype as unknown as Record<string | symbol, unknown> & Pick<Server, 'emit'>;
  if (prototype[INSTALLED] === true) return;
  prototype[INSTALLED] = true;
  const emit = prototype.emit;
  prototype.emit = function emitBehindTheDoor(this: Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'upgrade' && !IS_DEVELOPMENT) {
      (args[1] as Socket).destroy();
      return true;
    }
    if (event !== 'request') return Reflect.apply(emit, this, [event, ...args]) as boolean;
    const [request, response] = args as [IncomingMessage, ServerResponse];
    const refused = pass(request, response, heldSavepoint()?.access ?? null);
    if (refused || isAnsweredHere(request, response)) return true;
    return Reflect.apply(emit, this, [event, ...args]) as boolean;
  };
}

/** Answers what is no business of Next's, true when it was that. Only for what has passed. */
export function isAnsweredHere(request: IncomingMessage, response: ServerResponse): boolean {
  const handler = doorHandler(pathOf(request.url ?? ''), request.method ?? '');
  if (handler === null) return false;
  void answerOnConnection(handler, request, response);
  return true;
}

/** True when the request was answered here. */
export function pass(request: IncomingMessage, response: ServerResponse, access: Access | null): boolean {
  const nonce = randomBytes(16).toString('base64');
  const headers = securityHeaders({ nonce, isHttps: access?.origins[0]?.startsWith('https:') === true });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const address = addressOf(request, access);
  const vouched = takeVouched(request, access?.proxy ?? null);
  for (const name of Object.keys(request.headers)) {
    if (NOT_FROM_OUTSIDE.test(name)) Reflect.deleteProperty(request.headers, name);
  }
  Object.assign(request.headers, vouched);
  request.headers[ADDRESS_HEADER] = address;
  request.headers[PATH_HEADER] = request.url ?? '/';
  // Next takes the nonce of its scripts from here.
  request.headers['content-security-policy'] = headers['Content-Security-Policy'];
  const error = refusal(request, access);
  if (error === null) return false;
  refuse(response, error);
  return true;
}

function refusal(request: IncomingMessage, access: Access | null): ApiError | null {
  if (access === null) return new ApiError('not_ready', 'Savepoint is starting. Ask again in a second.');
  if (!hasOneName(request) || !isOwnHost({ get: (name) => header(request, name) }, access)) return foreignName();
  const possible = isForPrograms(request.url ?? '') ? METHODS : READS;
  if (possible.includes(request.method ?? '')) return null;
  const list = possible.join(', ').replace(/, (?=\w+$)/, ' and ');
  return new ApiError('method_not_allowed', `${request.method ?? ''} is not possible here; possible are ${list}.`);
}

/** As Next reads the path: `/api/../audit` is a page. */
function pathOf(url: string): string {
  // Put behind a host, not resolved against one: "//" would name another, or none, and throw.
  return new URL(`http://door${url}`).pathname;
}

function isForPrograms(url: string): boolean {
  const pathname = pathOf(url);
  return /^\/api(\/|$)/.test(pathname) || (IS_DEVELOPMENT && pathname.startsWith('/__nextjs'));
}

/** Two names, or another one in the request line: what is behind could read it differently than what was checked. */
function hasOneName({ rawHeaders, url }: IncomingMessage): boolean {
  const names = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return names.length === 1 && url?.startsWith('/') === true;
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function refuse(response: ServerResponse, error: ApiError): void {
  response.statusCode = error.status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  if (error.code === 'not_ready') response.setHeader('Retry-After', '1');
  // What is left of its body is not read.
  response.setHeader('Connection', 'close');
  response.end(JSON.stringify(error.body));
}
